"""Where in suites the jumps are that leave them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from mvpy.tree.suite import Statements

# What becomes of a jump: given the simple statement, the statements that stand for it, or None.
Replace = Callable[[cst.BaseSmallStatement], Statements | None]
LOOPS = (cst.For, cst.While)


class Jumps:
    """The jumps that *replace* knows; `through_loops` if they leave loops too."""

    def __init__(self, replace: Replace, *, through_loops: bool = False) -> None:
        self.replace, self.through_loops = replace, through_loops

    def is_one(self, statement: cst.CSTNode) -> bool:
        """Is *statement* such a jump?"""
        return isinstance(statement, cst.SimpleStatementLine) and self.replace(statement.body[0]) is not None

    def are_in(self, statement: cst.CSTNode) -> bool:
        """Is *statement* one, or does it hold one?"""
        if self.is_one(statement):
            return True
        if isinstance(statement, LOOPS) and not self.through_loops:
            return statement.orelse is not None and self.are_among(statement.orelse.body.body)
        return any(map(self.are_among, blocks(statement)))

    def are_among(self, statements: Sequence[cst.CSTNode]) -> bool:
        """Does one of *statements* hold one?"""
        return any(map(self.are_in, statements))


def blocks(node: cst.CSTNode) -> list[Sequence[cst.CSTNode]]:
    """The suites directly inside a compound statement (of the same scope)."""
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        return []
    out: list[Sequence[cst.CSTNode]] = []
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


def holds(statements: Sequence[cst.CSTNode], kinds: tuple[type, ...], *, through_loops: bool = False) -> bool:
    """Is there a jump of these *kinds* among *statements* (not one that belongs to a loop among them)?"""

    def replace(small: cst.BaseSmallStatement) -> Statements | None:
        return () if isinstance(small, kinds) else None

    return Jumps(replace, through_loops=through_loops).are_among(statements)


def returns_value(statements: Sequence[cst.CSTNode]) -> bool:
    """Is there a `return` with a value among *statements*?"""

    def replace(small: cst.BaseSmallStatement) -> Statements | None:
        return () if isinstance(small, cst.Return) and small.value is not None else None

    return Jumps(replace, through_loops=True).are_among(statements)


def may_end_a_jump(node: cst.CSTNode, jumps: Jumps, caught: bool) -> bool:
    """Does one of *jumps* leave *node*, whose `finally` or `__exit__` may raise what is caught before the flag is read?

    *caught* says that what *node* itself raises may be.
    """
    if isinstance(node, cst.With):
        return caught or len(node.items) > 1
    if not caught or not isinstance(node, (cst.Try, cst.TryStar)) or node.finalbody is None:
        return False
    *protected, _ = blocks(node)
    return any(map(jumps.are_among, protected))


def otherwise(
    old: cst.CSTNode, new: Statements, rest: Sequence[cst.BaseStatement], jumps: Jumps
) -> cst.If | None:
    """`if c: ...; jump` with *rest* after it: *rest* is what happens otherwise, if nothing in it jumps."""
    if not isinstance(old, cst.If) or old.orelse is not None or len(new) != 1:
        return None
    *init, last = old.body.body
    if not jumps.is_one(last) or jumps.are_among(init) or jumps.are_among(rest):
        return None
    (branch,) = new
    assert isinstance(branch, cst.If)
    return branch.with_changes(orelse=cst.Else(body=cst.IndentedBlock(rest)))
