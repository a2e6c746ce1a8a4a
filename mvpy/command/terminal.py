"""What people see: messages, differences, steps, times.

Colour is for terminals only, and not under NO_COLOR; rich is imported only then.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import TypeVar

import click

from mvpy.explain.rewrite_words import title_of
from mvpy.reading.warned import Warned

T = TypeVar("T")

PATIENCE = 3.0  # seconds of silence
SILENCE = 30.0  # seconds of it where nobody watches
# What to do about a kind of warning that is no kind of difference.
ADVICE = {
    "annotations": "use --annotations if that matters",
    "library": "say `# mvpy: have` there if the host has it",
}
SHOWN = 5  # places of each kind at which a program is warned of

STYLES = {"+": "green", "-": "red", "@": "cyan"}


def colourful(stream: str = "stdout") -> bool:
    """Whether the standard *stream* gets colour."""
    return (
        getattr(sys, stream).isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def say(text: str) -> None:
    """*text*, on standard error."""
    click.echo(text, err=True)


@contextmanager
def said_if_slow(text: str, quiet: bool = False) -> Iterator[None]:
    """Says *text*, unless all is to be *quiet*, if what is done meanwhile takes so long that one wonders."""
    timer = Timer(PATIENCE, say, [text])
    timer.daemon = True
    if not quiet:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def progress(items: Iterable[T], doing: str, total: int) -> Iterable[T]:
    """*items*; if their *total* is not small, what is being done is said: on a terminal with a bar, else now and then."""
    if total < 4:
        yield from items
        return
    if not colourful("stderr"):
        yield from counted_aloud(items, doing, total)
        return
    # start-up: rich, 20 ms, is for terminals
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn(doing), BarColumn(), MofNCompleteColumn(separator=" of "), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total)


def counted_aloud(items: Iterable[T], doing: str, total: int) -> Iterable[T]:
    """*items*; who reads a log, or stops what is silent for long, is told from time to time how far it is."""
    spoke = time.monotonic()
    for number, item in enumerate(items, 1):
        yield item
        if time.monotonic() - spoke >= SILENCE and number < total:
            say(f"{doing}: {number} of {total}")
            spoke = time.monotonic()


def show(lines: Iterable[str], heading: str = "") -> None:
    """A difference, or a heading, on standard output."""
    if not colourful():
        click.echo("\n".join(filter(None, [heading, *lines])))
        return
    # start-up: rich, as above
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    if heading:
        console.print(Text(heading, style="bold"))
    for line in lines:
        console.print(
            Text(line, style="bold" if line.startswith(("+++", "---")) else STYLES.get(line[:1], ""))
        )


def width_of_terminal() -> int:
    """How many columns there are."""
    return shutil.get_terminal_size((80, 24)).columns


def show_styled(lines: Iterable[Sequence[tuple[str, str]]]) -> None:
    """*lines* on standard output, each of pieces of text with the style that they get where there is colour."""
    if not colourful():
        for line in lines:
            click.echo("".join(text for text, _ in line).rstrip())
        return
    # start-up: rich, as above
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*line))


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


def show_steps(before: str, steps: Sequence[tuple[str, str]], only: int | None = None) -> str:
    """What each rewrite did to the program *before*, or *only* the step of this number; or why that can't be shown."""
    texts = [before, *(after for _, after in steps)]
    changes = [(name, *pair) for (name, _), *pair in zip(steps, texts, texts[1:]) if pair[0] != pair[1]]
    count = len(changes)
    if only is not None and only > count:
        return f"there is no step {only}: there {'is' if count == 1 else 'are'} {count or 'none'}"
    for number, (name, old, new) in enumerate(changes, 1):
        if only in (None, number):
            heading = f"# step {number} of {count}: {name}\n# {title_of(name)}"
            show(difference(old, new, "before", "after"), heading)
    return ""


def show_warnings(name: str, warnings: Sequence[Warned]) -> None:
    """What the program *name* is warned of, on standard error; of each kind of difference the first few places."""
    counts: Counter[str] = Counter()
    for warned in warnings:
        counts[warned.kind] += 1
        if not warned.kind:
            say(f"{name}:{warned.line}: SyntaxWarning: {warned.words}")
        elif counts[warned.kind] <= SHOWN:
            place = f"{name}:{warned.line}:{warned.column}"
            advice = ADVICE.get(warned.kind, "use --exact if that matters")
            say(f"{place}: warning: {warned.words}; {advice} [{warned.kind}]")
    for kind, count in counts.items():
        if kind and count > SHOWN:
            more = count - SHOWN
            say(f"{name}: warning: {more} more {'place' if more == 1 else 'places'} like these [{kind}]")


def show_times(times: dict[str, float]) -> None:
    """How long each rewrite took, the longest first, on standard error."""
    for name, seconds in sorted(times.items(), key=lambda item: (-item[1], item[0])):
        say(f"{seconds * 1000:9.1f} ms  {name}")
    say(f"{sum(times.values()) * 1000:9.1f} ms  in all")


def files(count: int) -> str:
    """ "1 file", "2 files"."""
    return f"{count} {'file' if count == 1 else 'files'}"
