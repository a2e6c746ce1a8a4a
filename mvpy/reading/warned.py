"""What is said of a program that can be desugared all the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Warned:
    """*words* about a place of a program.

    With a *kind* they are about what a plain output may do differently there, see `mvpy.machine.kinds`; without, they
    are those of Python's compiler, which tells no *column* (0).
    """

    line: int
    column: int
    words: str
    kind: str = ""
