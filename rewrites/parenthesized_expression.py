"""Parentheses: gone, where nothing needs them.

    (f)((x))

becomes

    f(x)

Grammar
    parenth_form ::= "(" [starred_expression] ")"

Meaning
    1. A parenthesized expression is the expression.

Left alone
    Parentheses that hold an operator, a tuple or a yield together, and those of `(1).real`: `1.` is a number.

Reference
    https://docs.python.org/3/reference/expressions.html#parenthesized-forms
"""

import libcst as cst

from mvpy.context import OBJECT
from mvpy.rule import rewrites


@rewrites(cst.Name, cst.Call, cst.Integer)
def parenthesized_expression(node: cst.Name | cst.Call | cst.Integer, cx):
    if not node.lpar or cx.position == OBJECT and isinstance(node, cst.Integer):
        return None
    return node.with_changes(lpar=(), rpar=())
