"""Apply a rewrite to a whole module, as its contract says: with what it opens, or where its construct stays."""

from __future__ import annotations

import libcst as cst

from mvpy.errors import InternalError, MVPyError
from mvpy.machine.context import Context
from mvpy.machine.rewrite import Rewrite, Rules, narrowed
from mvpy.machine.walk import Walk


def turn_of(
    rewrite: Rewrite, tree: cst.Module, opened: frozenset[int], cx: Context, check: bool
) -> cst.Module:
    """*tree* after the turn of *rewrite*: it and what goes with it, or what is done where its construct stays.

    At the lines *opened* constructs are that could have stayed, and cannot, as an earlier run has shown.
    *check* applies the rewrite twice, and fails if the second time finds something.
    """
    cx.current_rewrite = rewrite.name
    if rewrite.name in cx.passes.enabled:
        for other, opening in cx.passes.openings(rewrite):
            tree = applied(other, tree, cx, rules=narrowed(other, opening.such))
        return applied(rewrite, tree, cx, check=check)
    if rewrite.contract.where_kept is not None:
        with cx.unrecorded():
            for rules in rewrite.contract.where_kept(cx.program.module, opened, cx):
                tree = applied(rewrite, tree, cx, rules=rules)
    return tree


def applied(
    rewrite: Rewrite, tree: cst.Module, cx: Context, *, rules: Rules | None = None, check: bool = False
) -> cst.Module:
    """*tree* after *rewrite*, or after other *rules* in its place."""
    cx.scopes.see(tree)
    walk = Walk(rules or rewrite.rules, cx, rewrite.contract.sees, skipping=True)
    try:
        new = walk.module(tree)
        if check:
            fired = walk.fired
            cx.scopes.see(new)
            walk.module(new)
            if walk.fired != fired:
                raise InternalError(
                    rewrite.name, cx.program.filename, cx.place.line, "it left something to rewrite"
                )
    except MVPyError:
        raise
    except Exception as error:
        raise InternalError(rewrite.name, cx.program.filename, cx.place.line) from error
    return new


def to_be_opened(tree: cst.Module, cx: Context) -> frozenset[int]:
    """The lines of the constructs that are left in *tree*, after all rewrites, and cannot stay."""
    found: set[int] = set()
    for rewrite in cx.passes:
        if rewrite.contract.must_open is not None and not cx.is_core:
            found |= rewrite.contract.must_open(tree, cx.program.module, cx)
    return frozenset(found)


def finished(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree* after what the contracts do to a whole module at the end."""
    for rewrite in cx.passes:
        if rewrite.contract.finish is not None:
            tree = rewrite.contract.finish(tree, cx)
    return tree
