"""Whatever a program does, its desugared versions do, too: for random programs and random choices of rewrites."""

from __future__ import annotations

import random

import pytest
from behaviour import exact as desugar
from hypothesis import HealthCheck, Phase, given, note, seed, settings, strategies as st
from probes import seen
from programs_strategy import Writer, programs

from mvpy.machine.kinds import PLAIN
from mvpy.output import judge as core
from mvpy.pipeline import desugar_source
from mvpy.reading.parsing import parse
from mvpy.rewrites import ORDER

SEED = 20240501
EXAMPLES = 150

every_program = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # a random program shrinks badly; tests/properties.py does it by lines
    suppress_health_check=list(HealthCheck),
)
some_rewrites = st.lists(st.sampled_from(ORDER), min_size=1, max_size=8, unique=True)


def test_two_runs_of_a_program_are_the_same():
    sources = [Writer(random.Random(number)).program() for number in range(40)]

    assert [seen(source) for source in sources] == [seen(source) for source in sources]


@pytest.mark.parametrize("number", range(3))
def test_a_seed_makes_one_program(number: int):
    assert Writer(random.Random(number)).program() == Writer(random.Random(number)).program()


@seed(SEED)
@every_program
@given(programs())
def test_the_core_of_a_program_does_the_same(source: str):
    note(f"seed {SEED}\n{source}")

    assert seen(desugar(source).code) == seen(source)


@seed(SEED)
@settings(every_program, max_examples=EXAMPLES // 5)
@given(programs())
def test_the_core_of_a_program_is_left_alone(source: str):
    note(f"seed {SEED}\n{source}")
    code = desugar(source).code

    assert core.violations(code, parse(code)) == []
    assert desugar(code).code == code


@seed(SEED)
@every_program
@given(programs(), some_rewrites)
def test_with_some_rewrites_a_program_does_the_same(source: str, only: list[str]):
    note(f"seed {SEED}, only {only}\n{source}")

    assert seen(desugar(source, only=only).code) == seen(source)


@seed(SEED)
@every_program
@given(programs(), some_rewrites)
def test_without_some_rewrites_a_program_does_the_same(source: str, keep: list[str]):
    note(f"seed {SEED}, keep {keep}\n{source}")

    assert seen(desugar(source, keep=keep).code) == seen(source)


def in_plain(source: str, *only: str) -> str:
    return desugar_source(source, only=only, kinds=PLAIN).code


@seed(SEED)
@settings(every_program, max_examples=EXAMPLES // 3)
@given(programs())
def test_the_plain_core_of_a_program_does_what_the_reference_promises(source: str):
    note(f"seed {SEED}\n{source}")

    assert seen(in_plain(source), plain=True) == seen(source, plain=True)


@seed(SEED)
@every_program
@given(programs(), some_rewrites)
def test_with_some_rewrites_a_program_does_in_plain_what_the_reference_promises(source: str, only: list[str]):
    note(f"seed {SEED}, only {only}\n{source}")

    assert seen(in_plain(source, *only), plain=True) == seen(source, plain=True)


@seed(SEED)
@every_program
@given(programs(), st.sampled_from(ORDER))
def test_with_one_rewrite_a_program_does_in_plain_what_the_reference_promises(source: str, name: str):
    note(f"seed {SEED}, only {name}\n{source}")

    assert seen(in_plain(source, name), plain=True) == seen(source, plain=True)


ASKED_ONCE = "x = [v(1) for i in items(2)]\nsay(p(1) + 2)\n"


@pytest.mark.parametrize(
    ("program", "faulty"),
    [
        (ASKED_ONCE, ASKED_ONCE.replace("items(2)", "items(3)")),
        (ASKED_ONCE, ASKED_ONCE.replace("p(1) + 2", "2 + p(1)")),
        ("len(3)\n", "open('no such file')\n"),
        ("def f(): pass\nsay(f)\n", "def g(): pass\nsay(g)\n"),
        ("class K(metaclass=Meta): a = b = 1\n", "class K(metaclass=Meta):\n    b = 1\n    a = 1\n"),
        ("fail(2)\n", "fail(4)\n"),
        ("operator = 1\n", "operators = 1\n"),
    ],
)
def test_what_the_reference_promises_is_compared(program: str, faulty: str):
    assert seen(program, plain=True) != seen(faulty, plain=True)


@pytest.mark.parametrize(
    ("program", "other"),
    [
        ("raise TypeError('words')\n", "raise TypeError('other words')\n"),
        ("say(lambda: 1)\n", "def _lambda(): return 1\nsay(_lambda)\n"),
        ("x = 1\n", "import operator\nx = 1\n"),
    ],
)
def test_what_only_exact_promises_is_not_compared(program: str, other: str):
    assert seen(program, plain=True) == seen(other, plain=True)
    assert seen(program) != seen(other)
