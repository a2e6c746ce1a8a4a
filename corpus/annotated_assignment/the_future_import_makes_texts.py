# With postponed evaluation, annotations are kept as text and never evaluated.

from __future__ import annotations


class C:
    a: undefined.name = 1
    b: "quoted"
    c: List [ int,str ] = 2


print(C.__annotations__, C.a)
