# In a class an annotation sees the names of the class, of the functions around it, and then the globals.
# Needs: Python 3.14

size = "global"
colour = "global colour"


def around(shape):
    weight = "around"

    class C:
        size = "class"
        a: size
        b: weight
        c: colour

        def method(self, a: size, b: weight, c: colour, d: shape): ...

        class Inner:
            a: size

        weight = "class, too"

    return C


C = around("shape")
print(dict(C.__annotations__))
print(dict(C.method.__annotations__))
print(dict(C.Inner.__annotations__))
