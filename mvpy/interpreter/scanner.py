"""Text becomes tokens: names, numbers, signs, and where lines and suites begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

NUMBER = r"(0[xX](_?[0-9a-fA-F])+|0[oO](_?[0-7])+|0[bB](_?[01])+|0(_?0)*|[1-9](_?[0-9])*)(?!\w)"
TOKEN = re.compile(
    rf"(?P<word>{NUMBER}|[^\W\d]\w*|\*\*|[()*,:=/])|(?P<space>[ \t\f]+|\\\n|#.*)|(?P<newline>\n)"
)
# The tokens that have no text of their own.
NEWLINE, INDENT, DEDENT, END = "the line's end", "a suite", "the suite's end", "the program's end"


class Token(NamedTuple):
    """A word or sign of a program, and its line."""

    text: str
    line: int


def tokens(text: str, lines: Sequence[int]) -> Iterator[Token]:
    """The tokens of *text*, with the numbers that *lines* has for its lines, if it has any.

    A line with nothing but a comment has none, and in parentheses no line ends.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n") + "\n"
    at, line, depth, begins, indents = 0, 1, 0, True, [0]
    while at < len(text):
        here = lines[line - 1] if line <= len(lines) else line
        found = TOKEN.match(text, at)
        if found is None:
            raise SyntaxError(f"line {here}: {text[at]!r} does not occur in the core")
        at = found.end()
        if found["word"]:
            if begins:
                space = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
                yield from indentation(len(space.expandtabs()), indents, here)
            begins = False
            depth += {"(": 1, ")": -1}.get(found[0], 0)
            yield Token(normalize("NFKC", found[0]) if found[0].isidentifier() else found[0], here)
        elif found["newline"] and depth == 0 and not begins:
            begins = True
            yield Token(NEWLINE, here)
        line += found[0].count("\n")
    yield from indentation(0, indents, line)
    yield Token(END, line)


def indentation(width: int, indents: list[int], line: int) -> Iterator[Token]:
    """A token if a suite begins on a line of this indentation, or one for each suite that has ended."""
    if width > indents[-1]:
        indents.append(width)
        yield Token(INDENT, line)
    while width < indents[-1]:
        indents.pop()
        yield Token(DEDENT, line)
    if width != indents[-1]:
        raise SyntaxError(f"line {line}: it is indented as no line above it")
