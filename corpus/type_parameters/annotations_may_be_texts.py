# Under `from __future__ import annotations` the annotations are texts, the bounds are still expressions.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11
from __future__ import annotations


def function[T: Later](a: T | Missing, *b: *T) -> T[0]:
    local: Missing = T
    return local


class Box[T]:
    item: list[T]

    def method[U](self, a: U):
        pass


Later = "later"
print(function.__annotations__, function.__type_params__[0].__bound__, function(1))
print(Box.__annotations__, Box.method.__annotations__)
