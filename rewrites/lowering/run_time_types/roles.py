"""The roles of the parts of a tree: a `|` of two types makes a union, that of two values a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import libcst as cst

from mvpy.scopes.analysis import Scope
from mvpy.tree.nodes import type_parameters

# A value; a type; what `isinstance` asks for; a class that is called, or asked for an attribute; a base.
VALUE, TYPE, CLASSINFO, CLASS, BASE = "value", "type", "class information", "class", "base"


class At(NamedTuple):
    """The *role* of a part of the tree, and the *scope* that it is evaluated in."""

    role: str
    scope: Scope


Part = tuple[cst.CSTNode, At]

# What is done with arguments: by their positions and keywords; -1 means all but the first.
ARGUMENTS: dict[str, tuple[str, tuple[int | str, ...]]] = {
    "builtins.isinstance": (CLASSINFO, (1,)),
    "builtins.issubclass": (CLASSINFO, (1,)),
    "collections.defaultdict": (CLASS, (0,)),
    "typing.assert_type": (TYPE, (1,)),
    "typing.cast": (TYPE, (0, "typ")),
    "typing.NewType": (TYPE, (1, "tp")),
    "typing.TypeAliasType": (TYPE, (1, "value")),
    "typing.TypeVar": (TYPE, (-1, "bound", "default")),
}


def operands(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    """The operands of the chain of `|` that *node* is; parentheses end it."""
    out: list[cst.BaseExpression] = []
    at = node
    while (
        isinstance(at, cst.BinaryOperation)
        and isinstance(at.operator, cst.BitOr)
        and (at is node or not at.lpar)
    ):
        out.append(at.right)
        at = at.left
    return [at, *reversed(out)]


def bounds(node: cst.FunctionDef | cst.ClassDef | cst.TypeAlias, at: At) -> Iterator[Part]:
    """The bounds and defaults of the type parameters of *node*."""
    for item in type_parameters(node):
        for value in (getattr(item.param, "bound", None), item.default):
            if isinstance(value, cst.Tuple):
                yield from ((element.value, at) for element in value.elements)
            elif value is not None:
                yield value, at
