"""A project that is lowered with `--for` admits that Python in its metadata, and pip takes it there."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mvpy.command.cli import main

PYPROJECT = '# é\r\n[project]\r\nname = "a"\r\nrequires-python = ">=3.10"  # for match\r\n'
SETUP = "from setuptools import setup\n\nsetup(name='a', python_requires='>=3.10')\n"
CFG = "[options]\npython_requires = >=3.10\n"
MATCHES = "def f(x):\n    match x:\n        case [1, *rest]:\n            return rest\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the folder `project`, and a cache of its own."""
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("project/pack").mkdir(parents=True)
    Path("project/pack/__init__.py").write_text(MATCHES)
    Path("project/pyproject.toml").write_bytes(PYPROJECT.encode())
    return tmp_path


def desugar(*args: str) -> Result:
    """What `mvpy desugar --for 3.8` does with the project."""
    return CliRunner().invoke(main, ["desugar", "project", "--for", "3.8", *args], prog_name="mvpy")


@pytest.mark.parametrize("args", [("-o", "out"), ("--in-place",)])
def test_requires_python_is_lowered_and_every_other_byte_stays(args: tuple[str, ...]):
    result = desugar(*args)

    written = Path("out" if "-o" in args else "project", "pyproject.toml")
    assert result.exit_code == 0, result.stderr
    assert written.read_bytes() == PYPROJECT.replace("3.10", "3.8").encode()
    assert "project/pyproject.toml: requires-python >=3.10 is now >=3.8\n" in result.stderr


def test_setup_cfg_and_setup_py_are_lowered():
    Path("project/setup.py").write_text(SETUP)
    Path("project/setup.cfg").write_text(CFG)

    assert desugar("-o", "out").exit_code == 0
    assert Path("out/setup.py").read_text() == SETUP.replace("3.10", "3.8")
    assert Path("out/setup.cfg").read_text() == CFG.replace("3.10", "3.8")


def test_a_project_that_admits_it_stays_as_it_is():
    Path("project/pyproject.toml").write_bytes(PYPROJECT.replace("3.10", "3.7").encode())

    result = desugar("-o", "out")

    assert "requires-python" not in result.stderr
    assert Path("out/pyproject.toml").read_bytes() == Path("project/pyproject.toml").read_bytes()


def test_what_can_not_be_lowered_is_said_and_copied():
    Path("project/pyproject.toml").write_text('project = {requires-python = ">=3.10"}\n')

    result = desugar("-o", "out")

    assert "requires-python stays >=3.10, which does not admit 3.8\n" in result.stderr
    assert Path("out/pyproject.toml").read_text() == Path("project/pyproject.toml").read_text()


def test_metadata_of_others_in_the_folder_stays():
    Path("project/vendored").mkdir()
    Path("project/vendored/pyproject.toml").write_bytes(PYPROJECT.encode())

    desugar("-o", "out")

    assert Path("out/vendored/pyproject.toml").read_bytes() == PYPROJECT.encode()


def test_only_an_earlier_python_is_admitted():
    line = ["desugar", "project", "-o", "out", "--only", "match"]
    assert CliRunner().invoke(main, line, prog_name="mvpy").exit_code == 0
    assert Path("out/pyproject.toml").read_bytes() == PYPROJECT.encode()


def test_check_and_diff_tell_of_it():
    Path("project/pack/__init__.py").write_text("")

    assert desugar("--check", "-q").stdout == "project/pyproject.toml: would change\n"
    assert '+requires-python = ">=3.8"  # for match\n' in desugar("--diff").stdout
    desugar("--source-map", "map.json", "-o", "out")
    assert [one["lines"] for one in json.loads(Path("map.json").read_text())["files"]] == [[1, 2, 3, 4]]


def test_a_project_that_was_lowered_in_place_stays_as_it_is():
    desugar("--in-place")

    assert desugar("--in-place").stderr == "1 file: 1 had nothing to do\n"


def test_each_package_has_its_helpers_as_the_host_reads_them():
    for name in ("pack/more.py", "tests/test_a.py"):
        Path("project", name).parent.mkdir(exist_ok=True)
        Path("project", name).write_text(MATCHES)

    assert desugar("-o", "out").exit_code == 0

    helpers = {path.as_posix(): path.read_text() for path in Path("out").rglob("_mvpy.py")}
    assert list(helpers) == ["out/pack/_mvpy.py"]
    assert helpers["out/pack/_mvpy.py"].startswith("# mvpy 0.1, helpers that 3.8 reads, for Python 3.13\n")
    assert "from ._mvpy import " in Path("out/pack/more.py").read_text()
    assert "import _mvpy" not in Path("out/tests/test_a.py").read_text()
    for path in Path("out").rglob("*.py"):
        ast.parse(path.read_text(), feature_version=(3, 8))
