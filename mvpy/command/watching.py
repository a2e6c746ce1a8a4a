"""`mvpy desugar --watch`: it is done again whenever a file changes.

Files are looked at a few times a second.  When what a file system says of them changes, it is waited until that stays
the same for a moment: editors write a file in pieces, or remove it before they put another in its place.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import click

from mvpy.command.program_files import python_files
from mvpy.command.signals import Interrupted
from mvpy.command.terminal import say
from mvpy.errors import MVPyError

PAUSE = 0.2  # seconds from look to look
CALM = 0.1  # seconds for which nothing may change before it is done again
PATIENCE = 2.0  # seconds in which a file that is gone may come back
EMPTY_SCREEN = "\x1b[H\x1b[2J"

Facts = tuple[int, int, int]  # when a file was changed, how long it is, and which it is
Seen = dict[str, Facts | None]  # what is known of each file; None: it is not there


def watch(paths: Sequence[str], besides: Path | None, once: Callable[[], object]) -> int:
    """Call *once* now, and again after each change of the files *paths*, or in folders; the exit code, after Ctrl-C.

    What is in the folder *besides* is not watched: outputs go there.
    """
    tells = False
    try:
        while True:
            seen = look(paths, besides)
            show(once, tells)
            wait_for_change(paths, besides, seen)
            tells = True
    except Interrupted as error:
        return error.status


def look(paths: Sequence[str], besides: Path | None) -> Seen:
    """What is known of the files *paths*, and of the programs in the folders among them."""
    seen: Seen = {}
    for path in paths:
        found = python_files(Path(path), besides)[0] if os.path.isdir(path) else [path]
        seen |= {str(one): facts_of(one) for one in found}
    return seen


def facts_of(path: str | Path) -> Facts | None:
    """What the file system says of *path*, as far as it changes with what is in it."""
    try:
        facts = os.stat(path)
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


def wait_for_change(paths: Sequence[str], besides: Path | None, seen: Seen) -> None:
    """Come back when the files are others than those *seen*, and stay so for a moment."""
    while (now := look(paths, besides)) == seen:
        time.sleep(PAUSE)
    until = time.monotonic() + PATIENCE
    while True:
        time.sleep(CALM)
        later = look(paths, besides)
        gone = any(facts is None and seen.get(path) for path, facts in later.items())
        if later == now and not (gone and time.monotonic() < until):
            return
        now = later


# What is seen.


def show(once: Callable[[], object], tells: bool) -> None:
    """Call *once*; on a terminal, its output is shown from the top of an empty screen on, as much as has room there.

    If *tells*, errors become words: at the first time they end the command.
    """
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        attempt(once, tells)
        sys.stdout.flush()
        return
    page = io.BytesIO()
    with redirect_stdout(Stream(page, True)), redirect_stderr(Stream(page, False)):
        attempt(once, tells)
    text = page.getvalue().decode(sys.stdout.encoding, "replace")
    click.echo(EMPTY_SCREEN + "\n".join(fitting(text, *shutil.get_terminal_size())), color=True)


class Stream(io.TextIOWrapper):
    """What a standard stream is while its text goes to a *page*; *colourful*: as if that were a terminal."""

    def __init__(self, page: io.BytesIO, colourful: bool) -> None:
        super().__init__(page, sys.stdout.encoding, sys.stdout.errors, write_through=True)
        self.colourful = colourful

    def isatty(self) -> bool:
        return self.colourful

    def close(self) -> None:
        """The page stays open, for whoever reads it."""
        self.detach()


def attempt(once: Callable[[], object], tells: bool) -> None:
    """Call *once*; if *tells*, what goes wrong is said."""
    try:
        once()
    except (MVPyError, OSError) as error:
        if not tells:
            raise
        say(str(error))


def fitting(text: str, columns: int, rows: int) -> list[str]:
    """The lines of *text* that have room on a screen, with one row left for the cursor; the last says how many have not."""
    lines = text.removesuffix("\n").split("\n")
    free = rows - 1
    for i, line in enumerate(lines):
        free -= max(1, -(-width(line) // columns))
        if free < 1 and i + 1 < len(lines) or free < 0:
            count = len(lines) - i
            return [*lines[:i], f"... {count} more {'line' if count == 1 else 'lines'}"]
    return lines


def width(line: str) -> int:
    """How many columns *line* takes on a screen."""
    plain = click.unstyle(line).expandtabs()
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in plain)
