"""A long test, in parentheses and on several lines, for people to read."""

from __future__ import annotations

import libcst as cst

LONGEST_LINE = 80
# Where all else stays as it is written, lines are to keep their numbers.
LONGEST_LOWERED = 160


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
