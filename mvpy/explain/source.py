"""A program that is explained: its tree as it was read, and where its nodes stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from mvpy.explain.model import Place
from mvpy.machine.context import Context
from mvpy.machine.program import Program
from mvpy.tree.nodes import STATEMENTS, nodes_inside
from mvpy.tree.positions import columns_in

Key = tuple[
    int, int
]  # which node of the source, by its id; the how manieth time that rules are asked about it


class Source:
    """The nodes of a *program*: their places, what is around them, and which of them is another one by now."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.module = program.module
        wrapper = MetadataWrapper(self.module, unsafe_skip_copy=True)
        self.ranges = {id(node): place for node, place in wrapper.resolve(PositionProvider).items()}
        self.around: dict[int, cst.CSTNode] = {}
        self.nodes: dict[int, cst.CSTNode] = {id(self.module): self.module}
        self.programs = {program.kinds: program}
        self.at_work: dict[int, set[str]] = {}
        self.column = columns_in(program.text, self.module.code)
        self.numbered()
        # The first of each kind that begins at a line, for what has been built anew meanwhile.
        self.at_line: dict[tuple[type, int], int] = {}
        for node, line in program.lines[0].values():
            self.at_line.setdefault((type(node), line), id(node))

    def numbered(self) -> None:
        """Find out what stands in what."""
        waiting: list[cst.CSTNode] = [self.module]
        for node in waiting:
            for inner in nodes_inside(node):
                self.around.setdefault(id(inner), node)
                self.nodes[id(inner)] = inner
                waiting.append(inner)

    def original(self, node: Any, cx: Context) -> int:
        """The id of the node of the source that *node*, at which the walk of *cx* is, was; 0 if it was none."""
        if node.__class__ is cst.Module:
            return id(self.module)
        inside = node.body[0] if isinstance(node, cst.SimpleStatementLine) else node
        for one in (node, inside, cx.place.origin if type(cx.place.origin) is type(node) else None):
            if id(one) in self.nodes:
                return id(one)
        return self.at_line.get((type(node), cx.lines.of(node)), 0)

    def for_kinds(self, kinds: frozenset[str]) -> Program:
        """The program, whose outputs are to do what CPython does with respect to *kinds*: one object for all of them."""
        if kinds not in self.programs:
            self.programs[kinds] = replace(self.program, kinds=kinds)
        return self.programs[kinds]

    def know(self, sites: Iterable[tuple[cst.CSTNode, str]]) -> None:
        """Remember which rewrites have *sites* at which nodes."""
        for node, rewrite in sites:
            self.at_work.setdefault(id(node), set()).add(rewrite)

    def outwards(self, node: int) -> Iterator[cst.CSTNode]:
        """The nodes around the one with the id *node*, inner before outer."""
        while (found := self.around.get(node)) is not None:
            yield found
            node = id(found)

    def holds(self, outer: int, inner: int) -> bool:
        """Does the node with the id *inner* stand in the one with the id *outer*?"""
        return any(id(node) == outer for node in self.outwards(inner))

    def place(self, node: cst.CSTNode) -> Place:
        """Where *node* stands in the text."""
        found: CodeRange = self.ranges[id(node)]
        start, end = found.start, found.end
        return Place(
            start.line,
            self.column(start.line, start.column) + 1,
            end.line,
            self.column(end.line, end.column) + 1,
        )

    def own_lines(self, node: cst.CSTNode) -> tuple[int, int]:
        """The first and the last line of *node* itself, without the suite that it may have."""
        place = self.place(node)
        suite = getattr(node, "body", None)
        if isinstance(node, cst.Module) or not isinstance(suite, cst.IndentedBlock):
            return place.line, place.end_line
        return place.line, max(place.line, self.place(suite.body[0]).line - 1)

    def statement(self, node: cst.CSTNode) -> tuple[int, int]:
        """The lines of the statement that *node* is, or stands in, from its decorators on; of the module all of them."""
        found = next(
            (one for one in (node, *self.outwards(id(node))) if isinstance(one, STATEMENTS)), self.module
        )
        place, decorators = self.place(found), getattr(found, "decorators", ())
        return self.place(decorators[0]).line if decorators else place.line, place.end_line
