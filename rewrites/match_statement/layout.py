"""Where things stand: a long test in parentheses and on several lines, and comments between statements."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.tree.comment_statement import CommentStatement

LONGEST_LINE = 80
# Where all else stays as it is written, lines are to keep their numbers.
LONGEST_LOWERED = 160


def longest_line(cx: Context) -> int:
    """How long a test on a single line can be."""
    return LONGEST_LINE if cx.passes.lowering is None else LONGEST_LOWERED


def on_lines(test: cst.BooleanOperation, longest: int, depth: int = 0) -> cst.BooleanOperation:
    """*test* in parentheses if it is longer than *longest*, with each operand of its row on a line of its own."""
    if len(cst.Module([]).code_for_node(test)) + 4 * depth <= longest:
        return test
    opening = cst.LeftParen(whitespace_after=line_end(depth + 1))
    closing = cst.RightParen(whitespace_before=line_end(depth))
    return operands_on_lines(test, longest, depth + 1).with_changes(lpar=[opening], rpar=[closing])


def operands_on_lines(test: cst.BooleanOperation, longest: int, depth: int) -> cst.BooleanOperation:
    left, right = test.left, test.right
    if isinstance(left, cst.BooleanOperation):
        left = on_lines(left, longest, depth) if left.lpar else operands_on_lines(left, longest, depth)
    if isinstance(right, cst.BooleanOperation):
        right = on_lines(right, longest, depth)
    operator = test.operator.with_changes(whitespace_before=line_end(depth))
    return test.with_changes(left=left, operator=operator, right=right)


def line_end(depth: int) -> cst.ParenthesizedWhitespace:
    return cst.ParenthesizedWhitespace(indent=True, last_line=cst.SimpleWhitespace("    " * depth))


def remark(lines: Sequence[cst.EmptyLine]) -> tuple[CommentStatement, ...]:
    """The comments among *lines*, between two statements."""
    comments = tuple(line for line in lines if line.comment)
    return (CommentStatement(comments),) if comments else ()
