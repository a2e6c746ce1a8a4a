"""Apply rewrites to a whole module, as their contracts say: one after the other, and what is left to do at the end."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import libcst as cst

from mvpy.errors import InternalError, MVPyError, RuleError, reason
from mvpy.machine.context import Context
from mvpy.machine.flattening import flattened, refuse_too_deep
from mvpy.machine.lifetimes import with_early_releases
from mvpy.machine.loading import place_of_error
from mvpy.machine.loose_lines import with_closed_lines
from mvpy.machine.occurrences import Chosen, with_settled
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.machine.rewrite import Rewrite, Rules, narrowed
from mvpy.machine.shapes import shape_of
from mvpy.machine.temporaries import hidden
from mvpy.machine.walk import Walk


class Watch:
    """Sees what each rewrite that is enabled leaves, and notes how many seconds it has taken."""

    def __init__(self) -> None:
        self.times: dict[str, float] = {}

    def seen(self, rewrite: Rewrite, before: cst.Module, tree: cst.Module, cx: Context) -> None:
        """*tree* is what *rewrite* has made of *before*."""


def rewritten(
    program: Program, passes: Passes, watch: Watch, check: bool = False
) -> tuple[cst.Module, Context]:
    """*program* after all rewrites that are enabled.

    It turns out at the end which constructs that were to stay cannot; then the rewrites run once more.
    """
    opened: frozenset[int] = frozenset()
    while True:
        cx, tree = Context(program, passes), program.module
        for rewrite in passes:
            started, before = perf_counter(), tree
            tree = turn_of(rewrite, tree, opened, cx, check)
            if rewrite.name in passes.enabled:
                watch.times[rewrite.name] = perf_counter() - started
                watch.seen(rewrite, before, tree, cx)
        more = to_be_opened(tree, cx) - opened
        if not more:
            return tree, cx
        opened |= more


def turn_of(
    rewrite: Rewrite, tree: cst.Module, opened: frozenset[int], cx: Context, check: bool
) -> cst.Module:
    """*tree* after the turn of *rewrite*: it and what goes with it, or what is done where its construct stays.

    At the lines *opened* constructs are that could have stayed, and cannot, as an earlier run has shown.
    *check* applies the rewrite twice, and fails if the second time finds something.
    """
    cx.current_rewrite = rewrite.name
    if rewrite.name in cx.passes.enabled:
        chosen = cx.passes.chosen if cx.passes.chosen and cx.passes.chosen.rewrite == rewrite.name else None
        for other, opening in cx.passes.openings(rewrite):
            rules = narrowed(other, opening.such)
            rules = chosen.opening_rules(other, rules, cx) if chosen else rules
            tree = applied(other, tree, cx, rules=rules, chosen=chosen)
        narrow = chosen.rules(rewrite, cx) if chosen else None
        if cx.passes.lowering is not None:
            narrow = rules_of_lowering(rewrite, cx.passes)
        tree = applied(rewrite, tree, cx, rules=narrow, chosen=chosen, check=check)
        if cx.passes.goes(rewrite):
            return tree
    if rewrite.contract.where_kept is not None:
        with cx.unrecorded():
            for rules in rewrite.contract.where_kept(cx.program.module, opened, cx):
                tree = applied(rewrite, tree, cx, rules=rules)
    return tree


def rules_of_lowering(rewrite: Rewrite, passes: Passes) -> Rules | None:
    """The rules of *rewrite*, at work only at what the host lacks; None if it is at work everywhere."""
    lowering = passes.lowering
    if lowering is None or lowering.takes_all(rewrite):
        return None
    if rewrite.name in lowering.constructs or rewrite.name in lowering.forms:

        def is_wrong(node: Any, cx: Context) -> bool:
            return lowering.is_wrong(rewrite.name, shape_of(node), cx.place.line in passes.touched)

        return with_settled(narrowed(rewrite, is_wrong, everywhere=True))
    forms, removes = list(lowering.newer(rewrite)), rewrite.contract.removes
    return narrowed(rewrite, lambda node, cx: any(form.is_at(node, removes) for form in forms))


def applied(
    rewrite: Rewrite,
    tree: cst.Module,
    cx: Context,
    *,
    rules: Rules | None = None,
    chosen: Chosen | None = None,
    check: bool = False,
) -> cst.Module:
    """*tree* after *rewrite*, or after other *rules* in its place; they are at work only where it is *chosen*."""
    cx.scopes.see(tree)
    needs = rewrite.contract.needs if rules is None else ()
    walk = Walk(rules or rewrite.rules, cx, rewrite.contract.sees, looked_for=needs or rules or rewrite.rules)
    walk.at_work_in = chosen.concerns if chosen else None
    if not walk.has_work_in(tree):
        return tree
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
        raise failure(rewrite, error, cx) from error
    return new


def failure(rewrite: Rewrite, error: Exception, cx: Context) -> InternalError:
    """What is told of the *error* that came out of *rewrite*: its line, if it was at work itself."""
    place = place_of_error(rewrite.module.__name__.rpartition(".")[0], error)
    if place and not isinstance(error, (RecursionError, MemoryError)):
        return RuleError(rewrite.name, cx.program.filename, cx.place.line, reason(error), place)
    return InternalError(rewrite.name, cx.program.filename, cx.place.line)


def to_be_opened(tree: cst.Module, cx: Context) -> frozenset[int]:
    """The lines of the constructs that are left in *tree*, after all rewrites, and cannot stay."""
    found: set[int] = set()
    for rewrite in cx.passes:
        if rewrite.contract.must_open is not None and not cx.is_core:
            found |= rewrite.contract.must_open(tree, cx.program.module, cx)
    return frozenset(found)


def completed(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree* after all that is done when the rewrites are through: guards, releases, what contracts say, temporaries."""
    if tree is cx.program.module and not cx.is_core:
        return tree
    if cx.names.guards:
        tree = flattened(tree, cx)
    if tree is not cx.program.module and cx.lets_go:
        tree = with_early_releases(tree, cx)
    for rewrite in cx.passes:
        if rewrite.contract.finish is not None:
            tree = rewrite.contract.finish(tree, cx)
    if not cx.is_core:
        tree = with_closed_lines(tree, cx)
    refuse_too_deep(tree, cx, cx.program.filename)
    return hidden(tree, cx) if cx.names.hides and (cx.is_core or cx.names.are_looked_at) else tree
