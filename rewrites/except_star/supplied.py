"""Builtins that hosts older than the program lack, and that the prelude supplies: exception groups.

The target decides nothing here: who asks for an output for Python 3.8 wants one that runs there.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Context
from mvpy.tree.nodes import nodes_inside

GROUPS = frozenset({"BaseExceptionGroup", "ExceptionGroup"})


def with_groups_supplied(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*; the prelude supplies exception groups to hosts that have none, if the program finds them in the builtins.

    That is part of what `except_star` is for: nothing older than Python 3.11 has either.  An output of ours has been
    given them, if it needs them.
    """
    lowering = cx.passes.lowering
    if lowering is not None and not lowering.is_of_interpreter and not cx.program.kinds:
        if any(site.rewrite == "except_star" for site in cx.sites):
            cx.names.helper("supply_groups")
        return tree
    if cx.stays(cst.TryStar) or cx.program.is_output or not cx.exactly("rebinding"):
        return tree
    if "_supply_exception_groups" in cx.names.of_program:
        return tree
    if not any("ExceptionGroup" in line for line in cx.lines.source):
        return tree
    if (cx.names.of_program & GROUPS) - cx.program.scopes.module.bound or any(asked_for(cx.program.module)):
        cx.names.helper("supply_exception_groups")
    return tree


def asked_for(tree: cst.CSTNode) -> Iterator[bool]:
    """Whether each node in *tree* asks the module `builtins` for an exception group."""
    stack = [tree]
    while stack:
        node = stack.pop()
        stack += nodes_inside(node)
        match node:
            case cst.Attribute(value=cst.Name(value="builtins"), attr=cst.Name(value=name)):
                yield name in GROUPS
            case cst.ImportFrom(module=cst.Name(value="builtins"), names=[*aliases]):
                yield any(alias.name.value in GROUPS for alias in aliases)
