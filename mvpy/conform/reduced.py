"""Smaller programs that show the same: what is not needed goes, as long as CPython is steady and the blame is the same.

    Reducer(subject, faults, seconds).reduced(result)      the result, with one for a smaller program in `smaller`

A step counts only if CPython does the same twice, and ends well or with the exception that ended the program before;
if the host is still wrong; and if the verdict is the same, with the same first in `blame`.  The steps themselves are
those of pysource-minimize.
"""

from __future__ import annotations

import time
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field, replace

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
        # start-up: it is needed here only
        from pysource_minimize import CouldNotMinimize, minimize

        if result.verdict in ("right", "unjudged"):
            return result
        steps = Steps(self, result, time.monotonic() + self.seconds)
        with suppress(Enough, CouldNotMinimize, SyntaxError, RecursionError):
            minimize(result.case.text, steps.counts, retries=0)
        return replace(result, smaller=steps.best)

    def judged(self, case: Case, subject: Subject, before: Result) -> Result | None:
        """What conformance says of *case*; None if it is not as *before*, and seen to be without much work."""
        trial = tried(subject, case)
        if not isinstance(trial, Trial) or not trial.wrong or trial.sometimes or trial.unsteady:
            return None
        if ended(trial.expected) not in ("", ended(before.expected)) or not repaired(trial, before):
            return None
        forms = any_threads_forms(Wanted(case, subject.version))
        found = judged(trial, forms)
        if not isinstance(found, Core):
            return found
        if not found.wrong:
            return judged_together(found, before.blame)
        return next(self.faults.judged([found], self.pool), None)


@dataclass
class Steps:
    """The steps for the program of *result*, until the *deadline*; *best* is the last that counts."""

    reducer: Reducer
    result: Result
    deadline: float
    best: Result | None = None
    known: dict[str, bool] = field(default_factory=dict)

    def counts(self, text: str) -> bool:
        """Whether the program *text* still shows what the result says."""
        if time.monotonic() > self.deadline:
            raise Enough
        if text not in self.known:
            self.known[text] = self.asked(text)
        return self.known[text]

    def asked(self, text: str) -> bool:
        """`counts`, newly found out."""
        before = self.result
        subject = self.reducer.subject
        seconds = LEAST + SLOWEST * before.expected.seconds
        # Not only the loops of the program end that were to end: some steps take out what ends them.
        subject = replace(subject, longest=min(seconds, subject.longest))
        case = Case(before.case.name, before.case.path, text.encode())
        try:
            found = self.reducer.judged(case, subject, before)
        except MVPyError:
            return False
        if found is None or not same(before, found):
            return False
        if self.best is None or len(text) <= len(self.best.case.text):
            self.best = found
        return True


def same(before: Result, found: Result) -> bool:
    """Whether both blame the same."""

    def facts(result: Result) -> tuple[object, ...]:
        blame = tuple(sorted(result.blame)) if result.together else result.blame[:1]
        return result.verdict, blame, result.together, result.missing, result.form == CORE

    return facts(before) == facts(found)


def ended(seen: Observation) -> str:
    """The type of the exception that ended a run, or how it ended else; empty if it ended well."""
    if seen.raised:
        return bare_type(seen.raised)
    return seen.ending() if is_bad(seen) else ""


def repaired(trial: Trial, before: Result) -> bool:
    """Whether the form without what was blamed *before* is right, if there was one that was."""
    if before.verdict != "construct" or before.form == CORE:
        return True
    made = form_below_core if before.form.endswith(BELOW_CORE) else form_without
    rewrites = before.blame if before.together else before.blame[:1]
    return trial.is_right(made(trial.case, trial.subject.version, rewrites))
