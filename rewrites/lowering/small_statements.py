"""Statements that change where they stand, on lines that they share with others."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from mvpy.tree.suite import Statements

Changing = Callable[[cst.BaseSmallStatement], cst.BaseSmallStatement | None]


def with_statements(
    node: cst.SimpleStatementLine | cst.SimpleStatementSuite, changed: Changing
) -> Statements | cst.SimpleStatementSuite | None:
    """The line or suite *node* with what *changed* gives for its statements; None if that is None for all of them."""
    body = [changed(small) or small for small in node.body]
    if all(new is old for new, old in zip(body, node.body)):
        return None
    if isinstance(node, cst.SimpleStatementSuite):
        return node.with_changes(body=body)
    return (node.with_changes(body=body, leading_lines=()),)  # those of the old one are carried over
