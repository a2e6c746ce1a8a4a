"""How far an interpreter has climbed, in words and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mvpy.conform.climbing import PARTS, Step
from mvpy.conform.records import SCHEMA
from mvpy.conform.report import indented
from mvpy.verification.report import number_of, on_one_line, versions

MOST_LINES = 40  # of a program that is shown

NAMES = {
    "core": "rungs of the ladder",
    "contract": "entries of the host contract",
    "constructs": "programs of constructs",
}


@dataclass(frozen=True)
class LadderReport:
    """What is to be told of the climb of *host*, which is compared with *oracle*.

    steps    those that were taken; the last one may have failed
    counts   how many there are, part by part
    partial  why the climb ended before its end; empty if it did not
    titles   gives the title of a rewrite
    chosen   whether these are not all steps that there are
    given    the interpreter as the command line has it
    """

    host: str
    version: str
    oracle: str
    steps: Sequence[Step]
    counts: Mapping[str, int]
    partial: str = ""
    titles: Callable[[str], str] = lambda name: ""
    chosen: bool = False
    given: str = "HOST"

    @property
    def stopped(self) -> Step | None:
        """The step that has failed."""
        return next((step for step in self.steps if step.has_failed), None)

    def climbed(self, part: str) -> int:
        """How many steps of *part* are right."""
        return sum(step.part == part and not step.wrong for step in self.steps)

    def build(self, step: Step) -> str:
        """What *step* asks to build."""
        return step.build or f"{step.about}: {self.titles(step.about)}"

    def next(self) -> str:
        """What to run next."""
        stopped = self.stopped
        if stopped is None and self.partial:
            return f"this is a part only: {self.partial}"
        if stopped is None and self.chosen:
            return f"all that was chosen is climbed; next: `mvpy conform {self.given} --ladder`"
        if stopped is None:
            return f"all is climbed; next: `mvpy conform {self.given}`"
        words = f"build that and climb again; `-e '^{literally(stopped.name)}$'` steps over it"
        if stopped.part == "contract":
            words += f", and `mvpy hosts --probe {self.given}` says what else is lacking"
        return words

    def as_json(self) -> str:
        """What is known, with the versions of everything at the top."""
        stopped = self.stopped
        found = {
            "schema": SCHEMA,
            "versions": {**versions(), self.host: self.version},
            "host": self.host,
            "oracle": self.oracle,
            "partial": bool(self.partial),
            "climbed": {part: self.climbed(part) for part in PARTS},
            "steps": dict(self.counts),
            "outside": [step.name for step in self.steps if step.outside],
            "stopped": self.record(stopped) if stopped else None,
        }
        return json.dumps(found, indent=1) + "\n"

    def record(self, step: Step) -> dict[str, Any]:
        """The *step* that has failed."""
        return {
            "part": step.part,
            "name": step.name,
            "build": self.build(step),
            "fact": step.fact,
            "program": step.code,
            "expected": step.expected,
            "actual": step.actual,
            "reason": step.wrong,
        }

    def lines(self) -> Iterator[str]:
        """The lines of the report in words: where the climb stopped, then how far that is."""
        stopped = self.stopped
        if stopped:
            yield from self.fall(stopped)
            yield ""
        outside = [step.name for step in self.steps if step.outside]
        if outside:
            yield f"{number_of(len(outside), 'program')} of constructs left out, which are wrong in the core, too"
        yield f"{self.host} {self.version}".rstrip() + f", compared with {self.oracle}: " + ", ".join(
            f"{self.climbed(part)} of {self.counts[part]} {NAMES[part]}"
            for part in PARTS
            if self.counts[part]
        )
        yield self.next()

    def fall(self, step: Step) -> Iterator[str]:
        """The lines for the *step* that has failed."""
        place = sum(one.part == step.part for one in self.steps)
        yield f"{PARTS[step.part]} {place} of {self.counts[step.part]}: {on_one_line(step.name)}"
        yield f"build next: {on_one_line(self.build(step))}"
        if step.part == "contract":  # a program says it itself
            yield f"    {on_one_line(step.fact)}"
        yield ""
        yield from shown_program(step.code)
        yield ""
        yield from indented("expected", step.expected.splitlines(), 0)
        yield from indented("actual", step.actual.splitlines(), 0)
        if step.expected.splitlines() == step.actual.splitlines():  # these lines do not show it
            yield f"    differing {on_one_line(step.wrong)}"
        if step.words:
            yield f"    it said   {on_one_line(step.words)}"


def literally(name: str) -> str:
    """The expression that matches *name*."""
    return re.sub(r"[*+?.()\[\]]", r"\\\g<0>", name)


def shown_program(code: str) -> Iterator[str]:
    """The lines of a program, the last ones if there are many: what is built in stands above."""
    lines = code.rstrip("\n").splitlines()
    if len(lines) > MOST_LINES:
        yield f"    # ... {len(lines) - MOST_LINES} lines above; --keep-failures DIR writes them all"
    yield from (f"    {on_one_line(line)}".rstrip() for line in lines[-MOST_LINES:])
