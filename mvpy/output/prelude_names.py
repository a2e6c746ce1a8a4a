"""The names of a prelude helper, made hosted names: what it does not bind itself is a builtin or a helper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.walk import Walk
from mvpy.scopes.analysis import analyse
from mvpy.tree.suite import body_of

LEFT = frozenset({"True", "False", "None", "__debug__"})


def with_hosted_names(tree: cst.Module, hosted: Callable[[str], str], cx: Context) -> cst.Module:
    """*tree*, one function definition, with its free names hosted and its own name likewise."""
    scopes = analyse(tree)
    scopes.let_go()
    bound = set[str]().union(*(scope.bound for scope in scopes.all if scope.kind != "module"))

    def rename(node: cst.Name, cx: Context) -> cst.Name | None:
        if node.value in bound or node.value in LEFT:
            return None
        return cst.Name(hosted(node.value))

    walk = Walk({cst.Name: [rename]}, cx, ("fields",))
    (definition,) = walk.module(tree).body
    assert isinstance(definition, (cst.FunctionDef, cst.ClassDef))
    name = cst.Name(f"_{definition.name.value}")
    return tree.with_changes(body=[without_docstring(definition).with_changes(name=name, leading_lines=())])


def without_docstring(definition: cst.FunctionDef | cst.ClassDef) -> cst.FunctionDef | cst.ClassDef:
    """*definition* without its docstring."""
    first, *rest = body_of(definition.body)
    if isinstance(first, cst.SimpleStatementLine) and isinstance(first.body[0], cst.Expr):
        above: Sequence[cst.EmptyLine] = getattr(rest[0], "leading_lines", ())
        lines = [line for line in above if line.comment]  # no blank ones at the top
        rest = [rest[0].with_changes(leading_lines=lines), *rest[1:]]
        return definition.with_changes(body=definition.body.with_changes(body=rest))
    return definition
