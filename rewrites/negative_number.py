"""A negative number: a constant, made at the start of the program.

    below = -1

becomes

    below = _minus_1

Grammar
    u_expr ::= "-" u_expr

Meaning
    1. CPython computes the minus of a number while compiling; -0.0 is not 0.0.

Reference
    https://docs.python.org/3/reference/expressions.html#unary-arithmetic-and-bitwise-operations
"""

from collections.abc import Callable

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.set_display import opened_with
from mvpy.tree.literals import float_value, imaginary_value, integer_value

CONTRACT = Contract(
    removes=Construct(
        "negative number",
        cst.UnaryOperation,
        such=lambda node: isinstance(node.operator, cst.Minus) and type(node.expression) in VALUES,
    ),
    grammar="factor",
    words=("minus",),
    after={
        "set_display": "the compiler knows a set of constants by its literals",
    },
    opens=(opened_with(cst.UnaryOperation),),
    stays_at=("readable",),
)

VALUES: dict[type[cst.BaseExpression], Callable[[str], int | float | complex]] = {
    cst.Integer: integer_value,
    cst.Float: float_value,
    cst.Imaginary: imaginary_value,
}


@rewrites(cst.UnaryOperation)
def negative_number(node: cst.UnaryOperation, cx: Context) -> cst.BaseExpression | None:
    number = node.expression
    if not isinstance(node.operator, cst.Minus) or not isinstance(
        number, (cst.Integer, cst.Float, cst.Imaginary)
    ):
        return None
    value = -VALUES[type(number)](number.value)
    if value == 0 and isinstance(value, int):
        return cst.Integer("0")
    return cst.Name(cx.names.hosted.constant(value))
