"""The judge finds what is not core wherever it stands, as the independent one does; and nothing in what is."""

from __future__ import annotations

import ast

import libcst as cst
import pytest
from corecheck import violations as independent

from mvpy.output.judge import first_violation, violations

EXPRESSIONS = [
    "a.b", "a[0]", "a[0:1]", "a + b", "-1", "not a", "'s'", "b's'", "1.5", "1j", "[a]", "(a, b)", "{a}", "{a: b}", "lambda: a",
    "a if b else c", "a and b", "a < b", "a < b < c", "f'{a}'", "(a := b)", "True", "None", "...", "[a for a in b]",
    "{a for a in b}", "{a: b for a in c}", "(a for a in b)", "(yield)",
]  # fmt: skip
STATEMENTS = [
    "pass", "assert a", "import a", "from a import b", "a = b = c", "a.b = c", "a[0] = c", "a, b = c", "a: b = c", "a += b", "del a",
    "global g", "raise a from b", "0; 0", "if a:\n    0", "for a in b:\n    0", "with a:\n    0", "class A:\n    0",
    "try:\n    0\nfinally:\n    0", "try:\n    0\nexcept a:\n    0\nelse:\n    0", "while a:\n    0\nelse:\n    0",
    "while a:\n    break", "while a:\n    continue", "while a: 0", "@a\ndef f():\n    0", "def f(a: b):\n    0", "def f() -> a:\n    0",
    "async def f():\n    0", "def f():\n    'text'", "yield from a", "x = yield from a",
]  # fmt: skip
AROUND_EXPRESSIONS = [
    "$", "x = $", "return $", "raise $", "f($)", "f(a, $)", "f(a=$)", "f(*$)", "f(**$)", "f(f($))", "$(a)", "x = yield $", "yield $",
    "def g(a=$):\n    0", "def g(*, a=$):\n    0", "while $:\n    0", "try:\n    0\nexcept $:\n    0",
]  # fmt: skip
AROUND_STATEMENTS = [
    "$", "def g():\n    $", "while a:\n    $", "try:\n    $\nexcept a:\n    0", "try:\n    0\nexcept a as b:\n    $",
    "try:\n    0\nexcept:\n    0\n    $", "def g():\n    while a:\n        $\n    return 0", "0\n$",
]  # fmt: skip
CORE = [
    "f(a, *b, c=d, **e)", "x = f(0x10)", "def g(a, b=0, /, c=f(), *d, e, h=0, **k):\n    nonlocal n\n    return a",
    "while f(a):\n    0", "try:\n    f()\nexcept a as b:\n    raise", "x = yield a", "yield", "raise f(a)", "return", "(a)", "0",
]  # fmt: skip


def program(text: str) -> str:
    """*text* in a function in which it may yield, return and be nonlocal."""
    lines = "".join(f"        {line}\n" for line in text.split("\n"))
    return f"def outer(n):\n    def inner():\n{lines}    return inner\n"


def filled(around: str, text: str) -> str:
    """*text* in the place of `$` in *around*, as far to the right as that is."""
    line = next(line for line in around.split("\n") if "$" in line)
    space = line[: len(line) - len(line.lstrip())] if line.strip() == "$" else ""
    return program(around.replace("$", text.replace("\n", f"\n{space}")))


def both_find(text: str) -> tuple[bool, bool, bool]:
    """What this judge finds in a tree and in a text, and what the independent one does."""
    module = cst.parse_module(text)
    return (
        first_violation(module) is not None,
        violations(text, module) != [],
        list(independent(ast.parse(text), text)) != [],
    )


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_an_expression_that_is_not_core_is_found_wherever_it_stands(text: str):
    missed = [around for around in AROUND_EXPRESSIONS if both_find(filled(around, text)) != (True,) * 3]

    assert missed == (["$", "x = $"] if text == "(yield)" else [])


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_that_is_not_core_is_found_wherever_it_stands(text: str):
    assert [around for around in AROUND_STATEMENTS if both_find(filled(around, text)) != (True,) * 3] == []


@pytest.mark.parametrize("text", CORE)
def test_nothing_is_found_in_the_core(text: str):
    assert [around for around in AROUND_STATEMENTS if any(both_find(filled(around, text)))] == []


def test_what_has_no_place_in_a_tree_that_was_made_comes_first() -> None:
    lines = [[cst.Expr(cst.Name("a")), cst.Expr(cst.Name("b"))], [cst.Pass()]]
    module = cst.Module([cst.SimpleStatementLine(line) for line in lines])

    assert violations(module.code, module) == [(0, 0, "semicolon"), (2, 1, "pass")]
