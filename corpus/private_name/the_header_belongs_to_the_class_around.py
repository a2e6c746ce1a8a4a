# Decorators, bases and defaults are renamed by the class in which they are evaluated.

def _C__tell(thing):
    print("told", thing.__name__)
    return thing


_D__base = __base = "never"
_C__base = int


class C:
    @__tell
    class D(__base):
        @staticmethod
        def f(default=__base):
            return default


print(C.D.__bases__[0].__name__, C.D.f())
