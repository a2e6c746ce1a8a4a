"""What became of a program that a tool has rewritten for an older Python.

right       the host prints what the original prints on the newest Python that is here
read        the host compiles it; it can't be run, or not everywhere
other       the host compiles it, and it does something else
not read    the tool changed it, and the host does not compile it
left        the tool left it as it is, and said nothing; the host does not read it, or it fails there
fails       the tool says that it can't, or ends with an error
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import tokenize
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

VERDICTS = ("right", "read", "other", "not read", "left", "says so", "fails")
SAID = re.compile(r"^.*Failed to convert.*$|^\S*Error: .*$", re.MULTILINE)
GOOD = VERDICTS[:2]
Version = tuple[int, int]


class Program(NamedTuple):
    """A form, a program or a file: its name, since which Python there is the newest of what it has, and its text."""

    kind: str
    name: str
    since: tuple[int, ...]
    text: str
    runs_from: Version = (3, 6)  # before that, the library has not what it needs


@dataclass(frozen=True)
class Seen:
    """What a tool made of a program: the text that is there then, what it said if it failed, its status, and the seconds it took."""

    text: str
    error: str
    status: int
    seconds: float


@dataclass(frozen=True)
class Case:
    """What became of one program by one tool on one host.  *comments* and *lines* count what is gone, *added* what is new."""

    kind: str
    name: str
    since: str
    tool: str
    host: str
    verdict: str
    words: str
    seconds: float
    comments: int
    all_comments: int
    lines: int
    added: int


def seen(program: Program, commands: Sequence[Callable[..., list[str]]]) -> Seen:
    """What the *commands*, each given the file, make of *program*, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "program.py")
        file.write_text(program.text, encoding="utf-8")
        start, error, status = perf_counter(), "", 0
        for command in commands:
            said, ended = ending(command(file=str(file)), folder)
            error, status = error or said, status or ended
        seconds = perf_counter() - start
        return Seen(file.read_text(encoding="utf-8", errors="replace"), error, status, seconds)


def ending(command: list[str], folder: str) -> tuple[str, int]:
    """What the *command* says if it fails, else nothing; and its status."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, cwd=folder, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return "it takes more than a minute", 1
    if done.returncode:
        return (
            f"{done.stdout}\n{done.stderr}".strip().rpartition("\n")[2] or "it says nothing",
            done.returncode,
        )
    said = SAID.findall(done.stderr)
    return said[-1] if said else "", 0


def verdict(
    program: Program, made: Seen, tool: str, host: tuple[Version, str], truth: tuple[int, str] | None
) -> Case:
    """The case of *program*, which *tool* has *made* into something, on *host*, where it should do as in *truth*."""
    version, python = host
    word, words = judged(program.text, made, python, truth)
    had, has = (Counter(text.splitlines()) for text in (program.text, made.text))
    comments = Counter(comments_of(program.text))
    return Case(
        program.kind, program.name, dotted(program.since), tool, dotted(version), word, words, round(made.seconds, 3),
        (comments - Counter(comments_of(made.text))).total(), comments.total(),
        (had - has).total(), len(made.text.splitlines()) - len(program.text.splitlines()),
    )  # fmt: skip


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def judged(before: str, made: Seen, python: str, truth: tuple[int, str] | None) -> tuple[str, str]:
    """The verdict on what was *made* of the text *before*, for *python*, and the last words that it rests on."""
    if made.error:
        return "fails" if made.status else "says so", made.error
    compiling = "import sys; compile(sys.stdin.buffer.read(), 'program', 'exec')"
    wrong = last_words([python, "-W", "ignore", "-c", compiling], made.text)
    if made.text == before and wrong:
        return "left", wrong[1]
    if wrong:
        return "not read", wrong[1]
    if truth is None:
        return ("left", "") if made.text == before else ("read", "")
    done = subprocess.run(
        [python, "-W", "ignore", "-"],
        input=made.text,
        capture_output=True,
        text=True,
        timeout=60,
        encoding="utf-8",
    )
    if (done.returncode, done.stdout) == truth:
        return "right", ""
    return ("left" if made.text == before else "other"), done.stderr.strip().rpartition("\n")[2]


def last_words(command: list[str], text: str) -> tuple[int, str] | None:
    """How *command* ends with *text* as its input, if it fails: its status, and its last words."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, encoding="utf-8")
    return (done.returncode, done.stderr.strip().rpartition("\n")[2]) if done.returncode else None


def comments_of(text: str) -> list[str]:
    """The comments in *text*; as many as can be found, where it is no Python."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                found.append(token.string)
    except (tokenize.TokenError, SyntaxError):
        pass
    return found
