"""Where private names stand: in a class, and in the text that a formatted string shows."""

from __future__ import annotations

import re
from typing import TypeGuard

import libcst as cst

from mvpy.machine.context import Context
from mvpy.scopes.analysis import mangled, normal
from mvpy.tree.nodes import identifiers_in

# In a text; in one that is not ASCII names may look otherwise and be private.
PRIVATE = re.compile(r"(?<!\w)__\w*(?<!__)(?!\w)")


def may_be_in(text: str) -> bool:
    """May there be a private name in the program with this *text*?  That is quickly known."""
    return not text or not text.isascii() or bool(PRIVATE.search(text))


def may_be_private(name: str) -> bool:
    """May *name* be mangled in a class?  One that is not ASCII may look otherwise."""
    return name.startswith("__") or not name.isascii()


def are_in(statement: cst.BaseStatement, cx: Context) -> bool:
    """Is there a class in *statement*, and a name that would be mangled there?"""
    names = identifiers_in(statement) if cx.node_kinds.holds(statement, cst.ClassDef) else ()
    return any(name.startswith("__") and not name.endswith("__") for name in names)


def are_shown_by(node: cst.BaseExpression, class_name: str | None) -> bool:
    """Does a formatted string show the text of an expression with a private name, at any depth of fields?"""
    if class_name is None:
        return False
    stack: list[cst.CSTNode] = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, cst.TemplatedStringExpression) or is_field_with_text(at):
            if any(mangled(name, class_name) != normal(name) for name in identifiers_in(at.expression)):
                return True
        stack += at.children
    return False


def is_field_with_text(node: cst.CSTNode) -> TypeGuard[cst.FormattedStringExpression]:
    """Is *node* a field that shows its text because of an `=`?"""
    return isinstance(node, cst.FormattedStringExpression) and node.equal is not None
