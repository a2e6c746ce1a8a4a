"""Template strings, which libcst's grammar knows only in part: not as neighbours, and not with the prefix `tr`.

They are read as formatted strings, with an `f` in the place of the `t`; then the tree gets them back.
"""

from __future__ import annotations

import re

import libcst as cst

from mvpy.reading import character_names
from mvpy.reading.scanner import Scanner

MAYBE = re.compile(r"""(?<!\w)(?:t|tr|rt)["']""", re.IGNORECASE)


def parse_module(text: str) -> cst.Module:
    """libcst's tree of *text*; a ParserSyntaxError or Misspelt if there is none."""
    if not MAYBE.search(text):
        return character_names.parse_module(text)
    scanner = Literals(text)
    scanner.run()
    tree = character_names.parse_module(as_formatted(text, scanner.found))
    prefixes = [prefix for prefix, _ in scanner.found]
    return tree.visit(AsWritten(prefixes)) if any(map(is_template, prefixes)) else tree


def is_template(prefix: str) -> bool:
    """Is *prefix* that of a template string?"""
    return "t" in prefix.lower()


def as_formatted(text: str, found: list[tuple[str, int]]) -> str:
    """*text* with the prefixes at those places being those of formatted strings; everything stays in its place."""
    parts, last = [], 0
    for prefix, start in found:
        end = start + len(prefix)
        parts += [text[last:start], prefix.replace("t", "f").replace("T", "F")]
        last = end
    return "".join([*parts, text[last:]])


class Literals(Scanner):
    """The pass over a text that finds formatted and template strings: their prefixes, and where these start."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.found: list[tuple[str, int]] = []

    def string(self, at: int) -> int:
        """Behind the string whose quote is at *at*, or behind the quote."""
        depth = len(self.open)
        end = super().string(at)
        if len(self.open) > depth:
            start = self.open[-1][1]
            self.found.append((self.text[start:at], start))
        return end


class AsWritten(cst.CSTTransformer):
    """Makes template strings of formatted ones; *prefixes* has what each began with, in the order of the text."""

    def __init__(self, prefixes: list[str]) -> None:
        super().__init__()
        self.waiting = prefixes[::-1]
        self.inside: list[str] = []

    def visit_FormattedString(self, node: cst.FormattedString) -> None:
        """Note which string it is."""
        self.inside.append(self.waiting.pop())

    def leave_FormattedString(
        self, original_node: cst.FormattedString, updated_node: cst.FormattedString
    ) -> cst.FormattedString | cst.TemplatedString:
        """The string as it was written."""
        prefix = self.inside.pop()
        if not is_template(prefix):
            return updated_node
        return cst.TemplatedString(
            parts=[of_template(part) for part in updated_node.parts],
            start=prefix + updated_node.start[len(prefix) :],
            end=updated_node.end,
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
        )


def of_template(
    part: cst.BaseFormattedStringContent,
) -> cst.TemplatedStringText | cst.TemplatedStringExpression:
    """*part* of a formatted string, as one of a template string."""
    if isinstance(part, cst.FormattedStringText):
        return cst.TemplatedStringText(part.value)
    assert isinstance(part, cst.FormattedStringExpression)
    return cst.TemplatedStringExpression(
        expression=part.expression,
        conversion=part.conversion,
        format_spec=None if part.format_spec is None else [of_template(inner) for inner in part.format_spec],
        whitespace_before_expression=part.whitespace_before_expression,
        whitespace_after_expression=part.whitespace_after_expression,
        equal=part.equal,
    )
