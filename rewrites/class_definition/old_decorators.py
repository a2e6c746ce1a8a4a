"""Decorators that Python 3.8 can read: dotted names, and calls of them.

https://docs.python.org/3/whatsnew/3.9.html#relaxing-grammar-restrictions-on-decorators
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.hoisting import deletions
from mvpy.machine.scope_walk import STORE
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import OneOrMore, Statements


def with_old_decorators(new: OneOrMore, cx: Context) -> OneOrMore:
    """*new*, a definition or what it has become, with what its decorators are under names of their own if it must be."""
    statements = new if isinstance(new, tuple) else (new,)
    out = tuple(s for statement in statements for s in old_decorators(statement, cx))
    return new if len(out) == len(statements) else out


def old_decorators(statement: cst.BaseStatement, cx: Context) -> Statements:
    """*statement*, and before it what its decorators are, if it has one that is too new."""
    if not isinstance(statement, cst.FunctionDef) or all(is_old(d.decorator) for d in statement.decorators):
        return (statement,)
    before: list[cst.BaseStatement] = []
    decorators, names = [], []
    for decorator in statement.decorators:
        name = cx.names.new("decorator")
        before += STORE(cx, target=name, value=decorator.decorator)
        decorators.append(decorator.with_changes(decorator=name))
        names.append(name.value)
    new = maker_of(statement, decorators=decorators)
    cx.moved(statement, new)
    return (*before, new, *deletions(names, cx))


def is_old(decorator: cst.BaseExpression) -> bool:
    """Is *decorator* a dotted name, or a call of one?"""
    at = decorator.func if isinstance(decorator, cst.Call) else decorator
    while isinstance(at, cst.Attribute):
        at = at.value
    return isinstance(at, cst.Name) and not decorator.lpar
