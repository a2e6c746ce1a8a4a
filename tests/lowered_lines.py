"""Which lines of a program `--for` may change, which it changes, and how many lines it adds for which form."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from mvpy.machine.lowering import Lowering
from mvpy.machine.newer_forms import NewerForm
from mvpy.pipeline import newer_forms_in

HEADS = (ast.With, ast.AsyncWith, ast.For, ast.FunctionDef, ast.If, ast.While)
OPENING = ("type parameters", "a type statement")  # in a class, that goes, too


@dataclass(frozen=True)
class Place:
    """A *form* that the host does not read, and the lines from *first* to *last* that may change for it."""

    form: NewerForm
    first: int
    last: int


@dataclass(frozen=True)
class Change:
    """The lines from *first* to *last* of a source became *new* ones; *last* is before *first* where some were added."""

    first: int
    last: int
    new: tuple[str, ...]

    @property
    def added(self) -> int:
        """How many lines more there are."""
        return len(self.new) - (self.last - self.first + 1)


def places_in(text: str, lowering: Lowering, target: tuple[int, int] = (3, 13)) -> list[Place]:
    """Where *text* holds what the host of *lowering* does not read: the smallest statements, or heads of such."""
    statements = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]
    return [place_of(form, statements) for form in newer_forms_in(text, "program", lowering, target)]


def place_of(form: NewerForm, statements: list[ast.stmt]) -> Place:
    """The lines of the smallest of the *statements* around *form*, or of its head."""
    around = [
        node for node in statements if begins_before(node, form) and form.line <= (node.end_lineno or 0)
    ]
    node = max(around, key=first_line)
    if form.words in OPENING:
        classes = [one for one in around if isinstance(one, ast.ClassDef)]
        node = min(classes, key=first_line, default=node)
    is_head = isinstance(node, HEADS) and form.words != "type parameters"
    last = node.body[0].lineno - 1 if is_head else node.end_lineno
    return Place(form, first_line(node), max(last or 0, form.line))


def begins_before(node: ast.stmt, form: NewerForm) -> bool:
    """Does *node* begin where *form* does, or before?"""
    line = first_line(node)
    return line < form.line or line == form.line and node.col_offset < form.column


def first_line(node: ast.stmt) -> int:
    """The line of the first decorator of *node*, or of itself."""
    return min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])


def changes(text: str, new: str) -> Iterator[Change]:
    """What differs between *text* and what it became, line by line."""
    lines, new_lines = text.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, i, j, k, m in SequenceMatcher(None, lines, new_lines, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Change(i + 1, j, tuple(new_lines[k:m]))


def changed_beside(text: str, new: str, places: list[Place]) -> set[int]:
    """The lines of *text* that went or became others, and that no place is in; blank ones are those of definitions.

    A line that imports may import more.
    """
    lines, new_lines = text.splitlines(), set(new.splitlines())
    changed = {line for change in changes(text, new) for line in range(change.first, change.last + 1)}
    changed = {line for line in changed if not takes_more(lines[line - 1], new_lines)}
    allowed = {line for place in places for line in range(place.first, place.last + 1)}
    return {line for line in changed - allowed if lines[line - 1].strip()}


def takes_more(line: str, new_lines: set[str]) -> bool:
    """Is *line* an import, and is there the same among *new_lines* that imports more?"""
    is_import = line.startswith(("import ", "from typing import "))
    return is_import and any(new.startswith(f"{line.partition('#')[0].rstrip()}, ") for new in new_lines)
