"""The record of a page with what can be found out left out: the script finds it out again, when it begins.

    lines    [text, mark, length, mark, length, ..., mark]: the indentation, which comes from nowhere, is no part; the
             length of the last part is what is left; each mark but the first is a difference to the one before
    units    the last line is told as a difference to the first
    numbers of lines, in the source, the steps and the exact output, and of units, in the marks and the steps, are
             differences to the one before: new lines have the next number, so most are 1

That of a tour through the language has 615 KB so, and not 691 KB.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def packed(record: dict[str, Any]) -> dict[str, Any]:
    """The *record* that `numbered` gives, as the script reads it."""
    units = [unit for unit, _ in record["marks"]]
    new = record | {
        "lines": [packed_line(*line) for line in record["lines"]],
        "units": [[*row[:3], row[3] - row[1], *row[4:]] for row in record["units"]],
        "marks": [[unit, *mark[1:]] for unit, mark in zip(differences(units), record["marks"])],
        "source": differences(record["source"]),
        "steps": [
            [rewrite, differences(units), [[at, count, differences(come)] for at, count, come in changes]]
            for rewrite, units, changes in record["steps"]
        ],
    }
    if "exact" in record:
        lines, above = record["exact"]
        new["exact"] = [differences(lines), above]
    return new


def packed_line(text: str, *pieces: int) -> list[Any]:
    """The line *text* with its *pieces*: length, mark, length, mark, ..."""
    lengths, marks = list(pieces[::2]), list(pieces[1::2])
    if blanks := len(text) - len(text.lstrip(" \t")):
        lengths[0] -= blanks
        if not lengths[0]:
            del lengths[0], marks[0]
    marks = differences(marks)
    return [text, *(number for pair in zip(marks, lengths) for number in pair)][: max(1, 2 * len(marks))]


def differences(numbers: Sequence[int]) -> list[int]:
    """Each of the *numbers* less the one before it."""
    return [number - before for before, number in zip((0, *numbers), numbers)]
