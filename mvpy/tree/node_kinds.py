"""What kinds of nodes a statement holds, so that a pass skips the statements that hold nothing for it.

Most rewrites find something in few statements, and most statements stay the same for many passes.  So each
statement is looked through once, and its kinds are kept; a kind is a bit of an integer.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import count

import libcst as cst

from mvpy.tree.description import walked_fields
from mvpy.tree.let import Let
from mvpy.tree.nodes import STATEMENTS

NUMBERS = count()
CONSTANTS = frozenset({"None", "True", "False", "__debug__"})
MANY = 60  # calls in one statement


# Marks: what is found in nearly every statement, but seldom such that a rewrite has to do with it.


class Constant:
    """Marks a statement in which there is a name of CONSTANTS."""


class Parenthesized:
    """Marks a statement in which there is a name, a call or an integer in parentheses."""


class ManyCalls:
    """Marks a statement in which there are MANY calls, or more."""


class NodeKinds:
    """The kinds of the nodes in each statement."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[cst.CSTNode, int]] = {}  # the node, too: so nothing else gets its id

    def of(self, node: cst.CSTNode) -> tuple[cst.CSTNode, int]:
        """The statement *node*, and its kinds."""
        known = self.known.get(id(node))
        if known is not None:
            return known
        kinds, calls, stack = 0, 0, [node]
        while stack:
            at = stack.pop()
            if at.__class__ is cst.Name:
                kinds |= NAME
                if at.value in CONSTANTS:
                    kinds |= CONSTANT
                if at.lpar:
                    kinds |= PARENTHESIZED
                continue
            kind, fields, statement = parts(at.__class__)
            if statement and at is not node:
                kinds |= self.of(at)[1]
                continue
            kinds |= kind
            if kind & CALL:
                calls += 1
            if kind & BRACKETED and isinstance(at, cst.BaseExpression) and at.lpar:
                kinds |= PARENTHESIZED
            for field in fields:
                value = getattr(at, field)
                if value.__class__ is tuple or value.__class__ is list:
                    stack += value
                elif value is not None:
                    stack.append(value)
        if calls >= MANY:
            kinds |= MANY_CALLS
        self.known[id(node)] = out = (node, kinds)
        return out

    def holds(self, statement: cst.CSTNode, cls: type) -> bool:
        """Is *statement* a node of type *cls*, or is there one in it?"""
        return bool(self.of(statement)[1] & parts(cls)[0])


@cache
def parts(cls: type) -> tuple[int, tuple[str, ...], bool]:
    """The kind of *cls*, the fields of its nodes that hold others, and whether they are statements."""
    return 1 << next(NUMBERS), tuple(walked_fields(cls)), issubclass(cls, STATEMENTS)


def kinds_of(classes: Iterable[type]) -> int:
    """The kinds of *classes*; and that of `Let`, which concerns every pass."""
    out = parts(Let)[0]
    for cls in classes:
        out |= parts(cls)[0]
    return out


NAME, CALL = parts(cst.Name)[0], parts(cst.Call)[0]
BRACKETED = CALL | parts(cst.Integer)[0]
CONSTANT, PARENTHESIZED, MANY_CALLS = (parts(mark)[0] for mark in (Constant, Parenthesized, ManyCalls))
