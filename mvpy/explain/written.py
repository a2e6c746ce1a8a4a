"""A tree as lines of text, each of which knows where its parts come from.

    lines = Writing(module, marks).body(module.body)
    lines[0].text, lines[0].parts        "x = a()\n" without its end; [(4, mark), (3, other mark)]

A statement that has been written is not written again: from one step of a program to the next most are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import libcst as cst
from libcst._nodes.internal import CodegenState

from mvpy.explain.origins import Mark
from mvpy.output.assembling import CoreParts
from mvpy.output.core_definitions import InPlace
from mvpy.output.printer import printed_number
from mvpy.tree.nodes import STATEMENTS, nodes_inside, parameters
from mvpy.tree.spacing import maker_of

Part = tuple[int, Mark | None]  # how many characters, and where they come from
Known = Mapping[int, tuple[cst.CSTNode, Mark]]
NOTHING = nullcontext()
SUITES = ("body", "orelse", "handlers", "cases", "finalbody")
CLAUSES = (cst.If, cst.Else, cst.Finally, cst.ExceptHandler, cst.ExceptStarHandler, cst.MatchCase)


@dataclass(frozen=True, eq=False)
class Line:
    """A line of a program, and from where its parts come; it is the same object as long as it is the same line."""

    text: str
    parts: tuple[Part, ...]


class Tokens(CodegenState):
    """What libcst's printer writes, token by token; whole statements may stand among them as lines."""

    def __init__(self, module: cst.Module, marks: Known, spelt: Mapping[str, str]) -> None:
        super().__init__(module.default_indent, module.default_newline)
        self.marks, self.spelt = marks, spelt
        self.owners: list[Mark | None] = []
        self.mark: Mark | None = None
        self.outer: list[Mark | None] = []
        self.name: str | None = None

    def before_codegen(self, node: cst.CSTNode) -> None:
        """*node* will be written."""
        self.outer.append(self.mark)
        entry = self.marks.get(id(node))
        if entry is not None:
            self.mark = entry[1]
        if node.__class__ is cst.Name:
            self.name = node.value

    def after_codegen(self, node: cst.CSTNode) -> None:
        """*node* has been written."""
        self.mark = self.outer.pop()

    def add_token(self, value: str) -> None:
        """Write *value*."""
        if value == self.name:
            value, self.name = self.spelt.get(value, value), None
        self.tokens.append(value)
        self.owners.append(self.mark)

    def add_indent_tokens(self) -> None:
        """Write the indentation of a line."""
        for value in self.indent_tokens:
            self.add_token(value)

    def add_lines(self, lines: Any) -> None:
        """Write whole *lines*."""
        self.tokens.append(lines)
        self.owners.append(None)

    def record_syntactic_position(self, node: Any, **more: Any) -> Any:
        """Nobody asks."""
        return NOTHING


class Writing:
    """Writes statements of a program, with the *marks* of their nodes, and names as they are *spelt*."""

    def __init__(self, module: cst.Module, marks: Known, spelt: Mapping[str, str]) -> None:
        self.module, self.marks, self.spelt = module, marks, spelt
        self.known: dict[tuple[int, str], tuple[cst.CSTNode, list[Line]]] = {}

    def tokens(self) -> Tokens:
        """To write something new."""
        return Tokens(self.module, self.marks, self.spelt)

    def body(self, statements: Sequence[cst.CSTNode]) -> list[Line]:
        """The lines of *statements* of the module, or of what stands above or below them."""
        return [line for statement in statements for line in self.statement(statement, ())]

    def statement(self, node: cst.CSTNode, indents: Sequence[str]) -> list[Line]:
        """The lines of *node*, which is indented so."""
        key = id(node), "".join(indents)
        if key not in self.known:
            state = self.tokens()
            state.indent_tokens = list(indents)
            entry = self.marks.get(id(node))
            state.mark = entry[1] if entry else None
            self.apart(node)._codegen(state)
            self.known[key] = node, list(lines_of_tokens(state))
        return self.known[key][1]

    def apart(self, node: Any) -> Any:
        """*node*, whose statements inside are written on their own."""
        if not isinstance(node, STATEMENTS + CLAUSES) or isinstance(node, cst.SimpleStatementLine):
            return node
        changes: dict[str, Any] = {}
        for name in SUITES:
            value = getattr(node, name, None)
            if isinstance(value, cst.IndentedBlock):
                changes[name] = maker_of(value, body=[Apart(one, self) for one in value.body])
            elif isinstance(value, cst.CSTNode):
                changes[name] = self.apart(value)
            elif value:
                changes[name] = [self.apart(one) for one in value]
        return maker_of(node, **changes)


class Apart:
    """Stands for the statement *node* where libcst's printer meets it."""

    def __init__(self, node: cst.CSTNode, writing: Writing) -> None:
        self.node, self.writing = node, writing

    def _codegen(self, state: Tokens, **more: Any) -> None:
        """Write it, if it has not been written."""
        state.add_lines(self.writing.statement(self.node, state.indent_tokens))


def lines_of_tokens(state: Tokens) -> Iterator[Line]:
    """The lines that have been written to *state*."""
    text, parts = "", list[Part]()
    for token, mark in zip(state.tokens, state.owners, strict=True):
        if isinstance(token, list):
            yield from token
            continue
        first, *others = token.split("\n")
        text, parts = text + first, joined(parts, len(first), mark)
        for other in others:
            yield Line(text, tuple(parts))
            text, parts = other, joined([], len(other), mark)
    if text:
        yield Line(text, tuple(parts))


def joined(parts: list[Part], length: int, mark: Mark | None) -> list[Part]:
    """*parts*, and behind them so many characters with this *mark*."""
    if not length:
        return parts
    if parts and parts[-1][1] is mark:
        parts[-1] = parts[-1][0] + length, mark
    else:
        parts.append((length, mark))
    return parts


# The core ---------------------------------------------------------------------------------

WORDS = re.compile(r"\w+|[^\w\s]")
KEYWORDS = frozenset("def nonlocal return yield try except as raise while".split())
Leaf = tuple[str, Mark | None]  # a name, a number or a bracket, and where it comes from


def lines_of_core(parts: CoreParts, marks: Known) -> list[Line]:
    """The lines of the body of *parts*, which the printer of the core has written."""
    lines: list[Line] = []
    last: cst.CSTNode | None = None
    own: Mark | None = None
    leaves: list[Leaf] = []
    for text, owner in zip(parts.body.split("\n"), parts.owners, strict=False):
        if owner is not last and owner is not None:
            last, own = owner, marks[id(owner)][1] if id(owner) in marks else None
            leaves = list(leaves_of(owner, marks, own, parts.in_place))[::-1]
        lines.append(Line(text, tuple(parts_of_core(text, leaves, own)) if owner else ()))
    return lines


def parts_of_core(text: str, leaves: list[Leaf], own: Mark | None) -> list[Part]:
    """The parts of the line *text*; the *leaves* that are in it, of which the next is the last, are taken off."""
    parts: list[Part] = []
    here, at = own, 0
    for found in WORDS.finditer(text.partition("#")[0]):
        if leaves and leaves[-1][0] == found[0]:
            here = leaves.pop()[1]
        elif found[0] != ",":  # a keyword, or a bracket of the layout
            here = own
        joined(parts, found.end() - at, here)
        at = found.end()
    return joined(parts, len(text) - at, own)


def leaves_of(node: Any, marks: Known, around: Mark | None, in_place: InPlace) -> Iterator[Leaf]:
    """The names, numbers and brackets in *node*, but for what is in its suites, as they are printed.

    Certain names are printed as the expressions that are *in_place* of them.
    """
    entry = marks.get(id(node))
    mark = entry[1] if entry else around
    kind = node.__class__
    if kind is cst.Name and node.value in in_place:
        yield from leaves_of(in_place[node.value], marks, mark, {})
    elif kind is cst.Name:
        yield node.value, mark
    elif kind is cst.Integer:
        yield printed_number(node), mark
    elif kind is cst.Call:
        yield from leaves_of(node.func, marks, mark, in_place)
        yield "(", mark
        for argument in node.args:
            yield from ((star, mark) for star in argument.star)
            if argument.keyword is not None:
                yield from leaves_of(argument.keyword, marks, mark, {})
                yield "=", mark
            yield from leaves_of(argument.value, marks, mark, in_place)
        yield ")", mark
    else:
        for inner in parts_printed(node):
            yield from leaves_of(inner, marks, mark, in_place)


def parts_printed(node: Any) -> Iterator[cst.CSTNode]:
    """The nodes right inside *node* that are printed in its own lines, in their order."""
    match node:
        case cst.FunctionDef(name=name, params=params):
            yield name
            yield from parameters(params)
        case cst.Param(name=name, default=default):
            yield from (one for one in (name, default) if one is not None)
        case cst.While(test=test):
            yield test
        case cst.ExceptHandler(type=type_, name=name):
            yield from (one for one in (type_, name) if one is not None)
        case cst.Try():
            return
        case _:
            yield from nodes_inside(node)
