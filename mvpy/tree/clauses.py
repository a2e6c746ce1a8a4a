"""The statements inside a compound statement, whatever its clauses are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

import libcst as cst

from mvpy.tree.suite import Statement

N = TypeVar("N", bound=cst.CSTNode)


class Moves(Protocol):
    """Who is told that a node stands where another stood: the context of a rewrite."""

    def moved(self, old: cst.CSTNode, new: cst.CSTNode, /) -> None:
        """*new* stands where *old* stood."""


def statements_in(node: cst.CSTNode) -> Iterator[cst.BaseStatement]:
    """The statements directly inside a compound statement or one of its clauses."""
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        part = getattr(node, name, None)
        if isinstance(part, cst.IndentedBlock):
            yield from part.body
        elif isinstance(part, (list, tuple)):
            for clause in part:
                yield from statements_in(clause)
        elif isinstance(part, cst.BaseStatement):
            yield part
        elif isinstance(part, cst.CSTNode):
            yield from statements_in(part)


def with_statements(node: N, replace: Callable[[cst.BaseStatement], Sequence[Statement]], cx: Moves) -> N:
    """A compound statement, or a clause of one, each statement inside replaced by those that *replace* gives."""
    return with_suites(node, lambda body: [new for statement in body for new in replace(statement)], cx)


def with_suites(
    node: N, replace: Callable[[Sequence[cst.BaseStatement]], Sequence[Statement]], cx: Moves
) -> N:
    """A compound statement, or a clause of one, each suite inside replaced by the statements that *replace* gives."""
    changes: dict[str, object] = {}
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        part = getattr(node, name, None)
        if isinstance(part, cst.IndentedBlock):
            body = replace(part.body)
            if not same(body, part.body):
                changes[name] = part.with_changes(body=body)
        elif isinstance(part, (list, tuple)) and part:
            clauses = [with_suites(clause, replace, cx) for clause in part]
            if not same(clauses, part):
                changes[name] = clauses
        elif isinstance(part, cst.CSTNode):
            clause = with_suites(part, replace, cx)
            if clause is not part:
                changes[name] = clause
    if not changes:
        return node
    new = node.with_changes(**changes)
    cx.moved(node, new)
    return new


def same(new: Sequence[cst.CSTNode], old: Sequence[cst.CSTNode]) -> bool:
    """Are these the very same nodes?"""
    return len(new) == len(old) and all(a is b for a, b in zip(new, old))
