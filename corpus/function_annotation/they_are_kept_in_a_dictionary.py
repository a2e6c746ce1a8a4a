# The annotations of a function are a dictionary by parameter, with the result under "return".

def f(a: int, b, *c: "any", d: str = "x", **e: bytes) -> None:
    return a


print([(name, getattr(kind, "__name__", kind)) for name, kind in sorted(f.__annotations__.items())])
print(f(1, 2), (lambda a: a).__annotations__, f.__defaults__, f.__kwdefaults__)
del f.__annotations__["a"]
print(sorted(f.__annotations__))
