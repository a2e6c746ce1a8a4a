"""A binary operation: a call of the operator's function.

    total = price * amount + fee

becomes

    total = operator.add(operator.mul(price, amount), fee)

Grammar
    m_expr ::= u_expr | m_expr "*" u_expr | m_expr "@" m_expr | m_expr "//" u_expr | …

Meaning
    1. The left operand is evaluated before the right one, for `**` too.
    2. The function finds the method as the operator does: on the type, the right operand's first if its type
       is a subclass that overrides it, and a sequence's concatenation after the right operand's method.

Reference
    https://docs.python.org/3/reference/expressions.html#binary-arithmetic-operations
    https://snarky.ca/unravelling-binary-arithmetic-operations-in-python/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.set_display import opened_with

CONTRACT = Contract(
    removes=Construct("binary operation", cst.BinaryOperation),
    grammar="bitwise_or, bitwise_xor, bitwise_and, shift_expr, sum, term, power",
    words=(
        "+", "-", "/", "%", "**", "<<", ">>", "&", "|", "^", "operator", "arithmetic", "addition",
        "subtraction", "multiplication", "division", "floor division", "modulo", "power",
        "matrix multiplication", "bitwise", "shift",
    ),  # fmt: skip
    after={
        "type_parameters": "a bound is looked at as it is written",
        "type_statement": "a value is looked at as it is written",
    },
    opens=(opened_with(cst.BinaryOperation),),
    stays_at=("readable",),
)

CALL = quote("$operator($left, $right)")
OPERATORS = {
    cst.Add: "add", cst.Subtract: "sub", cst.Multiply: "mul", cst.Divide: "truediv", cst.FloorDivide: "floordiv",
    cst.Modulo: "mod", cst.Power: "power", cst.MatrixMultiply: "matmul", cst.LeftShift: "lshift",
    cst.RightShift: "rshift", cst.BitAnd: "and_", cst.BitOr: "or_", cst.BitXor: "xor",
}  # fmt: skip


@rewrites(cst.BinaryOperation)
def binary_operation(node: cst.BinaryOperation, cx: Context) -> cst.BaseExpression:
    operator = cx.names.helper(OPERATORS[type(node.operator)])
    return CALL.expression(cx, operator=operator, left=node.left, right=node.right)
