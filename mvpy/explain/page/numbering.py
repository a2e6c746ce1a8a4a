"""A trace in numbers: what the script of the page reads.

Lines, and the places that they come from, are many, and most of them are the same from step to step.  So each line
stands once, and each step says what it has done with the lines of the one before.

    rewrites   [name, title]
    units      [unit around, line, column, last line, column behind, rewrite, ...]: the places of the source that matter;
               the rewrites are those whose construct this is, and the one that was at work there first, if one was
    marks      [unit, rewrites]: where something comes from, and through what
    lines      [text, length, mark, length, mark, ...]: a line in parts, whose lengths are those of JavaScript; the mark -1
               is that of what comes from nowhere
    source     the numbers of its lines
    steps      [rewrite, units at work, changes]; a change is [first line, how many go, the numbers of those that come]
    output     how many lines of the last step stand above the program
    exact      the numbers of the lines of the exact output, without those above the program; how many those are
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

import libcst as cst

from mvpy.explain.opening import removers
from mvpy.explain.origins import Mark, Origins
from mvpy.explain.rewrite_words import title_of
from mvpy.explain.source import Source
from mvpy.explain.trace import Trace
from mvpy.explain.written import Line
from mvpy.pipeline import rewrites_in_order
from mvpy.tree.nodes import CLAUSES
from mvpy.verification.report import printable

STATEMENTS = (cst.BaseStatement, cst.BaseSmallStatement, *CLAUSES)
WHOLE = (*STATEMENTS, cst.BaseExpression, cst.Decorator, cst.Annotation)  # what can be pointed at
Change = tuple[int, int, list[int]]
MANY = 500  # lines that are compared with as many


class Numbering:
    """Numbers what is in traces of one program."""

    def __init__(self) -> None:
        self.rewrites: dict[str, int] = {}
        self.units: dict[tuple[int, int, int, int], int] = {}
        self.unit_rows: list[list[int]] = []
        self.marks: dict[tuple[int, tuple[int, ...]], int] = {}
        self.lines: dict[tuple[Any, ...], int] = {}
        self.texts: list[str] = []  # those of the lines
        self.known: dict[int, tuple[Line, int]] = {}

    def rewrite(self, name: str) -> int:
        """The number of the rewrite called *name*."""
        return self.rewrites.setdefault(name, len(self.rewrites))

    def text(self, text: str) -> str:
        """*text*, in which nothing is hidden."""
        return text if text.isprintable() else "\t".join(map(printable, text.split("\t")))

    def record(self) -> dict[str, Any]:
        """What has been numbered."""
        return {
            "rewrites": [[name, title_of(name) if name else ""] for name in self.rewrites],
            "units": self.unit_rows,
            "marks": [[unit, list(rewrites)] for unit, rewrites in self.marks],
            "lines": [list(line) for line in self.lines],
        }


class Places:
    """The units of one *trace*: which nodes of its source are pointed at, and by which numbers."""

    def __init__(self, trace: Trace, numbering: Numbering) -> None:
        self.origins: Origins = trace.origins
        self.numbering = numbering
        self.source = Source(trace.program)
        self.needed: dict[int, list[str]] = {}  # by id of the node: rewrites that are at work there
        self.order = rewrites_in_order()
        self.numbers: dict[int, int] = {}
        self.noted: dict[int, Line] = {}

    def need(self, lines: Sequence[Line]) -> None:
        """Note the nodes that *lines* come from."""
        for line in {id(line): line for line in lines if id(line) not in self.noted}.values():
            self.noted[id(line)] = line
            marks = [mark for _, mark in line.parts if mark is not None]
            kept = {id(mark.source) for mark in marks if not mark.rewrite}
            known: dict[int, cst.CSTNode | None] = {}
            for mark in marks:
                node = self.whole(mark.source)
                if mark.rewrite:
                    self.note(node, mark.rewrites)
                else:
                    self.needed.setdefault(id(self.outermost(node, kept, known)), [])

    def note(self, node: cst.CSTNode, rewrites: Sequence[str]) -> None:
        """Note the *rewrites* at work on *node* that matter there: those whose construct it is, and the first of all."""
        noted = self.needed.setdefault(id(node), [])
        own = {rewrite.name for rewrite in removers(node, self.order)}
        first = [] if set(noted) - own else rewrites[:1]
        found = dict.fromkeys((*noted, *(name for name in rewrites if name in own), *first))
        noted[:] = sorted(found, key=lambda name: name not in own)

    def whole(self, node: cst.CSTNode) -> cst.CSTNode:
        """*node*, or what it is a part of that can be pointed at."""
        return next(
            (one for one in self.origins.outwards(node) if isinstance(one, WHOLE)), self.source.module
        )

    def outermost(
        self, node: cst.CSTNode, kept: set[int], known: dict[int, cst.CSTNode | None]
    ) -> cst.CSTNode:
        """The largest expression around *node* of which there is something on the same line, those that are *kept*.

        What is found out on the way is *known* for other nodes of the line.
        """
        way: list[cst.CSTNode] = []
        found: cst.CSTNode | None = None
        for one in self.origins.outwards(node):
            if id(one) in known:
                found = known[id(one)]
                break
            way.append(one)
            if isinstance(one, STATEMENTS):
                break
        for one in reversed(way):
            if found is None and id(one) in kept and isinstance(one, WHOLE):
                found = one
            known[id(one)] = found
        return found or node

    def unit(self, node: cst.CSTNode) -> int:
        """The number of the unit to which *node* belongs; -1 for what belongs to the module only."""
        if id(node) in self.numbers:
            return self.numbers[id(node)]
        around = self.origins.parents.get(id(node))
        if id(node) not in self.needed or around is None:
            number = self.unit(around) if around is not None else -1
        else:
            number = self.new_unit(node, self.unit(around))
        self.numbers[id(node)] = number
        return number

    def new_unit(self, node: cst.CSTNode, around: int) -> int:
        """The number of the unit that *node* is, in the unit *around*."""
        numbering, place = self.numbering, self.source.place(node)
        key = place.line, place.column, place.end_line, place.end_column
        rewrites = self.needed[id(node)]
        if key not in numbering.units:
            numbering.units[key] = len(numbering.units)
            numbering.unit_rows.append([around, *key])
        row = numbering.unit_rows[numbering.units[key]]
        row += [number for number in map(numbering.rewrite, rewrites) if number not in row[5:]]
        return numbering.units[key]

    def mark(self, mark: Mark | None) -> int:
        """The number of *mark*."""
        unit = self.unit(self.whole(mark.source)) if mark is not None else -1
        if mark is None or unit < 0 and not mark.rewrite:
            return -1
        key = unit, tuple(map(self.numbering.rewrite, mark.rewrites))
        return self.numbering.marks.setdefault(key, len(self.numbering.marks))

    def line(self, line: Line) -> int:
        """The number of *line*."""
        known = self.numbering.known
        if id(line) not in known:
            key = tuple(self.pieces(line))
            if key not in self.numbering.lines:
                self.numbering.lines[key] = len(self.numbering.lines)
                self.numbering.texts.append(key[0])
            known[id(line)] = line, self.numbering.lines[key]
        return known[id(line)][1]

    def pieces(self, line: Line) -> Iterator[Any]:
        """The text of *line*, and lengths and marks of its parts; the indentation comes from nowhere."""
        texts, merged, at = list[str](), list[tuple[int, int]](), len(line.text) - len(line.text.lstrip())
        if at:
            texts.append(self.numbering.text(line.text[:at]))
            merged.append((units_in(texts[0]), -1))
        behind = 0
        for length, mark in line.parts or ((len(line.text), None),):
            behind += length
            texts.append(self.numbering.text(line.text[at:behind]))
            at, number = max(at, behind), self.mark(mark)
            if merged and merged[-1][1] == number:
                merged[-1] = merged[-1][0] + units_in(texts[-1]), number
            elif texts[-1]:
                merged.append((units_in(texts[-1]), number))
        yield "".join(texts)
        for pair in merged:
            yield from pair


def units_in(text: str) -> int:
    """The length of *text* for JavaScript, where some characters count twice."""
    return len(text) if text.isascii() else sum(1 + (char > "\uffff") for char in text)


def numbered(trace: Trace, exact: Trace | None = None) -> dict[str, Any]:
    """*trace* in numbers, and the *exact* output of the same program (see `traced_exactly`), if it is wanted."""
    numbering = Numbering()
    places = Places(trace, numbering)
    for lines in (trace.source, *(step.lines for step in trace.steps)):
        places.need(lines)
    if exact is not None:
        places.need(exact.output)
    source = [places.line(line) for line in trace.source]
    steps = list(numbered_steps(trace, places))
    found: dict[str, Any] = {"source": source, "steps": steps, "output": trace.above}
    if exact is not None:
        found["exact"] = [[places.line(line) for line in exact.output[exact.above :]], exact.above]
    return numbering.record() | found


def numbered_steps(trace: Trace, places: Places) -> Iterator[list[Any]]:
    """The steps of *trace* in numbers."""
    before: Sequence[Line] = trace.source
    for step in trace.steps:
        units = sorted({places.unit(places.whole(mark.source)) for mark in step.marks} - {-1})
        yield [places.numbering.rewrite(step.rewrite), units, list(changes(before, step.lines, places))]
        before = step.lines


def changes(before: Sequence[Line], after: Sequence[Line], places: Places) -> Iterator[Change]:
    """What has to be done with the lines *before* to have those *after*, from the top."""
    at = new = 0
    for place, where in [*same_lines(before, after), (len(before), len(after))]:
        if (at, new) != (place, where):
            old, now = list(map(places.line, before[at:place])), list(map(places.line, after[new:where]))
            found = differences(old, now, places.numbering.texts)
            yield from ((at + first, count, come) for first, count, come in found)
        at, new = place + 1, where + 1


def same_lines(before: Sequence[Line], after: Sequence[Line]) -> list[tuple[int, int]]:
    """Where lines of *before* are in *after*, in an order that both have: as many as there are."""
    places = {id(line): number for number, line in enumerate(before)}
    found = [(places[id(line)], number) for number, line in enumerate(after) if id(line) in places]
    # The longest run of places that rise: for each length the last place of the best run, and where that came from.
    lasts: list[int] = []
    ends: list[int] = []
    came: list[int] = []
    for number, (place, _) in enumerate(found):
        length = bisect_left(lasts, place)
        came.append(ends[length - 1] if length else -1)
        lasts[length : length + 1] = [place]
        ends[length : length + 1] = [number]
    run: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        run.append(found[number])
        number = came[number]
    return run[::-1]


def differences(old: Sequence[int], new: Sequence[int], texts: Sequence[str]) -> Iterator[Change]:
    """What has to be done with the numbers *old* to have *new*; lines with the same *texts* are a change of their own."""
    if len(old) * len(new) > MANY * MANY:
        yield 0, len(old), list(new)
        return
    before, after = [texts[number] for number in old], [texts[number] for number in new]
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if old[i:j] != new[k:m]:
            yield i, j - i, list(new[k:m])
