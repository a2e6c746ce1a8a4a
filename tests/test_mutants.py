"""Python and mvpy agree on what is Python: the fast part of `tests/large/mutants.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent / "large"))

from mutants import AGREED, findings, material
from mutations import mutant, pieces
from small_grammars import formatted, patterned, targeted


@pytest.mark.parametrize("number", range(20))
def test_both_agree_on_mutants_of_the_corpus(number: int) -> None:
    found = findings(number, seed=9, files=material([]), outputs=50, pythons=())

    assert [one for one in found if one.kind not in AGREED] == []
    assert len({one.number for one in found}) == 100
    assert {"accepted by both", "refused by both"} <= {one.kind for one in found}


def test_a_mutant_depends_on_its_seed_only() -> None:
    text = "def f(x):\n    return f'{x}'\n"

    for make in (formatted, patterned, targeted, lambda rng: mutant(text, rng)):
        assert make(Random("1")) == make(Random("1"))
        assert len({make(Random(str(n))) for n in range(50)}) > 25


def test_long_programs_are_cut_into_statements() -> None:
    long = "class C:\n" + "    def f(self):\n        return 1\n\n" * 40

    assert pieces("x = 1\n" + long) == ["x = 1\n"] + ["def f(self):\n    return 1\n"] * 40
