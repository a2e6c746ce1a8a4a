"""What people see: differences, steps, times, original lines as comments.

Colour is for terminals only, and not under NO_COLOR; rich is imported only then.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TypeVar

import click

T = TypeVar("T")

STYLES = {"+": "green", "-": "red", "@": "cyan"}


def colourful(stream: str = "stdout") -> bool:
    """Whether the standard *stream* gets colour."""
    return (
        getattr(sys, stream).isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def say(text: str) -> None:
    """*text*, on standard error."""
    click.echo(text, err=True)


def progress(items: Iterable[T], doing: str, total: int) -> Iterable[T]:
    """*items*; on a terminal, and if their *total* is not small, with a bar that says what is being done."""
    if total < 4 or not colourful("stderr"):
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, doing, total, console=Console(stderr=True), transient=True)


def show(lines: Iterable[str], heading: str = "") -> None:
    """A difference, or a heading, on standard output."""
    if not colourful():
        click.echo("\n".join(filter(None, [heading, *lines])))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    if heading:
        console.print(Text(heading, style="bold"))
    for line in lines:
        console.print(
            Text(line, style="bold" if line.startswith(("+++", "---")) else STYLES.get(line[:1], ""))
        )


def difference(before: str, after: str, name: str, other: str) -> list[str]:
    """The lines of a unified diff from *before*, called *name*, to *after*, called *other*."""
    lines = []
    for line in difflib.unified_diff(in_lines(before), in_lines(after), name, other):
        lines.append(line.removesuffix("\n"))
        if not line.endswith("\n"):
            lines.append("\\ No newline at end of file")
    return lines


def in_lines(text: str) -> list[str]:
    """The lines of *text* with their ends; unlike `splitlines`, a form feed is no end."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def show_steps(before: str, steps: Sequence[tuple[str, str]]) -> None:
    """What each rewrite did to the program *before*."""
    from mvpy.pipeline import rewrites_in_order

    for name, after in steps:
        show(difference(before, after, "before", "after"), f"{name}: {rewrites_in_order().named(name).title}")
        before = after


def show_times(times: dict[str, float]) -> None:
    """How long each rewrite took, the longest first, on standard error."""
    for name, seconds in sorted(times.items(), key=lambda item: (-item[1], item[0])):
        say(f"{seconds * 1000:9.1f} ms  {name}")
    say(f"{sum(times.values()) * 1000:9.1f} ms  in all")


def annotated(source: str, code: str, source_map: Sequence[int]) -> tuple[str, list[int]]:
    """*code* with each line of *source* as a comment above what became of it, and its source map."""
    from mvpy.reading.scanner import scan

    originals = source.split("\n")
    starts = line_numbers(code, scan(code))
    result: list[str] = []
    mapping: list[int] = []
    done = 0
    for i, line in enumerate(code.split("\n")):
        origin = source_map[i] if i < len(source_map) else 0
        if origin > done and i in starts:
            blanks = line[: len(line) - len(line.lstrip())]
            comments = [
                f"{blanks}# | {original}".rstrip() for original in originals[done:origin] if original.strip()
            ]
            result += comments
            mapping += [0] * len(comments)
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
