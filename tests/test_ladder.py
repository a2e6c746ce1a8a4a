"""The ladder: programs in the ten constructs, each of which needs only what those before it need, and what it says that is new."""

from __future__ import annotations

import ast
import re

import pytest
from behaviour import run_of
from corecheck import violations
from rungs import features

from mvpy.conform.ladder import CORE, PRINTS, Rung, ladder

RUNGS = ladder()
CLIMBED = [rung for rung in RUNGS if not rung.is_refused]
INTEGERS = re.compile(r"(?:\d+(?: \d+)*\n)+")
MOST_LINES = 25  # that are not empty, besides the fact and what is printed

every_rung = pytest.mark.parametrize("rung", CLIMBED, ids=[rung.program for rung in CLIMBED])
every_refused_rung = pytest.mark.parametrize(
    "rung", [rung for rung in RUNGS if rung.is_refused], ids=lambda rung: rung.program
)


def is_core(text: str) -> bool:
    """Whether the program *text* is strict core, by the judge that knows nothing of MVPy."""
    return not list(violations(ast.parse(text), text))


def is_new() -> dict[str, set[str]]:
    """What each rung uses and none below it, by the names of the programs."""
    known: set[str] = set()
    found = {}
    for rung in CLIMBED:
        found[rung.program] = features(rung.text) - known
        known |= found[rung.program]
    return found


NEW = is_new()


def test_there_are_at_least_80_rungs():
    assert len(RUNGS) >= 80


def test_every_program_that_is_core_is_on_the_ladder_once():
    programs = sorted(path.stem for path in CORE.glob("*.py") if is_core(path.read_text(encoding="utf-8")))

    assert sorted(rung.program for rung in CLIMBED) == programs


def test_the_first_rung_is_one_call():
    assert features(RUNGS[0].text) == {"integer", "call", "print"}


@every_rung
def test_what_is_new_on_a_rung_is_what_no_rung_below_it_uses(rung: Rung):
    assert NEW[rung.program] == set(rung.new)


@every_rung
def test_a_rung_prints_integers_and_says_which(rung: Rung):
    ran = run_of(rung.path)

    assert not isinstance(ran, str), ran
    printed = ran.stdout.decode("ascii")
    assert INTEGERS.fullmatch(printed)
    assert (" ".join(printed.split()), ran.outcome) == (rung.prints, "finished")


@every_rung
def test_a_rung_begins_with_its_fact_and_is_small(rung: Rung):
    first, empty, *program, last = rung.text.splitlines()

    assert re.fullmatch(r"# .{10,}\.", first)
    assert empty == ""
    assert last.startswith(PRINTS)
    assert sum(line != "" for line in program) <= MOST_LINES
    assert re.fullmatch(r"[A-Z].{10,}\.", rung.build)


@every_refused_rung
def test_a_refused_rung_looks_like_core_and_no_python_runs_it(rung: Rung):
    with pytest.raises(SyntaxError):
        compile(rung.text, rung.program, "exec")
    assert is_core(rung.text)
    assert rung.new == ()
    assert rung.text.startswith("# ") and rung.text.endswith("\n# refused\n")
    assert "\nprint(1)\n" in rung.text  # so whoever runs anything of it is seen


def test_every_program_that_is_refused_is_on_the_ladder_once():
    programs = [f"refused/{path.stem}" for path in sorted((CORE / "refused").glob("*.py"))]

    assert sorted(rung.program for rung in RUNGS if rung.is_refused) == programs


# Programs, and what they use besides what they are made of mostly: integers, names, calls, `def` and assignments.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("print(0x1)", "integer in another base, print"),
        ("print = 1_0", "grouped digits"),
        ("print(4294967296, 4294967295)", "large integer, several arguments, print"),
        ("def len(print=int):\n    len", "parameter, default, name as a statement, int"),
        ("f(*a, *b)", "several arguments, star argument, several star arguments"),
        (
            "f(a=b, *c)",
            "several arguments, keyword argument, star argument, star argument behind a keyword",
        ),
        (
            "f(**a, b=1)()",
            "several arguments, keyword argument, double-star argument, call of what a call gives",
        ),
        (
            "def f(a, /, *, b=c): return",
            (
                "parameter, positional-only parameter, star alone, keyword-only parameter, "
                "default of a keyword-only parameter, return without a value"
            ),
        ),
        (
            "def f():\n def g():\n  nonlocal a\n  a = yield\n a = f",
            "def in a suite, nonlocal, yield, yield without a value, value of yield, variable of a function around",
        ),
        ("f(\n  1)  # 2", "call over several lines, comment beside code"),
    ],
)
def test_features_of_a_program(text: str, expected: str):
    assert features(text) - {"integer", "name", "call", "def", "assignment"} == set(expected.split(", "))
