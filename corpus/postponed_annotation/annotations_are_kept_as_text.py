# With the future import every annotation is kept as its text, written in Python's own way, and not evaluated.

from __future__ import annotations


def f(a: undefined . thing [ 'x' , n ], b: (m+2) * 3 = 0, *c: lambda x=y: x) -> [z for z in w]:
    pass


class C:
    x: Dict[str,  "C"]
    y: -x**2 = 1
    z: None


v: A|None = 1
print(f.__annotations__)
print(C.__annotations__, C.y)
print(__annotations__, v)
