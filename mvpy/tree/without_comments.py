"""Statements without their comments: for the second copy of a suite, so that no comment is said twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

import libcst as cst

from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.spacing import maker_of

N = TypeVar("N", bound=cst.CSTNode)
CLEAN = cst.TrailingWhitespace()


class Lines(Protocol):
    """Who knows the lines of statements."""

    def placed(self, old: cst.CSTNode, new: cst.CSTNode, /) -> None:
        """*new* has the place of *old*."""


def without_comments(statements: Sequence[cst.BaseStatement], lines: Lines) -> tuple[cst.BaseStatement, ...]:
    """*statements*, none of their comments; they keep their lines."""
    return tuple(clean(s, lines) for s in statements if not isinstance(s, CommentStatement))


def clean(node: N, lines: Lines) -> N:
    """The statement or clause *node* without comments."""
    changes: dict[str, object] = {}
    if getattr(node, "leading_lines", ()):
        changes["leading_lines"] = ()
    if isinstance(node, cst.SimpleStatementLine):
        if node.trailing_whitespace.comment:
            changes["trailing_whitespace"] = CLEAN
    else:
        for name in ("body", "orelse", "finalbody"):
            part = getattr(node, name, None)
            if isinstance(part, cst.IndentedBlock):
                changes[name] = maker_of(
                    part, body=without_comments(part.body, lines), header=CLEAN, footer=()
                )
            elif isinstance(part, cst.CSTNode):
                changes[name] = clean(part, lines)
        for name in ("handlers", "cases"):
            if clauses := getattr(node, name, ()):
                changes[name] = tuple(clean(clause, lines) for clause in clauses)
        if isinstance(node, cst.Match):
            changes |= {"whitespace_after_colon": CLEAN, "footer": ()}
    if not changes:
        return node
    new = maker_of(node, **changes)
    lines.placed(node, new)
    return new
