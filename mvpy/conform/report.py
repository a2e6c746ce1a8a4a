"""What an interpreter gets wrong, in words.

A finding is told once for each construct, with the smallest program that shows it; the names of the others follow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from mvpy.conform.divergence import KINDS
from mvpy.conform.results import BELOW_CORE, VERDICTS, Result, shown
from mvpy.host_contract import ENTRIES
from mvpy.verification.report import number_of, on_one_line

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

    partial       why not all programs have a result; empty if they have
    chosen        which programs were asked for, if not all were
    untold        the programs of which nothing could be said, and why
    titles        gives the title of a rewrite; empty for what is none
    on_purpose    what is wrong in the interpreter on purpose, if something is
    expectations  the version of the interpreter whose expectations are in use; empty if none are
    skipped       the programs that these leave out, and why
    """

    host: str
    version: str
    oracle: str
    results: Sequence[Result]
    partial: str = ""
    chosen: Mapping[str, Any] = field(default_factory=dict)
    untold: Mapping[str, str] = field(default_factory=dict)
    titles: Titles = lambda name: ""
    on_purpose: str = ""
    expectations: str = ""
    skipped: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The lines of the report in words: what is known, in short; the findings; the summary."""
        known = groups(result for result in self.results if result.expected_to_fail)
        for (verdict, blame), results in known:
            yield self.heading(verdict, blame, results, ", known")
        if known:
            yield ""
        for (verdict, blame), results in groups(one for one in self.results if not one.expected_to_fail):
            yield from self.finding(verdict, blame, results)
            yield ""
        yield from self.summary()

    def heading(self, verdict: str, blame: str, results: Sequence[Result], more: str = "") -> str:
        """What is wrong with *results*, in one line that ends in how many they are, and *more* of them."""
        first = results[0]
        heading = blame if first.blame else f"{verdict}, {blame}" if blame else verdict
        return f"{heading}: {self.sentence(first)} ({number_of(len(results), 'program')}{more})"

    def finding(self, verdict: str, blame: str, results: Sequence[Result]) -> Iterator[str]:
        """The lines for the *results* with this verdict whose first fault is *blame*."""
        original, *others = results
        first, case = original.smaller or original, original.case
        yield self.heading(verdict, blame, [first, *others])
        lines = number_of(case.length, "line")
        yield f"    {on_one_line(case.name)}, {lines}" + (f": {case.fact}" if case.fact else "")
        if original.smaller:
            yield from indented("reduced", first.case.text.splitlines(), 0, WHOLE)
        expected, actual = shown(first.expected).splitlines(), shown(first.actual).splitlines()
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(expected, actual)))
        skipped = max(same - CONTEXT, 0) if max(len(expected), len(actual)) > LINES else 0
        yield from indented("expected", expected, skipped)
        yield from indented("actual", actual, skipped)
        if expected == actual and first.reason:  # these lines do not show it
            yield f"    differing {on_one_line(first.reason)}"
        if first.otherwise_in_core:
            yield from indented("in core", shown(first.otherwise_in_core).splitlines(), 0)
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
                return f"{self.host} does not read the {noun}"
            words = f"your {noun} {'do' if is_plural(noun) else 'does'} something else"
            return words if result.verdict == "construct" else f"{words}, and that is not all"
        if blame in ENTRIES and ENTRIES[blame].kind in ("core", "behaviour"):
            return f"this does not hold: {ENTRIES[blame].says}"
        if blame in KINDS:
            return f"your `{blame}` does something else"
        if blame:
            return f"{blame} is missing, or does something else"
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
            yield "verdicts: " + ", ".join(
                f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict]
            )
        wrong = sorted({name for one in self.results if one.verdict == "construct" for name in one.blame[:1]})
        if wrong:
            yield f"to blame: {', '.join(wrong)}"
        yield from self.expected()
        if self.untold:
            yield f"{number_of(len(self.untold), 'program')} left out, of which nothing can be told"
        if self.partial:
            yield f"this is a part only: {self.partial}"

    def expected(self) -> Iterator[str]:
        """How much of what is wrong is known, if expectations are in use."""
        if not self.expectations:
            return
        wrong = [result for result in self.results if not result.is_right]
        new = sum(result.is_finding for result in wrong)
        yield f"{len(wrong) - new} known, {new} new, by the expectations for {self.expectations}"
        mended = [on_one_line(one.case.name) for one in self.results if one.is_right and one.is_finding]
        if mended:
            yield f"unexpectedly right: {', '.join(mended)}"
        if self.skipped:
            yield f"{number_of(len(self.skipped), 'program')} skipped, as they say"


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
    """One program on one host.

    *actual_core* is there only if it is not *actual*; *site* and *reduced* if it was asked for them, and they are known.
    """
    smaller, core = result.smaller, result.otherwise_in_core
    more: dict[str, Any] = {"actual_core": shown(core)} if core else {}
    more |= {"site": result.site} if result.site else {}
    more |= {"reduced": record(smaller) | {"text": smaller.case.text}} if smaller else {}
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
        "expected_to_fail": result.expected_to_fail,
        "seconds": round(result.seconds, 4),
        **more,
    }
