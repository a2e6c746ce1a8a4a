"""Each test has its place: with `--rewrite` those that concern it, with `--fast` those that are quick."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FIRST, ONCE, scope_of
from grammar import ALTERNATIVES
from selection import CONCERNS, GENERAL, SLOW, concerns, frames_of, is_quick, may_concern, traps_of

from mvpy.rewrites import ORDER

HERE = Path(__file__).parent
FILES = {path.stem for path in HERE.glob("test_*.py")}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)


def test_every_name_in_the_tables_is_one():
    assert set(CONCERNS) | set(GENERAL) | set(SLOW) | set(FIRST) | ONCE <= FILES
    assert {name for names in CONCERNS.values() for name in names.split()} <= set(ORDER)


@pytest.mark.parametrize(
    ("file", "name"), [(file, name) for file, names in SLOW.items() for name in names if name]
)
def test_every_slow_test_exists(file: str, name: str):
    assert f"\ndef {name}" in (HERE / f"{file}.py").read_text(encoding="utf-8")


def test_what_is_no_rewrite_is_said_in_a_sentence():
    done = run("--rewrite", "with_statemnt")

    assert done.returncode == pytest.ExitCode.USAGE_ERROR == 4
    assert (done.stdout, done.stderr.strip().count("\n")) == ("", 0)
    assert done.stderr.startswith("ERROR: there is no rewrite 'with_statemnt'; did you mean with_statement")


def test_what_concerns_a_rewrite_is_run():
    lines = run("--rewrite", "negative_number").stdout.splitlines()
    found = {line.partition("::")[0].rpartition("/")[2] for line in lines if "::" in line}

    assert found >= {
        f"{name}.py"
        for name in (*GENERAL, "test_constants")
        if name not in ("test_spacing", "test_nesting", "test_plain_forms")
    }
    assert any("negative_number-1]" in line for line in lines)
    assert not any("[class_definition" in line for line in lines)


class Item:
    """A test, as pytest has it, with a parameter."""

    def __init__(self, file: str, name: str, **params: object) -> None:
        self.path, self.name = HERE / f"{file}.py", name
        self.callspec = self
        self.params = params


@pytest.mark.parametrize("name", ORDER)
def test_every_program_of_a_rewrite_concerns_it_alone(name: str):
    program = next((HERE.parent / "corpus" / name).glob("*.py"))
    item = Item("test_corpus", "test_a_program", path=program)

    assert [one for one in ORDER if concerns(item, one)] == [name]


def test_traps_and_nests_hold_what_they_are_chosen_for():
    assert all(traps_of(name) for name in ("with_statement", "class_definition", "comparison"))
    assert traps_of("template_string") == {"230_tstrings.py"}
    assert frames_of("except_star") == {"except star"}


def test_quick_is_a_sample_of_what_is_slow():
    programs = sorted((HERE.parent / "corpus").glob("*/*.py"))
    quick = [
        path
        for path in programs
        if is_quick(Item("test_corpus", "test_a_program_behaves_the_same", path=path))
    ]

    assert len(programs) / 3 < len(quick) < len(programs) * 2 / 3
    assert {path.parent.name for path in quick} >= set(ORDER)
    assert not is_quick(Item("test_lifetime", "test_anything"))
    assert is_quick(Item("test_lines", "test_anything"))


def test_a_sample_of_the_alternatives_is_quick():
    quick = [
        one
        for one in ALTERNATIVES
        if is_quick(Item("test_grammar", f"test_the_rewrites_that_are_named[{one.name}]", alternative=one))
    ]

    assert len(ALTERNATIVES) / 6 < len(quick) < len(ALTERNATIVES) / 2
    assert may_concern(HERE / "test_grammar.py", "if_statement")


def test_the_programs_of_a_folder_stay_together():
    scopes = {
        scope_of("tests/test_corpus.py::test_a[if_statement-x]"),
        scope_of("tests/test_each_rewrite_alone.py::test_b[if_statement]"),
        scope_of("tests/test_later_targets.py::test_c[if_statement-a/b::c]"),
    }

    assert scopes == {"corpus/if_statement/0"}
    several = {scope_of(f"tests/test_corpus.py::test_a[if_statement-{n}]", parts=4) for n in range(50)}
    assert len(several) == 4
    assert scope_of("tests/test_a.py::test_a[x]", parts=4) == "tests/test_a.py"
    assert (
        scope_of("tests/test_lines.py::test_a[x]")
        == scope_of("tests/test_lines.py::test_b")
        == "tests/test_lines.py"
    )
