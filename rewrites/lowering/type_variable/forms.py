"""What becomes of definitions whose type parameters are variables elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.walk import Walk
from mvpy.rewrites.type_parameters.parameters import WITHOUT_PARAMETERS
from mvpy.rewrites.type_parameters.plain_alias import alias
from mvpy.scopes.analysis import normal

COMMA = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
SIGHTS = ("layout", "elif", "fields", "targets", "texts", "unevaluated")
N = TypeVar("N", bound=cst.CSTNode)
Names = Mapping[str, str]  # type parameter -> its variable


def function_with(names: Names, node: cst.FunctionDef, cx: Context) -> cst.FunctionDef:
    """The function *node*, whose type parameters are the variables *names*."""
    return renamed(names, node.with_changes(**WITHOUT_PARAMETERS), cx)


def class_with(
    names: Names, node: cst.ClassDef, base: cst.BaseExpression | None, cx: Context
) -> cst.ClassDef:
    """The class *node*, whose type parameters are the variables *names*, with the *base* that says so, if it has one."""
    node = renamed(names, node.with_changes(**WITHOUT_PARAMETERS), cx)
    if base is None:
        return node
    new, bases = cst.Arg(base), list(node.bases)
    if bases:
        last = bases[-1]
        bases[-1], new = last.with_changes(comma=COMMA), new.with_changes(comma=last.comma)
    elif node.keywords:
        new = new.with_changes(comma=COMMA)
    brackets = {} if node.lpar else {"lpar": cst.LeftParen(), "rpar": cst.RightParen()}
    return node.with_changes(bases=[*bases, new], **brackets)


def alias_with(names: Names, node: cst.TypeAlias, cx: Context) -> cst.BaseExpression:
    """The alias *node*, whose type parameters are the variables *names*."""
    value = renamed(names, node.value, cx)
    return alias(normal(node.name.value), cst.Lambda(cst.Parameters(), value), list(names.values()), cx)


def renamed(names: Names, node: N, cx: Context) -> N:
    """*node*, in which the type parameters have the *names* of their variables."""
    new = {old: name for old, name in names.items() if old != name}
    if not new:
        return node

    def rename(name: cst.Name, cx: Context) -> cst.Name | None:
        found = new.get(normal(name.value))
        return name.with_changes(value=found) if found else None

    origin, line = cx.place.origin, cx.place.line
    with cx.unrecorded():
        made: Any = Walk({cst.Name: [rename]}, cx, SIGHTS)(node)
    cx.place.origin, cx.place.line = origin, line
    new_node: N = made
    return new_node
