# Nothing is evaluated under TYPE_CHECKING, nor in annotations of variables of functions.

import sys
import typing
from typing import TYPE_CHECKING

from shown import shown

if TYPE_CHECKING:
    from missing import Missing

    Alias = Missing | int
elif typing.TYPE_CHECKING:
    Alias = list[Missing]
else:
    Alias = int | None

if sys.version_info >= (3, 10):
    New = [int | str]
else:
    New = ["int | str"]

if not TYPE_CHECKING:
    Other = list[int]


def f(x: "int | Missing | None", y: Alias = None) -> "list[Missing]":
    z: Missing | None = 3
    w: list[Missing]
    return z


print(shown(Alias), len(New), shown(Other), f.__annotations__["x"], f(1))
