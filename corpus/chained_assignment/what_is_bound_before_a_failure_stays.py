# A target that can't be bound raises; those to its left keep the value.

class Closed:
    __slots__ = ()


try:
    a = Closed().x = b = 1
except AttributeError:
    print(a, "b" in globals())
