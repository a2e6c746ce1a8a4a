"""Text becomes tokens: names, numbers, signs, and where lines and suites begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

NAME, NUMBER, SIGN, NEWLINE, INDENT, DEDENT, END = "name number sign newline indent dedent end".split()
TOKEN = re.compile(
    r"(?P<name>[^\W\d]\w*) | (?P<number>\d\w*) | (?P<sign>\*\*|[()*,:=/])"
    r"| (?P<space>[ \t\f]+|\\\n) | (?P<comment>\#.*) | (?P<newline>\n)",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign of a program, and its line."""

    kind: str
    text: str
    line: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of *text*.  A line that is empty but for a comment has none; in parentheses, no line ends."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n") + "\n"
    at, line, depth, begins = 0, 1, 0, True
    indents = [0]
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise SyntaxError(f"line {line}: {text[at]!r} does not occur in the core")
        kind, word, at = str(found.lastgroup), found[0], found.end()
        if begins and kind not in ("space", "comment", "newline"):
            begins = False
            yield from indentation(
                text[text.rfind("\n", 0, found.start()) + 1 : found.start()], indents, line
            )
        if kind == NAME:
            yield Token(NAME, normalize("NFKC", word), line)
        elif kind in (NUMBER, SIGN):
            depth += {"(": 1, ")": -1}.get(word, 0)
            yield Token(kind, word, line)
        elif kind == NEWLINE and depth == 0 and not begins:
            yield Token(NEWLINE, "", line)
            begins = True
        line += word.count("\n")
    yield from indentation("", indents, line)
    yield Token(END, "", line)


def indentation(space: str, indents: list[int], line: int) -> Iterator[Token]:
    """A token if the suite with *space* in front of it begins here, or one for each suite that has ended."""
    width = len(space.expandtabs())
    if width > indents[-1]:
        indents.append(width)
        yield Token(INDENT, "", line)
    while width < indents[-1]:
        indents.pop()
        yield Token(DEDENT, "", line)
    if width != indents[-1]:
        raise SyntaxError(f"line {line}: it is indented as no line above it")
