"""A unary operation: a call of the operator's function.

    opposite = -amount

becomes

    opposite = _neg(amount)

Grammar
    u_expr ::= power | "-" u_expr | "+" u_expr | "~" u_expr
    not_test ::= comparison | "not" not_test

Meaning
    1. `not` asks for the truth of its operand once, and gives True or False.
    2. `-`, `+` and `~` give what the method gives.

Reference
    https://docs.python.org/3/reference/expressions.html#unary-arithmetic-and-bitwise-operations
    https://snarky.ca/unravelling-unary-arithmetic-operators/
"""

import libcst as cst

from mvpy.quote import quote
from mvpy.rule import rewrites

CALL = quote("$operator($operand)")
OPERATORS = {cst.Minus: "neg", cst.Plus: "pos", cst.BitInvert: "invert", cst.Not: "not_"}


@rewrites(cst.UnaryOperation)
def unary_operation(node: cst.UnaryOperation, cx):
    return CALL.expression(cx, operator=cx.helper(OPERATORS[type(node.operator)]), operand=node.expression)
