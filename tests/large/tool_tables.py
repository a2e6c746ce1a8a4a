"""The tables of docs/comparison.md: what each tool made of what, what it cost, and what two checkers name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING

from checkers import Named
from tool_verdicts import GOOD, VERDICTS, Case

if TYPE_CHECKING:  # it imports this file
    from other_tools import Tool

KINDS = {
    "form": "programs of one form each",
    "program": "programs of the corpus",
    "file": "files of packages",
}


def tables(
    tools: Sequence[Tool], versions: Mapping[str, str], cases: Sequence[Case], named: Sequence[Named]
) -> str:
    """All tables, with what stands above each."""
    names = [tool.name for tool in tools]
    return "\n".join(
        [
            *(
                "## The tools",
                "",
                *table(["tool", "version", "what it is for"], of_tools(tools, versions)),
                "",
            ),
            *("## What they make of it", "", *table(["tool", "of", *VERDICTS], sums(names, cases)), ""),
            *("## Form by form", "", *table(["since", "form", *names], by_form(names, cases)), ""),
            *("## What it costs", "", *table(COST, costs(names, cases)), ""),
            *("## What is too new: vermin and mvpy check", "", *table(CHECKED, checked(named)), ""),
            *("### Forms", "", *table(["since", "form", "mvpy", "vermin"], checked_forms(named))),
            "",
        ]
    )


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a table."""
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |"


def of_tools(tools: Sequence[Tool], versions: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """The tools, with the versions of their packages and of the Pythons that they are on."""
    for tool in tools:
        yield tool.name, versions[tool.packages[0]] if len(tool.packages) == 1 else "these", tool.purpose


def sums(names: Sequence[str], cases: Sequence[Case]) -> Iterator[Sequence[object]]:
    """How often each verdict was on each tool, for each kind of program; a case is a program for a host."""
    for kind, words in KINDS.items():
        for name in names:
            counts = Counter(case.verdict for case in cases if case.kind == kind and case.tool == name)
            if counts:
                yield name, f"{counts.total()} {words}", *(counts[word] or "" for word in VERDICTS)


def by_form(names: Sequence[str], cases: Sequence[Case]) -> Iterator[Sequence[str]]:
    """For each form the verdicts on each tool."""
    found: dict[tuple[str, str], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for case in cases:
        if case.kind == "form":
            found[case.since, case.name][case.tool][case.verdict] += 1
    for since, form in sorted(found, key=lambda one: [*map(int, one[0].split("."))]):
        yield since, form, *(in_words(found[since, form][name]) for name in names)


def in_words(counts: Counter[str]) -> str:
    """The verdicts that there are, with their numbers if there are several kinds."""
    kinds = [word for word in VERDICTS if counts[word]]
    if len(kinds) == 1:
        return f"**{kinds[0]}**" if kinds[0] in GOOD else kinds[0]
    return ", ".join(f"{counts[word]} {word}" for word in kinds)


ONLY = ["only mvpy", "only vermin"]
COST = [
    "tool",
    "changed, and read by the host",
    "comments gone",
    "lines of the original gone, median",
    "lines added, median",
    "lines added, most",
    "seconds for a file, median",
]


def costs(names: Sequence[str], cases: Sequence[Case]) -> Iterator[Sequence[object]]:
    """What goes besides what is too new, where a tool changed a program and the host reads it; and the time."""
    for name in names:
        own = [case for case in cases if case.tool == name]
        good = [case for case in own if case.verdict in (*GOOD, "other")]
        if good:
            gone = f"{sum(case.comments for case in good)} of {sum(case.all_comments for case in good)}"
            lines = [median(case.lines for case in good), median(case.added for case in good)]
            seconds = f"{median(case.seconds for case in own):.2f}"
            yield name, len(good), gone, *(f"{one:g}" for one in lines), max(
                case.added for case in good
            ), seconds


CHECKED = ["of", "vermin", "statements that both name", *ONLY, "programs that both name", *ONLY]
ANNOTATED = "`--eval-annotations --feature union-types`"


def checked(named: Sequence[Named]) -> Iterator[Sequence[object]]:
    """How many statements, and how many programs, the two name for a host."""
    for kind, words in KINDS.items():
        own = [one for one in named if one.kind == kind]
        for way in ("vermin", "vermin_of_annotations") if own else ():
            lines, programs = Counter[str](), Counter[str]()
            for one in own:
                ours, theirs = ({line for line, _ in found} for found in (one.mvpy, getattr(one, way)))
                lines.update(both=len(ours & theirs), mvpy=len(ours - theirs), vermin=len(theirs - ours))
                programs[
                    "both" if ours and theirs else "mvpy" if ours else "vermin" if theirs else "none"
                ] += 1
            counted = [
                number[who] or "" for number in (lines, programs) for who in ("both", "mvpy", "vermin")
            ]
            yield f"{len(own)} {words}", "as it comes" if way == "vermin" else ANNOTATED, *counted


def checked_forms(named: Sequence[Named]) -> Iterator[Sequence[str]]:
    """Each form that one of the two does not always name: of how many of the programs and hosts each names anything."""
    found: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for one in named:
        if one.kind == "form":
            found[one.since, one.name].append((bool(one.mvpy), bool(one.vermin_of_annotations)))
    for since, form in sorted(found, key=lambda one: [*map(int, one[0].split("."))]):
        pairs = found[since, form]
        if not all(all(pair) for pair in pairs):
            yield since, form, *(f"{sum(pair[i] for pair in pairs)} of {len(pairs)}" for i in (0, 1))
