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
BINDING = (
    "a match statement",
)  # in the body of a class, names of ours are kept out of it by another form of class
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
POSTPONED = "postponed annotations"
ASSIGNING = "an assignment expression"
INHERITING = ("compile", "eval", "exec")  # what postpones annotations does so in texts, too


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
    """Where *text* holds what the host of *lowering* does not read: the smallest statements, or heads of such.

    What postpones annotations is at work in each of them, too.
    """
    nodes, lines = list(ast.walk(ast.parse(text))), text.splitlines()
    statements = [node for node in nodes if isinstance(node, ast.stmt)]
    forms = newer_forms_in(text, "program", lowering, target)
    postponed = [form for form in forms if form.words == POSTPONED]
    return [place_of(form, statements, lines) for form in forms] + [
        Place(form, part.lineno, part.end_lineno or 0)
        for form in postponed[:1]
        for node in nodes
        for part in postponed_in(node)
    ]


def postponed_in(node: ast.AST) -> Iterator[ast.expr]:
    """What changes in *node* if annotations are no longer postponed: its own, and a call that compiles a text."""
    for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None)):
        if isinstance(annotation, ast.expr):
            yield annotation
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in INHERITING:
        yield node


def place_of(form: NewerForm, statements: list[ast.stmt], lines: list[str]) -> Place:
    """The lines of the smallest of the *statements* around *form*, or of its head.

    A body may begin in the line of its head.  What is assigned in the test of a `while` or `elif` becomes statements, and the suites stand below these.
    """
    around = [
        node for node in statements if begins_before(node, form) and form.line <= (node.end_lineno or 0)
    ]
    node = max(around, key=first_line)
    if form.words in OPENING:
        classes = [one for one in around if isinstance(one, ast.ClassDef)]
        node = min(classes, key=first_line, default=node)
    scopes = [one for one in around if isinstance(one, SCOPES)]
    if form.words in BINDING and scopes and isinstance(scope := max(scopes, key=first_line), ast.ClassDef):
        node = scope
    is_below = isinstance(node, ast.While) or lines[node.lineno - 1].lstrip().startswith("elif")
    last = node.end_lineno
    if (
        isinstance(node, HEADS)
        and form.words != "type parameters"
        and not (is_below and form.words == ASSIGNING)
    ):
        body = node.body[0]
        begins_line = not lines[body.lineno - 1][: body.col_offset].strip()
        last = body.lineno - begins_line
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

    A line of an import that has the same names as before and more behind them is none: see `imports_more`.
    """
    lines = text.splitlines()
    imports = lines_of_imports(text)
    allowed = {line for place in places for line in range(place.first, place.last + 1)}
    return {
        line
        for change in changes(text, new)
        for line in range(change.first, change.last + 1)
        if lines[line - 1].strip() and line not in allowed
        if not (line in imports and imports_more(lines[line - 1], change.new))
    }


def lines_of_imports(text: str) -> set[int]:
    """The lines of all imports in *text*."""
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    return {line for node in imports for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def imports_more(line: str, new: tuple[str, ...]) -> bool:
    """Is one of the *new* lines *line* with names added: what a rewrite needs, on a line that is there?"""
    return any(each.startswith(line.rstrip().rstrip(",)")) for each in new)
