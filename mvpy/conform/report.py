"""What an interpreter gets wrong, in words and as JSON.

A finding is told once for each construct, with the smallest program that shows it; the names of the others follow.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from mvpy.conform.divergence import KINDS
from mvpy.conform.results import BELOW_CORE, VERDICTS, Result, shown
from mvpy.host_contract import ENTRIES
from mvpy.verification.report import number_of, on_one_line, versions

SCHEMA = 1
NAMED = 5  # programs of a group that are named besides the first
LINES = 8  # of what a run has shown
WHOLE = 20  # lines of a reduced program
CONTEXT = 2  # lines above the first one that differs
BEGINNINGS = ("The ", "A ", "An ", "Several ")

LATER_WORDS = re.compile(r" (?:of|in|after|under|from|that|between) ")

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
        original, *others = results
        first, case = original.smaller or original, original.case
        heading = blame if first.blame else f"{verdict}, {blame}" if blame else verdict
        yield f"{heading}: {self.sentence(first)} ({number_of(len(results), 'program')})"
        lines = number_of(case.length, "line")
        yield f"    {on_one_line(case.name)}, {lines}" + (f": {case.fact}" if case.fact else "")
        if original.smaller:
            yield from indented("reduced", first.case.text.splitlines(), 0, WHOLE)
        expected, actual = shown(first.expected).splitlines(), shown(first.actual).splitlines()
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(expected, actual)))
        skipped = max(same - CONTEXT, 0) if max(len(expected), len(actual)) > LINES else 0
        yield from indented("expected", expected, skipped)
        yield from indented("actual", actual, skipped)
        if first.form:
            yield f"    {self.repair(first)}"
        if first.site:
            yield f"    {sites_in_words(first.site)}"
        if others:
            names = [on_one_line(result.case.name) for result in others]
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            yield f"    also {', '.join(names[:NAMED])}{more}"

    def sentence(self, result: Result) -> str:
        """What is wrong, in one sentence."""
        blame = result.blame[0] if result.blame else ""
        noun = named(self.titles(blame)) if blame else ""
        if noun:
            if result.missing:
                return f"{self.host} does not know your {noun}"
            words = f"your {noun} {'do' if is_plural(noun) else 'does'} something else"
            return words if result.verdict == "construct" else f"{words}, and that is not all"
        if blame in ENTRIES and ENTRIES[blame].kind in ("core", "behaviour"):
            return f"this does not hold: {ENTRIES[blame].says}"
        if blame in KINDS:
            return f"your `{blame}` does something else"
        if blame:
            return f"{blame} is missing, or another one"
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


def named(title: str) -> str:
    """What a *title* is about: of "The `with` statement: enter, ...", "`with` statement"."""
    words = title.partition(":")[0]
    noun = next((words.removeprefix(word) for word in BEGINNINGS if words.startswith(word)), words)
    return noun[:1].lower() + noun[1:]


def is_plural(noun: str) -> bool:
    """Whether there are several of what is called *noun*."""
    head = LATER_WORDS.split(noun)[0]
    return head.endswith("s") or " and " in head


def groups(results: Iterable[Result]) -> list[tuple[tuple[str, str], list[Result]]]:
    """The results that are not right, by verdict and what is to blame first, or else by their folder; the smallest first."""
    found: dict[tuple[str, str], list[Result]] = {}
    for result in sorted(results, key=lambda one: (one.case.length, one.case.name)):
        if not result.is_right:
            about = result.case.name.rpartition("/")[0] if result.case.steady else ""
            found.setdefault((result.verdict, (result.blame or (about,))[0]), []).append(result)
    order = list(VERDICTS)
    return sorted(found.items(), key=lambda item: (order.index(item[0][0]), -len(item[1]), item[0][1]))


def sites_in_words(site: str) -> str:
    """Which occurrences are to blame: the one that stands at this *site*, or several that stand at several."""
    *others, last = [f"at {one}" if ":" in one else f"in line {one}" for one in site.split(", ")]
    return f"those {', '.join(others)} and {last} together" if others else f"the one {last}"


def indented(name: str, lines: Sequence[str], skipped: int, most: int = LINES) -> Iterator[str]:
    """*lines*, which are called *name*, from behind those that are *skipped*; no more than *most*."""
    some = [on_one_line(line) for line in lines[skipped:]] or ["(nothing)"]
    if len(some) > most:
        some = [*some[: most - 1], f"... {len(some) - most + 1} lines more"]
    some = [f"... {number_of(skipped, 'line')} as expected", *some] if skipped else some
    for number, line in enumerate(some):
        yield f"    {name if not number else '':8}  {line}"


def record(result: Result) -> dict[str, Any]:
    """One program on one host; *site* and *reduced* are there only if it was asked for them, and they are known."""
    smaller = result.smaller
    more = {
        "site": result.site,
        "reduced": record(smaller) | {"text": smaller.case.text} if smaller else {},
    }
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
        **{name: fact for name, fact in more.items() if fact},
    }
