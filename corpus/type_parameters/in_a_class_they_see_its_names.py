# The bounds and annotations of a method, and the bases of a class in a class, see the names of the class.
# Needs: Python 3.12
# Changed in: Python 3.14

name = other = "module"


def around():
    free = "function"

    class Box:
        name = "class"

        def method[T: (name, other, free)](self, a: name, b: other, c: free) -> T:
            return name

        class Inner[U: name](print(name, free) or object, key=name):
            def __init_subclass__(cls, **keywords):
                print(keywords)

            seen = name

        name = "class later"

    return Box


try:
    around()
except TypeError:
    print("refused")


class Base:
    def __init_subclass__(cls, **keywords):
        print(keywords)


class Box:
    name = "class"
    Parent = Base

    def method[T: (name, other)](self, a: name, b: other) -> T:
        return name

    class Inner[U: name](Parent, key=name):
        seen = name

    name = "class later"
    other = "class other"


print(Box.method.__annotations__["a"], Box.method.__annotations__["b"], Box().method(1, 2), Box.Inner.seen)
print(Box.method.__type_params__[0].__constraints__, Box.Inner.__type_params__[0].__bound__)
Box.name = "set"
print(Box.method.__type_params__[0].__constraints__)
