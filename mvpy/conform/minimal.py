"""A smallest part of some things that still has a property, found by leaving out: delta debugging.

After Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (2002).  What is found is minimal in the
sense that it has the property no more if any one of its things goes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

T = TypeVar("T")


def minimal(
    things: Sequence[T], holds: Callable[[Sequence[T]], bool], likely: Collection[T] = ()
) -> tuple[T, ...]:
    """A minimal part of *things* for which *holds* is true, as it is for all of them.  Those *likely* are tried first."""
    part = list(things)
    guess = [thing for thing in part if thing in likely]
    if guess and len(guess) < len(part) and holds(guess):
        part = guess
    size = max(len(part) // 2, 1)
    while True:
        smaller = without_chunks(part, size, holds)
        if size == 1 and len(smaller) == len(part):
            return tuple(part)
        part, size = smaller, max(min(size // 2, len(smaller) // 2), 1)


def without_chunks(things: list[T], size: int, holds: Callable[[Sequence[T]], bool]) -> list[T]:
    """*things* without those chunks of them, of this *size*, that can go."""
    at = 0
    while at < len(things):
        rest = things[:at] + things[at + size :]
        if rest and holds(rest):
            things = rest
        else:
            at += size
    return things
