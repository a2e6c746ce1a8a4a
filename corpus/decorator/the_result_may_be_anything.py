# The name is bound to what the decorator returns, be it a function or not.

def name_of(thing):
    return thing.__name__


@repr
@type
def f():
    print("never")


@sorted
@list
@vars
class C:
    x = 1


@len
@name_of
def long_name():
    print("never")


print(f, "x" in C, type(C).__name__, long_name)
