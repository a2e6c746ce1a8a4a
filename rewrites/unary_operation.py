"""A unary operation: a call of the operator's function.

    opposite = -amount

becomes

    opposite = operator.neg(amount)

Grammar
    u_expr ::= power | "-" u_expr | "+" u_expr | "~" u_expr
    not_test ::= comparison | "not" not_test

Meaning
    1. `not` asks for the truth of its operand once, and gives True or False.
    2. `-`, `+` and `~` give what the method gives.

Reference
    https://docs.python.org/3/reference/expressions.html#unary-arithmetic-and-bitwise-operations
    https://snarky.ca/unravelling-unary-arithmetic-operators/
    https://snarky.ca/unravelling-not-in-python/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.machine.truth import has_parts, truth_of
from mvpy.rewrites.set_display import opened_with
from mvpy.tree.let import Let, merged

CONTRACT = Contract(
    removes=Construct("unary operation", cst.UnaryOperation),
    grammar="inversion, factor",
    words=("negation", "minus", "invert"),
    after={
        "set_display": "the compiler knows a set of constants by its literals",
    },
    opens=(opened_with(cst.UnaryOperation),),
    stays_at=("readable",),
)

CALL = quote("$operator($operand)")
OPERATORS = {cst.Minus: "neg", cst.Plus: "pos", cst.BitInvert: "invert", cst.Not: "not_"}


@rewrites(cst.UnaryOperation)
def unary_operation(node: cst.UnaryOperation, cx: Context) -> cst.BaseExpression:
    operand, operator = node.expression, cx.names.helper(OPERATORS[type(node.operator)])
    if isinstance(node.operator, cst.Not) and cx.place.position == "condition" and has_parts(operand):
        operand = truth_of(operand, cx)
    if isinstance(operand, Let):
        return merged(operand, CALL.expression(cx, operator=operator, operand=operand.value))
    return CALL.expression(cx, operator=operator, operand=operand)
