"""Where the constructs of a program stand: at which of its nodes a rewrite, alone, would be at work.

Each rule is asked about each node of the program as it was read, and its answer is thrown away: that tells where
there is something to do.  Some rules only help others: before `x: int` in a class comes `__annotations__ = {}`, which
the rule for the class sees to.  They are at work where a site inside of theirs is opened, and are no sites.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property, wraps
from typing import Any, NamedTuple

import libcst as cst

from mvpy.explain.source import Key, Source
from mvpy.machine.applying import applied
from mvpy.machine.context import Context
from mvpy.machine.occurrences import Chosen, settled
from mvpy.machine.passes import Order, Passes
from mvpy.machine.rewrite import Rewrite, Rule, Rules
from mvpy.tree.literals import is_docstring
from mvpy.tree.nodes import nodes_inside


class Found(NamedTuple):
    """A site: the *node* at which a rule of *rewrite* is at work, with its *key*, and others that help there."""

    rewrite: str
    node: cst.CSTNode
    key: Key
    helping: tuple[Key, ...]


class Numbered:
    """Says which node of the *source* a rule is asked about, and the how manieth time."""

    def __init__(self, source: Source) -> None:
        self.source, self.counts = source, Counter[int]()
        self.last: Any = None  # several rules are asked about one node
        self.known: Key = (0, 0)

    def key(self, node: Any, cx: Context) -> Key:
        """The key of *node*; that of the node before, if it is this one.

        A node of the source is always the same: a formatted string is taken apart as it was, and its fields are walked
        a second time, if one of them cannot stand in it any more.
        """
        if id(node) in self.source.nodes:
            return id(node), 0
        if node is not self.last:
            self.last, original = node, self.source.original(node, cx)
            self.known = (original, self.counts[original])
            self.counts[original] += 1
        return self.known


def each_rule(rewrite: Rewrite, asked: Callable[[Rule, Any, Context], Any]) -> Rules:
    """The rules of *rewrite*, each of which is *asked* in its own way."""

    def other(rule: Rule) -> Rule:
        @wraps(rule)
        def asking(node: Any, cx: Context) -> Any:
            return asked(rule, node, cx)

        return asking

    return {kind: [other(rule) for rule in rules] for kind, rules in rewrite.rules.items()}


class AtSite(Chosen):
    """Lets a rewrite be at work at the nodes with *keys* only; the first of them is the site."""

    def __init__(self, source: Source, rewrite: str, keys: tuple[Key, ...]) -> None:
        super().__init__(rewrite)
        self.source, self.keys = source, frozenset(keys)
        self.site = keys[0][0]
        self.helpers: list[str] = []  # the rewrites that have been asked for help

    def rules(self, rewrite: Rewrite, cx: Context) -> Rules:
        """The rules of *rewrite*, at work where they are to be."""
        numbered = Numbered(self.source)
        self.notice(cx)

        def chosen(rule: Rule, node: Any, cx: Context) -> Any:
            return settled(rule(node, cx), cx) if numbered.key(node, cx) in self.keys else None

        return each_rule(rewrite, chosen)

    def notice(self, cx: Context) -> None:
        """From now on note which rewrites are asked for help."""
        expanded_by = cx.expanded_by

        def noticed(rewrite: str, node: Any) -> Any:
            new = expanded_by(rewrite, node)
            if new != (node,):
                self.helpers.append(rewrite)
            return new

        vars(cx)["expanded_by"] = noticed

    def keeps(self, statement: cst.BaseStatement) -> bool:
        """Is *statement* one of the program that is not the site?"""
        return id(statement) in self.source.nodes and id(statement) != self.site

    @cached_property
    def near(self) -> set[int]:
        """The ids of what is in the site or around it."""
        site = self.source.nodes[self.site]
        return {id(node) for node in (site, *nodes_below(site), *self.source.outwards(self.site))}

    def concerns(self, statement: cst.CSTNode) -> bool:
        """Is *statement* in the site or around it, or is it new?"""
        return id(statement) in self.near or id(statement) not in self.source.nodes

    def opening_rules(self, other: Rewrite, rules: Rules, cx: Context) -> Rules:
        """Those *rules* of *other* where they are needed: inside of the site, or where this is a part of it."""
        construct, source = other.contract.removes, self.source
        inside = any(map(construct.is_at, nodes_below(source.nodes[self.site])))

        def needed(node: int) -> bool:
            if source.holds(self.site, node):
                return True
            is_part = construct.is_at(source.nodes[node]) and isinstance(
                source.nodes[node], cst.BaseExpression
            )
            return source.holds(node, self.site) and (inside or is_part)

        def asked(rule: Rule, node: Any, cx: Context) -> Any:
            original = source.original(node, cx)
            return rule(node, cx) if original and needed(original) else None

        return each_rule(Rewrite(other.name, other.module, other.contract, rules), asked)


def sites_of(source: Source, order: Order) -> list[Found]:
    """All sites of *source*, in the order in which they stand in it.

    What always runs takes nothing that anybody has written: it sees to what other rewrites make.
    """
    told = [rewrite for rewrite in order.rewrites if not rewrite.contract.always]
    found = [site for rewrite in told for site in sites_of_rewrite(source, rewrite, order)]

    def position(site: Found) -> tuple[int, ...]:
        place = source.place(shown(site, order))
        outer_first = -place.end_line, -place.end_column
        return place.line, place.column, order.number[site.rewrite], *outer_first

    return sorted(found, key=position)


def sites_of_rewrite(source: Source, rewrite: Rewrite, order: Order) -> Iterator[Found]:
    """The sites of one *rewrite* in *source*, in no order."""
    fired = nodes_that_fire(source, rewrite, order)
    sites = {key for key, node in fired.items() if is_site(node, rewrite)} or fired.keys()
    texts = any(
        cst.Module in order.named(one.rewrite).contract.removes.kinds for one in rewrite.contract.opens
    )
    for key in sites:
        if texts and is_documentation(source, key[0]):
            continue  # that is the construct that is opened for it
        yield Found(rewrite.name, fired[key], key, helping(source, key, fired.keys() - sites))


def nodes_that_fire(source: Source, rewrite: Rewrite, order: Order) -> Mapping[Key, cst.CSTNode]:
    """The nodes of *source* for which *rewrite* has something else, by their keys."""
    cx = Context(source.program, Passes(order, frozenset({rewrite.name})))
    cx.current_rewrite = rewrite.name
    numbered, fired = Numbered(source), dict[Key, cst.CSTNode]()

    def asked(rule: Rule, node: Any, cx: Context) -> Any:
        key = numbered.key(node, cx)
        if key[0] and rule(node, cx) is not None:
            fired[key] = source.nodes[key[0]]
        cx.place.after_children.clear()

    applied(rewrite, source.module, cx, rules=each_rule(rewrite, asked))
    cx.let_go(of_program=False)
    return fired


def is_site(node: cst.CSTNode, rewrite: Rewrite) -> bool:
    """Is *node* what *rewrite* removes, as far as that can be seen at a node?"""
    return rewrite.contract.removes.is_at(node)


def helping(source: Source, key: Key, others: Collection[Key]) -> tuple[Key, ...]:
    """Those of *others*, keys of nodes that are no sites, that help at the site with *key*: the innermost around it."""
    for node in source.outwards(key[0]):
        if found := tuple(other for other in others if other[0] == id(node)):
            return found
    return ()


def is_documentation(source: Source, node: int) -> bool:
    """Is the node with this id a docstring?"""
    for outer in source.outwards(node):
        if isinstance(outer, cst.SimpleStatementLine):
            block = source.around[id(outer)]
            return (
                is_docstring(outer)
                and isinstance(block, (cst.Module, cst.IndentedBlock))
                and block.body[0] is outer
            )
    return False


def construct_at(site: Found, order: Order) -> cst.CSTNode:
    """The construct of *site* itself: the node, or the first one in it that is what the rewrite removes."""
    construct = order.named(site.rewrite).contract.removes
    inside = (node for node in nodes_below(site.node) if construct.is_at(node))
    return site.node if construct.is_at(site.node) else next(inside, site.node)


def shown(site: Found, order: Order) -> cst.CSTNode:
    """Where *site* is shown: its construct, or for the whole module the first statement."""
    if isinstance(site.node, cst.Module) and site.node.body:
        return site.node.body[0]
    return construct_at(site, order)


def nodes_below(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """All nodes in *node*, in the order of the source."""
    waiting = list(reversed(nodes_inside(node)))
    while waiting:
        yield (one := waiting.pop())
        waiting += reversed(nodes_inside(one))
