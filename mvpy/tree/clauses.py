"""The statements inside a compound statement, whatever its clauses are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst


def statements_in(node):
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


def with_statements(node, replace: Callable, cx):
    """A compound statement, or a clause of one, each statement inside replaced by those that *replace* gives."""
    return with_suites(node, lambda body: [new for statement in body for new in replace(statement)], cx)


def with_suites(node, replace: Callable, cx):
    """A compound statement, or a clause of one, each suite inside replaced by the statements that *replace* gives."""
    changes = {}
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        part = getattr(node, name, None)
        if isinstance(part, cst.IndentedBlock):
            new = replace(part.body)
            if not same(new, part.body):
                changes[name] = part.with_changes(body=new)
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


def same(new: Sequence, old: Sequence) -> bool:
    """Are these the very same nodes?"""
    return len(new) == len(old) and all(a is b for a, b in zip(new, old))
