# Under the future import annotations are texts, there from the beginning.
# Needs: Python 3.14
from __future__ import annotations


def f(a: Missing[int], *b: "text") -> x if y else z: ...


class C:
    print(__annotations__)
    a: Missing = 1
    if 0:
        b: int

    def method(self, c: a) -> C: ...


n: Missing
print(dict(f.__annotations__), C.__annotations__, dict(C.method.__annotations__), __annotations__)
