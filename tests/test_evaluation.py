"""The parts of an expression that have their turn, in its order; and what is merged of two Lets."""

from __future__ import annotations

import libcst as cst
import pytest

from mvpy.tree.evaluation import parts
from mvpy.tree.let import Let, merged

EXPRESSIONS = {
    "a + b": "a, b",
    "a and b": "",
    "a or b or c": "",
    "a if b else c": "",
    "a < b": "a, b",
    "a < b < c": "",
    "a < b < c < d": "",
    "not a": "a",
    "a.b": "a",
    "a[b]": "a, b",
    "a[b:c, d]": "a, b, c, d",
    "a(b, *c, d=e, **f)": "a, b, c, e, f",
    "a(d=e, *c)": "a, c, e",
    "[a, *b]": "a, b",
    "{a: b, **c}": "a, b",
    "{a: b, c: d}": "a, b, c, d",
    "{**a, b: c}": "",
    "{a, *b, c}": "a",
    "(a := b)": "b",
    "lambda a=b, *, c=d: e": "b, d",
    "[a for b in c for d in e]": "c",
    "(yield a)": "a",
    "a": "",
}


@pytest.mark.parametrize(("text", "evaluated"), EXPRESSIONS.items(), ids=EXPRESSIONS)
def test_the_parts_are_what_has_its_turn_whatever_the_others_give(text: str, evaluated: str) -> None:
    module = cst.Module([])

    assert ", ".join(map(module.code_for_node, parts(cst.parse_expression(text)))) == evaluated


def let(name: str, pure: bool, truth: str | None = None) -> Let:
    statement = cst.parse_statement(f"{name} = 1\n")
    return Let((statement,), cst.Name(name), (name,), truth, pure)


@pytest.mark.parametrize("outer", [True, False])
@pytest.mark.parametrize("inner", [True, False])
def test_two_lets_are_pure_if_both_are(outer: bool, inner: bool) -> None:
    first, second = let("a", outer), let("b", inner, truth="c")
    both = merged(first, second)

    assert both.statements == (*first.statements, *second.statements)
    assert both.temporaries == ("a", "b")
    assert both.value is second.value
    assert both.truth == "c"
    assert both.pure == (outer and inner)


def test_a_let_with_another_value_has_no_truth_but_the_one_that_is_given() -> None:
    first, value = let("a", True, truth="c"), cst.Name("d")
    for truth in (None, "e"):
        new = merged(first, value, truth)

        assert (new.statements, new.temporaries, new.pure) == (first.statements, ("a",), True)
        assert (new.value, new.truth) == (value, truth)
