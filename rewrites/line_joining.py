"""Joined lines: one logical line on one line.

    total = (price  # of one
             * amount)

becomes

    # of one
    total = (price * amount)

Grammar
    NEWLINE ends a logical line, but not inside brackets, nor after a backslash.

Meaning
    1. Inside brackets, line ends and indentation mean nothing; a backslash joins two lines.
    2. Comments inside go above the statement, in their order.

Left alone
    Line ends inside strings.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#implicit-line-joining
"""

import libcst as cst

from mvpy.joining import HEADER, OUTSIDE, joined
from mvpy.positions import header_newlines
from mvpy.rule import rewrites


@rewrites(
    cst.SimpleStatementLine, cst.FunctionDef, cst.ClassDef, cst.If, cst.While, cst.For, cst.With, cst.ExceptHandler
)  # fmt: skip
def line_joining(node, cx):
    if isinstance(node, cst.ExceptHandler):
        return joined_handler(node)
    if id(cx.origin) not in cx.broken and id(node) not in cx.broken:
        return None
    comments: list[cst.EmptyLine] = []
    new = joined(node, comments, HEADER if isinstance(node, cst.BaseCompoundStatement) else OUTSIDE)
    if new is node:
        return None  # the line ends are inside strings
    return (new.with_changes(leading_lines=comments),)


def joined_handler(node: cst.ExceptHandler):
    """An `except` clause with its header on one line."""
    if not header_newlines(cst.ExceptHandler)(node):
        return None
    comments: list[cst.EmptyLine] = []
    new = joined(node, comments, HEADER)
    if new is node:
        return None
    return new.with_changes(leading_lines=[*node.leading_lines, *comments])
