"""Where each statement of a freshly parsed tree begins, and which of them span lines.

libcst's PositionProvider writes the whole program to find out; counting the line ends in the tree is
several times faster, and lines of statements are all that sites and source maps need.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import libcst as cst

from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.generated import compiled, function
from mvpy.tree.nodes import CLAUSES

# Fields of compound statements that are not part of the header's own logical line.
BLOCKS = frozenset(
    {
        "body",
        "orelse",
        "handlers",
        "finalbody",
        "leading_lines",
        "decorators",
        "lines_after_decorators",
        "cases",
    }
)


def statement_lines(module: cst.Module) -> tuple[dict[int, tuple[cst.CSTNode, int]], set[int]]:
    """(id -> (statement, line), ids of the statements with line ends or comments inside)."""
    lines: dict[int, tuple[cst.CSTNode, int]] = {}
    broken: set[int] = set()
    for statement, line, is_broken in statements(module):
        lines[id(statement)] = (statement, line)
        if is_broken:
            broken.add(id(statement))
    return lines, broken


def source_lines(
    module: cst.Module, code: str, source: str, known: Mapping[int, tuple[cst.CSTNode, int]]
) -> list[int]:
    """For each line of *code*, which is *module* as text, the line of *source* that it is from, or 0.

    *known* has the lines of the statements.  Lines between two statements (comments, blank lines, `else`, the
    inside of a long string) go on with the source as long as they are the same there.
    """
    starts = {
        line: known[id(statement)][1] for statement, line, _ in statements(module) if id(statement) in known
    }
    originals, texts = lines_of(source), lines_of(code)
    origins: list[int] = []
    last, begun = 0, False
    for number, text in enumerate(texts, 1):
        same = last < len(originals) and text == originals[last]
        begun = begun or number in starts
        last = starts.get(number, last + same)
        origins.append(last if begun or same else 0)
    starts[len(texts) + 1] = len(originals) + 1
    for number, line in starts.items():  # what stands above a statement, or above the end, goes with it
        while (number := number - 1) and (line := line - 1) and number not in starts:
            if texts[number - 1] != originals[line - 1]:
                break
            origins[number - 1] = line
    return origins


def lines_of(text: str) -> list[str]:
    """The lines of *text*, without their ends."""
    return text.removesuffix("\n").split("\n")


def columns_in(text: str, read: str) -> Callable[[int, int], int]:
    """What gives the column in *text* for a line and a column in *read*, its tree's text in a plainer layout."""
    if read == text:
        return lambda line, column: column
    written, plain = text.split("\n"), read.split("\n")
    return lambda line, column: max(column + len(written[line - 1]) - len(plain[line - 1]), 0)


def statements(module: cst.Module) -> Iterator[tuple[cst.CSTNode, int, bool]]:
    """Each statement of *module* that has lines of its own, its first line, and whether it is broken (see above)."""
    line = 1 + len(module.header)
    # A stack of things still to be counted, so that nesting costs no recursion: nodes, or numbers to add.
    stack: list[Any] = list(reversed(module.body))
    while stack:
        node = stack.pop()
        kind = node.__class__
        if kind is int:
            line += node
        elif kind is cst.SimpleStatementLine:
            line += len(node.leading_lines)
            inside = sum(map(newlines, node.body))
            yield node, line, bool(inside)
            line += inside + 1
        elif kind is CommentStatement:
            line += len(node.leading_lines)
        elif kind is cst.IndentedBlock:
            stack.append(len(node.footer))
            stack.extend(reversed(node.body))
            line += 1
        elif kind is cst.SimpleStatementSuite:
            yield node, line, False
            inside = sum(map(newlines, node.body))
            line += inside + 1
        elif isinstance(node, cst.BaseCompoundStatement) or kind in CLAUSES:
            line += len(getattr(node, "leading_lines", ()))
            first, inside = line, 0
            for decorator in getattr(node, "decorators", ()):
                more = newlines(decorator.decorator)
                inside += more + bool(decorator.trailing_whitespace.comment) + len(decorator.leading_lines)
                line += len(decorator.leading_lines) + more + 1
            after = len(getattr(node, "lines_after_decorators", ()))
            line += after
            header = header_newlines(kind)(node)
            line += header
            yield node, first, bool(inside or header or after)
            for name in ("finalbody", "orelse", "handlers", "cases", "body"):
                part = getattr(node, name, None)
                if isinstance(part, cst.CSTNode):
                    stack.append(part)
                elif part:
                    stack.extend(reversed(part))
            if kind is cst.Match:
                line += 1


def newlines(node: cst.CSTNode) -> int:
    """How many line ends *node* holds."""
    return counter(node.__class__)(node)


@cache
def counter(cls: type) -> Callable[[Any], int]:
    """The function that counts the line ends in nodes of type *cls*."""
    if cls is cst.SimpleWhitespace:
        return lambda node: node.value.count("\n") if "\n" in node.value else 0
    if cls is cst.ParenthesizedWhitespace:
        return lambda node: 1 + len(node.empty_lines) + newlines(node.last_line)
    if cls in (cst.FormattedStringText, cst.TemplatedStringText):
        return lambda node: node.value.count("\n")
    if cls is cst.SimpleString:
        return lambda node: node.value.count("\n") + in_parentheses(node)
    return counting(cls, frozenset())


def in_parentheses(node: cst.CSTNode) -> int:
    """How many line ends the parentheses of *node* hold, if it can have some."""
    around = (*getattr(node, "lpar", ()), *getattr(node, "rpar", ()))
    return sum(map(newlines, around)) if around else 0


@cache
def header_newlines(cls: type) -> Callable[[Any], int]:
    """The function that counts the line ends in the header of compound statements of type *cls*."""
    return counting(cls, BLOCKS)


def counting(cls: type, without: frozenset[str]) -> Callable[[Any], int]:
    if not dataclasses.is_dataclass(cls) or cls in (cst.Name, cst.Integer):
        return in_parentheses
    names = [f.name for f in dataclasses.fields(cls) if f.name not in without]
    lines = ["def count(node):", "    total = 0"]
    for name in names:
        lines.append(f"    value = node.{name}")
        lines.append("    kind = value.__class__")
        if name == "conversion":  # the space behind it is part of it
            lines.append("    if kind is str: total += value.count('\\n')")
        lines.append("    if kind is str or value is None: pass")
        lines.append("    elif kind is tuple or kind is list:")
        lines.append("        for part in value: total += counter(part.__class__)(part)")
        lines.append("    elif isinstance(value, Node): total += counter(kind)(value)")
    lines.append("    return total")
    return function(
        compiled("\n".join(lines), f"newlines in {cls.__name__}"),
        "count",
        {"counter": counter, "Node": cst.CSTNode},
    )
