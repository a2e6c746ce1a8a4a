"""A program of the suite, and what conformance says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mvpy.errors import SourceError
from mvpy.reading.source import read_source
from mvpy.verification import Observation

# What may be said of a program on a host.
VERDICTS = {
    "right": "it does what it does on CPython",
    "construct": "it is right without some constructs, which are to blame",
    "core": "it is wrong even in the ten constructs",
    "library": "a builtin, a method or a module that it names is missing, or does something else",
    "crash": "the interpreter dies, whichever constructs go",
    "hang": "the interpreter does not come to an end, whichever constructs go",
    "unparsable": "the interpreter does not read the program, not even in the ten constructs",
    "unjudged": "it is wrong, and nothing can be blamed: it does not do the same twice there",
}
BELOW_CORE = " (helpers: core)"  # ends the name of a form above which all is in the core
SHOWN = 4000  # characters of what a run has shown


@dataclass(frozen=True)
class Case:
    """A program to run: its *name*, the file that it is in, its bytes; is it known to do the same each time?"""

    name: str
    path: Path
    data: bytes = field(repr=False)
    steady: bool = False

    @cached_property
    def text(self) -> str:
        """Its text; empty if it cannot be read as Python."""
        try:
            return read_source(self.data, self.name).text
        except SourceError:
            return ""

    @property
    def fact(self) -> str:
        """What it shows, as the comment in its first line says; empty without one."""
        first = self.text.partition("\n")[0]
        return first[1:].strip() if first.startswith("# ") else ""

    @property
    def length(self) -> int:
        """How many lines it has, without comments and empty ones."""
        return sum(bool(line.strip()) and not line.strip().startswith("#") for line in self.text.splitlines())


@dataclass(frozen=True)
class Result:
    """What conformance says of one program on one host.

    verdict   one of VERDICTS
    blame     rewrites, constructs of the ten, entries of the host contract, or names of the library
    together  whether all rewrites of *blame* have to run, so that it is right; or each repairs it alone
    missing   whether the host does not even read the program as it is
    form      which form of it is right there, or was run last: `with_statement`, several with commas between (perhaps
              with BELOW_CORE), `core`
    code      the text of that form
    in_core   what its core did, where that is wrong, too
    reason    how it differs, in words
    site      which occurrences of the construct that is blamed first are to blame: "3:5", with commas between several
    smaller   the same for a smaller program, where that was asked for
    expected_to_fail  whether the expectations in use list it, with this verdict if it is not right
    """

    case: Case
    host: str
    verdict: str
    expected: Observation
    actual: Observation
    blame: tuple[str, ...] = ()
    together: bool = False
    missing: bool = False
    form: str = ""
    code: str = field(default="", repr=False)
    in_core: Observation | None = None
    reason: str = ""
    seconds: float = 0.0
    site: str = ""
    smaller: Result | None = None
    expected_to_fail: bool = False

    @property
    def is_right(self) -> bool:
        """Whether the host does what it should."""
        return self.verdict == "right"

    @property
    def otherwise_in_core(self) -> Observation | None:
        """What its core did, if that is wrong in another way than the program itself."""
        return self.in_core if self.in_core and shown(self.in_core) != shown(self.actual) else None

    @property
    def is_finding(self) -> bool:
        """Whether it is not as expected: wrong, and that is new; or right, and that was not to be."""
        return self.is_right == self.expected_to_fail


def shown(seen: Observation) -> str:
    """What a run has shown: what it printed, and how it ended if that was not well."""
    text = seen.stdout.decode("utf-8", "backslashreplace")
    if seen.outcome != "finished" or seen.status:
        text += ("" if not text or text.endswith("\n") else "\n") + f"[{seen.ending()}]\n"
    return text if len(text) <= SHOWN else text[:SHOWN] + "[...]\n"
