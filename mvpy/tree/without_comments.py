"""Statements without their comments: for the second copy of a suite, so that no comment is said twice."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.spacing import maker_of

CLEAN = cst.TrailingWhitespace()


def uncommented(statements: Sequence[cst.BaseStatement], cx) -> tuple[cst.BaseStatement, ...]:
    """*statements*, none of their comments; they keep their lines."""
    return tuple(clean(s, cx) for s in statements if not isinstance(s, CommentStatement))


def clean(node, cx):
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
                changes[name] = maker_of(part, body=uncommented(part.body, cx), header=CLEAN, footer=())
            elif isinstance(part, cst.CSTNode):
                changes[name] = clean(part, cx)
        for name in ("handlers", "cases"):
            if clauses := getattr(node, name, ()):
                changes[name] = tuple(clean(clause, cx) for clause in clauses)
        if isinstance(node, cst.Match):
            changes |= {"whitespace_after_colon": CLEAN, "footer": ()}
    if not changes:
        return node
    new = maker_of(node, **changes)
    cx.lines.placed(node, new)
    return new
