"""An interpreter, program by program: first all originals, then the forms of those that are wrong.

What only a few programs need comes last: several constructs that are to blame together, and what is wrong in the core.
Then it is known which constructs are wrong at all, and what of the host contract the interpreter lacks is asked once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar

from mvpy.conform.core_faults import CoreFaults
from mvpy.conform.expectations import NONE, Expectations
from mvpy.conform.forms import Forms, Wanted, forms_of, lost
from mvpy.conform.results import Case, Result
from mvpy.conform.subject import Subject
from mvpy.conform.trial import Core, Trial, Untold, judged, judged_together, tried
from mvpy.system.workers import in_parallel
from mvpy.verification.report import number_of
from mvpy.verification.verdict import Workers

T = TypeVar("T")
R = TypeVar("R")

FEW = 3  # programs whose forms are sooner made here than by workers, which take 0.4 s to start


@dataclass(frozen=True)
class Options:
    """How many programs are run at once, after how many findings it is enough, and which MVPy makes forms (see `Wanted`)."""

    jobs: int = 0
    stop_after: int = 0
    mark: str = ""

    @property
    def count(self) -> int:
        """How many programs are run at once."""
        return self.jobs or os.cpu_count() or 1


@dataclass
class Conformance:
    """What *subject* gets wrong; *say* hears what is odd.

    known    what is expected to be wrong
    skipped  the programs that are not run for that, and why
    untold   the programs of which nothing could be said, and why
    partial  why not all programs have a result; empty if they have
    """

    subject: Subject
    options: Options = Options()
    say: Callable[[str], None] = lambda words: None
    known: Expectations = NONE
    skipped: dict[str, str] = field(default_factory=dict)
    untold: list[Untold] = field(default_factory=list)
    partial: str = ""
    findings: int = 0

    @cached_property
    def faults(self) -> CoreFaults:
        """What finds the reasons why cores are wrong."""
        return CoreFaults(self.subject, self.options.count, self.say)

    def results(self, cases: Sequence[Case]) -> Generator[Result, None, None]:
        """A result for each of *cases* that can be told, as it comes; whoever stops reading stops the work."""
        with Workers(self.options.count) as pool:
            for result in map(self.known.marked, self.stages(cases, pool)):
                self.findings += result.is_finding
                yield result
                if self.options.stop_after and self.findings >= self.options.stop_after:
                    self.partial = f"it was to stop after {number_of(self.findings, 'finding')}"
                    return

    def stages(self, cases: Sequence[Case], pool: Executor) -> Iterator[Result]:
        """`results`, stage by stage."""
        wrong: list[Trial] = []
        for trial in self.side_by_side(pool, partial(tried, self.subject), cases):
            if isinstance(trial, Untold):
                self.untold.append(trial)
            elif not trial.wrong:
                yield trial.result("right")
            elif trial.sometimes:
                yield trial.result("unjudged")
            else:
                wrong.append(trial)
        cores: list[Core] = []
        likely: set[str] = set()
        for found in self.with_forms(pool, sorted(wrong, key=lambda trial: trial.case.name)):
            if isinstance(found, Core):
                cores.append(found)
            else:
                likely.update(found.blame[:1])
                yield found
        right = [core for core in cores if not core.wrong]
        yield from self.side_by_side(pool, lambda core: judged_together(core, likely), right)
        yield from self.faults.judged([core for core in cores if core.wrong], pool)

    def with_forms(self, pool: Executor, trials: Sequence[Trial]) -> Iterator[Result | Core]:
        """What comes out for each of *trials*, whose forms are made while others are run."""
        wanted = [Wanted(trial.case, self.subject.version, self.options.mark) for trial in trials]
        running: list[Future[Result | Core]] = []
        for trial, forms in zip(trials, self.forms(wanted)):
            running.append(pool.submit(timed, judged, trial, forms))
            while len(running) > 4 * self.options.count:
                yield running.pop(0).result()
        for future in running:
            yield future.result()

    def forms(self, wanted: Sequence[Wanted]) -> Iterator[Forms]:
        """The forms that are *wanted*, in their order."""
        if len(wanted) <= FEW or os.name != "posix":
            return map(forms_of, wanted)
        return in_parallel(forms_of, wanted, min(self.options.count, len(wanted)), lost, self.say)

    def side_by_side(self, pool: Executor, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """*work* of each of *items*, as it is done."""
        futures = [pool.submit(timed, work, item) for item in items]
        for future in as_completed(futures):
            yield future.result()


def timed(work: Callable[..., R], *arguments: object) -> R:
    """*work* of *arguments*; a result says how long it took."""
    started = time.perf_counter()
    found = work(*arguments)
    if isinstance(found, Result):
        return replace(found, seconds=time.perf_counter() - started)
    return found
