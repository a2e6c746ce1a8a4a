"""At which lines of the source statements stand, or stood that have become them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import libcst as cst

from mvpy.machine.place import Place
from mvpy.tree.suite import statements_inside

L = TypeVar("L", int, int | None)
Lined = dict[int, tuple[cst.CSTNode, int]]  # by id: the node, so that nothing else gets its id, and its line


class Lines:
    """The lines of statements.

    known       the lines of all statements that have one
    sections    of statements whose line is not their section (see `Place`): that section
    multiline   the statements that are written on more than one line, besides their suites, by id
    source      the lines of the source
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.known: Lined = {}
        self.sections: Lined = {}
        self.multiline: set[int] = set()
        self.source: Sequence[str] = ()

    def of(self, node: cst.CSTNode, default: int = 0) -> int:
        """The line at which *node* stands, *default* if nobody knows."""
        entry = self.known.get(id(node))
        return default if entry is None else entry[1]

    def put(self, node: cst.CSTNode, line: int) -> None:
        """Let *node* stand at *line*."""
        self.known[id(node)] = (node, line)

    def locate(self, statements: Sequence[cst.BaseStatement], line: int) -> None:
        """Let *statements*, and those in their suites, stand at *line* of the source unless they stand elsewhere."""
        stack = list(statements)
        while stack:
            statement = stack.pop()
            if id(statement) not in self.known:
                self.known[id(statement)] = (statement, line)
                stack += statements_inside(statement)

    def stand_at(self, statements: Sequence[cst.BaseStatement], clause: cst.CSTNode) -> None:
        """Let what is in the suites of *statements* stand at the line of *clause*, as far as that is known.

        They themselves stand where the whole statement stood, whose temporaries live as long as its line goes on.
        """
        if entry := self.known.get(id(clause)):
            for statement in statements:
                self.locate(statements_inside(statement), entry[1])

    def locate_part(self, statements: Sequence[cst.BaseStatement], line: int) -> None:
        """As `locate`; but *statements* go on being parts of what the statement at hand becomes.

        In the module itself they belong to its section; elsewhere they may get there, when what holds them dissolves.
        """
        place = self.place
        section = place.section if place.origin is place.toplevel else place.line
        self.locate(statements, line)
        for statement in statements:
            self.sections[id(statement)] = (statement, section)

    def placed(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        """*new* has the place of *old*: its line, and its section."""
        entry = self.known.get(id(old))
        if entry is not None:
            self.known[id(new)] = (new, entry[1])
        if (part := self.sections.get(id(old))) is not None:
            self.sections[id(new)] = (new, part[1])

    def section_of(self, statement: cst.CSTNode, default: L) -> int | L:
        """The section of a *statement* of the module: the line at which began what has become it and others."""
        entry = self.sections.get(id(statement)) or self.known.get(id(statement))
        return entry[1] if entry is not None else default

    def split(self, statements: Sequence[cst.BaseStatement], old: cst.CSTNode) -> set[int]:
        """The section at hand, or its part *old*, has become *statements*: the lines that are sections from now on.

        These are the lines of those that have lines of their own.
        """
        here = self.of(old) if id(old) in self.sections else 0
        section, lines = self.place.section, set()
        for statement in statements:
            if here and self.of(statement, here) == here:
                self.sections.setdefault(id(statement), (statement, section))
            line = self.section_of(statement, section)
            if line != section:
                lines.add(line)
        return lines

    @property
    def indentation(self) -> str:
        """How far the statement at hand is indented in the source."""
        if not 0 < self.place.line <= len(self.source):
            return ""
        line = self.source[self.place.line - 1]
        return line[: len(line) - len(line.lstrip())]
