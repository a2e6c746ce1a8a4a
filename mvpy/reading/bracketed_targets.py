"""`(name): annotation`, which libcst's grammar does not know.

It is read as `(name)._bracketed_0: annotation`, which the grammar knows; the tree then loses the attribute and
keeps the brackets, which say that `name` is not annotated.  Places in messages are those of the program itself.
"""

from __future__ import annotations

import re

import libcst as cst

from mvpy.reading.diagnosis import offset_of
from mvpy.reading.misspelt import Misspelt
from mvpy.reading.scanner import Scanner

COLON = re.compile(r"(?:[ \t\f]|\\\n)*:(?!=)")
STATEMENT_STARTS = re.compile(r"[;:](?:[ \t\f]|\\\n)*\Z")
NEAR = 200  # characters: where the `;` or `:` before a bracket is looked for
PLACE = re.compile(r"error at (\d+):(\d+)")
TARGETS = (cst.Name, cst.Attribute, cst.Subscript)


def parse_module(text: str) -> cst.Module:
    """libcst's tree of *text*; a ParserSyntaxError or Misspelt if there is none."""
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError:
        places = bracketed_targets(text)
        if not places:
            raise
    return parse_marked(text, places)


def bracketed_targets(text: str) -> dict[int, int]:
    """For each bracket that starts a statement and has a colon behind it: its end, and its start."""
    scanner = Brackets(text)
    scanner.run()
    return scanner.found


class Brackets(Scanner):
    """The pass over a text that finds brackets where a statement starts."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.found: dict[int, int] = {}
        self.start = -1

    def opening(self, bracket: str, at: int, quote: str = "") -> int:
        """Open a bracket; remember the outermost if it starts a statement."""
        if not self.open:
            self.start = at if bracket == "(" and self.starts_statement(at) else -1
        return super().opening(bracket, at, quote)

    def closing(self, bracket: str, at: int) -> int:
        """Close a bracket; it is found if a colon follows."""
        end = super().closing(bracket, at)
        if not self.open and self.start >= 0 and COLON.match(self.text, end):
            self.found[end] = self.start
        return end

    def starts_statement(self, at: int) -> bool:
        """Is the bracket at *at* the first thing of a statement?"""
        return at == self.lines[-1] or bool(
            STATEMENT_STARTS.search(self.text, max(at - NEAR, self.lines[-1]), at)
        )


def parse_marked(text: str, places: dict[int, int]) -> cst.Module:
    """The tree of *text*, where the brackets that end at *places* may be targets.

    Those that are not (`if lambda: (a): …`) keep their mark in another kind of statement: then once more, without.
    """
    name = "_bracketed"
    while name in text:
        name += "_"
    marks = {end: f".{name}_{i}" for i, end in enumerate(places)}
    try:
        tree = cst.parse_module(marked(text, marks))
    except cst.ParserSyntaxError as error:
        line, column, at_mark = unmarked_place(error.message, marks, text)
        if at_mark is not None:  # no attribute can stand there
            return parse_marked(text, without(places, {at_mark}))
        raise with_place(error, line, column) from None
    unmarking = Unmarking({mark: end for end, mark in marks.items()})
    tree = tree.visit(unmarking)
    if unmarking.refused:
        words = "only a name, an attribute or a subscript can be annotated"
        raise Misspelt(words, places[unmarking.refused[0]])
    left = set(unmarking.left.values())
    return parse_marked(text, without(places, left)) if left else tree


def without(places: dict[int, int], some: set[int]) -> dict[int, int]:
    """*places* but *some*."""
    return {end: start for end, start in places.items() if end not in some}


def marked(text: str, marks: dict[int, str]) -> str:
    """*text* with the *marks* in their places."""
    parts, last = [], 0
    for end, mark in marks.items():
        parts += [text[last:end], mark]
        last = end
    return "".join([*parts, text[last:]])


def unmarked_place(message: str, marks: dict[int, str], text: str) -> tuple[int, int, int | None]:
    """(line, column) in *text* of the place that *message* has in the marked text, and the place of the mark there."""
    found = PLACE.search(message)
    if found is None:
        return 0, 0, None
    line, column = int(found[1]), int(found[2])
    start = offset_of(text, line, 0)
    for end, mark in marks.items():
        if start <= end < start + column:
            if start + column <= end + len(mark):
                return line, end - start, end
            column -= len(mark)
    return line, column, None


def with_place(error: cst.ParserSyntaxError, line: int, column: int) -> cst.ParserSyntaxError:
    """*error*, about another place."""
    words = PLACE.sub(f"error at {line}:{column}", error.message)
    return cst.ParserSyntaxError(words, lines=(), raw_line=line, raw_column=column)


class Unmarking(cst.CSTTransformer):
    """Takes the marks off annotated targets.

    *left* are the marks, with their places, that were at no target; *refused* the places with something else in the
    brackets than a target.
    """

    def __init__(self, marks: dict[str, int]) -> None:
        super().__init__()
        self.left = marks
        self.refused: list[int] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Statements hold statements; what else they hold need not be looked at."""
        return not isinstance(node, (cst.BaseExpression, cst.BaseParenthesizableWhitespace))

    def leave_AnnAssign(self, original_node: cst.AnnAssign, updated_node: cst.AnnAssign) -> cst.AnnAssign:
        """The annotated assignment as it was written."""
        match updated_node.target:
            case cst.Attribute(value=target, attr=cst.Name(value=name)) if f".{name}" in self.left:
                end = self.left.pop(f".{name}")
                if isinstance(target, TARGETS):
                    return updated_node.with_changes(target=target)
                self.refused.append(end)
        return updated_node
