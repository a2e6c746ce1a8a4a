"""Joined lines: one logical line on one line.

    total = (price  # of one
             * amount)

becomes

    total = price * amount

Grammar
    NEWLINE ends a logical line, but not inside brackets, nor after a backslash.

Meaning
    1. Inside brackets, line ends and indentation mean nothing; a backslash joins two lines.
    2. A comment inside brackets ends with its line, and the expression goes on after it.

Left alone
    Line ends inside strings. Comments inside go above the statement, in their order; one behind a value of one
    word, which black puts into brackets where the line is too long, goes to the end of the line.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#implicit-line-joining
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.tree.joining import HEADER, OUTSIDE, joined
from mvpy.tree.positions import header_newlines
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("line joining"),
    grammar="line joining",
    words=("\\", "backslash", "continuation", "line continuation"),
    first="others see each logical line on one line",
    sees=("layout", "elif", "texts", "fields"),
)

Clause = cst.ExceptHandler | cst.ExceptStarHandler | cst.MatchCase
CLAUSES = (cst.ExceptHandler, cst.ExceptStarHandler, cst.MatchCase)
TWO = cst.SimpleWhitespace("  ")


@rewrites(
    cst.SimpleStatementLine, cst.FunctionDef, cst.ClassDef, cst.If, cst.While, cst.For, cst.With, cst.Match,
    cst.ExceptHandler, cst.ExceptStarHandler, cst.MatchCase,
)  # fmt: skip
def line_joining(node: cst.BaseStatement | Clause, cx: Context) -> Clause | Statements | None:
    if isinstance(node, CLAUSES):
        return joined_clause(node)
    if id(cx.place.origin) not in cx.lines.multiline and id(node) not in cx.lines.multiline:
        return None
    comments: list[cst.EmptyLine] = []
    new = joined(node, comments, HEADER if isinstance(node, cst.BaseCompoundStatement) else OUTSIDE)
    assert isinstance(new, cst.BaseStatement)
    if new is node:
        return None  # the line ends are inside strings
    if len(comments) == 1 and isinstance(node, cst.SimpleStatementLine) and is_word_with_comment(node):
        end = node.trailing_whitespace.with_changes(whitespace=TWO, comment=comments.pop().comment)
        new = new.with_changes(trailing_whitespace=end)
    return (new.with_changes(leading_lines=comments),)


def is_word_with_comment(line: cst.SimpleStatementLine) -> bool:
    """Does *line* end with one name or number in brackets, a comment behind it, and no other at its end?"""
    if line.trailing_whitespace.comment:
        return False
    match line.body[-1]:
        case cst.Assign(value=cst.Name() | cst.Integer() as word) | cst.Return(
            value=cst.Name() | cst.Integer() as word
        ) if word.rpar:
            space = word.rpar[0].whitespace_before
            return isinstance(space, cst.ParenthesizedWhitespace) and space.first_line.comment is not None
    return False


def joined_clause(node: Clause) -> Clause | None:
    """An `except` or `case` clause with its header on one line."""
    if not header_newlines(type(node))(node):
        return None
    comments: list[cst.EmptyLine] = []
    new = joined(node, comments, HEADER)
    if new is node:
        return None
    assert isinstance(new, CLAUSES)
    return new.with_changes(leading_lines=[*node.leading_lines, *comments])
