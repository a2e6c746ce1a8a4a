# `__match_args__` of dataclasses and named tuples are their fields, also on Pythons that do not set it.

import collections
import dataclasses
import typing


@dataclasses.dataclass
class Base:
    x: int
    count: typing.ClassVar[int] = 0
    hidden: int = dataclasses.field(default=0, init=False)
    seed: dataclasses.InitVar[int] = 1


@dataclasses.dataclass
class Derived(Base):
    y: int = 2


class Plain(Derived):
    z = 3


Pair = collections.namedtuple("Pair", "first second")


class Triple(typing.NamedTuple):
    a: int
    b: int
    c: int


def fields(subject):
    match subject:
        case Derived(x, _, y):
            return "derived", x, y
        case Base(x):
            return "base", x
        case Pair(a, b):
            return "pair", a, b
        case Triple(_, b, _):
            return "triple", b


print(fields(Derived(1, seed=4, y=5)), fields(Plain(6)), fields(Base(7)), fields(Pair(8, 9)), fields(Triple(1, 2, 3)))
