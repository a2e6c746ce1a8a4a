# annotationlib finds out how annotations are written, and what cannot be found yet.
# Needs: the library of Python 3.14
from annotationlib import Format, get_annotations


def f(a: list[int], b: A.b.c, c: A | None, d: A[1:2, ...], *e: *Ts, g: A * B + 1, h: "text", **i: A(1, *B, z=3)) -> A[B]: ...


class C:
    n = 5
    a: n
    b: Later
    if n:
        c: Later.x = 3
    if not n:
        d: list[C]

    def method(self, a: n, b: C, c: Later[n], d: list[C]): ...


def outer(shape):
    def inner(a: shape, b: Later, c: unbound): ...

    yield inner
    unbound = 1


def shown(thing):
    print(get_annotations(thing, format=Format.STRING))
    found = get_annotations(thing, format=Format.FORWARDREF)
    print({name: getattr(value, "__forward_arg__", value) for name, value in found.items()})


for thing in f, C, C.method, next(outer(str)):
    shown(thing)
