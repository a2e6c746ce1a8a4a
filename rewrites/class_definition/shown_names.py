"""Calls that ask for the names of a class in its body: in a plain one they get the namespace.

locals()["x"] = 1    ->    _namespace["x"] = 1
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote

GLOBALS = quote("globals()")
SORTED = quote("sorted($namespace)")
DEFAULT = cst.MaybeSentinel.DEFAULT


def with_namespace(
    node: cst.Call, new: cst.BaseExpression, namespace: cst.Name, cx: Context
) -> cst.BaseExpression:
    """The call *new*, which was *node* in the source, with the *namespace* that it asks for."""
    called = node.func.value if isinstance(node.func, cst.Name) else ""
    if called not in cx.scopes.bound_anywhere:
        if not node.args and called in ("locals", "vars"):
            return namespace
        if not node.args and called == "dir":
            return SORTED.expression(cx, namespace=namespace)
        if (
            isinstance(new, cst.Call)
            and called in ("eval", "exec")
            and len(node.args) == 1
            and not node.args[0].star
        ):
            arguments = [*new.args, cst.Arg(GLOBALS.expression(cx)), cst.Arg(namespace)]
            return new.with_changes(args=[arg.with_changes(comma=DEFAULT) for arg in arguments])
    return namespace if not node.args and calls_helper(node, "locals", cx) else new


def calls_helper(node: cst.Call, helper: str, cx: Context) -> bool:
    """Does *node* call the builtin or *helper* of that name, as our templates do?"""
    return isinstance(node.func, cst.Name) and cx.names.hosted.used.get(node.func.value) == helper
