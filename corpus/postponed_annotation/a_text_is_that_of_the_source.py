# No expression in an annotation is evaluated, and whatever it is, the text is the one of the source.
from __future__ import annotations


def f(a: [x for x in y], b: f"{z=}" "t", *c: lambda: c, **d: [1, *e][0]) -> None or g if h else not i:
    j: k.l[1:2] < m < n = 1
    return j


class C:
    o: {p: q, **r} = None

    def s(self, t: -1 ** 2) -> "u" "v":
        pass


for value in f, C, C.s:
    print(value.__annotations__)
print(f(1, 2))
