"""Expressions that are the same whenever they are evaluated: what they give is no late value to the host."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.helpers.hosted_names import BUILTINS
from mvpy.machine.context import Context

STEADY_NAMES = BUILTINS - {"__import__", "copyright", "credits", "exit", "help", "license", "quit"}


def steady_names(parameters: Sequence[str], cx: Context) -> Sequence[str]:
    """Those of *parameters* that are the same whenever they are read.

    In a class what reads them late asks the class first, which can have the name, and a namespace that says who asks.
    """
    if not cx.place.in_class_body:
        return parameters
    scope = cx.scopes.here
    if scope.node.bases or scope.node.keywords:
        return ()
    bound = {cx.names.stored(name) for name in scope.bound}
    return [name for name in parameters if cx.names.stored(name) not in bound]


def is_steady(value: cst.BaseExpression, known: Sequence[str], cx: Context) -> bool:
    """Is *value* the same whenever it is evaluated?  It is made of builtin types and of the type parameters *known*."""
    match value:
        case cst.Name(value=name):
            return name in ("None", *known) or name in STEADY_NAMES and name not in cx.scopes.bound_anywhere
        case cst.Integer() | cst.Ellipsis() | cst.SimpleString():
            return True
        case cst.BinaryOperation(left=left, operator=cst.BitOr(), right=right):
            return is_steady(left, known, cx) and is_steady(right, known, cx)
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            return all(isinstance(e, cst.Element) and is_steady(e.value, known, cx) for e in elements)
        case cst.Subscript(value=generic, slice=items):
            indices = [item.slice for item in items]
            plain = all(
                isinstance(i, cst.Index) and not i.star and is_steady(i.value, known, cx) for i in indices
            )
            return plain and is_steady(generic, known, cx)
    return False
