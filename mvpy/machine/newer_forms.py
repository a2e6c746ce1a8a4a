"""The places of a program that a host does not read, or lacks: each form that the contracts know, see `Newer`.

    newer_forms(module, text, Lowering((3, 8)), order)     [NewerForm(3, 1, "a match statement", (3, 10)), …]

What else a host lacks, such as a module of its library, can be added to such a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from mvpy.machine.contract import Construct, Newer
from mvpy.machine.lowering import Lowering
from mvpy.machine.passes import Order
from mvpy.machine.rewrite import Rewrite
from mvpy.machine.shapes import shape_of
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.positions import columns_in


class NewerForm(NamedTuple):
    """A place, its line and column from 1 on, at which there is what *words* call; there is that *since* which Python.

    A host that is no CPython lacks what it lacks: then *since* is nothing.
    """

    line: int
    column: int
    words: str
    since: tuple[int, ...]

    @property
    def sentence(self) -> str:
        """What is told of it."""
        return self.words if not self.since else f"{self.words} (Python {self.since[0]}.{self.since[1]})"


Known = list[tuple[Newer, Construct]]


def newer_forms(module: cst.Module, text: str, lowering: Lowering, order: Order) -> list[NewerForm]:
    """The forms in *module*, read from *text*, that the host of *lowering* does not read, in their order."""
    found = list(nodes_of_newer_forms(module, lowering, order))
    if not found:
        return []
    places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    column_of = columns_in(text, module.code)
    starts = [(places[form.at(node) if form.at else node].start, form) for node, form in found]
    return sorted({
        NewerForm(start.line, column_of(start.line, start.column) + 1, form.words, form.since)
        for start, form in starts
    })  # fmt: skip


def nodes_of_newer_forms(
    module: cst.Module, lowering: Lowering, order: Order
) -> Iterator[tuple[cst.CSTNode, Newer]]:
    """The nodes of *module* that are of a form which the host does not read, each with that form."""

    @cache
    def possible(kind: type) -> Known:
        """The forms that a node of this *kind* can have."""
        return [
            (form, rewrite.contract.removes)
            for rewrite in order.rewrites
            for form in [*lowering.newer(rewrite), *lacking(rewrite, lowering)]
            if issubclass(kind, form.kinds or rewrite.contract.removes.kinds)
        ]

    waiting: list[cst.CSTNode] = [module]
    while waiting:
        node = waiting.pop()
        for form, removes in possible(type(node)):
            if form.is_at(node, removes):
                yield node, form
        waiting += nodes_inside(node)


def lacking(rewrite: Rewrite, lowering: Lowering) -> list[Newer]:
    """What the host of *lowering* lacks of the construct of *rewrite*, or gets wrong, as a form: all of it, or some."""
    removes = rewrite.contract.removes
    if lowering.takes_all(rewrite) and rewrite.name in lowering.constructs:
        return [Newer((), removes.name)]
    is_some = rewrite.name in lowering.constructs or rewrite.name in lowering.forms
    if not (is_some and removes.kinds):
        return []
    return [Newer((), removes.name, such=lambda node: lowering.is_wrong(rewrite.name, shape_of(node)))]
