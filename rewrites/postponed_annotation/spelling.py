"""The one way in which the compiler writes an expression, and the parentheses that its place demands."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import singledispatch

import libcst as cst


class Level(IntEnum):
    """How tightly an expression binds; one that binds less than its place demands gets parentheses."""

    TUPLE = 0
    TEST = 1  # `if`-`else`, `lambda`
    OR = 2
    AND = 3
    NOT = 4
    COMPARISON = 5
    BIT_OR = 6
    BIT_XOR = 7
    BIT_AND = 8
    SHIFT = 9
    SUM = 10
    PRODUCT = 11
    SIGN = 12
    POWER = 13
    AWAIT = 14
    ATOM = 15

    @property
    def tighter(self) -> Level:
        """The next level up."""
        return Level(self + 1)


ABOVE_TEST = Level.TEST.tighter


@singledispatch
def text(node: cst.CSTNode, place: Level) -> str:
    """*node* as CPython writes it in a place that demands *place*; `WRITERS` has a function for each kind of node."""
    raise NotImplementedError(f"{type(node).__name__} in an annotation")


def in_parentheses_if(needed: bool, inside: str) -> str:
    return f"({inside})" if needed else inside


def identifier(name: str) -> str:
    """*name* as the compiler knows it (PEP 3131)."""
    return unicodedata.normalize("NFKC", name)
