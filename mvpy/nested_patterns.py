"""Patterns that nest deeply, which libcst's parser reads again and again: each level takes it up to four times longer.

So a deep pattern is read in parts.  A name stands where a part was, and the tree of the part is then put there.

    case [[[[[[1]]]]]]:      is read as      case [[[_nested_1]]]:      and      case [[[1]]]:
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import libcst as cst

from mvpy.scanner import TOKEN

CASE = re.compile(r"case(?!\w)")
WORD = re.compile(r"\w")
DEEP = 6  # levels of brackets that the parser takes as they are
STEP = 3  # levels that are read at once, where there are more
PLAIN = "match subject:\n{0}case {1}:\n{0} pass\n"


@dataclass
class Part:
    """The text from *start* to *end*, which is a pattern, with parts *inside* that are read on their own.

    *indent* is what stands before the `case`.
    """

    indent: str
    start: int
    end: int = 0
    inside: list[Part] = field(default_factory=list)


def in_parts(text: str, lines: Sequence[int]) -> cst.Module | None:
    """The tree of *text*, whose logical lines start at *lines*; None if no pattern is deep, or if it can't be read so."""
    parts = deep_parts(text, lines)
    if not parts:
        return None
    try:
        tree = Reader(text).module(parts)
    except cst.ParserSyntaxError:
        return None  # its place would be that in a part
    return tree if tree.code == text else None


def deep_parts(text: str, lines: Sequence[int]) -> list[Part]:
    """The outermost parts of the patterns of *text* that nest deeply."""
    found: list[Part] = []
    for start, end in zip(lines, [*lines[1:], len(text)]):
        if CASE.match(text, start):
            parts, depth = parts_of(text, start + len("case"), end)
            found += parts if depth > DEEP else ()
    return found


def parts_of(text: str, start: int, end: int) -> tuple[list[Part], int]:
    """The outermost parts of the pattern from *start* on, and how many levels of brackets it has."""
    outermost: list[Part] = []
    stack: list[Part | None] = []  # for each open bracket, the part that it begins
    indent = text[text.rfind("\n", 0, start) + 1 : start].removesuffix("case")
    deepest, word = 0, -1  # where the dotted name before begins
    for token in TOKEN.finditer(text, start, end):
        char = token.group()[0]
        if char in "([{":
            part = (
                Part(indent, word if word >= 0 else token.start())
                if stack and len(stack) % STEP == 0
                else None
            )
            stack.append(part)
            deepest = max(deepest, len(stack))
        elif char in ")]}" and stack:
            part = stack.pop()
            if part is not None and not WORD.match(text, token.end()):
                part.end = token.end()
                around = next((other for other in reversed(stack) if other is not None), None)
                (outermost if around is None else around.inside).append(part)
        elif not stack and token.group() in (":", "if"):
            break
        word = name_start(token, word)
    return outermost, deepest


def name_start(token: re.Match[str], before: int) -> int:
    """Where the dotted name begins that ends with *token*, if one does, or -1; *before* is the same of the token before."""
    text = token.group()
    if text == ".":
        return before
    if not text.isidentifier():
        return -1
    dotted = before >= 0 and token.string[: token.start()].rstrip()[-1:] == "."
    return before if dotted else token.start()


class Reader(cst.CSTTransformer):
    """Reads *text* in parts, and puts them together."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.patterns: dict[str, cst.MatchPattern] = {}
        self.prefix = "_nested_"
        while self.prefix in text:
            self.prefix = f"_{self.prefix}"

    def module(self, parts: Sequence[Part]) -> cst.Module:
        """The tree of the whole text, which has these *parts*."""
        return cst.parse_module(self.shortened(0, len(self.text), parts)).visit(self)

    def shortened(self, start: int, end: int, parts: Sequence[Part]) -> str:
        """The text from *start* to *end*, with names for the *parts* in it, which are read."""
        pieces, last = [], start
        for part in parts:
            pieces += [self.text[last : part.start], self.read(part)]
            last = part.end
        return "".join([*pieces, self.text[last:end]])

    def read(self, part: Part) -> str:
        """The name that stands for *part*, which is read."""
        text = self.shortened(part.start, part.end, part.inside)
        (statement,) = cst.parse_module(PLAIN.format(part.indent, text)).body
        assert isinstance(statement, cst.Match)
        name = f"{self.prefix}{len(self.patterns)}"
        self.patterns[name] = statement.cases[0].pattern.visit(self)  # type: ignore[assignment]
        return name

    def on_visit(self, node: cst.CSTNode) -> bool:
        return not isinstance(
            node, (cst.BaseExpression, cst.BaseParenthesizableWhitespace, cst.BaseSmallStatement)
        )

    def leave_MatchAs(self, original_node: cst.MatchAs, updated_node: cst.MatchAs) -> cst.MatchPattern:
        """The part that a name stands for."""
        name = updated_node.name
        pattern = self.patterns.get(name.value) if name is not None else None
        return updated_node if pattern is None else in_brackets_of(updated_node, pattern)


def in_brackets_of(name: cst.MatchAs, pattern: cst.MatchPattern) -> cst.MatchPattern:
    """The *pattern*, in the brackets around the *name* that stood for it too."""
    if not name.lpar:
        return pattern
    if isinstance(pattern, (cst.MatchValue, cst.MatchSingleton)):  # their brackets are those of the value
        value = pattern.value
        return pattern.with_changes(
            value=value.with_changes(lpar=[*name.lpar, *value.lpar], rpar=[*value.rpar, *name.rpar])
        )
    return pattern.with_changes(lpar=[*name.lpar, *pattern.lpar], rpar=[*pattern.rpar, *name.rpar])
