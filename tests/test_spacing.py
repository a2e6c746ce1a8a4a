"""A keyword and its operand keep apart, whatever a rewrite puts in the place of a bracket."""

from __future__ import annotations

import pytest

from mvpy.machine.kinds import PLAIN
from mvpy.pipeline import desugar_source

OPERANDS = {
    "comprehension": "[n for n in p]",
    "generator_expression": "(n for n in p)",
    "lambda_expression": "(lambda: p)",
    "conditional_expression": "(p if q else r)",
    "boolean_operation": "(p and q)",
    "comparison_chain": "(p < q < r)",
    "assignment_expression": "(y := p)",
    "yield_expression": "(yield)",
    "unary_operation": "-p",
    "string_literal": "'s'",
    "list_display": "[p]",
    "tuple_display": "(p, q)",
    "parenthesized_expression": "(p)",
}
PLACES = (
    "x = not{}", "return{}", "x = a in{}", "x = {}in a", "x = a and{}", "x = {}or b", "x = {}if{}else{}",
    "assert{},{}", "raise{}", "raise{}from{}", "del{}[0]", "del(a),{}[0]", "for x in{}: pass",
    "for(a, b)in{}: pass", "for{}[0]in b: pass", "while{}: pass", "if{}: pass\n    elif{}: pass",
    "x = [n for n in{}if{}if{}for m in{}]", "x = [{}for n in a]", "x = {{{}for n in{}}}", "x = {{1:{}for n in{}}}",
    "x = (yield{})", "yield from{}", "x = {}is not{}not in{}", "with{}as b, {}as(c): pass", "with a as(b, c): pass",
    "try: pass\n    except{}as e: pass", "x: {} = {}", "class C({}if{}else{}): pass", "@{}\n    def x(): pass",
)  # fmt: skip


def programs(operand: str) -> list[str]:
    """The functions that have *operand* beside a keyword, as far as Python takes them."""
    found = []
    for place in PLACES:
        text = place.replace("{{", "\0").replace("}}", "\1").replace("{}", operand)
        source = f"def f(a, b, p, q, r, x):\n    {text}\n".replace("\0", "{").replace("\1", "}")
        try:
            compile(source, "", "exec")
        except SyntaxError:
            continue
        found.append(source)
    assert len(found) > len(PLACES) // 2
    return found


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(("name", "operand"), OPERANDS.items())
def test_a_rewrite_alone_leaves_python(name: str, operand: str):
    for source in programs(operand):
        code = desugar_source(source, only=[name]).code

        compile(code, source, "exec")
        assert not desugar_source(code, only=[name]).changed, source


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("operand", OPERANDS.values())
def test_all_rewrites_leave_python(operand: str):
    for source in programs(operand):
        compile(desugar_source(source).code, source, "exec")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("string_literal", 'def f():\n    return"a"\n', "    return _s_a\n"),
        ("comprehension", "x = not[n for n in p]\n", "x = not _"),
        ("tuple_display", "with a as b, c as(d, e): pass\n", "with a as b, c as(d, e): pass\n"),
        ("parenthesized_expression", "x = (a)if(b)else(c)\n", "x = a if b else c\n"),
        ("parenthesized_expression", "x = (0)or(-1)if a else b\n", "x = 0 or(-1)if a else b\n"),
        ("parenthesized_expression", "x = (a)if[b]else-c\n", "x = a if[b]else-c\n"),
    ],
)
def test_only_the_space_that_is_needed_is_added(name: str, before: str, after: str):
    assert after in desugar_source(before, only=[name]).code


def test_brackets_that_plain_takes_away_leave_a_space():
    source = "try:\n    a\nexcept(A, B)as e:\n    pass\n"

    assert "except _tuple_of(A, B)as e:\n" in desugar_source(source, only=["tuple_display"], kinds=PLAIN).code
