"""What is known of the ways of an interpreter that is no CPython: how it says that a program is not for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mvpy.verification.observe import Observation, Raised, Remains

SYNTAX = frozenset({"SyntaxError", "IndentationError", "TabError"})
TRACEBACK = b"Traceback (most recent call last):\n"


def as_it_is(remains: Remains) -> Remains:
    """*remains*, of an interpreter that prints tracebacks as CPython does, to standard error."""
    return remains


def traceback_on_stdout(remains: Remains) -> Remains:
    """*remains*, with the traceback that ends the standard output moved to standard error, where CPython prints it."""
    before, mark, after = remains.stdout.rpartition(TRACEBACK)
    if remains.status != 1 or not mark:
        return remains
    return replace(remains, stdout=before, stderr=remains.stderr + mark + after)


@dataclass(frozen=True)
class Manners:
    """The ways of an interpreter.

    read      gives what a run left, with everything where CPython would have it
    refusals  the exceptions with which it says, before it runs anything, that it does not know some construct; None if
              that is not known, and it may say so in any way
    limits    those with which it says that a program is too large for it
    """

    read: Callable[[Remains], Remains] = as_it_is
    refusals: frozenset[str] | None = None
    limits: frozenset[str] = frozenset({"MemoryError"})

    def is_refusal(self, seen: Observation) -> bool:
        """Whether the interpreter has refused the program of the run *seen*, which ended badly, as a whole."""
        if seen.stdout:
            return False
        return self.refusals is None or bool(seen.raised and bare_type(seen.raised) in self.refusals)

    def is_limit(self, seen: Observation) -> bool:
        """Whether the run *seen* ended since it was too large."""
        return bool(seen.raised and bare_type(seen.raised) in self.limits)


def bare_type(error: Raised) -> str:
    """The name of the type of *error*, without its module: not every interpreter prints that."""
    return error.type.rpartition(".")[2]
