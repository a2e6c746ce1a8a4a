"""What an interpreter gets wrong, in words and as JSON.

A finding is told once for each construct, with the smallest program that shows it; the names of the others follow.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mvpy.conform.results import BELOW_CORE, VERDICTS, Result, shown
from mvpy.host_contract import ENTRIES
from mvpy.verification.report import number_of, on_one_line, versions

SCHEMA = 1
NAMED = 5  # programs of a group that are named besides the first
LINES = 8  # of what a run has shown
BEGINNINGS = ("The ", "A ", "An ", "Several ")

Titles = Callable[[str], str]


@dataclass(frozen=True)
class Report:
    """What is to be told: of the interpreter *host*, which is compared with *oracle*.

    partial  why not all programs have a result; empty if they have
    chosen   which programs were asked for, if not all were
    titles   gives the title of a rewrite; empty for what is none
    """

    host: str
    version: str
    oracle: str
    results: Sequence[Result]
    partial: str = ""
    chosen: Mapping[str, Any] = field(default_factory=dict)
    untold: Mapping[str, str] = field(default_factory=dict)
    titles: Titles = lambda name: ""

    def as_json(self) -> str:
        """One flat list of results, with the versions of everything at the top."""
        found = {
            "schema": SCHEMA,
            "versions": {**versions(), self.host: self.version},
            "host": self.host,
            "oracle": self.oracle,
            "partial": bool(self.partial),
            "chosen": dict(self.chosen),
            "results": [record(result) for result in self.results],
        }
        return json.dumps(found, indent=1) + "\n"

    def lines(self) -> Iterator[str]:
        """The lines of the report in words: the findings, then the summary."""
        for (verdict, blame), results in groups(self.results):
            yield from self.finding(verdict, blame, results)
            yield ""
        yield from self.summary()

    def finding(self, verdict: str, blame: str, results: Sequence[Result]) -> Iterator[str]:
        """The lines for the *results* with this verdict whose first fault is *blame*."""
        first, *others = results
        yield f"{blame or verdict}: {self.sentence(first)} ({number_of(len(results), 'program')})"
        lines = number_of(first.case.length, "line")
        yield f"    {on_one_line(first.case.name)}, {lines}" + (
            f": {first.case.fact}" if first.case.fact else ""
        )
        yield from indented("expected", shown(first.expected))
        yield from indented("actual", shown(first.actual))
        if first.form:
            yield f"    {self.repair(first)}"
        if others:
            names = [on_one_line(result.case.name) for result in others]
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            yield f"    also {', '.join(names[:NAMED])}{more}"

    def sentence(self, result: Result) -> str:
        """What is wrong, in one sentence."""
        blame = result.blame[0] if result.blame else ""
        title = self.titles(blame).partition(":")[0] if blame else ""
        if title:
            noun = next((title.removeprefix(word) for word in BEGINNINGS if title.startswith(word)), title)
            noun = (
                noun
                if noun[:1] == "`" or noun == title and noun[1:2].isupper()
                else noun[:1].lower() + noun[1:]
            )
            if result.verdict == "construct":
                return (
                    f"{self.host} does not know your {noun}"
                    if result.missing
                    else f"your {noun} does something else"
                )
            return f"your {noun} does something else, and it is not all that is wrong"
        if blame in ENTRIES:
            return (
                f"it is not so that {ENTRIES[blame].says}"
                if result.verdict == "core"
                else ENTRIES[blame].says
            )
        if result.verdict == "library":
            return f"{blame} is missing, or another one"
        if result.verdict == "core" and not blame:
            return "wrong even in the ten constructs, and nothing was shown to be to blame"
        return VERDICTS[result.verdict]

    def repair(self, result: Result) -> str:
        """What repairs the program, or that nothing does."""
        if result.verdict != "construct":
            rest = ", ".join(result.blame)
            return f"wrong in the core, too; to blame: {rest}" if rest else "wrong in the core, too"
        if result.form == "core":
            return f"right in the core, without {' and '.join(result.blame)}"
        below = ", if what stands above it is in the core" if result.form.endswith(BELOW_CORE) else ""
        if result.together:
            return f"right with --only {','.join(result.blame)}{below}: none of them alone"
        more = f" (and with {', or '.join(result.blame[1:])})" if result.blame[1:] else ""
        return f"right with --only {result.blame[0]}{below}{more}"

    def summary(self) -> Iterator[str]:
        """How many programs are right, and what the others are."""
        counts = Counter(result.verdict for result in self.results)
        right, total = counts.pop("right", 0), len(self.results)
        yield f"{self.host} {self.version}".rstrip() + f", compared with {self.oracle}: " + (
            f"{right} of {number_of(total, 'program')} {'is' if 1 in (right, total) else 'are'} right"
        )
        if counts:
            yield ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict])
        wrong = sorted({name for one in self.results if one.verdict == "construct" for name in one.blame[:1]})
        if wrong:
            yield f"{number_of(len(wrong), 'construct')}: {', '.join(wrong)}"
        if self.untold:
            yield f"{number_of(len(self.untold), 'program')} left out, of which nothing can be told"
        if self.partial:
            yield f"this is a part only: {self.partial}"


def groups(results: Iterable[Result]) -> list[tuple[tuple[str, str], list[Result]]]:
    """The results that are not right, by verdict and by what is to blame first; of each group the smallest first."""
    found: dict[tuple[str, str], list[Result]] = {}
    for result in sorted(results, key=lambda one: (one.case.length, one.case.name)):
        if not result.is_right:
            found.setdefault((result.verdict, (result.blame or ("",))[0]), []).append(result)
    order = list(VERDICTS)
    return sorted(found.items(), key=lambda item: (order.index(item[0][0]), -len(item[1]), item[0][1]))


def indented(name: str, text: str) -> Iterator[str]:
    """The lines for what a run has *shown*, called *name*."""
    lines = [on_one_line(line) for line in text.splitlines()] or ["(nothing)"]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"... {len(lines) - LINES + 1} lines more"]
    for number, line in enumerate(lines):
        yield f"    {name if not number else '':8}  {line}"


def record(result: Result) -> dict[str, Any]:
    """One program on one host."""
    return {
        "program": result.case.name,
        "host": result.host,
        "verdict": result.verdict,
        "blame": list(result.blame),
        "together": result.together,
        "missing": result.missing,
        "form": result.form,
        "expected": shown(result.expected),
        "actual": shown(result.actual),
        "seconds": round(result.seconds, 4),
    }
