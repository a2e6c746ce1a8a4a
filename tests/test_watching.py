"""`mvpy desugar --watch`: the output again, whenever a file changes, until Ctrl-C."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path

import pytest
from click.testing import CliRunner

from mvpy.command import watching
from mvpy.command.cli import main
from mvpy.command.watching import fitting, look, wait_for_change, width

SECONDS = 30.0


class Watched:
    """`mvpy desugar --watch ARGS` in *folder*, on a terminal of 6 rows or with pipes."""

    def __init__(self, folder: Path, *args: str, terminal: bool = False) -> None:
        self.text = ""
        if terminal:
            self.out, end = pty.openpty()
            ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 6, 40, 0, 0))
        else:
            self.out, end = os.pipe()
        environment = {"MVPY_CACHE_DIR": str(folder / "cache"), "TERM": "xterm", "NO_COLOR": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mvpy", "desugar", "--watch", "--only", "for", *args],
            cwd=folder,
            env={key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
            | environment,
            stdin=subprocess.DEVNULL,
            stdout=end,
            stderr=end,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        os.close(end)

    def shows(self, pattern: str) -> str:
        """What is shown next, as soon as it has *pattern* at its end."""
        until = time.monotonic() + SECONDS
        while not re.search(pattern + r"\s*\Z", self.text):
            left = until - time.monotonic()
            assert left > 0 and select.select([self.out], [], [], left)[0], self.text
            self.text += os.read(self.out, 10_000).decode().replace("\r\n", "\n")
        shown, self.text = self.text, ""
        return shown

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """The exit code after a signal, and what is said then."""
        self.process.send_signal(number)
        status = self.process.wait(SECONDS)
        rest = b""
        try:
            while select.select([self.out], [], [], 0.2)[0] and (more := os.read(self.out, 10_000)):
                rest += more
        except OSError:  # the terminal is gone
            pass
        return status, rest.decode()


def put(path: Path, text: str) -> None:
    """Let *path* have this *text*, in one step: who looks meanwhile does not see the half of it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text)
    beside.replace(path)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[list[Watched]]:
    """What is watched in a test, ended after it."""
    runs: list[Watched] = []
    yield runs
    for run in runs:
        run.process.kill()
        run.process.wait()
        os.close(run.out)


def test_the_output_is_shown_again_and_ctrl_c_ends_it_quietly(tmp_path: Path, watched: list[Watched]):
    program = tmp_path / "a.py"
    put(program, "first = 1\n")
    watched.append(run := Watched(tmp_path, "-q", "a.py"))

    assert run.shows("first = 1") == "first = 1\n"
    put(program, "second = 1\n")
    assert run.shows("second = 1") == "second = 1\n"
    put(program, "third = = 1\n")
    assert run.shows(r"\^").startswith("a.py:1:9: ")
    program.unlink()
    time.sleep(0.4)
    put(program, "fourth = 1\n")
    assert run.shows("fourth = 1") == "fourth = 1\n"
    assert run.end() == (130, "")


def test_a_file_that_is_gone_is_said_and_may_come_back(tmp_path: Path, watched: list[Watched]):
    watched.append(run := Watched(tmp_path, "-q", "a.py"))

    assert run.shows("file") == "a.py: there is no such file\n"
    put(tmp_path / "a.py", "first = 1\n")
    assert run.shows("first = 1") == "first = 1\n"
    assert run.end(signal.SIGTERM) == (143, "")


def test_on_a_terminal_the_top_stays_at_the_top(tmp_path: Path, watched: list[Watched]):
    program = tmp_path / "a.py"
    put(program, "".join(f"line_{n}\n" for n in range(9)))
    watched.append(run := Watched(tmp_path, "a.py", terminal=True))

    assert (
        run.shows("more lines")
        == "\x1b[H\x1b[2Ja.py: nothing to do\nline_0\nline_1\nline_2\n... 6 more lines\n"
    )
    put(program, "short\n")
    assert run.shows("short") == "\x1b[H\x1b[2Ja.py: nothing to do\nshort\n"
    assert run.end()[0] == 130


def test_a_folder_is_watched_with_what_comes_and_changes(tmp_path: Path, watched: list[Watched]):
    (tmp_path / "src").mkdir()
    put(tmp_path / "src" / "a.py", "for x in y: x\n")
    watched.append(run := Watched(tmp_path, "src", "-o", "src/out"))

    run.shows("1 desugared")
    put(tmp_path / "src" / "b.py", "z\n")
    run.shows("1 had nothing to do")
    put(tmp_path / "src" / "a.py", "z\n")
    run.shows("2 had nothing to do")
    assert (tmp_path / "src" / "out" / "a.py").read_text() == "z\n"
    time.sleep(1)
    assert not select.select([run.out], [], [], 0)[0]  # what is written is not watched
    assert run.end() == (130, "")


# Files that change.


def test_what_is_half_written_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "a.py"
    program.write_text("a\n")
    seen = look([str(program)], None)
    steps = iter(
        ["", "b", "bc", None, ..., ..., "bcd"]
    )  # written in pieces, removed for a while, and there again
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        text = next(steps, ...)
        if text is None:
            program.unlink()
        elif text is not ...:
            program.write_text(text)

    monkeypatch.setattr(watching.time, "sleep", sleep)
    wait_for_change([str(program)], None, seen)

    assert program.read_text() == "bcd"
    assert len(slept) == 8


def test_a_file_that_stays_away_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "a.py"
    program.write_text("a\n")
    seen = look([str(program)], None)
    program.unlink()
    monkeypatch.setattr(watching, "PATIENCE", 0.3)

    wait_for_change([str(program)], None, seen)

    assert look([str(program)], None) == {str(program): None}


# What there is room for.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\nc\n", ["a", "b", "c"]),
        ("a\nb\nc\nd\n", ["a", "b", "... 2 more lines"]),
        ("a\nb\n" + "c" * 11 + "\n", ["a", "b", "... 1 more line"]),
        ("a\n" + "c" * 11 + "\n", ["a", "c" * 11]),
        ("c" * 31 + "\nb\n", ["... 2 more lines"]),
        ("", [""]),
    ],
)
def test_as_many_lines_as_have_room_are_shown(text: str, expected: list[str]):
    assert fitting(text, 10, 4) == expected


@pytest.mark.parametrize(("line", "columns"), [("ab", 2), ("\x1b[31mab\x1b[0m", 2), ("\tb", 9), ("日本", 4)])
def test_a_line_is_as_wide_as_a_terminal_makes_it(line: str, columns: int):
    assert width(line) == columns


# What cannot be watched.


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "--watch is for files: standard input is read only once"),
        (["-"], "--watch is for files: standard input is read only once"),
        (["-c", "a"], "--watch and -c exclude each other"),
        (["a.py", "--in-place"], "--watch and --in-place exclude each other"),
        (["a.py", "--check"], "--watch and --check exclude each other"),
        (["a.py", "--verify"], "--watch and --verify exclude each other"),
        (["a.py", "b.py"], "several files need -o DIR, --in-place, --diff or --check"),
        (["a.py", "--only", "wiht"], "unknown rewrite 'wiht'; did you mean 'with_statement'?"),
    ],
)
def test_what_cannot_be_watched_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], words: str
):
    monkeypatch.chdir(tmp_path)
    for name in "ab":
        Path(f"{name}.py").write_text("x\n")

    result = CliRunner().invoke(main, ["desugar", "--watch", *args], prog_name="mvpy")

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {words}")
