"""A part of an output: what became of some lines of the program, or of a function or a class in it.

    --line 3-5            those lines, and the whole of a statement that begins above them
    --function Stack.push   every function and class that is called so, with decorators and the comments above them

The source map says which lines of the output these are; where others stand between them, a comment `# ...` does.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from mvpy.command.annotation import line_numbers
from mvpy.command.jobs import Outcome
from mvpy.errors import UsageError
from mvpy.reading.scanner import scan, scanned

Lines = tuple[int, int]  # the first and the last, from 1

DEFINITION = re.compile(r"(?:async(?:\s|\\\n)+)?(?:def|class)(?:\s|\\\n)+(\w+)")
CLAUSE = re.compile(r"\s*(?:except|else|elif|finally)\b")
GAP = "# ..."


@dataclass(frozen=True)
class Definition:
    """A function or a class of a program: its name, with those of what it is in, and its lines."""

    name: str
    lines: Lines


def part_of(outcome: Outcome, lines: Lines | None, function: str | None) -> Outcome:
    """What became of the *lines* of a program, or of the *function* or class; a UsageError if they are not there."""
    text = outcome.source.text
    if lines is not None:
        wanted = [whole_statements(text, lines)]
    else:
        wanted = lines_called(function or "", text)
    code, source_map = cut(outcome.code, outcome.source_map, wanted)
    return replace(
        outcome,
        code=code,
        source_map=source_map,
        sites=[site for site in outcome.sites if is_among(site[1], wanted)],
        warnings=[warned for warned in outcome.warnings if is_among(warned.line, wanted)],
    )


def is_among(line: int, wanted: Iterable[Lines]) -> bool:
    """Is *line* one of those *wanted*?"""
    return any(first <= line <= last for first, last in wanted)


# Lines of the source.


def in_lines(text: str) -> list[str]:
    """The lines of *text*, without their ends."""
    return text.removesuffix("\n").split("\n") if text else []


def is_empty(line: str) -> bool:
    """Is there nothing on *line* but space, or a comment?"""
    return not line.strip() or line.lstrip().startswith("#")


def whole_statements(text: str, lines: Lines) -> Lines:
    """*lines*, with all of the logical lines that they are in; a UsageError if the program ends above them."""
    texts = in_lines(text)
    first, last = lines
    if last > len(texts):
        count = f"{len(texts)} {'line' if len(texts) == 1 else 'lines'}"
        raise UsageError(f"there is no line {last}: the program has {count}")
    starts = sorted(line + 1 for line in line_numbers(text, scan(text)))
    if not is_empty(texts[first - 1]) and (above := bisect(starts, first)):
        while above > 1 and texts[starts[above - 2] - 1].lstrip().startswith("@"):
            above -= 1  # to the source map, a definition begins with its decorators
        first = starts[above - 1]
    behind = bisect(starts, last)
    end = starts[behind] - 1 if behind < len(starts) else len(texts)
    while end > last and is_empty(texts[end - 1]):
        end -= 1
    return first, end


def lines_called(name: str, text: str) -> list[Lines]:
    """The lines of every function and class called *name*; a UsageError with the nearest name, if there is none."""
    wanted = unicodedata.normalize("NFKC", name)
    known = list(definitions_in(text))
    found = [one.lines for one in known if one.name == wanted]
    if not found:
        raise UsageError(
            f"there is no function or class '{name}'{perhaps(wanted, [one.name for one in known])}"
        )
    return found


def perhaps(wanted: str, known: Sequence[str]) -> str:
    """The words "did you mean" and the one of *known* that looks most like *wanted*, or nothing."""
    inside = [one for one in known if one.rpartition(".")[2] == wanted]
    close = inside or get_close_matches(wanted, known, n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def definitions_in(text: str) -> Iterator[Definition]:
    """The functions and classes of the program *text*, in their order."""
    scanner = scanned(text)
    texts, levels = in_lines(text), scanner.levels
    numbers = [text.count("\n", 0, offset) + 1 for offset in scanner.lines]
    open_: list[tuple[int, str]] = []  # the level and the name of each definition that a line is in
    for i, (offset, level) in enumerate(zip(scanner.lines, levels)):
        while open_ and open_[-1][0] >= level:
            open_.pop()
        found = DEFINITION.match(text, offset)
        if found:
            name = unicodedata.normalize("NFKC", found[1])
            open_.append((level, name))
            behind = next((k for k in range(i + 1, len(levels)) if levels[k] <= level), len(levels))
            first = numbers[first_decorator(text, scanner.lines, i)]
            end = numbers[behind] - 1 if behind < len(levels) else len(texts)
            lines = with_comments_above(texts, first), without_what_follows(texts, numbers[i], end)
            yield Definition(".".join(one for _, one in open_), lines)


def first_decorator(text: str, offsets: Sequence[int], i: int) -> int:
    """The number of the logical line at which the definition begins whose `def` is in that of number *i*."""
    while i and text[offsets[i - 1]] == "@":
        i -= 1
    return i


def with_comments_above(texts: Sequence[str], first: int) -> int:
    """The line at which the comments begin that stand right above the line *first*, in the same column."""
    column = indentation(texts[first - 1])
    while first > 1 and texts[first - 2].lstrip().startswith("#") and indentation(texts[first - 2]) == column:
        first -= 1
    return first


def without_what_follows(texts: Sequence[str], first: int, end: int) -> int:
    """*end*, without empty lines and comments that belong to what comes after the definition of line *first*."""
    column = indentation(texts[first - 1])
    while end > first and is_empty(texts[end - 1]):
        if texts[end - 1].strip() and indentation(texts[end - 1]) > column:
            break
        end -= 1
    return end


def indentation(line: str) -> int:
    """The columns of space in front of *line*."""
    return len(line) - len(line.lstrip())


# Lines of the output.


def cut(code: str, source_map: Sequence[int], wanted: Sequence[Lines]) -> tuple[str, list[int]]:
    """The lines of *code* that come from lines *wanted*, moved to the left, and their source map."""
    texts = in_lines(code)
    chosen = chosen_lines(texts, source_map, wanted)
    if not chosen:
        return "", []
    starts = sorted(line_numbers(code, scan(code)))
    columns = [
        indentation(texts[i])
        for i in chosen
        if bisect_left(starts, i) < bisect(starts, i) or texts[i].lstrip()[:1] == "#"
    ]
    left = min(columns, default=0)
    lines: list[str] = []
    mapping: list[int] = []
    for last, i in zip([chosen[0] - 1, *chosen], chosen):
        line = moved(texts[i], left)
        if between := [text for text in texts[last + 1 : i] if text.strip()]:
            lines.append(moved(between[0][: indentation(between[0])] + GAP, left))
            mapping.append(0)
        lines.append(line)
        mapping.append(source_map[i])
    return "\n".join(lines) + "\n", mapping


def chosen_lines(texts: Sequence[str], source_map: Sequence[int], wanted: Sequence[Lines]) -> list[int]:
    """The indices of the lines that come from those *wanted*, and of lines without an origin between two such."""
    chosen: list[int] = []
    waiting: list[int] = []  # lines without an origin, of which it is not known yet what stands below them
    inside = False
    for i, origin in enumerate(source_map[: len(texts)]):
        if not origin or not texts[i].strip():
            waiting.append(i)
            continue
        if is_among(origin, wanted):
            chosen += [*waiting, i] if inside else [i]
            inside = True
        else:
            inside = False
        waiting = []
    return sorted({*chosen, *clauses_between(texts, chosen)})


def clauses_between(texts: Sequence[str], chosen: Sequence[int]) -> Iterator[int]:
    """The indices of `except` and the like, which have no line of their own in a source map, between lines *chosen*.

    They are those of which the statement is among them, and what stands first in the suite.
    """
    known = set(chosen)
    for i in chosen:
        above = i - 1
        if above in known or not CLAUSE.match(texts[above]) or above < 0:
            continue
        column = indentation(texts[above])
        head = above - 1
        while head > 0 and (
            not texts[head].strip() or indentation(texts[head]) > column or CLAUSE.match(texts[head])
        ):
            head -= 1
        if head in known and indentation(texts[head]) == column < indentation(texts[i]):
            yield above


def moved(line: str, left: int) -> str:
    """*line* without *left* columns of the space in front of it, as far as it has so many."""
    return line[min(left, indentation(line)) :]
