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
    Parentheses that hold lines together, or comments, where `line_joining` has not run.

Reference
    https://docs.python.org/3/reference/expressions.html#parenthesized-forms
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.place import OBJECT
from mvpy.machine.rewrite import rewrites
from mvpy.tree.node_kinds import Parenthesized

CONTRACT = Contract(
    removes=Construct("parentheses"),
    grammar="group",
    words=("()", "parentheses", "brackets", "grouping"),
    stays_at=("readable",),
    needs=(Parenthesized,),
)


@rewrites(cst.Name, cst.Call, cst.Integer)
def parenthesized_expression(
    node: cst.Name | cst.Call | cst.Integer, cx: Context
) -> cst.BaseExpression | None:
    if not node.lpar or cx.place.position == OBJECT and isinstance(node, cst.Integer):
        return None
    if holds_comments(node) or holds_lines(node):
        return None
    return node.with_changes(lpar=(), rpar=())


def holds_comments(node: cst.BaseExpression) -> bool:
    """Are there comments between the parentheses of *node* and what they hold?"""
    spaces = [*(one.whitespace_after for one in node.lpar), *(one.whitespace_before for one in node.rpar)]
    lines = [space for space in spaces if isinstance(space, cst.ParenthesizedWhitespace)]
    return any(one.first_line.comment or any(line.comment for line in one.empty_lines) for one in lines)


def holds_lines(node: cst.BaseExpression) -> bool:
    """Are there line ends in *node* outside of the brackets in it?"""
    while True:
        match node:
            case cst.Call(func=first, whitespace_after_func=space) | cst.Subscript(
                value=first, whitespace_after_value=space
            ):
                spaces = [space]
            case cst.Attribute(value=first, dot=dot):
                spaces = [dot.whitespace_before, dot.whitespace_after]
            case cst.ConcatenatedString(right=first, whitespace_between=space):
                spaces = [space]
            case _:
                return False
        if any(isinstance(space, cst.ParenthesizedWhitespace) for space in spaces):
            return True
        if first.lpar:
            return False
        node = first
