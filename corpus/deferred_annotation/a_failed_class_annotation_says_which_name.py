# The NameError of an annotation comes from where somebody asks.
# Needs: Python 3.14
# Hosts before Python 3.10 lack the attribute `name` of a NameError.

class C:
    x: Undefined


def f(a: Undefined.attribute): ...


for thing in C, f, C:
    try:
        dict(thing.__annotations__)["x"]
    except NameError as error:
        print(error, error.name)
print("still here")
