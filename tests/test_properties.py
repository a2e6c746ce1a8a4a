"""Whatever a program does, its desugared versions do, too: for random programs and random choices of rewrites."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st
from probes import seen
from programs_strategy import Writer, programs

from behaviour import exact as desugar
from mvpy.output import judge as core
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
