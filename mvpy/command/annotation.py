"""Original lines as comments in an output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mvpy.reading.scanner import scan


def annotated(source: str, code: str, source_map: Sequence[int]) -> tuple[str, list[int]]:
    """*code* with each line of *source* as a comment above what became of it, and its source map."""
    originals = source.split("\n")
    starts = line_numbers(code, scan(code))
    result: list[str] = []
    mapping: list[int] = []
    done = 0
    for i, line in enumerate(code.split("\n")):
        origin = source_map[i] if i < len(source_map) else 0
        if origin > done and i in starts:
            blanks = line[: len(line) - len(line.lstrip())]
            for number in range(done + 1, origin + 1):
                if originals[number - 1].strip():
                    result.append(f"{blanks}# | {originals[number - 1]}".rstrip())
                    mapping.append(number)
            done = origin
        result.append(line)
        mapping.append(origin)
    return "\n".join(result), mapping


def line_numbers(code: str, offsets: Iterable[int]) -> set[int]:
    """The numbers, from 0, of the lines that *offsets*, in ascending order, are in."""
    numbers, line, last = set(), 0, 0
    for offset in offsets:
        line += code.count("\n", last, offset)
        last = offset
        numbers.add(line)
    return numbers
