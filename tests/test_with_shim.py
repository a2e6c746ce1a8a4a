"""`--with-shim`: an output for an interpreter, below what defines the things that it lacks."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import mvpy
from mvpy.command.cli import main
from mvpy.errors import UsageError
from mvpy.hosts import ADAPTERS

MONTY = ADAPTERS["monty"]
PROGRAM = '''\
"""It says so."""
class Door:
    def __enter__(self):
        return "open"
    def __exit__(self, *error):
        print("closed")

with Door() as state:
    print(state)
'''


def desugar(*words: object) -> Result:
    return CliRunner().invoke(main, ["desugar", *map(str, words)])


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "door.py"
    path.write_text(PROGRAM)
    return path


def test_the_shim_is_below_the_docstring_and_above_what_was_added(program: Path):
    without, done = (desugar("--for", "monty", *option, program) for option in ([], ["--with-shim"]))

    shim = MONTY.shim.rstrip() + "\n"
    docstring, added = '"""It says so."""\n', without.stdout.removeprefix('"""It says so."""\n')
    assert done.exit_code == 0
    assert (shim in done.stdout, done.stdout.replace(shim, "")) == (True, docstring + added)
    assert done.stdout.index(docstring) < done.stdout.index(shim)


@pytest.mark.skipif(not MONTY.find(), reason="Monty is not installed")
def test_the_output_runs_there_by_itself(program: Path, tmp_path: Path):
    output = tmp_path / "out.py"
    assert desugar("--for", "monty", "--with-shim", "-o", output, program).exit_code == 0

    done = subprocess.run([*MONTY.find(), output], capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "open\nclosed\n")


def test_lines_of_the_shim_come_from_nowhere(program: Path, tmp_path: Path):
    output = tmp_path / "out.py"
    desugar("--for", "monty", "--with-shim", "-o", output, "--source-map", tmp_path / "map.json", program)

    lines = json.loads((tmp_path / "map.json").read_text())["lines"]
    text = output.read_text().splitlines()
    assert len(lines) == len(text)
    assert lines[text.index("def __import__(name, namespace=None, local=None, names=(), level=0):")] == 0
    assert lines[text.index("with Door() as state:")] == 8


def test_of_many_outputs_it_is_told_once(program: Path, tmp_path: Path):
    (tmp_path / "other.py").write_text(PROGRAM)

    assert desugar("--for", "monty", "--check", tmp_path).stderr.count("--with-shim") == 1


def test_without_it_what_may_be_missed_is_told_once(program: Path, tmp_path: Path):
    done = desugar("--for", "monty", "-o", tmp_path / "out.py", program)
    quiet = desugar("--for", "monty", "-q", "-o", tmp_path / "out.py", program)

    note = "what was added may need what only the shim of the interpreter defines: --with-shim puts that in front"
    assert [line for line in done.stderr.splitlines() if "--with-shim" in line] == [f"note: {note}"]
    assert quiet.stderr == ""


def test_a_program_that_stays_gets_none(tmp_path: Path):
    path = tmp_path / "plain.py"
    path.write_text("print(1)\n")

    assert desugar("--for", "monty", "--with-shim", path).stdout == "print(1)\n"


def test_each_output_of_a_folder_has_the_shim_and_its_helpers(tmp_path: Path):
    package, output = tmp_path / "package", tmp_path / "out"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "inner.py").write_text("def f(a):\n    yield from a\n")

    assert desugar("--for", "micropython", "-o", tmp_path / "shared", package).exit_code == 0
    assert desugar("--for", "micropython", "--with-shim", "-o", output, package).exit_code == 0

    assert (tmp_path / "shared" / "_mvpy.py").exists()
    assert sorted(path.name for path in output.iterdir()) == ["__init__.py", "inner.py"]
    assert ADAPTERS["micropython"].shim.rstrip() in (output / "inner.py").read_text()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "--with-shim is for interpreters: --for says which"),
        (["--for", "3.8"], "--with-shim: there is no shim for a CPython"),
        (["--for", "pypy"], "--with-shim: there is no shim for pypy"),
        (
            ["--for", "monty", "--helpers", "import"],
            "--with-shim and --helpers import exclude each other: a module of helpers would need the shim, too",
        ),
    ],
)
def test_where_there_is_none_it_is_refused(options: list[str], words: str, program: Path):
    done = desugar(*options, "--with-shim", program)

    assert done.exit_code == 2
    assert words in done.stderr


def test_in_python_it_is_an_argument():
    done = mvpy.desugar(PROGRAM, for_="monty", with_shim=True)

    assert "def __import__(" in done.code
    assert len(done.source_map) == len(done.code.splitlines())
    assert mvpy.desugar("print(1)\n", for_="monty", with_shim=True).code == "print(1)\n"
    with pytest.raises(UsageError, match="there is no shim for a CPython"):
        mvpy.desugar(PROGRAM, for_="3.8", with_shim=True)


def test_as_a_setting_it_is_for_the_hosts_that_have_one(program: Path):
    (program.parent / "pyproject.toml").write_text("[tool.mvpy]\nwith-shim = true\n")

    assert "def __import__(" in desugar("--for", "monty", program).stdout
    assert desugar("--for", "3.8", program).stdout == PROGRAM
    assert desugar("--only", "with", program).exit_code == 0
