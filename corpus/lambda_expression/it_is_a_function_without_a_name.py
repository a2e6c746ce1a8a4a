# A lambda is a function named <lambda>, whatever it is assigned to.
# Plain: frames

def make():
    return lambda: 0


f = lambda: "value"


class C:
    g = lambda self: self


print(f(), f.__name__, f.__qualname__, type(f) is type(make), f.__doc__)
print(make().__qualname__, C.g.__qualname__, (lambda: lambda: 0)().__name__)
