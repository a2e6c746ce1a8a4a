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

https://docs.python.org/3/reference/lexical_analysis.html#indentation
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst

from mvpy import template_literals
from mvpy.scanner import Scanner

UNUSED = range(0xE000, 0xF900)  # letters of the private use area
Layout = Mapping[int, tuple[int, str]]
Text = cst.FormattedStringText | cst.TemplatedStringText


def parse_module(text: str, scanner: Scanner) -> cst.Module:
    """libcst's tree of *text*, which *scanner* has passed over; a ParserSyntaxError or Misspelt if there is none."""
    if not scanner.line_ends:
        return template_literals.parse_module(text)
    places = sorted(scanner.line_ends)
    used = sorted({char for start, end in places for char in text[start:end]})
    letters = (chr(code) for code in UNUSED if chr(code) not in text)
    table = dict(zip(map(ord, used), letters))
    tree = template_literals.parse_module(with_letters(text, places, table))
    return tree.visit(AsWritten({ord(letter): char for char, letter in table.items()}))


def with_letters(text: str, places: Sequence[tuple[int, int]], table: Mapping[int, str]) -> str:
    """*text*, where the characters at *places* are those that *table* has for them."""
    parts, last = [], 0
    for start, end in places:
        parts += [text[last:start], text[start:end].translate(table)]
        last = end
    return "".join([*parts, text[last:]])


class AsWritten(cst.CSTTransformer):
    """Gives the texts of f-strings the characters back that letters stand for."""

    def __init__(self, table: Mapping[int, int]) -> None:
        super().__init__()
        self.table = table

    def written(self, original_node: Text, updated_node: Text) -> Text:
        """The text as it is in the source."""
        return updated_node.with_changes(value=updated_node.value.translate(self.table))

    leave_FormattedStringText = leave_TemplatedStringText = written


def is_misread(text: str, layout: Layout) -> bool:
    """Would libcst take the lines of *text* with an unusual *layout* for something else?"""
    return any("\\" in text[start:end] for start, (end, _) in layout.items())


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
