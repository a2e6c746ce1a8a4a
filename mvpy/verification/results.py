"""What a verification is given, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mvpy.verification.compare import DIFFERENT, Translation
from mvpy.verification.observe import Observation

OUTCOMES = ("equivalent", "different", "wrong there", "nondeterministic", "unsupported", "failed")
EXIT_FINE, EXIT_DIFFERENT = 0, 3


@dataclass(frozen=True)
class Task:
    """A program to verify, and what its desugaring knows about it.

    *sites* are the original's lines at which rewrites fired, one for each firing; None if that isn't known.
    *exact*, of a program that may differ from its original in some kinds of things, gives the task with the one that
    may not, or, for a tuple of such kinds, with the one that may not differ in these.
    """

    original: Path
    desugared: str | bytes
    argv: Sequence[str] = ()
    stdin: bytes = b""
    translation: Translation = Translation()
    sites: Collection[int] | None = None
    root: Path | None = None
    exact: Callable[..., Task] | None = None


@dataclass(frozen=True)
class HostVerdict:
    """What came out on one host; *alone* if only the desugared program is fit for it, and the original is not.

    *kinds* are those in which the two differ all the same.  Of an interpreter that is compared with a CPython, *oracle*
    is the name of that one and *expected* what the original did on it; *instead* says why it is no better one.
    *repaired* is whether, on an interpreter on which the original is wrong, the desugared program is right.
    """

    host: str
    outcome: str
    level: str = DIFFERENT
    reason: str = ""
    differences: Mapping[str, str] = field(default_factory=dict)
    original: Observation | None = None
    desugared: Observation | None = None
    sites_run: int | None = None
    seconds: float = 0.0
    alone: bool = False
    kinds: tuple[str, ...] = ()
    oracle: str = ""
    expected: Observation | None = None
    instead: str = ""
    repaired: bool | None = None


@dataclass(frozen=True)
class Verification:
    """What came out for one program: *outcome* is one of OUTCOMES, or "nothing verified"."""

    file: Path
    outcome: str
    level: str
    reason: str
    hosts: tuple[HostVerdict, ...]
    sites: int | None = None
    sites_run: int | None = None
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether the two programs were seen to behave alike."""
        return self.outcome == "equivalent"

    @property
    def unchanged(self) -> bool:
        """Whether nothing was verified because no rewrite fired: both programs are one, and were seen to be."""
        return self.outcome == "nothing verified" and self.sites == 0

    @property
    def exit_code(self) -> int:
        """0 if it passed, else 3."""
        return EXIT_FINE if self.passed else EXIT_DIFFERENT

    def table(self) -> list[tuple[str, str, str]]:
        """Each host with how the original and how the desugared program ended there."""
        return [
            (verdict.host, verdict.original.ending() if verdict.original else "not run",
             verdict.desugared.ending() if verdict.desugared else "not run")
            for verdict in self.hosts
        ]  # fmt: skip


def is_failure(seen: Observation) -> bool:
    """Whether the run ended otherwise than well."""
    return not seen.complete or seen.status != 0
