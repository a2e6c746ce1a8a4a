"""A set display: the set of a tuple.

    vowels = {"a", "e"}

becomes

    vowels = set(("a", "e"))

Grammar
    set_display ::= "{" (flexible_expression_list) "}"

Meaning
    1. The items are all evaluated before the first is hashed; then they are added from left to right.
    2. Of items that are equal, the first is kept.

Reference
    https://docs.python.org/3/reference/expressions.html#set-displays
"""

import libcst as cst

from mvpy.rule import rewrites


@rewrites(cst.Set)
def set_display(node: cst.Set, cx):
    return cst.Call(cx.helper("set"), [cst.Arg(as_tuple(node))])


def as_tuple(node: cst.Set | cst.List) -> cst.Tuple:
    """A tuple of the elements of *node*."""
    elements = [element.with_changes(comma=cst.MaybeSentinel.DEFAULT) for element in node.elements]
    return cst.Tuple(elements, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
