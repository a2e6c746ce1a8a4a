"""One operand: it is evaluated, asked for its truth, and let go."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.hoisting import CONSTANTS, deletions
from mvpy.machine.quote import quote
from mvpy.machine.truth import has_parts, truth_of
from mvpy.rewrites.conditional_expression import known_truth
from mvpy.tree.let import Let
from mvpy.tree.suite import Statements

FIRST = quote("$value = $operand")
LET_GO = quote("$value = 0")
TRUTH = quote("$flag = $truth")
NEGATED = quote("$flag = not $operand")


def let_go_of(operand: cst.BaseExpression, value: cst.Name, cx: Context) -> Statements:
    """What lets go of *operand*, which is in *value*, before the next is evaluated; a variable keeps its object."""
    if not cx.exactly("release"):
        return ()
    variable = isinstance(operand, cst.Name) and operand.value not in cx.names.temporaries
    return () if variable or isinstance(operand, CONSTANTS) else LET_GO(cx, value=value)


def asked(operand: cst.BaseExpression, flag: cst.Name, negated: bool, cx: Context) -> Statements:
    """The statements that ask *operand* for its truth, which it may have in a flag."""
    if isinstance(operand, Let) and (known := known_truth(operand)):
        operand = replace(operand, value=cst.Name(known), truth=None)
    if not negated:
        return TRUTH(cx, flag=flag, truth=truth_of(operand, cx))
    return NEGATED(cx, flag=flag, operand=truth_of(operand, cx) if has_parts(operand) else operand)


def asked_as_value(operand: cst.BaseExpression, flag: cst.Name, negated: bool, cx: Context) -> Statements:
    """The statements that evaluate *operand*, and then ask for its truth."""
    if not has_parts(operand):
        return asked(operand, flag, negated, cx)
    value = cx.names.new("value")
    evaluated = FIRST(cx, value=value, operand=operand)
    return (*evaluated, *asked(value, flag, negated, cx), *deletions((value.value,), cx))
