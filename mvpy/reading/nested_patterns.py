"""Patterns that nest deeply, which libcst's parser reads again and again: each level takes it up to four times longer.

So a deep pattern is read in parts.  A name stands where a part was, and the tree of the part is then put there.

    case [[[[[[1]]]]]]:      is read as      case [[[_nested_1]]]:      and      case [[[1]]]:
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import libcst as cst

from mvpy.reading.chains import TOKEN
from mvpy.reading.misspelt import Misspelt
from mvpy.reading.scanner import Scanner

CASE = re.compile(r"case(?!\w)")
MATCH = re.compile(r"match(?!\w)")
WORD = re.compile(r"\w")
NAME = re.compile(r"\w+")
IN_BRACKETS = re.compile(r"(\(?)(\w+)")
DEEP = 6  # levels of brackets that the parser takes as they are
STEP = 3  # levels that are read at once, where there are more
PLAIN = "match subject:\n{0}case *:\n{0} pass\n"


@dataclass
class Part:
    """The text from *start* to *end*, which is a pattern, with parts *inside* that are read on their own.

    *indent* is what stands before the `case`.
    """

    indent: str
    start: int
    end: int = 0
    inside: list[Part] = field(default_factory=list)


def in_parts(text: str, parts: Sequence[Part], read: Callable[[str], cst.Module]) -> cst.Module:
    """The tree of *text*, each of whose *parts* is read on its own: *read* gives the tree of a text, or Misspelt."""
    return Reader(text, read).module(parts)


def deep_parts(text: str, scanner: Scanner) -> list[Part]:
    """The outermost parts of the patterns of *text*, which *scanner* has passed over, that nest deeply."""
    found: list[Part] = []
    headers: list[int] = []  # the last line of each block that is open, from the outermost on
    for start, end, level in zip(scanner.lines, [*scanner.lines[1:], len(text)], scanner.levels):
        if CASE.match(text, start) and level > 1 and MATCH.match(text, headers[level - 2]):
            parts, depth = parts_of(text, start + len("case"), end)
            found += parts if depth > DEEP else ()
        headers[level - 1 :] = [start]
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
            if part is not None:
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


class Shortened:
    """A short form of *original*, in which names stand for parts of it; it knows where each of its pieces is there."""

    def __init__(self, original: str) -> None:
        self.original, self.text = original, ""
        self.starts: list[int] = []  # of the pieces, in the short text
        self.places: list[int] = []  # of the same, in the original
        self.names: dict[str, int] = (
            {}
        )  # the names that are pieces, and where in the original their parts begin

    def add(self, piece: str, place: int) -> None:
        """Go on with *piece*, which is what the original has from *place* on, or belongs there."""
        self.starts.append(len(self.text))
        self.places.append(place)
        self.text += piece

    def add_name(self, name: str, place: int, *, apart: bool) -> None:
        """Go on with *name*, which stands for the part of the original that begins at *place*.

        Brackets keep it *apart* from a word behind it, as in `[1]as ones`.
        """
        self.names[name] = place
        self.add(f"({name})" if apart else name, place)

    def in_original(self, error: Misspelt) -> Misspelt:
        """The *error* of the short text as one of the original."""
        i = bisect_right(self.starts, error.offset) - 1
        place, behind = self.places[i], error.offset - self.starts[i]
        words = NAME.sub(lambda name: self.first_token(name[0]), error.words)
        found = IN_BRACKETS.match(self.text, self.starts[i])
        if found and found[2] in self.names:
            words = words.replace("'('", f"'{self.first_token(found[2])}'") if found[1] else words
            behind = 0
        return type(error)(words, place + behind)

    def first_token(self, name: str) -> str:
        """What the original has in the place of *name*: its first token, if it stands for a part."""
        found = TOKEN.match(self.original, self.names.get(name, len(self.original)))
        return found[0] if found else name


class Reader(cst.CSTTransformer):
    """Reads *text* in parts with the function *read_text*, and puts them together."""

    def __init__(self, text: str, read_text: Callable[[str], cst.Module]) -> None:
        super().__init__()
        self.text = text
        self.read_text = read_text
        self.patterns: dict[str, cst.MatchPattern] = {}
        self.bracketed: set[str] = set()  # the names that stand in brackets, which are not the text's
        self.prefix = "_nested_"
        while self.prefix in text:
            self.prefix = f"_{self.prefix}"

    def module(self, parts: Sequence[Part]) -> cst.Module:
        """The tree of the whole text, which has these *parts*."""
        short = Shortened(self.text)
        self.shorten(short, 0, len(self.text), parts)
        return self.tree(short).visit(self)

    def tree(self, short: Shortened) -> cst.Module:
        """The tree of a text, or Misspelt with the place in the whole one."""
        try:
            return self.read_text(short.text)
        except Misspelt as error:
            raise short.in_original(error) from error.__cause__

    def shorten(self, short: Shortened, start: int, end: int, parts: Sequence[Part]) -> None:
        """Add the text from *start* to *end* to *short*, with names for the *parts* in it, which are read."""
        for part in parts:
            short.add(self.text[start : part.start], start)
            name, apart = self.read(part), bool(WORD.match(self.text, part.end))
            if apart:
                self.bracketed.add(name)
            short.add_name(name, part.start, apart=apart)
            start = part.end
        short.add(self.text[start:end], start)

    def read(self, part: Part) -> str:
        """The name that stands for *part*, which is read."""
        before, behind = PLAIN.format(part.indent).split("*")
        short = Shortened(self.text)
        short.add(before, part.start)
        self.shorten(short, part.start, part.end, part.inside)
        short.add(behind, part.end)
        (statement,) = self.tree(short).body
        assert isinstance(statement, cst.Match)
        name = f"{self.prefix}{len(self.patterns)}"
        pattern = statement.cases[0].pattern.visit(self)
        assert isinstance(pattern, cst.MatchPattern)
        self.patterns[name] = pattern
        return name

    def on_visit(self, node: cst.CSTNode) -> bool:
        return not isinstance(
            node, (cst.BaseExpression, cst.BaseParenthesizableWhitespace, cst.BaseSmallStatement)
        )

    def leave_MatchAs(self, original_node: cst.MatchAs, updated_node: cst.MatchAs) -> cst.MatchPattern:
        """The part that a name stands for."""
        name = updated_node.name
        pattern = self.patterns.get(name.value) if name is not None else None
        if name is None or pattern is None:
            return updated_node
        if name.value in self.bracketed:
            updated_node = updated_node.with_changes(lpar=updated_node.lpar[:-1], rpar=updated_node.rpar[1:])
        return in_brackets_of(updated_node, pattern)


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
