"""`mvpy verify --keep-failures`: all that belongs to a failure, in a folder of its own, and nothing overwritten."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mvpy.command.cli import main
from mvpy.verification import close_sessions

# Runs programs, and prints A for a.
LIAR = """
import builtins, runpy, sys
honest = print
builtins.print = lambda *words: honest(*[str(word).replace("a", "A") for word in words])
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
PROGRAM = """import sys
for word in [sys.stdin.readline().strip(), *sys.argv[1:]]:
    print(word)
sys.exit(3)
"""
FILES = {
    "original.py", "output.py", "expected.stdout", "expected.stderr", "expected.status",
    "actual.py", "actual.stdout", "actual.stderr", "actual.status", "verify-again.sh", "run-there.sh",
}  # fmt: skip


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder, with a program, its input, and an interpreter that lies."""
    monkeypatch.chdir(tmp_path)
    Path("liar.py").write_text(LIAR)
    Path("my program.py").write_text(PROGRAM)
    Path("in").write_text("data\n")
    yield tmp_path
    close_sessions()


def verify(place: Path, *args: str, name: str = "liar") -> Result:
    """The result of verifying the program with the liar, called *name*, where failures are kept."""
    host = ["--host", f"{name}={sys.executable} {place}/liar.py", "--on", name]
    words = ["verify", "my program.py", *host, "--stdin", "in", "--keep-failures", "kept", *args]
    return CliRunner().invoke(main, [*words, "--", "banana", "two words"])


def test_a_failure_is_kept_with_all_that_belongs_to_it(place):
    result = verify(place)

    folder = place / "kept" / "my_program-liar"
    output = {"output.stdout", "output.stderr", "output.status"}
    assert result.exit_code == 3
    assert f"kept in {place}/kept: 1 failure\n" in result.stderr
    assert {path.name for path in folder.iterdir()} == FILES | output | {"stdin"}
    assert (folder / "original.py").read_text() == (folder / "actual.py").read_text() == PROGRAM
    assert (folder / "expected.stdout").read_text() == "data\nbanana\ntwo words\n"
    assert (folder / "actual.stdout").read_text() == "dAtA\nbAnAnA\ntwo words\n"
    assert (folder / "output.stdout").read_text() == "dAtA\nbAnAnA\ntwo words\n"
    assert (folder / "actual.status").read_text() == "3\nexit status 3\n"


def test_its_commands_show_it_again(place):
    verify(place)
    folder = place / "kept" / "my_program-liar"
    elsewhere = {
        "cwd": "/",
        "capture_output": True,
        "env": os.environ | {"MVPY_CACHE_DIR": str(place / "cache")},
    }

    alone = subprocess.run([folder / "run-there.sh"], **elsewhere)
    again = subprocess.run([folder / "verify-again.sh"], **elsewhere)

    assert (alone.returncode, alone.stdout) == (3, (folder / "actual.stdout").read_bytes())
    assert (again.returncode, b"wrong there" in again.stdout) == (3, True)


def test_nothing_that_is_there_is_overwritten(place):
    for _ in range(3):
        verify(place)

    names = ["my_program-liar", "my_program-liar-2", "my_program-liar-3"]
    assert sorted(path.name for path in (place / "kept").iterdir()) == names


def test_the_name_of_a_host_leads_nowhere_else(place):
    verify(place, name="../../x")

    assert [path.name for path in (place / "kept").iterdir()] == ["my_program-.._.._x"]


def test_what_a_shim_adds_is_in_the_program_that_was_run(place):
    (place / "shim.py").write_text("zero = 0\n")

    verify(place, "--shim", "shim.py")

    folder = place / "kept" / "my_program-liar"
    assert (folder / "shim.py").read_text() == "zero = 0\n"
    assert (folder / "actual.py").read_text() == "zero = 0\n" + PROGRAM
    assert (folder / "original.py").read_text() == PROGRAM


def test_an_output_that_is_different_is_what_was_run(place):
    (place / "liar.py").write_text(
        'import sys\nif "# mvpy" in open(sys.argv[1]).read(): sys.exit(4)\n' + LIAR.replace('"A"', '"a"')
    )

    result = verify(place)

    folder = place / "kept" / "my_program-liar"
    assert "different" in result.stdout
    assert {path.name for path in folder.iterdir()} == FILES | {"stdin"}
    assert (folder / "actual.py").read_text() == (folder / "output.py").read_text()
    assert (folder / "actual.py").read_text().startswith("# mvpy")
    assert (folder / "actual.status").read_text() == "4\nexit status 4\n"


def test_of_what_passed_nothing_is_kept(place):
    result = CliRunner().invoke(
        main, ["verify", "my program.py", "--on", "native", "--keep-failures", "kept"]
    )

    assert (result.exit_code, list((place / "kept").iterdir())) == (0, [])


def test_a_file_is_no_folder_to_keep_failures_in(place):
    result = CliRunner().invoke(main, ["verify", "my program.py", "--keep-failures", "in"])

    assert result.exit_code == 2
