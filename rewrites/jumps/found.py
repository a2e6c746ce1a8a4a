"""Where in suites the jumps are that leave them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

# What becomes of a jump: given the simple statement, the statements that stand for it, or None.
Replace = Callable[[cst.BaseSmallStatement], tuple | None]
LOOPS = (cst.For, cst.While)


class Jumps:
    """The jumps that *replace* knows; `through_loops` if they leave loops too."""

    def __init__(self, replace: Replace, *, through_loops: bool = False) -> None:
        self.replace, self.through_loops = replace, through_loops

    def is_one(self, statement: cst.BaseStatement) -> bool:
        """Is *statement* such a jump?"""
        return isinstance(statement, cst.SimpleStatementLine) and self.replace(statement.body[0]) is not None

    def are_in(self, statement: cst.BaseStatement) -> bool:
        """Is *statement* one, or does it hold one?"""
        if self.is_one(statement):
            return True
        if isinstance(statement, LOOPS) and not self.through_loops:
            return bool(statement.orelse) and self.are_among(statement.orelse.body.body)
        return any(map(self.are_among, blocks(statement)))

    def are_among(self, statements: Sequence[cst.BaseStatement]) -> bool:
        """Does one of *statements* hold one?"""
        return any(map(self.are_in, statements))


def blocks(node) -> list[Sequence]:
    """The suites directly inside a compound statement (of the same scope)."""
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        return []
    out = []
    if isinstance(node, (cst.Try, cst.TryStar)):
        out += [handler.body.body for handler in node.handlers]
    if isinstance(node, cst.Match):
        out += [case.body.body for case in node.cases]
    for name in ("body", "orelse", "finalbody"):
        part = getattr(node, name, None)
        if isinstance(part, cst.If):
            out.append([part])
        elif isinstance(part, (cst.Else, cst.Finally)):
            out.append(part.body.body)
        elif isinstance(part, cst.BaseSuite):
            out.append(part.body)
    return out


def holds(statements: Sequence, kinds: tuple[type, ...], *, through_loops: bool = False) -> bool:
    """Is there a jump of these *kinds* among *statements* (not one that belongs to a loop among them)?"""

    def replace(small):
        return () if isinstance(small, kinds) else None

    return Jumps(replace, through_loops=through_loops).are_among(statements)


def returns_value(statements: Sequence) -> bool:
    """Is there a `return` with a value among *statements*?"""

    def replace(small):
        return () if isinstance(small, cst.Return) and small.value is not None else None

    return Jumps(replace, through_loops=True).are_among(statements)
