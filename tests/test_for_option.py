"""`--for` on the command line: what it names, and what it says of a host."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mvpy.command.cli import main
from mvpy.command.lowerings import lowering_for, profiles
from mvpy.errors import UsageError
from mvpy.rewrites import ORDER


def mvpy(*args: object) -> Result:
    """The result of `mvpy ARGS`."""
    return CliRunner().invoke(main, [*map(str, args)])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project for Python 3.9 and later, with a `match` statement and a module that 3.9 does not have."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "p"\nrequires-python = ">=3.9"\n')
    (tmp_path / "p.py").write_text("import tomllib\nmatch tomllib:\n    case _: pass\n")
    return tmp_path


@pytest.mark.parametrize("name", ["3.8", "py38", "py3.8", "python3.8", "cpython-3.8"])
def test_a_version_has_names(name: str):
    assert lowering_for(name).version == (3, 8)


@pytest.mark.parametrize("name", profiles())
def test_each_profile_names_constructs_and_forms(name: str):
    lowering = lowering_for(name)

    assert lowering.host == name
    assert lowering.constructs or lowering.forms
    assert {*lowering.constructs, *lowering.forms} <= set(ORDER)


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("3.5", "3.5 is not between 3.6 and 3.15"),
        ("jython", "'jython' is neither a Python like 3.8 nor one of brython, "),
        ("none.toml", "none.toml: there is no such file"),
    ],
)
def test_what_is_no_host_is_refused(host: str, words: str):
    with pytest.raises(UsageError) as caught:
        lowering_for(host)

    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("host = 1", "a profile has a table [constructs]"),
        ("[constructs]\nnothing = 'wrong'", "there is no construct 'nothing'"),
        ("[constructs]\nraise_from = 'bad'", "raise_from is right, wrong or missing, and not 'bad'"),
        ("[constructs", "it can't be read"),
    ],
)
def test_what_is_no_profile_is_refused(text: str, words: str, tmp_path: Path):
    file = tmp_path / "mine.toml"
    file.write_text(text)

    with pytest.raises(UsageError) as caught:
        lowering_for(str(file))

    assert words in str(caught.value)


def test_what_a_host_cannot_be_given_is_listed(tmp_path: Path):
    (tmp_path / "mine.toml").write_text('[constructs]\n[contract]\nmissing = ["yield", "contexts"]\n')
    (tmp_path / "p.py").write_text("def f():\n    yield 1\n")

    result = mvpy("check", "--for", tmp_path / "mine.toml", tmp_path / "p.py")

    assert result.exit_code == 1
    assert "p.py:2:5: `yield`, of which there is no other form" in result.stdout


def test_what_is_kept_in_a_profile_stays(tmp_path: Path):
    (tmp_path / "mine.toml").write_text(
        '[constructs]\nassert_statement = "wrong"\nattribute = "wrong"\n'
        '[kept]\nassert_statement = []\nattribute = ["attr: Name: __doc__"]\n'
    )

    lowering = lowering_for(str(tmp_path / "mine.toml"))

    assert lowering.constructs == ("attribute",)
    assert lowering.kept == {"attribute": ("attr: Name: __doc__",)}


def test_a_profile_of_ones_own(tmp_path: Path):
    (tmp_path / "mine.toml").write_text('[constructs]\nassert_statement = "missing"\n')
    (tmp_path / "p.py").write_text("assert x\nwith y: pass\n")

    done = mvpy("desugar", "--for", tmp_path / "mine.toml", tmp_path / "p.py")

    assert "assert x" not in done.stdout
    assert "with y: pass\n" in done.stdout


def test_check_names_forms_and_uses_of_the_library(project: Path):
    done = mvpy("check", "--for", "3.9", project / "p.py")

    assert done.exit_code == 1
    lines = [line.partition("p.py:")[2] for line in done.stdout.splitlines()]
    assert lines == ["1:8: `tomllib` is there from Python 3.11 on", "2:1: a match statement (Python 3.10)"]


def test_what_the_library_lacks_is_told_when_it_is_lowered(project: Path):
    done = mvpy("desugar", "--for", "3.9", project / "p.py")

    assert "p.py:1:8: warning: `tomllib` is there from Python 3.11 on" in done.stderr
    assert "match" not in done.stdout


def test_without_a_host_it_is_that_of_the_project(project: Path):
    assert (
        mvpy("check", project / "p.py", "--for").stdout
        == mvpy("check", "--for", "3.9", project / "p.py").stdout
    )


def test_without_a_project_a_host_is_needed(tmp_path: Path):
    (tmp_path / "p.py").write_text("x = 1\n")

    done = mvpy("check", tmp_path / "p.py", "--for")

    assert done.exit_code == 2
    assert "--for needs a host, such as 3.8" in done.stderr


@pytest.mark.parametrize(
    "option", [["--only", "with"], ["--keep", "with"], ["--until", "with"], ["--level", "readable"]]
)
def test_the_host_says_what_goes(option: list[str], project: Path):
    done = mvpy("desugar", "--for", "3.9", *option, project / "p.py")

    assert done.exit_code == 2
    assert f"--for and {option[0]} exclude each other" in done.stderr


def test_a_form_that_is_wrong_is_listed_where_it_is(tmp_path: Path):
    profile = '[constructs]\ntuple_display = "wrong"\n[forms]\ntuple_display = ["elements: StarredElement"]\n'
    (tmp_path / "mine.toml").write_text(profile)
    (tmp_path / "p.py").write_text("x = (1, 2)\ny = (*x, 3)\n")

    done = mvpy("check", "--for", tmp_path / "mine.toml", tmp_path / "p.py")

    assert [line.partition("p.py:")[2] for line in done.stdout.splitlines()] == ["2:6: tuple"]


def test_above_the_output_for_an_interpreter_are_the_ten_constructs_only(tmp_path: Path):
    (tmp_path / "mine.toml").write_text(
        '[constructs]\ntuple_display = "wrong"\n[forms]\ntuple_display = ["elements: StarredElement"]\n'
    )
    (tmp_path / "p.py").write_text("y = (*x, 3)\n")

    done = mvpy("desugar", "--for", tmp_path / "mine.toml", tmp_path / "p.py")

    assert done.stdout.endswith("y = (_tuple_of(*x, 3))\n")
    assert done.stdout.startswith(
        "def _tuple_of(*items):\n    return items\n"
    )  # else a comment says what it is


def test_a_second_run_tells_what_the_library_lacks_too(project: Path):
    for name in "abcdef":
        (project / f"{name}.py").write_text("import tomllib\nmatch tomllib:\n    case _: pass\n")

    first, second = (mvpy("desugar", "--for", "3.9", "--check", project) for _ in range(2))

    assert first.stderr.count("`tomllib` is there") == 7
    assert second.stderr.count("`tomllib` is there") == 7


def test_check_reads_a_file_in_which_nothing_looks_too_new(tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text("def f(:\n    pass\n")

    result = CliRunner().invoke(main, ["check", "--for", "3.8", str(program)])

    assert result.exit_code == 2
    assert "program.py:1:6: this isn't Python" in result.output


def test_groups_that_come_with_the_output_are_no_use_of_the_library(tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text("try: raise ExceptionGroup('g', [ValueError(1)])\nexcept* ValueError: pass\n")
    done = CliRunner().invoke(main, ["desugar", "--for", "3.8", "--in-place", str(program)])

    assert "ExceptionGroup" not in done.output
    assert CliRunner().invoke(main, ["check", "--for", "3.8", str(program)]).exit_code == 0


def test_groups_that_nothing_gives_are_a_use_of_the_library(tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text('"""No except* here."""\nraise ExceptionGroup("g", [ValueError(1)])\n')

    result = CliRunner().invoke(main, ["check", "--for", "3.8", str(program)])

    assert "program.py:2:7: `ExceptionGroup` is there from Python 3.11 on" in result.output


def test_what_the_library_lacks_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "program.py"
    program.write_text(f"import tomllib  # {tmp_path}\n")
    words = ["desugar", "--for", "3.9", "--check", str(program)]
    first = CliRunner().invoke(main, words)
    monkeypatch.setattr("mvpy.library.uses_too_new", lambda *args: [])

    assert "`tomllib` is there" in CliRunner().invoke(main, words).output == first.output
