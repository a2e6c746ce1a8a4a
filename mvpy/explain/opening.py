"""One construct gone at one site of a program: what `mvpy desugar --only` would do there, and nowhere else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import libcst as cst

from mvpy.errors import SourceError
from mvpy.explain.changes import Pair, change_of, differences
from mvpy.explain.model import Opened
from mvpy.explain.sites import AtSite, Found, nodes_below
from mvpy.explain.source import Source
from mvpy.machine.applying import Watch, completed, rewritten
from mvpy.machine.context import Context
from mvpy.machine.contract import Contract
from mvpy.machine.passes import Order, Passes
from mvpy.machine.rewrite import Rewrite
from mvpy.output.definitions import with_definitions
from mvpy.output.tidying import tidied
from mvpy.tree.suite import futures_first

DEFINED = re.compile(r"^(?:def|class) (\w+)", re.MULTILINE)


def opened_at(source: Source, site: Found, order: Order, kinds: frozenset[str]) -> Opened:
    """*source* without the construct of *site*, there; it does what CPython does with respect to *kinds*."""
    chosen = AtSite(source, site.rewrite, (site.key, *site.helping))
    program = source.for_kinds(kinds)
    try:
        tree, cx = rewritten(program, Passes(order, frozenset({site.rewrite}), chosen), Watch())
        tree = completed(tree, cx)
    except SourceError as error:  # it would be nested too deeply, for one
        return Opened((), refused=error.words)
    tree, above = laid_out(tree, cx)
    read, lines = program.lines[0], cx.lines.of
    pairs = list(differences(source.module.body, tree.body))
    changes = tuple(change_of(pair, source.module, read, lines) for pair in pairs)
    opens = (*chosen.helpers, *gone(pairs, site, source, order))
    cx.let_go(of_program=False)
    return Opened(
        tuple(change for change in changes if change.before != change.after),
        tuple(sorted(set(opens) - {site.rewrite}, key=order.number.__getitem__)),
        tuple(DEFINED.findall(above)),
        tuple(above.split("\n")) if above else (),
        leaves=tuple(sorted(set(left(pairs, source, order)), key=order.number.__getitem__)),
    )


def laid_out(tree: cst.Module, cx: Context) -> tuple[cst.Module, str]:
    """*tree* as it is printed, and what stands above it."""
    if tree is cx.program.module:
        return tree, ""
    tree = tree.with_changes(body=futures_first(tree.body))
    if not cx.program.kinds:
        tree = tidied(tree, cx)
    return (tree, "") if cx.exactly("namespace") else with_definitions(tree, cx)


def gone(pairs: Sequence[Pair], site: Found, source: Source, order: Order) -> Iterator[str]:
    """The rewrites whose constructs have become fewer between *pairs*, of those that hold the *site* or are in it."""
    near = [site.node, *source.outwards(id(site.node)), *nodes_below(site.node)]
    names = {rewrite for node in near for rewrite in source.at_work.get(id(node), ())}
    names = {rewrite for rewrite in names if is_of_interest(order.named(rewrite).contract)}
    before, after = Counter[str](), Counter[str]()
    for pair in pairs:
        for counts, suite in ((before, pair.old), (after, pair.new)):
            nodes = (node for statement in suite for node in (statement, *nodes_below(statement)))
            counts.update(rewrite.name for node in nodes for rewrite in removers(node, order))
    yield from (name for name in names if before[name] > after[name])


def left(pairs: Sequence[Pair], source: Source, order: Order) -> Iterator[str]:
    """The rewrites that new assignments in *pairs* are for, to targets of the program: `a, b = _item` of a `for a, b in c`."""
    for pair in pairs:
        for node in (inner for statement in pair.new for inner in (statement, *nodes_below(statement))):
            if isinstance(node, cst.Assign) and id(node) not in source.nodes:
                if any(id(part) in source.nodes for one in node.targets for part in nodes_below(one)):
                    yield from (rewrite.name for rewrite in removers(node, order))


def is_of_interest(contract: Contract) -> bool:
    """Is a construct with this *contract* more than layout, and none that a readable output keeps?"""
    return "layout" not in contract.sees and "readable" not in contract.stays_at


def removers(node: cst.CSTNode, order: Order) -> list[Rewrite]:
    """The rewrites whose construct *node* is."""
    return [one for one in order.removers.get(type(node), ()) if one.contract.removes.is_at(node)]
