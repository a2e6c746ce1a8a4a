"""Every program of the corpus, in the strict core, does what it did.

A program whose first lines say `# Differs:` has to differ: that is a strict expected failure.
"""

from __future__ import annotations

import ast
import itertools
import re
from functools import cache
from pathlib import Path

import libcst as cst
import pytest
from behaviour import (
    compiles_here,
    core_of,
    difference,
    exact as desugar,
    run_with,
    runs_here,
    target_for,
    text_of,
    without_prelude,
)
from corecheck import against, violations

from mvpy.output import judge as core
from mvpy.pipeline import Desugared

CORPUS = Path(__file__).parents[1] / "corpus"
FACTS = [path for path in sorted(CORPUS.glob("*/*.py")) if path.parent.name not in ("programs", "traps")]
WHOLE = sorted((CORPUS / "programs").glob("*.py"))
PROGRAMS = FACTS + WHOLE

every_program = pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: f"{path.parent.name}-{path.stem}")


def desugared(path: Path) -> Desugared:
    """The core of the program at *path*, for the Python that runs the tests, or the oldest that can compile it."""
    return core_of(path, target_for(path))


def says_differs(path: Path) -> bool:
    return any(line.startswith("# Differs:") for line in path.read_text(encoding="utf-8").splitlines()[:3])


def program(path: Path):
    marks = [pytest.mark.xfail(strict=True, reason="it says so")] if says_differs(path) else []
    return pytest.param(path, id=f"{path.parent.name}-{path.stem}", marks=marks)


@pytest.mark.parametrize("path", [program(path) for path in PROGRAMS])
def test_a_program_behaves_the_same(path: Path):
    if not runs_here(path):
        pytest.skip("it needs a newer library")

    assert difference(path, desugared(path).code) == ""


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_a_whole_program_prints_what_is_recorded(path: Path):
    ran = run_with(path, desugared(path).code)

    assert ran.stdout == path.with_suffix(".out").read_bytes(), ran.ending()


@every_program
def test_both_judges_find_the_strict_core(path: Path):
    assert [found for part in parts(desugared(path).code) for found in judged(part)] == []


def parts(code: str) -> list[str]:
    """*code* without its prelude, and each helper of the prelude in a function of its own."""
    lines = code.splitlines(keepends=True)
    preludes = [
        node
        for node in ast.parse(code).body
        if isinstance(node, ast.FunctionDef) and re.fullmatch(r"_prelude\w*", node.name)
    ]
    helpers = []
    for prelude in preludes:
        inside = [*(node.lineno - 1 for node in prelude.body), prelude.end_lineno]
        header = "".join(lines[prelude.lineno - 1 : inside[0]])
        helpers += [header + "".join(lines[start:end]) for start, end in itertools.pairwise(inside)]
        lines[prelude.lineno - 1 : prelude.end_lineno] = [""] * (inside[-1] - prelude.lineno + 1)
    return ["".join(lines), *helpers]


@cache
def judged(code: str) -> list[object]:
    """What both judges find in *code* that is not core."""
    return [*filter(None, [core.first_violation(cst.parse_module(code))]), *violations(ast.parse(code), code)]


def test_both_judges_judge_the_prelude_too():
    code = "def _prelude():\n    def good():\n        0\n    def bad(a):\n        a.b; 1\n\n\nprint()\n"

    program, good, bad = parts(code)
    assert program.strip() == "print()"
    assert (judged(program), judged(good)) == ([], [])
    assert len(judged(bad)) == 3
    assert good + bad.removeprefix("def _prelude():\n") + program == code


@every_program
def test_the_output_runs_no_text(path: Path):
    if not compiles_here(path):
        pytest.skip("the judge can't read the source here")

    assert list(against(text_of(path), desugared(path).code)) == []


@every_program
def test_the_core_is_left_alone(path: Path):
    code = without_prelude(desugared(path).code)

    assert desugar(code, target=target_for(path)).code == code


@pytest.mark.parametrize("name", ["tour", "async_workshop", "tiny_orm"])
def test_the_prelude_is_left_alone_with_the_core(name: str):
    code = desugared(CORPUS / "programs" / f"{name}.py").code

    assert desugar(code).code == code
