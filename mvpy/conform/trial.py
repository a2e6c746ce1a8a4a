"""One program on one host: the original, the forms without one construct each, the core.

tried(subject, case)            the original there, and what is right; an `Untold` if there is nothing to compare
judged(trial, forms)            which construct is to blame; a `Core` if none is alone
judged_together(core, likely)   which constructs are to blame together, where the core is right
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from mvpy.conform.forms import Forms, as_bytes, form_below_core, form_with, form_without
from mvpy.conform.minimal import minimal
from mvpy.conform.results import BELOW_CORE, Case, Result
from mvpy.conform.subject import PATIENCE, Subject, is_bad, says_nothing, wrong
from mvpy.verification import Observation
from mvpy.verification.manners import bare_type
from mvpy.verification.observe import Raised

CORE = "core"
LINE = re.compile(r"tuple\('[^']*', (\d+),")
FAR_ABOVE = 128  # the status by which a shell says that a signal ended a process
PANIC = b"panicked at"  # what a program in Rust says that gives up


@dataclass(frozen=True)
class Trial:
    """What a program did on the host, and how that differs from what is right.

    unsteady   it is not the same each time
    sometimes  it is right in some runs
    """

    subject: Subject
    case: Case
    expected: Observation
    actual: Observation
    wrong: str = ""
    unsteady: bool = False
    sometimes: bool = False

    def result(self, verdict: str, **facts: Any) -> Result:
        """The result with this *verdict*."""
        return Result(
            self.case, self.subject.host.name, verdict, self.expected, self.actual, reason=self.wrong, **facts
        )

    def ran(self, code: str) -> Observation:
        """What the form *code* does on the host."""
        hung = self.actual.outcome == "timeout"  # so may its forms
        return self.subject.run(self.case, as_bytes(self.case, code), self.expected, 1 if hung else PATIENCE)

    def seen(self, code: str) -> Observation:
        """What the form *code* does; in a run in which it is wrong, if that may change."""
        first = self.ran(code)
        return self.ran(code) if self.unsteady and not wrong(self.expected, first) else first

    def is_right(self, code: str) -> bool:
        """Whether the form *code* does there what the program does on the oracle."""
        return not wrong(self.expected, self.seen(code))

    def reads_original(self) -> bool:
        """Whether the host reads the program as it is."""
        return self.subject.reads(self.case, self.case.data, self.expected, self.actual)


@dataclass(frozen=True)
class Core:
    """A program which no form without one construct repairs; what these did, and the core, which is *wrong* or not."""

    trial: Trial
    forms: Forms
    seen: Mapping[str, Observation]
    actual: Observation
    wrong: str

    def result(self, verdict: str, **facts: Any) -> Result:
        """The result with this *verdict*, for a core that is wrong."""
        return self.trial.result(verdict, form=CORE, code=self.forms.core, in_core=self.actual, **facts)

    def going_further(self, missing: bool) -> list[str]:
        """The constructs without which the program is right for longer; or read at all, if that is *missing*."""
        trial = self.trial
        before = right_lines(trial.expected, trial.actual)
        found = [name for name, seen in self.seen.items() if right_lines(trial.expected, seen) > before]
        if missing and not found:
            found = [name for name in self.seen if self.reads(self.forms.alone[name], self.seen[name])]
        return sorted(found, key=lambda name: changed_lines(trial.case.text, self.forms.alone[name]))

    def reads(self, code: str, seen: Observation) -> bool:
        """Whether the host reads the form *code*, which did what was *seen*."""
        trial = self.trial
        return trial.subject.reads(trial.case, as_bytes(trial.case, code), trial.expected, seen)


@dataclass(frozen=True)
class Untold:
    """A program of which nothing can be said, and why."""

    case: Case
    why: str


def tried(subject: Subject, case: Case) -> Trial | Untold:
    """What *case* does on the host; run again where that is wrong, for it may not be so each time."""
    expected = subject.right(case)
    why = unfit(expected)
    if why:
        return Untold(case, why)
    actual = subject.run(case, case.data, expected)
    difference = wrong(expected, actual)
    if not difference:
        return Trial(subject, case, expected, actual)
    slow = actual.outcome in ("timeout", "failed")
    again = subject.run(case, case.data, expected, PATIENCE if slow else 1)
    if not case.steady and wrong(expected, subject.right(case)):
        return Untold(case, "it does not do the same twice on CPython")
    unsteady = (again.stdout, again.ending()) != (actual.stdout, actual.ending())
    if slow and unsteady:  # it needed more time
        actual, difference, unsteady = again, wrong(expected, again), False
    elif unsteady and not wrong(expected, again):
        return Trial(
            subject, case, expected, actual, f"{difference}; and in the next run it was right", True, True
        )
    return Trial(subject, case, expected, actual, difference, unsteady)


def unfit(expected: Observation) -> str:
    """Why a program that does what is *expected* tells nothing; empty if it does."""
    if expected.outcome in ("failed", "timeout", "output", "crashed"):
        return f"it does not run on CPython: {expected.ending()}"
    if expected.raised and expected.stage == "compile":
        return f"it is not compiled by that CPython: {refusal(expected.raised)}"
    if says_nothing(expected):
        return "it shows nothing, so an interpreter that does nothing would be right"
    return ""


def refusal(error: Raised) -> str:
    """What a SyntaxError says, and of which line; its second argument begins with a file and a line."""
    line = LINE.match(error.args[1]) if error.args[1:] else None
    words = ": ".join([bare_type(error), *error.args[:1]])
    return f"{words} in line {line[1]}" if line else words


def judged(trial: Trial, forms: Forms) -> Result | Core:
    """The result, where *forms* without one construct repair the program; else the core, and what it did."""
    if forms.failed:
        return trial.result("unjudged", form="", code=f"# there are no forms: {forms.failed}\n")
    seen = {name: trial.seen(code) for name, code in forms.alone.items()}
    repairing = [name for name in seen if not wrong(trial.expected, seen[name])]
    if repairing:
        changed = {name: changed_lines(trial.case.text, forms.alone[name]) for name in repairing}
        blame = sorted(repairing, key=changed.__getitem__)
        first = blame[0]
        return trial.result(
            "construct",
            blame=tuple(blame),
            missing=not trial.reads_original(),
            form=first,
            code=forms.alone[first],
        )
    actual = trial.ran(forms.core)
    return Core(trial, forms, seen, actual, wrong(trial.expected, actual))


def judged_together(core: Core, likely: Collection[str]) -> Result:
    """The result where only several rewrites together repair the program; those *likely* are tried first."""
    trial, forms = core.trial, core.forms
    missing = not trial.reads_original()
    for made, more in ((form_without, ""), (form_below_core, BELOW_CORE)):
        holds = repairs(trial, made)
        if holds(forms.fired):
            blame = minimal(forms.fired, holds, likely)
            code = made(trial.case, trial.subject.version, blame)
            form = ",".join(blame) + more
            return trial.result(
                "construct", blame=blame, together=len(blame) > 1, missing=missing, form=form, code=code
            )
    return trial.result(
        "construct", blame=breaking(core), together=True, missing=missing, form=CORE, code=forms.core
    )


def repairs(
    trial: Trial, made: Callable[[Case, tuple[int, int], Sequence[str]], str]
) -> Callable[[Sequence[str]], bool]:
    """Tells whether the form without some constructs that is *made* of the program is right."""
    known: dict[tuple[str, ...], bool] = {}

    def holds(rewrites: Sequence[str]) -> bool:
        key = tuple(rewrites)
        if key not in known:
            known[key] = trial.is_right(made(trial.case, trial.subject.version, key))
        return known[key]

    return holds


def breaking(core: Core) -> tuple[str, ...]:
    """The constructs with which, each alone, a right core is wrong again; all that the program has if none is."""
    trial = core.trial
    found = [
        name
        for name in core.forms.alone
        if not trial.is_right(form_with(trial.case, trial.subject.version, name))
    ]
    return tuple(found or core.forms.alone)


def right_lines(expected: Observation, seen: Observation) -> int:
    """How many lines, from the first on, are as *expected*."""
    pairs = zip(expected.stdout.splitlines(), seen.stdout.splitlines())
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def changed_lines(before: str, after: str) -> int:
    """How many lines *before* and *after* do not have in common."""
    one, other = (Counter(line.strip() for line in text.splitlines()) for text in (before, after))
    return ((one - other) + (other - one)).total()


def died(seen: Observation) -> bool:
    """Whether the interpreter did not live to the end of the run that was *seen*."""
    if seen.outcome in ("crashed", "failed"):
        return True
    if seen.status is None or not is_bad(seen):
        return False
    return seen.status >= FAR_ABOVE or PANIC in seen.stderr
