# Where annotations are evaluated, they say the same: of functions, and of variables of modules and classes.

import collections.abc
import re
from collections import ChainMap, deque
from collections.abc import Callable, Iterator
from typing import get_type_hints

from shown import shown

count: int | None = None
names: list[str] = []


class A:
    x: "int"
    y: dict[str, int] | None
    z: (
        int  # one
        | str  # two
    )

    def method(self, *args: int | str, other: "A | None" = None, **kwargs: set[int] | frozenset[str]) -> type["A"]:
        local: int | None = 3
        self.attribute: Missing | None = local
        return A

    @property
    def found(self) -> re.Pattern[str] | re.Match[str] | None:
        return None


def outer(first: int | None, second: tuple[int, ...], third: tuple[()] = ()) -> Iterator[int | None]:
    def inner(x: deque[int]) -> ChainMap[str, "int"] | None:
        return None

    yield inner


def call(f: Callable[[int, str], None] | None, g: Callable[..., int | None], h: collections.abc.Callable[[], A]):
    pass


def steps() -> collections.abc.Generator[int, str, None]:
    yield 1


def short() -> collections.abc.Generator[int, None, None]:
    yield 1


print(shown(__annotations__))
print(shown(A.__annotations__))
print(shown(A.method.__annotations__))
print(shown(A.found.fget.__annotations__))
print(shown(outer.__annotations__))
print(shown(next(outer(1, ())).__annotations__))
print(shown(call.__annotations__))
print(shown(steps.__annotations__), shown(short.__annotations__))
print(shown(get_type_hints(outer)))
A().method()
