"""Constructs and interpreters: which of the one does which of the other get right?

    rows = matrix(reports)       a `Row` for each construct, with a `Cell` for each report

A program is about the construct whose folder it is in.  A program that goes wrong on one interpreter counts for what is to blame
for that, wherever it is, and where others are right, for them too; of what it is about it says nothing on the one, if that is
something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mvpy.conform.report import Report
from mvpy.conform.results import Case, Result
from mvpy.conform.ways import ways_in
from mvpy.host_contract import ENTRIES
from mvpy.rewrites import ORDER

# The groups of rows, in their order, and what they are called.
GROUPS = {
    "construct": "Constructs",
    "core": "The ten constructs of the core, and what else the host contract asks for",
    "library": "Builtins and modules",
    "nothing": "Nothing can be blamed",
    "others": "Other programs",
}
TEN = "core"  # the folder of programs that are in the ten constructs
TEN_THEMSELVES = "the ten constructs themselves"
OWN = "programs of your own"


@dataclass
class Cell:
    """What one interpreter does with one construct: the results that are *right*, those that are *wrong* because of it, and
    those of programs about it that are wrong because of something else."""

    right: list[Result] = field(default_factory=list)
    wrong: list[Result] = field(default_factory=list)
    other: list[Result] = field(default_factory=list)

    @property
    def judged(self) -> int:
        """How many programs say something."""
        return len(self.right) + len(self.wrong)


@dataclass(frozen=True)
class Row:
    """A construct, or whatever else is to blame: its name, the group that it is in, the cells, and the ways to write it.

    has_score  whether it is a construct that programs are about
    ways       for each way the places, among the programs of the row, of those that show it; empty if all is right everywhere
    """

    name: str
    group: str
    cells: Sequence[Cell]
    has_score: bool = False
    ways: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """On how many interpreters it is right, of those of which that can be said: "all", "some", "none" or "unknown"."""
        known = [not cell.wrong for cell in self.cells if cell.judged]
        if not known:
            return "unknown"
        return "all" if all(known) else "some" if any(known) else "none"

    def shares(self, cell: Cell) -> dict[str, tuple[int, int]]:
        """For each way in which programs of *cell* write it, how many of them are right, and how many there are."""
        found = {}
        for way, names in self.ways.items():
            right = sum(one.case.name in names for one in cell.right)
            total = right + sum(one.case.name in names for one in cell.wrong)
            if total:
                found[way] = (right, total)
        return found

    def score(self, cell: Cell) -> float | None:
        """The share of programs that are right, for the worst of the ways to write it; None if nothing can be said."""
        if not (self.has_score and cell.judged):
            return None
        if not cell.wrong:
            return 1.0
        shares = self.shares(cell).values() or [(len(cell.right), cell.judged)]
        return min(right / total for right, total in shares)


def matrix(reports: Sequence[Report]) -> list[Row]:
    """The rows for *reports*, those of constructs first, by their names."""
    found: dict[tuple[str, str], list[Cell]] = {}
    for column, report in enumerate(reports):
        for result in report.results:
            for group, name, part in places(result):
                cells = found.setdefault((group, name), [Cell() for _ in reports])
                getattr(cells[column], part).append(result)
    for cells in found.values():
        add_right(cells, reports)
    order = list(GROUPS)
    return [
        Row(name, group, cells, has_score(group, name, cells), ways_of(name, cells))
        for (group, name), cells in sorted(
            found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
    ]


def add_right(cells: Sequence[Cell], reports: Sequence[Report]) -> None:
    """Add to each cell the programs that are right there, where others go wrong because of this."""
    wrong = {result.case.name for cell in cells for result in cell.wrong}
    for cell, report in zip(cells, reports):
        there = {result.case.name for result in cell.right}
        cell.right += [
            one
            for one in report.results
            if one.is_right and one.case.name in wrong and one.case.name not in there
        ]


def has_score(group: str, name: str, cells: Sequence[Cell]) -> bool:
    """Whether this is a construct, and a program is about it."""
    results = [one for cell in cells for one in (*cell.right, *cell.wrong, *cell.other)]
    return group == "construct" and any(about_what(one.case)[1] == name for one in results)


def places(result: Result) -> Iterable[tuple[str, str, str]]:
    """The group and name of the rows in which *result* stands, and the part of the cell."""
    about = about_what(result.case)
    if result.is_right:
        return [(*about, "right")]
    blamed = result.blame if result.together else result.blame[:1]
    found = [(*named(name), "wrong") for name in blamed] or [("nothing", result.verdict, "wrong")]
    if about[0] != "others" and about[1] not in blamed:
        found.append((*about, "other"))
    return found


def about_what(case: Case) -> tuple[str, str]:
    """The group and the name of the row of what *case* is about."""
    folder = case.name.partition("/")[0]
    if case.steady and folder in ORDER:
        return "construct", folder
    return (
        ("core", TEN_THEMSELVES)
        if case.steady and folder == TEN
        else ("others", folder if case.steady else OWN)
    )


def named(blame: str) -> tuple[str, str]:
    """The group and the name of the row of what is to *blame*."""
    if blame in ORDER:
        return "construct", blame
    entry = ENTRIES.get(blame)
    return ("core" if entry and entry.kind in ("core", "behaviour") else "library"), blame


def ways_of(name: str, cells: Sequence[Cell]) -> dict[str, frozenset[str]]:
    """The ways in which the programs of *cells* write the construct *name*, with the names of those that do."""
    if name not in ORDER or not any(cell.wrong for cell in cells):
        return {}
    cases = {one.case.name: one.case for cell in cells for one in (*cell.right, *cell.wrong)}
    found: dict[str, set[str]] = {}
    for case in cases.values():
        for way in ways_in(case, name):
            found.setdefault(way, set()).add(case.name)
    return {way: frozenset(names) for way, names in sorted(found.items())}


def score_of_all(rows: Sequence[Row], column: int) -> float | None:
    """The mean of the scores of all constructs on one interpreter; None if there is none."""
    scores = [row.score(row.cells[column]) for row in rows]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None
