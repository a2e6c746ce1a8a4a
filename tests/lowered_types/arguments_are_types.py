# Functions of `typing`, and classes that read annotations, are given types.

import typing
from dataclasses import dataclass, field, fields
from typing import NamedTuple, NewType, TypeVar, cast

from shown import shown

T = TypeVar("T", bound=int | str)
U = TypeVar("U", list[int], int | None)
Id = NewType("Id", int)


class Point(NamedTuple):
    x: int | None
    y: dict[str, int] = {}


@dataclass
class Data:
    names: list[str] = field(default_factory=list[str])
    table: dict[str, int | None] | None = None
    other: typing.ClassVar[int | None] = 3


def f(x=cast(int | None, 3), kind=dict[str, int], *, key=lambda x: cast("list[int]", x)):
    return x, shown(kind), key([1])


print(shown([T.__bound__, U.__constraints__]), Id(3))
print(Point(1), shown(Point.__annotations__), Data(), [one.name for one in fields(Data)], shown(Data.__annotations__))
print(f(), cast(list[int], [2]), typing.cast(typing.Optional[int | str], 4))
print([cast(int | str, x) for x in range(2)], f"{cast(dict[str, int], {})} {cast(int | None, 1)!r:>3}")
print(shown(typing.List[int | None]), shown(typing.Dict[str, list[int]]))
