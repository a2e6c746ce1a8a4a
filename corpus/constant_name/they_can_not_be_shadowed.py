# None, True, False and ... are what they are, even where the names of their types mean something else.

Ellipsis = bool = type = NotImplemented = "shadowed"
print(None, True, False, ..., ... is None, ... is ..., True is (not False), None.__class__.__name__)


class C:
    Ellipsis = bool = 5
    x = (None, True, ...)


def f(a=None, b=..., *, c=True):
    bool = 0
    return a, b, c, bool


print(C.x, f())
