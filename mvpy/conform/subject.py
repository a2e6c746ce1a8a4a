"""The interpreter that is looked at, and the CPython that says what is right on it."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from mvpy.conform.recorded import Recorded
from mvpy.conform.results import Case
from mvpy.errors import MVPyError
from mvpy.hosts.oracles import version_of
from mvpy.system.scratch import Scratch
from mvpy.verification import CommandHost, Host, HostError, Limits, NativeHost, Observation
from mvpy.verification.abroad import difference
from mvpy.verification.hosts import Job, session
from mvpy.verification.shim import with_shim

SIMPLEST = b"print(1)\n"
MARK = "mvpy_conform_this_is_read"
MARKED = f"print(min(dict({MARK}=0)))"  # in the ten constructs: there are interpreters that have nothing else
TRIES = 3
FIRST = 20.0  # seconds that it may take
FIRST_OF_KNOWN = 60.0  # and where it is known to be run sooner or later
LEAST = 2.0  # seconds that a program has for itself
STARTS = 6  # as many times as long as the simplest program takes may a program take
SLOWER = 20  # interpreters are slower than CPython, by up to so much
PATIENCE = 4  # forms are slower than their program
MEMORY = 1 << 30
AT_ONCE = Observation("", "finished")  # what a program does that takes no time


class NotRunning(MVPyError):
    """An interpreter does not run the simplest program; the words say why."""


@dataclass(frozen=True)
class Subject:
    """An interpreter, and its oracle.

    start     how many seconds it takes for the simplest program
    longest   how many seconds the oracle may take for any
    recorded  what a CPython did with the programs of the suite, which is then the oracle; the first of the host is of its
              version, unless the host says that there is none
    """

    host: CommandHost
    start: float = field(default=0.0, compare=False)
    longest: float = field(default=60.0, compare=False)
    recorded: Recorded | None = field(default=None, compare=False)

    @property
    def oracle(self) -> NativeHost:
        """The CPython that says what is right, where that is not recorded."""
        return self.host.oracles[0]

    @property
    def version(self) -> tuple[int, int]:
        """The version of the oracle."""
        if self.recorded:
            return self.recorded.version
        version = version_of(self.oracle.python)
        if version is None:
            raise NotRunning(f"{self.oracle.python} does not say which version of Python it is")
        return version

    def calibrated(self, most: float = FIRST) -> Subject:
        """The same, with the time that it takes to start; NotRunning if it does not run the simplest program in *most* seconds."""
        seconds = []
        with Scratch() as folder:
            case = Case("print(1)", Path(folder, "simplest.py"), SIMPLEST)
            for _ in range(TRIES):
                seen = observed(self.host, case, SIMPLEST, most)
                if seen.stdout.split() != [b"1"] or is_bad(seen):
                    below = ", below its shim" if self.host.shim else ""
                    raise NotRunning(
                        f"{self.host.name} does not run `print(1)`{below}: {instead_of_one(seen, most)}"
                    )
                seconds.append(seen.seconds)
        return replace(self, start=statistics.median(seconds))

    def limit(self, expected: Observation) -> float:
        """How many seconds a program may take that did what was *expected* on the oracle."""
        return LEAST + STARTS * self.start + SLOWER * expected.seconds

    def right(self, case: Case) -> Observation:
        """What *case* does on the oracle, as it is recorded, or else as it is run."""
        known = self.recorded.right(case) if self.recorded else None
        if known is None and self.recorded and self.host.instead:
            return Observation(
                self.oracle.name, "failed", reason=f"it is not recorded, and {self.host.instead}"
            )
        return known or self.on_cpython(case)

    def unrecorded(self, cases: Iterable[Case]) -> list[Case]:
        """Those of *cases* that are not recorded as they are, if there is a record."""
        return [case for case in cases if self.recorded and self.recorded.right(case) is None]

    def on_cpython(self, case: Case) -> Observation:
        """What *case* does on the CPython that is nearest to the oracle and is here."""
        return observed(self.oracle, case, case.data, self.longest)

    def run(self, case: Case, code: bytes, expected: Observation, patience: float = 1) -> Observation:
        """What *code*, in the place of *case*, does on the host; *patience* is by how much its time is longer."""
        return observed(self.host, case, code, patience * self.limit(expected))

    def reads(self, case: Case, code: bytes, expected: Observation, seen: Observation) -> bool:
        """Whether the host reads *code*, which did there what was *seen*: then a first line more of it is run."""
        if seen.stdout or not is_bad(seen) or seen.outcome in ("crashed", "timeout"):
            return True
        return MARK.encode() in self.run(case, with_shim(code, MARKED), expected, PATIENCE).stdout


def observed(host: Host, case: Case, code: bytes, seconds: float) -> Observation:
    """What *code*, in the place of *case*, does on *host*; this gives an observation, unless nobody waits for it."""
    limits = Limits(seconds=seconds, memory=MEMORY)
    try:
        with session(host) as mine:
            return mine.run(Job(case.path.parent, Path(case.path.name), code, limits=limits))
    except (HostError, OSError) as error:
        return Observation(host.name, "failed", reason=str(error))


def wrong(expected: Observation, seen: Observation) -> str:
    """How what was *seen* differs from what was *expected*, in words; empty if it is right."""
    if seen.outcome in ("failed", "crashed", "timeout", "output"):
        return seen.ending()
    return difference(expected, seen)


def is_bad(seen: Observation) -> bool:
    """Whether a run did not end well."""
    return seen.outcome != "finished" or bool(seen.status)


def says_nothing(expected: Observation) -> bool:
    """Whether a program that does what is *expected* would be right on an interpreter that does nothing at all."""
    return not expected.stdout.strip() and not is_bad(expected)


def instead_of_one(seen: Observation, most: float) -> str:
    """What `print(1)` did, as it was *seen* in *most* seconds, in place of printing 1."""
    if seen.outcome == "timeout":
        return f"it did not end within {most:g} seconds"
    if is_bad(seen):
        return last_words(seen)
    printed = seen.stdout.decode("utf-8", "replace")
    said = seen.stderr.decode("utf-8", "replace").strip()
    words = f"it printed {printed!r}" if printed else "it printed nothing"
    return f"{words}, and on standard error {said!r}" if said else words


def last_words(seen: Observation) -> str:
    """What a run said last."""
    if seen.raised:
        return str(seen.raised)
    lines = (seen.stderr or seen.stdout).decode("utf-8", "replace").strip().splitlines()
    return (lines[-1].strip() if lines else "") or seen.ending()
