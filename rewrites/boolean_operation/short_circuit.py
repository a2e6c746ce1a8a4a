"""Operands one after the other, each if those before leave it open: for the truth, for the effect, for the value."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.boolean_operation.operands import FIRST, NEGATED, asked, asked_as_value, let_go_of
from mvpy.rewrites.conditional_expression import known_truth
from mvpy.tree.let import Let

IF = quote("""
    if $flag:
        $statements
""")


def condition(operands: Sequence[cst.BaseExpression], is_and: bool, cx: Context) -> Let:
    """The truth of the operation, in a flag."""
    flag = cx.names.flag("test")
    going = flag if is_and else cx.names.flag("going")
    out = list(asked(operands[0], flag, False, cx))
    for operand in operands[1:]:
        if not is_and:
            out += asked(flag, going, True, cx)
        out += IF(cx, flag=going, statements=asked(operand, flag, False, cx))
    return Let(tuple(out), flag)


def effect(operands: Sequence[cst.BaseExpression], is_and: bool, cx: Context) -> Let:
    """The operands, as far as they are evaluated; nobody wants the value."""
    *tests, last = operands
    flag = cx.names.flag("going")
    out = list(asked_as_value(tests[0], flag, not is_and, cx))
    for operand in tests[1:]:
        out += IF(cx, flag=flag, statements=asked_as_value(operand, flag, not is_and, cx))
    evaluated = cst.SimpleStatementLine([cst.Expr(last)])
    return Let((*out, *IF(cx, flag=flag, statements=(evaluated,))), cst.Name("None"))


def chain(operands: Sequence[cst.BaseExpression], is_and: bool, truth_wanted: bool, cx: Context) -> Let:
    """The value of the operation, each operand's truth in a flag; the flag knows the value's truth if wanted."""
    value, flag = cx.names.new("value"), cx.names.flag("going")
    out: list[cst.BaseStatement] = []
    for i, operand in enumerate(operands):
        last = i == len(operands) - 1
        known = known_truth(operand)
        let_go = let_go_of(operands[i - 1], value, cx) if i else ()
        step = [*let_go, *FIRST(cx, value=value, operand=operand)]
        if not last or truth_wanted:
            step += asked(cst.Name(known) if known else value, flag, not is_and, cx)
        out += IF(cx, flag=flag, statements=tuple(step)) if i else step
    if truth_wanted and not is_and:
        out += NEGATED(cx, flag=flag, operand=flag)
    return Let(tuple(out), value, (value.value,), flag.value if truth_wanted else None)
