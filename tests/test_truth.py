"""Conditions ask for the truth of each part as often as CPython does, whichever constructs stay."""

from __future__ import annotations

import contextlib
import io

import pytest

from mvpy.pipeline import desugar_source

PROGRAM = """
class Answer:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        print("asked", self.name)
        return self.value

    def __lt__(self, other):
        return Answer(self.name + other.name, self.value < other.value)


yes, no = Answer("yes", True), Answer("no", False)
if not (no < yes < yes) or yes and no:
    print(1)
elif (no and yes) if no else no:
    print(2)
if (lambda: no)() and yes:
    print(3)
elif (lambda: yes)() and (named := no):
    print(4)
elif not (yes and no):
    print(5)
while no and yes:
    if yes:
        break
while yes < no < yes:
    if yes and no:
        continue
    break
else:
    print(6)
while (named := no and yes) and yes:
    pass
while (lambda: no)() and yes:
    pass
print(7, 1 if ((no and yes) if yes else no) else 2)
print(8, [n for n in [1] if not (yes and no)])
yes and not (no < (yes if no else no) < yes)
no or yes and not (yes and no) or no
not (not (yes and no))
(yes and no) if no else no and yes
print(9, [not (no < yes < yes), no or (no < yes < no) is yes])
"""
SOME = [
    "boolean_operation", "comparison_chain", "conditional_expression", "unary_operation", "assignment_expression",
    "if_statement", "elif_clause", "break_statement", "lambda_expression", "boolean_operation comparison_chain",
    "boolean_operation comparison_chain unary_operation", "boolean_operation conditional_expression",
    "comparison_chain conditional_expression", "boolean_operation if_statement", "comparison",
]  # fmt: skip


def printed(code: str) -> str:
    """What *code* prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "<program>", "exec", dont_inherit=True), {"__name__": "__main__"})
    return out.getvalue()


@pytest.mark.parametrize("names", SOME)
def test_with_these_rewrites_only_each_part_is_asked_as_often(names: str):
    assert printed(desugar_source(PROGRAM, only=names.split(), check=True).code) == printed(PROGRAM)


@pytest.mark.parametrize("names", SOME)
def test_without_these_rewrites_each_part_is_asked_as_often(names: str):
    assert printed(desugar_source(PROGRAM, keep=names.split(), check=True).code) == printed(PROGRAM)


def test_in_the_core_each_part_is_asked_as_often():
    assert printed(desugar_source(PROGRAM, target=(3, 11)).code) == printed(PROGRAM)
