"""How far an interpreter climbs: the ladder, then the host contract, then construct by construct.

    Climb(subject).steps(wanted(...))   a `Step` for each, in order; the first that fails is the last

Of a construct, what is run is its programs without all constructs that come after it.  They come in an order in which
they can be built: what a construct is made of is there before it is.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import chain, takewhile
from typing import TypeVar

from mvpy.conform.asking import asked
from mvpy.conform.forms import ONE_AT_A_TIME, Forms, as_bytes, desugared, recalled, remember
from mvpy.conform.ladder import Rung
from mvpy.conform.results import Case, shown
from mvpy.conform.subject import AT_ONCE, PATIENCE, NotRunning, Subject, is_bad, last_words, wrong
from mvpy.conform.trial import Untold, tried, unfit
from mvpy.host_contract import ENTRIES, Entry, Run, costs, probed, rests_on
from mvpy.host_contract.probing import NotRunning as RunsNothing
from mvpy.machine.kinds import PLAIN
from mvpy.pipeline import desugar_source
from mvpy.rewrites import ORDER
from mvpy.system.workers import in_parallel
from mvpy.verification import Observation
from mvpy.verification.verdict import Workers

T = TypeVar("T")
R = TypeVar("R")

PARTS = {"core": "rung", "contract": "entry of the host contract", "constructs": "program of a construct"}
AHEAD = 2  # programs that are run for each process before it is known whether they are reached


@dataclass(frozen=True)
class Step:
    """A step of the climb.

    part      one of PARTS
    name      what conform calls its program, or the entry
    about     the construct, where there is one
    build     what it asks to build, in a sentence; of a construct, its title says that
    fact      what the program says about Python, or which constructs need the entry
    code      the program
    wrong     how the interpreter failed, in words; empty if it did not
    outside   whether it says nothing of the construct: the program goes wrong without it, too
    """

    part: str
    name: str
    about: str
    build: str
    fact: str
    code: str
    expected: str = ""
    actual: str = ""
    wrong: str = ""
    words: str = ""
    outside: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether it ends the climb."""
        return bool(self.wrong) and not self.outside


@dataclass(frozen=True)
class Way:
    """The steps that there are: the rungs, the entries of the host contract, the programs of the constructs."""

    rungs: Sequence[Rung]
    entries: Sequence[Entry]
    cases: Sequence[Case]

    @property
    def counts(self) -> dict[str, int]:
        """How many each part has."""
        return dict(zip(PARTS, (len(self.rungs), len(self.entries), len(self.cases))))

    @property
    def programs(self) -> list[Case]:
        """Those of them that an oracle has run."""
        return [*(rung.case for rung in self.rungs if not rung.is_refused), *self.cases]

    @property
    def names(self) -> list[str]:
        """The names of all steps."""
        entries = [f"contract/{entry.name}" for entry in self.entries]
        return [*(rung.name for rung in self.rungs), *entries, *(case.name for case in self.cases)]


def way(rungs: Iterable[Rung], cases: Iterable[Case]) -> Way:
    """All steps: *cases* are sorted by their constructs, what others are made of first, and then by length."""
    built = {name: place for place, name in enumerate(reversed(ORDER))}
    of_constructs = [case for case in cases if construct_of(case) in built]
    of_constructs.sort(key=lambda case: (built[construct_of(case)], case.length, case.name))
    return Way(list(rungs), list(ENTRIES.values()), of_constructs)


def construct_of(case: Case) -> str:
    """The rewrite that takes what *case* is about."""
    return case.name.partition("/")[0]


@dataclass
class Climb:
    """The climb of *subject*, with *count* processes; *mark* says which MVPy makes forms, see `Wanted`."""

    subject: Subject
    count: int = field(default_factory=lambda: os.cpu_count() or 1)
    mark: str = ""
    say: Callable[[str], None] = lambda words: None

    def steps(self, way: Way) -> Generator[Step, None, None]:
        """The steps of *way*, in order, up to the first that has failed; whoever stops reading stops the work."""
        with Workers(self.count) as pool:
            parts = (
                self.in_order(pool, self.rung, way.rungs),
                self.contract(way.entries),
                self.constructs(pool, way.cases),
            )
            for step in chain.from_iterable(parts):
                yield step
                if step.has_failed:
                    return

    def in_order(self, pool: Executor, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """*work* of *items*, in their order, by all processes; not much more of it is done than is read."""
        running: deque[Future[R]] = deque()
        for item in items:
            running.append(pool.submit(work, item))
            if len(running) > AHEAD * self.count:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()

    # --- the rungs ----------------------------------------------------------------------------------

    def rung(self, rung: Rung) -> Step:
        """What the interpreter does on *rung*."""
        step = partial(Step, "core", rung.name, "", rung.build, rung.fact, rung.text)
        if rung.is_refused:
            return self.refused(rung.case, step)
        trial = tried(self.subject, rung.case)
        if isinstance(trial, Untold):
            return step(wrong=f"nothing can be said of it: {trial.why}")
        if not trial.wrong:
            return step()
        words = said_besides(trial.actual)
        return step(shown(trial.expected), shown(trial.actual), trial.wrong, words)

    def refused(self, case: Case, step: Callable[..., Step]) -> Step:
        """The *step* that *case* is, of which nothing may be run."""
        seen = self.subject.run(case, case.data, AT_ONCE)
        if not seen.stdout.strip() and is_bad(seen) and seen.outcome not in ("timeout", "crashed"):
            return step()
        return step("[it is refused]\n", shown(seen), "it is not refused before it runs")

    # --- the host contract --------------------------------------------------------------------------

    def contract(self, entries: Sequence[Entry]) -> Iterator[Step]:
        """A step for each of *entries*."""
        if not entries:
            return
        with asked(self.subject.host) as run:
            yield from self.asked_for(run, entries)

    def asked_for(self, run: Run, entries: Sequence[Entry]) -> Iterator[Step]:
        """`contract`, with what runs a program."""
        try:
            has = probed(run, entries)
        except RunsNothing as error:
            raise NotRunning(f"{self.subject.host.name}: {error}") from error
        lacking = [entry.name for entry in entries if entry.name not in has]
        # What rests on another one that is lacking, too, comes last: nobody can tell.
        for entry in sorted(entries, key=lambda entry: bool(rests_on(entry.name, lacking))):
            step = partial(Step, "contract", f"contract/{entry.name}", entry.name, said(entry), needed(entry))
            if entry.name in has:
                yield step(entry.program)
                continue
            done = run(entry.program)
            words = (done.error.strip().splitlines() or [""])[-1].strip()
            yield step(entry.program, "1\n", done.output, "its probe does not print 1", words)

    # --- the constructs -----------------------------------------------------------------------------

    def constructs(self, pool: Executor, cases: Sequence[Case]) -> Iterator[Step]:
        """A step for each of *cases*, without what comes after its construct."""
        wanted = [Partly(case, self.subject.version, self.mark) for case in cases]
        if self.count == 1 or os.name != "posix":
            forms: Iterable[Forms] = map(form_of, wanted)
        else:
            forms = in_parallel(form_of, wanted, min(self.count, len(wanted) or 1), lost, self.say)
        yield from self.in_order(pool, lambda pair: self.construct(*pair), zip(cases, forms))

    def construct(self, case: Case, form: Forms) -> Step:
        """What the interpreter does with the *form* of *case*."""
        step = partial(Step, "constructs", case.name, construct_of(case), "", case.fact, form.core)
        expected = self.subject.right(case)
        if form.failed or unfit(expected):
            return step(wrong=form.failed or unfit(expected), outside=True)
        actual, reason = self.seen(case, form.core, expected)
        if not reason:
            return step()
        with ONE_AT_A_TIME:
            core = desugared(case, self.subject.version).code
        outside = bool(self.seen(case, core, expected)[1])
        words = said_besides(actual)
        return step(shown(expected), shown(actual), reason, words, outside)

    def seen(self, case: Case, code: str, expected: Observation) -> tuple[Observation, str]:
        """What *code*, a form of *case*, does, and how that is wrong; it is run again if it is."""
        for _ in range(2):
            actual = self.subject.run(case, as_bytes(case, code), expected, PATIENCE)
            reason = wrong(expected, actual)
            if not reason:
                break
        return actual, reason


def said_besides(actual: Observation) -> str:
    """What the run *actual* said last, if how it ended does not tell it."""
    words = last_words(actual) if is_bad(actual) else ""
    return "" if words == actual.ending() else words


def said(entry: Entry) -> str:
    """What *entry* asks to build."""
    return f"{entry.name}: {entry.says.strip()}."


def needed(entry: Entry) -> str:
    """Which constructs need *entry*, in words."""
    return f"It is needed by {', '.join(costs([entry.name])) or 'no construct'}."


@dataclass(frozen=True)
class Partly:
    """*case* without what comes after the construct that it is about, for the Python *target*; *mark* as in `Wanted`."""

    case: Case
    target: tuple[int, int]
    mark: str = ""

    @property
    def above(self) -> list[str]:
        """The rewrites of the constructs that come later: they come first in ORDER."""
        return list(takewhile(lambda name: name != construct_of(self.case), ORDER))

    @property
    def key(self) -> str:
        """The name of what is remembered; empty if nothing is."""
        known = f"{self.mark}\0{self.target}\0{self.case.name}\0".encode() + self.case.data
        return f"climbed-{sha256(known).hexdigest()}" if self.mark else ""


def form_of(wanted: Partly) -> Forms:
    """What is *wanted*, as `core`.  Whatever goes wrong is said in `failed`."""
    known = recalled(wanted.key)
    if known is not None:
        return known
    case = wanted.case
    if not wanted.above:
        return Forms(case.text)
    try:
        code = desugar_source(
            case.text, filename=case.path.name, until=wanted.above[-1], target=wanted.target, kinds=PLAIN
        ).code
    except Exception as error:  # a bug of ours: the others go on
        return Forms(failed=str(error) or type(error).__name__)
    forms = Forms(code)
    remember(wanted.key, forms)
    return forms


def lost(wanted: Partly, how: str) -> Forms:
    """The form that a worker did not live to make."""
    return Forms(failed=f"the process that worked on it died: {how}")
