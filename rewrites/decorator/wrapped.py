"""A function without its decorators, and what they make of it."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import operand
from mvpy.scopes.analysis import normal
from mvpy.scopes.plain_classes import is_plain

# They look at nothing but the function.
WRAPPERS = frozenset({"property", "staticmethod", "classmethod"})


def applied(decorators: list[cst.BaseExpression], function: cst.Name) -> cst.BaseExpression:
    """What *decorators* make of *function*."""
    made: cst.BaseExpression = function
    for value in reversed(decorators):
        made = cst.Call(operand(value), [cst.Arg(made)])
    return made


def without_decorators(node: cst.FunctionDef, name: cst.Name) -> cst.FunctionDef:
    """*node*, called *name*, with the comments that stand among its decorators."""
    return node.with_changes(
        name=name, decorators=(), lines_after_decorators=(), leading_lines=comments_of(node)
    )


def is_only_wrapped(node: cst.FunctionDef, cx: Context) -> bool:
    """Can nobody see the function *node* under its name before builtins have wrapped it?"""
    scope, name = cx.scopes.here, normal(node.name.value)
    wrappers = [d.decorator.value for d in node.decorators if isinstance(d.decorator, cst.Name)]
    return (
        len(wrappers) == len(node.decorators)
        and all(one in WRAPPERS and cx.names.hosted.plain_is_safe(one) for one in wrappers)
        and scope.stores(name) == 1
        and (scope.kind != "class" or is_plain(scope))
    )


def comments_of(node: cst.FunctionDef | cst.ClassDef) -> tuple[cst.EmptyLine, ...]:
    """The comments between the decorators and the `def`."""
    out = []
    for d in node.decorators:
        out += [line for line in d.leading_lines if line.comment]
        if d.trailing_whitespace.comment:
            out.append(cst.EmptyLine(comment=d.trailing_whitespace.comment))
    return (*out, *(line for line in node.lines_after_decorators if line.comment))
