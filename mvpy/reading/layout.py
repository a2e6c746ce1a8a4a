r"""Layout that libcst's parser refuses, or takes for another program: it is read as a plainer one.

A backslash may make one indentation of several lines; a line may be indented with other tabs and spaces than the lines
above it, as long as it is as wide with tabs of 8 columns and with tabs of 1; a form feed counts from the left again.
Such a line is read with the indentation of its block, and a line that is only a backslash as an empty one.  So every
line keeps its number, and its text but for the indentation.

    class P:
    \
      pass                    the second line becomes empty

In an f-string on one line, libcst refuses a line end behind the format specification (from Python 3.12 on), and one
behind a backslash in a raw one.  Both are read as letters that the program does not use; then the tree gets them back.
The space between a conversion and what follows libcst loses, that between the types of an `except` and the colon, and
some of the blank lines and comments at the end of a program; the tree gets them back, too.

https://docs.python.org/3/reference/lexical_analysis.html#indentation
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

import libcst as cst

from mvpy.reading import template_literals
from mvpy.reading.scanner import Scanner

BLANK = re.compile(r"([ \t\f]*)(#[^\n]*)?\n?")
INDENTED = re.compile(r"^[ \t\f]", re.MULTILINE)
CLAUSE = re.compile(r"except(?!\w)")
SPACE_BEHIND_TYPES = re.compile(r"^[ \t\f]*except(?!\w)[^\n]*(?:[ \t\f]:|\\$)", re.MULTILINE)
SPACE = re.compile(r"(?:[ \t\f]|\\\n)*(?=:)|")
UNUSED = range(0xE000, 0xF900)  # letters of the private use area
Layout = Mapping[int, tuple[int, str]]
Text = TypeVar("Text", cst.FormattedStringText, cst.TemplatedStringText)
Clause = TypeVar("Clause", cst.ExceptHandler, cst.ExceptStarHandler)
Field = TypeVar("Field", cst.FormattedStringExpression, cst.TemplatedStringExpression)


def parse_module(text: str, scanner: Scanner) -> cst.Module:
    """libcst's tree of *text*, which *scanner* has passed over; a ParserSyntaxError or Misspelt if there is none."""
    end = code_end(text)
    if INDENTED.search(text, end) and not text.endswith("\\\n", 0, end):
        return with_last_lines(parse_module(text[:end], scanner), text[end:])
    places = sorted(scanner.line_ends)
    used = sorted({char for start, end in places for char in text[start:end]})
    letters = (chr(code) for code in UNUSED if chr(code) not in text)
    table = dict(zip(map(ord, used), letters))
    tree = template_literals.parse_module(with_letters(text, places, table) if places else text)
    if text.endswith("\n") and not tree.has_trailing_newline:  # libcst takes `# \\` for a line that goes on
        tree = tree.with_changes(has_trailing_newline=True)
    if places or any(scanner.behind_conversions):
        tree = tree.visit(AsWritten({ord(letter): char for char, letter in table.items()}, scanner))
    if SPACE_BEHIND_TYPES.search(text):
        clauses = [start for start in scanner.lines if CLAUSE.match(text, start)]
        tree = tree.visit(BehindTypes(text, clauses))
    return tree


def code_end(text: str) -> int:
    """Where the blank lines and the comments at the end of *text* begin."""
    end = len(text)
    while end and BLANK.fullmatch(text, start := text.rfind("\n", 0, end - 1) + 1, end):
        end = start
    return end


def with_last_lines(tree: cst.Module, lines: str) -> cst.Module:
    """*tree* with the blank lines and comments *lines* at its end."""
    footer = []
    for line in lines.removesuffix("\n").split("\n"):
        space, hash_, words = line.partition("#")
        comment = cst.Comment(hash_ + words) if hash_ else None
        footer.append(cst.EmptyLine(indent=False, whitespace=cst.SimpleWhitespace(space), comment=comment))
    return tree.with_changes(footer=footer, has_trailing_newline=lines.endswith("\n"))


def with_letters(text: str, places: Sequence[tuple[int, int]], table: Mapping[int, str]) -> str:
    """*text*, where the characters at *places* are those that *table* has for them."""
    parts, last = [], 0
    for start, end in places:
        parts += [text[last:start], text[start:end].translate(table)]
        last = end
    return "".join([*parts, text[last:]])


class AsWritten(cst.CSTTransformer):
    """Gives f-strings back what libcst could not read, or has lost."""

    def __init__(self, table: Mapping[int, int], scanner: Scanner) -> None:
        super().__init__()
        self.table = table
        self.waiting = scanner.behind_conversions[::-1]
        self.behind: dict[cst.CSTNode, str] = {}

    def note(self, node: Field) -> None:
        """Behind the expression comes the conversion: note which one it is."""
        if node.conversion is not None:
            self.behind[node] = self.waiting.pop()

    leave_FormattedStringExpression_expression = leave_TemplatedStringExpression_expression = note

    def with_space(self, original_node: Field, updated_node: Field) -> Field:
        """The field with the space behind its conversion, as a part of that: libcst has no other place for it."""
        behind = self.behind.pop(original_node, "")
        if not behind or updated_node.conversion is None:
            return updated_node
        return updated_node.with_changes(conversion=updated_node.conversion + behind)

    leave_FormattedStringExpression = leave_TemplatedStringExpression = with_space

    def written(self, original_node: Text, updated_node: Text) -> Text:
        """The text as it is in the source."""
        return updated_node.with_changes(value=updated_node.value.translate(self.table))

    leave_FormattedStringText = leave_TemplatedStringText = written


class BehindTypes(cst.CSTTransformer):
    """Gives the clauses of `try` in *text*, which start at *clauses*, the space between their types and the colon."""

    def __init__(self, text: str, clauses: Sequence[int]) -> None:
        super().__init__()
        self.text = text
        self.waiting = list(clauses[::-1])
        self.starts: dict[cst.CSTNode, int] = {}

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Note where a clause starts; expressions hold none."""
        if isinstance(node, (cst.ExceptHandler, cst.ExceptStarHandler)):
            self.starts[node] = self.waiting.pop()
        return not isinstance(node, (cst.BaseExpression, cst.BaseParenthesizableWhitespace))

    def with_space(self, original_node: Clause, updated_node: Clause) -> Clause:
        """The clause with the space, if it has no name; behind a name libcst keeps it."""
        start = self.starts.pop(original_node)
        if updated_node.name is not None or updated_node.type is None:
            return updated_node
        pieces = [updated_node.whitespace_after_except, updated_node.type]
        if isinstance(updated_node, cst.ExceptStarHandler):
            pieces.insert(1, updated_node.whitespace_after_star)
        texts = [cst.Module([]).code_for_node(piece) for piece in pieces]
        star = "*" if len(texts) == 3 else ""
        header = f"except{texts[0]}{star}{''.join(texts[1:])}"
        space = SPACE.match(self.text, start + len(header))
        if not self.text.startswith(header, start) or not space or not space[0]:
            return updated_node
        return updated_node.with_changes(whitespace_before_colon=cst.SimpleWhitespace(space[0]))

    leave_ExceptHandler = leave_ExceptStarHandler = with_space


def plain(text: str, layout: Layout) -> str:
    """*text* with the lines in *layout* indented as their blocks are; every line keeps its number."""
    parts, last = [], 0
    for start, (end, indentation) in layout.items():
        parts += [text[last:start], "\n" * text.count("\n", start, end), indentation]
        last = end
    return "".join([*parts, text[last:]])


def offset_in(text: str, plain_text: str, offset: int) -> int:
    """Where in *text* stands what is at *offset* of *plain_text*, which is *text* in a plain layout."""
    line = plain_text.count("\n", 0, offset)
    behind = len(plain_text.split("\n")[line]) - (offset - plain_text.rfind("\n", 0, offset) - 1)
    lines = text.split("\n")
    return sum(len(one) + 1 for one in lines[:line]) + max(len(lines[line]) - behind, 0)
