# Bases are evaluated once, and asked once what they stand for: NamedTuple is a function, `Generic[T]` an alias.

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


def base(value):
    print("base", getattr(value, "__name__", "Generic[T]"))
    return value


class Point(base(NamedTuple)):
    x: int
    y: int = 2

    def total(self):
        return self.x + self.y


class Box(base(dict), base(Generic[T])):
    def get_all(self):
        return sorted(self)


print(Point(1), Point(1).total(), Point.__annotations__, Point.__bases__)
print(Box(a=1).get_all(), Box.__bases__, len(Box.__orig_bases__), Box[int].__args__)
