"""Line ends that have lost their brackets: an expression on several lines has moved out of those that it stood in.

    x = [            if c:                           if c:
        f()              value = f()                     value = f() + g()
        + g()                + g()
        if c         else:                           else:
        else h()         value = h()                     value = h()
    ]                x = [value]                     x = [value]

Where lines stay as they were written, it gets brackets of its own, or one line if it is short and has no comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.tree.clauses import with_suites
from mvpy.tree.joining import is_loose, joined
from mvpy.tree.nodes import parenthesized
from mvpy.tree.positions import newlines

N = TypeVar("N", bound=cst.CSTNode)
SHORT = 72
# What holds an expression of a statement, or of a clause.
HOLDERS = (
    cst.AssignTarget, cst.Annotation, cst.AsName, cst.Decorator, cst.ExceptHandler, cst.ExceptStarHandler, cst.From,
    cst.MatchCase, cst.WithItem,
)  # fmt: skip
# Fields of statements that are suites, or stand in brackets.
ELSEWHERE = frozenset({"bases", "body", "finalbody", "keywords", "leading_lines", "params", "pattern"})


def with_closed_lines(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, no statement of which ends before its last line."""
    suite = Suites(cx).closed(tree.body)
    return tree if suite is tree.body else tree.with_changes(body=suite)


class Suites:
    """Gives statements brackets where they need them; what is as it was in the source needs none."""

    def __init__(self, cx: Context) -> None:
        self.cx, self.source = cx, cx.program.lines[0]

    def closed(self, suite: Sequence[cst.BaseStatement]) -> Sequence[cst.BaseStatement]:
        """The statements of *suite*."""
        new = tuple(map(self.statement, suite))
        return suite if all(a is b for a, b in zip(new, suite)) else new

    def statement(self, node: cst.BaseStatement) -> cst.BaseStatement:
        if id(node) in self.source:
            return node
        new: cst.BaseStatement
        if isinstance(node, cst.SimpleStatementLine):
            if not sum(map(newlines, node.body)):
                return node
            body = [closed_statement(small) for small in node.body]
            new = node.with_changes(body=body) if any(a is not b for a, b in zip(body, node.body)) else node
        else:
            new = closed_statement(with_suites(node, self.closed, self.cx))
        if new is not node:
            self.cx.moved(node, new)
        return new


def closed_statement(node: N) -> N:
    """The statement, the clause, or the holder of an expression *node*, with brackets for what it holds."""
    changes = {}
    for field in node.__dataclass_fields__:
        value = getattr(node, field)
        if field in ELSEWHERE or value is None or field == "items" and getattr(node, "lpar", None):
            continue
        new = tuple(map(closed, value)) if isinstance(value, (list, tuple)) else closed(value)
        if new is not value and not (isinstance(new, tuple) and all(a is b for a, b in zip(new, value))):
            changes[field] = new
    return node.with_changes(**changes) if changes else node


def closed(part: object) -> object:
    """*part* of a statement, with brackets if it needs them."""
    if isinstance(part, (*HOLDERS, cst.If)):  # an `elif`
        return closed_statement(part)
    if not isinstance(part, cst.BaseExpression) or not is_loose(part):
        return part
    comments: list[cst.EmptyLine] = []
    line = joined(part, comments)
    is_short = not comments and len(cst.Module([]).code_for_node(line)) <= SHORT
    return line if is_short else parenthesized(part)
