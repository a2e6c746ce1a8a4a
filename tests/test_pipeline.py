"""What is told of a program on its way: the text after each rewrite, the seconds, the warnings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.pipeline import desugar_source

PROGRAMS = Path(__file__).parents[1] / "corpus" / "programs"
PROGRAM = "with a:\n    x = 1 if b else 2\nif c:\n    pass\n"
NAMES = ["with_statement", "conditional_expression", "if_statement"]
# The class cannot stay, for its metaclass would see a temporary; that is known when the rewrites are through.
ONCE_MORE = "class C(metaclass=M):\n    x = y or z\nif c:\n    pass\n"
INTRODUCTION = '"""What it does."""\n'
WITH_HELPERS = f"{INTRODUCTION}\nfirst, *rest = x\nif first:\n    print(rest)\n"


def test_the_steps_are_the_texts_after_each_rewrite_that_did_something():
    output = desugar_source(PROGRAM, only=[*NAMES, "for_statement"], steps=True)

    assert [name for name, _ in output.steps] == NAMES
    for name, text in output.steps:
        assert text == desugar_source(PROGRAM, only=NAMES[: NAMES.index(name) + 1]).code


def test_steps_are_those_of_the_last_time_that_the_rewrites_ran():
    output = desugar_source(ONCE_MORE, keep=["class_definition"], steps=True)
    names = [name for name, _ in output.steps]

    assert "class C" not in output.code
    assert len(names) == len(set(names)) > 5
    assert not any("class C" in text for _, text in output.steps)


@pytest.mark.parametrize("kinds", [EXACT, PLAIN], ids=["exact", "plain"])
def test_bare_steps_have_nothing_above_the_program(kinds: frozenset[str]):
    output = desugar_source(WITH_HELPERS, only=["unpacking", "if_statement"], steps=True, kinds=kinds)

    assert [name for name, _ in output.bare_steps] == ["unpacking", "if_statement"]
    for (_, bare), (_, whole) in zip(output.bare_steps, output.steps, strict=True):
        assert bare.startswith(INTRODUCTION + "\n_items = _unpack_starred(x, 1, 0)\n")
        assert "def " not in bare
        assert "def " in whole
        assert whole.startswith(INTRODUCTION) and whole.endswith(bare.removeprefix(INTRODUCTION))


def test_without_a_wish_there_are_no_steps():
    assert desugar_source(PROGRAM).steps == []


def test_the_seconds_are_in_the_order_in_which_they_passed():
    assert list(desugar_source(PROGRAM, only=NAMES).times) == ["read", *NAMES, "print"]


def test_an_output_knows_whether_it_is_another_text():
    assert desugar_source(PROGRAM, only=NAMES).changed
    assert not desugar_source(PROGRAM, only=["for_statement"]).changed


def test_statements_share_a_line_behind_a_suite_of_one_line():
    source = "class A:\n    def f(self): return 1\ndef g(x):\n    x = 1; assert x; print(x)\n"

    assert "assert" not in desugar_source(source, only=["assert_statement"]).code


@pytest.mark.parametrize("name", ["tour", "async_workshop"])
def test_an_output_is_the_same_whether_its_steps_are_shown_or_not(name: str) -> None:
    text = (PROGRAMS / f"{name}.py").read_text(encoding="utf-8")

    for kinds in (PLAIN, EXACT):
        watched = desugar_source(text, kinds=kinds, steps=True)
        assert watched.code == desugar_source(text, kinds=kinds).code


# `B` certainly has an ordinary namespace, so that `str` may have its own name; `C` cannot stay.
CLASSES = """\
class A: pass
class B(A):
    x = str(1)
class C(metaclass=M):
    x = y or z
print(f"{A}{B}")
"""


def test_when_the_rewrites_run_once_more_they_know_as_much_as_before():
    code = desugar_source(CLASSES, keep=["class_definition"], kinds=PLAIN).code

    assert "class C" not in code
    assert re.search(r"\bstr\(\)", code)
    assert "_str" not in code
