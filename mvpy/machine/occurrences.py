"""Rewrite some occurrences of a construct only, and say where each stands.

    chosen = Chosen("with_statement", {1})                 the second one that the walk comes to
    desugar_source(text, only=["with_statement"], chosen=chosen)
    chosen.places                                          where all stand that it came to: [Place(3, 1), Place(7, 5)]

Occurrences are numbered in the order in which the walk comes to them: what is inside comes first.  All that a rule is
asked about is one; whether there is anything to do for it is seen when it is chosen.  With none chosen nothing
changes, so what the walk comes to is the source, and each occurrence has the place that it has there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from mvpy.machine.rewrite import Rewrite, Rule, Rules
from mvpy.tree.let import Let

if TYPE_CHECKING:  # it knows this file
    from mvpy.machine.context import Context


class Place(NamedTuple):
    """Where something begins: line and column, from 1 on, the column 0 if it is not known; and its statement's line."""

    line: int
    column: int
    statement: int


@dataclass
class Chosen:
    """Those *numbers* of the occurrences at which *rewrite* is at work; and the *places* of all, when it has been."""

    rewrite: str
    numbers: Collection[int] = ()
    places: list[Place] = field(default_factory=list)

    def rules(self, rewrite: Rewrite, cx: Context) -> Rules:
        """The rules of *rewrite*, at work where they are to be."""
        known = positions(cx.program.module)
        self.places = []
        last: list[Any] = [None]  # several rules are asked about one node

        def chosen(rule: Rule) -> Rule:
            @wraps(rule)
            def choosing(node: Any, cx: Context) -> Any:
                if node.__class__ is cst.Module:
                    return rule(node, cx)
                if node is not last[0]:
                    last[0] = node
                    self.places.append(place_of(node, known, cx))
                return settled(rule(node, cx), cx) if len(self.places) - 1 in self.numbers else None

            return choosing

        return {kind: [chosen(rule) for rule in rules] for kind, rules in rewrite.rules.items()}

    def keeps(self, statement: cst.BaseStatement) -> bool:
        """Is *statement* to stay, where a rule for what is around it would apply itself to it?"""
        return False

    def concerns(self, statement: cst.CSTNode) -> bool:
        """May there be something to do in *statement*, which rules are about to see?"""
        return True

    def opening_rules(self, other: Rewrite, rules: Rules, cx: Context) -> Rules:
        """Those of the *rules* of *other*, which opens what cannot stay, that are at work: all."""
        return rules


def with_settled(rules: Rules) -> Rules:
    """The *rules*, which are at work at some occurrences only: what they give is settled, see `settled`."""

    def settling(rule: Rule) -> Rule:
        @wraps(rule)
        def settle(node: Any, cx: Context) -> Any:
            return settled(rule(node, cx), cx)

        return settle

    return {kind: [settling(rule) for rule in several] for kind, several in rules.items()}


def settled(new: Any, cx: Context) -> Any:
    """*new*, which a rule gives, without a Let in the statements of a Let: one that was not chosen was opened there."""
    return cx.settled(new) if isinstance(new, Let) else new


def positions(module: cst.Module) -> dict[int, tuple[int, int]]:
    """Where each node of *module* begins, by its id."""
    found = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    return {id(node): (place.start.line, place.start.column + 1) for node, place in found.items()}


def place_of(node: Any, known: Mapping[int, tuple[int, int]], cx: Context) -> Place:
    """Where *node* stands, at which the walk is; the places of the nodes of the source are *known*."""
    inside = node.body[0] if isinstance(node, cst.SimpleStatementLine) else node
    for one in (node, inside, cx.place.origin):
        if id(one) in known:
            return Place(*known[id(one)], cx.place.line)
    return Place(cx.place.line, 0, cx.place.line)
