"""Smaller programs that show the same: what is not needed goes, as long as CPython is steady and the blame is the same.

    Reducer(subject, faults, seconds).reduced(result)      the result, with one for a smaller program in `smaller`

A step counts only if CPython does the same twice, and ends well or with the exception that ended the program before;
if the host is still wrong; and if the verdict is the same, with the same first in `blame`.  The steps themselves are
those of pysource-minimize.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field, replace

from pysource_minimize import CouldNotMinimize, minimize

from mvpy.conform.core_faults import CoreFaults
from mvpy.conform.forms import Wanted, any_threads_forms, form_below_core, form_without
from mvpy.conform.results import BELOW_CORE, Case, Result
from mvpy.conform.subject import Subject, is_bad
from mvpy.conform.trial import CORE, Core, Trial, judged, judged_together, tried
from mvpy.errors import MVPyError
from mvpy.verification import Observation
from mvpy.verification.manners import bare_type

SLOWEST = 10  # by how much a smaller program may be slower on the oracle
LEAST = 1.0  # seconds that it has in any case
LOOKED_AT = 6  # steps that are looked at closely in the end, from the last one on


class Enough(Exception):
    """The time is over."""


@dataclass
class Reducer:
    """Makes programs smaller that *subject* gets wrong, each for at most so many *seconds*."""

    subject: Subject
    faults: CoreFaults
    seconds: float
    pool: Executor

    def reduced(self, result: Result) -> Result:
        """*result*, with what is the same for a smaller program; as it is if there is none."""
        if result.verdict in ("right", "unjudged"):
            return result
        steps = Steps(self, result, time.monotonic() + self.seconds)
        with suppress(Enough, CouldNotMinimize, SyntaxError, RecursionError):
            minimize(result.case.text, steps.counts, retries=0)
        return replace(result, smaller=steps.last())

    def judged(self, trial: Trial) -> Result | None:
        """What conformance says of the program of *trial*, which is wrong."""
        forms = any_threads_forms(Wanted(trial.case, trial.subject.version))
        found = judged(trial, forms)
        if not isinstance(found, Core):
            return found
        if not found.wrong:
            return judged_together(found, ())
        return next(self.faults.judged([found], self.pool), None)


@dataclass
class Steps:
    """The steps for the program of *result*, until the *deadline*; *trail* are those that counted."""

    reducer: Reducer
    result: Result
    deadline: float
    trail: list[Trial] = field(default_factory=list)
    known: dict[str, bool] = field(default_factory=dict)

    def counts(self, text: str) -> bool:
        """Whether the program *text* still shows what the result says."""
        if time.monotonic() > self.deadline:
            raise Enough
        if text not in self.known:
            trial = self.tried(text)
            self.known[text] = trial is not None
            self.trail += [trial] if trial else []
        return self.known[text]

    def tried(self, text: str) -> Trial | None:
        """What the program *text* does on the host, if it shows the same.

        Where a construct is to blame, it is enough that the program is wrong with it and right without it, and the rest
        is asked in the end: that takes a tenth of the time.
        """
        before, subject = self.result, self.reducer.subject
        seconds = LEAST + SLOWEST * before.expected.seconds
        # Some steps take out what ends a loop.
        subject = replace(subject, longest=min(seconds, subject.longest))
        try:
            trial = tried(subject, Case(before.case.name, before.case.path, text.encode()))
            if not isinstance(trial, Trial) or not trial.wrong or trial.sometimes or trial.unsteady:
                return None
            if ended(trial.expected) not in ("", ended(before.expected)):
                return None
            repairs = repairing(before)
            holds = repairs(trial) if repairs else self.same(trial) is not None
        except MVPyError:
            return None
        return trial if holds else None

    def same(self, trial: Trial) -> Result | None:
        """What conformance says of the program of *trial*, if that is the same as before."""
        found = self.reducer.judged(trial)
        return found if found and facts(found) == facts(self.result) else None

    def last(self) -> Result | None:
        """The result for the last program of the *trail* that shows the same."""
        for trial in reversed(self.trail[-LOOKED_AT:]):
            with suppress(MVPyError):
                if found := self.same(trial):
                    return found
        return None


def facts(result: Result) -> tuple[object, ...]:
    """What stays the same of *result*: the verdict, and what is to blame."""
    blame = tuple(sorted(result.blame)) if result.together else result.blame[:1]
    return result.verdict, blame, result.together, result.missing, result.form == CORE


def ended(seen: Observation) -> str:
    """The type of the exception that ended a run, or how it ended else; empty if it ended well."""
    if seen.raised:
        return bare_type(seen.raised)
    return seen.ending() if is_bad(seen) else ""


def repairing(before: Result) -> Callable[[Trial], bool] | None:
    """Tells whether a program is right without what was blamed *before*, and without no less; None if no form was right."""
    if before.verdict != "construct" or before.form == CORE:
        return None
    made = form_below_core if before.form.endswith(BELOW_CORE) else form_without
    rewrites = before.blame if before.together else before.blame[:1]
    fewer = [tuple(one for one in rewrites if one != left) for left in rewrites] if before.together else []

    def repairs(trial: Trial) -> bool:
        def right(some: Sequence[str]) -> bool:
            return trial.is_right(made(trial.case, trial.subject.version, some))

        return right(rewrites) and not any(right(some) for some in fewer)

    return repairs
