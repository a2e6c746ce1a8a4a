"""The options that decide an output, on the command line and in Python: which rewrites, how far, for which Python."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mvpy.errors import UsageError
from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.machine.lowering import BEFORE_DEFERRED, DEFERRED, NEWEST, Lowering

OLDEST = (3, 8)
LENT = "BaseExceptionGroup"  # what exact outputs bring with them where a host lacks it
LEVELS = ("core", "readable")


@dataclass(frozen=True)
class Options:
    """What decides the output for a text.  Its repr is part of the cache's key.

    *helpers* is the module that the output imports our helpers from, as an import statement there names it; without
    one it has them itself.  *submodules* are those beside an `__init__.py`.
    """

    only: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    until: str | None = None
    level: str = "core"
    target: tuple[int, int] = sys.version_info[:2]
    steps: bool = False
    exact: bool = False
    helpers: str = ""
    submodules: tuple[str, ...] = ()
    # Kinds of difference in which a plain output does as CPython does, all the same.
    exactly: tuple[str, ...] = ()
    # For a host: what it does not read goes, and all else stays as it is written.
    lowering: Lowering | None = None


def kinds_of(exact: bool, exactly: Sequence[str] = ()) -> frozenset[str]:
    """The kinds of difference in which an output, *exact* or plain but for those in *exactly*, does as CPython does."""
    return EXACT if exact else PLAIN.union(exactly)


def refuse_beside_lowering(only: Sequence[str], keep: Sequence[str], until: str | None, level: str) -> None:
    """A UsageError if one of these options is given, which say what goes, where a host says it."""
    given = {"--only": only, "--keep": keep, "--until": until, "--level": level != "core"}
    for option, value in given.items():
        if value:
            raise UsageError(f"--for and {option} exclude each other: the host says what goes")


def refuse_exact_for(lowering: Lowering) -> None:
    """A UsageError if the host of *lowering* lacks what exact outputs need: code that can be changed, or the whole contract."""
    if (lowering.version or OLDEST) < OLDEST:
        raise UsageError("--exact is for hosts from Python 3.8 on: on older ones code can't be changed")
    lacks = [name for name in lowering.lacks if not name.startswith(LENT)]
    if lacks:
        raise UsageError(
            f"--exact is not for {lowering.host}, which lacks {len(lacks)} things of the host contract, such as {lacks[0]}"
        )


def target_for(lowering: Lowering) -> tuple[int, int]:
    """The Python that a program for the host of *lowering* was written for, where nobody says which."""
    return NEWEST if (lowering.version or NEWEST) >= DEFERRED else BEFORE_DEFERRED


def refuse_contradictory(only: Sequence[str], keep: Sequence[str], level: str) -> None:
    """A UsageError if these options, with the full names of rewrites, contradict each other."""
    if level != "core" and only:
        raise UsageError("--level and --only exclude each other")
    both = [name for name in only if name in keep]
    if both:
        raise UsageError(f"--only and --keep both name '{both[0]}'")


def refuse_unknown(level: Any, target: Any) -> None:
    """A UsageError if *level* is none, or *target* neither None nor the version of a Python that is known."""
    if level not in LEVELS:
        raise UsageError(f"level is 'core' or 'readable', not {level!r}")
    if target is not None and not (isinstance(target, tuple) and len(target) == 2 and is_known(target)):
        raise UsageError(f"target is a version from (3, 8) to (3, 15), not {target!r}")


def refuse_wrong(
    only: Sequence[str],
    keep: Sequence[str],
    until: str | None,
    level: Any,
    target: Any,
    lowering: Lowering | None,
) -> None:
    """A UsageError if there is one in these options, as somebody gives them in Python."""
    refuse_contradictory(only, keep, level)
    refuse_unknown(level, target)
    if lowering is not None:
        refuse_beside_lowering(only, keep, until, level)


def is_known(version: tuple[Any, ...]) -> bool:
    """Whether *version*, major and minor, is that of a Python whose behaviour is known."""
    return all(isinstance(part, int) for part in version) and OLDEST <= version <= NEWEST
