"""Parentheses: gone, where nothing needs them.

    (f)((x))

becomes

    f(x)

Grammar
    parenth_form ::= "(" [starred_expression] ")"

Meaning
    1. A parenthesized expression is the expression.

Left alone
    Parentheses that hold an operator, a tuple or a yield together.

Reference
    https://docs.python.org/3/reference/expressions.html#parenthesized-forms
"""

import libcst as cst

from mvpy.rule import rewrites


@rewrites(cst.Name, cst.Call, cst.Integer)
def parenthesized_expression(node: cst.Name | cst.Call | cst.Integer, cx):
    return node.with_changes(lpar=(), rpar=()) if node.lpar else None
