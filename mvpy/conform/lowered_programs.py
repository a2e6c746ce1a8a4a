"""The programs of a run on an interpreter, lowered for it, and run there again.

Program(subject, result).lowered(lowering)      a `Lowered`: what becomes of it, and whether that is right
Lowerings(programs, jobs).of(names, lowering)   {name: Lowered} for many programs
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property

from mvpy.conform.forms import ONE_AT_A_TIME, as_bytes
from mvpy.conform.results import Case, Result
from mvpy.conform.subject import PATIENCE, Subject, wrong
from mvpy.conform.wrong_forms import Site, sites_in
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import Desugared, desugar_source


@dataclass(frozen=True)
class Lowered:
    """A program that has been lowered: whether it *is right* then, the rewrites *at work*, the lines that they touch."""

    is_right: bool
    at_work: frozenset[str]
    lines: int = 0


@dataclass
class Program:
    """A program with its *result* on *subject*; *known* says of texts of it whether they are right there."""

    subject: Subject
    result: Result
    known: dict[str, bool] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The program itself."""
        return self.result.case

    @cached_property
    def sites(self) -> list[Site]:
        """All sites in it at which a rewrite is at work."""
        with ONE_AT_A_TIME:
            return sites_in(self.case, self.subject.version)

    def lowered(self, lowering: Lowering) -> Lowered:
        """What *lowering* makes of it; what is refused is wrong."""
        try:
            output = self.output(lowering)
        except Exception:  # a bug of ours, if it is no MVPyError: the others go on
            return Lowered(False, self.at_work_if_refused(lowering))
        at_work = frozenset(site.rewrite for site in output.sites)
        return Lowered(self.is_right(output.code), at_work, lines_of(output))

    def lines(self, lowering: Lowering) -> int:
        """How many lines *lowering* touches; it is not run."""
        try:
            return lines_of(self.output(lowering))
        except Exception:  # as above
            return 0

    def at_work_if_refused(self, lowering: Lowering) -> frozenset[str]:
        """The rewrites that are at work in it, though *lowering* refuses what comes out."""
        try:
            return frozenset(site.rewrite for site in self.output(replace(lowering, lacks=())).sites)
        except Exception:  # nobody can tell
            return frozenset(lowering.names)

    def output(self, lowering: Lowering) -> Desugared:
        """The output of *lowering*; any thread may ask."""
        case, version = self.case, self.subject.version
        with ONE_AT_A_TIME:
            return desugar_source(
                case.text, filename=case.path.name, target=version, kinds=PLAIN, lowering=lowering
            )

    def is_right(self, code: str) -> bool:
        """Does it do what it should, as *code*?"""
        if code == self.case.text:
            return self.result.is_right
        if code not in self.known:
            expected = self.result.expected
            seen = self.subject.run(self.case, as_bytes(self.case, code), expected, PATIENCE)
            self.known[code] = not wrong(expected, seen)
        return self.known[code]


def lines_of(output: Desugared) -> int:
    """At how many lines of a program rewrites were at work."""
    return len({site.line for site in output.sites})


@dataclass(frozen=True)
class Lowerings:
    """Lowers the *programs*, and runs them, so many at once."""

    programs: Mapping[str, Program]
    jobs: int = 1

    def of(self, names: Collection[str], lowering: Lowering) -> dict[str, Lowered]:
        """What *lowering* makes of the programs *names*."""
        ordered = sorted(names)
        with ThreadPoolExecutor(self.jobs) as pool:
            return dict(
                zip(
                    ordered,
                    pool.map(lambda name: self.programs[name].lowered(lowering), ordered),
                    strict=True,
                )
            )
