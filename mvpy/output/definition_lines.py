"""Lines that define what a core needs become nodes: `_s_join = min(dict(join=0))`.

libcst's parser would make them, too, but a docstring is a call with an argument for each character, and the parser
builds some ten nodes for each of those. Here equal arguments are one node: of `_pydecimal.py`, a third of the time and
four fifths of the memory were theirs (4.1 s, 602 MB).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import libcst as cst

from mvpy.tree import quick

# Decimal numbers; or a word, perhaps behind a keyword; or one that opens a call; or its end.
PART = re.compile(r"(\d+(?:, \d+)+\b)|(\w+=)?(\w+)(\()?|\)")


def definitions(lines: Iterable[str]) -> tuple[cst.BaseStatement, ...]:
    """The statements of *lines*, each `name = expression`, perhaps with a comment behind it."""
    return tuple(map(definition, lines))


def definition(line: str) -> cst.SimpleStatementLine:
    """The statement of *line*."""
    name, _, rest = line.rstrip("\n").partition(" = ")
    text, mark, comment = rest.partition("  #")
    space = quick.TrailingWhitespace()
    if mark:
        space = quick.TrailingWhitespace(quick.SimpleWhitespace("  "), quick.Comment(f"#{comment}"))
    assignment = quick.Assign([quick.AssignTarget(quick.Name(name))], expression(text))
    return quick.SimpleStatementLine([assignment], trailing_whitespace=space)


def expression(text: str) -> cst.BaseExpression:
    """The expression *text*, which consists of words and of calls of functions that have names."""
    whole: list[cst.Arg] = []
    calls = [("", "", whole)]  # those that are open: keyword, function, arguments so far
    for numbers, keyword, value, opens in PART.findall(text):
        if numbers:  # most of all: the characters of texts
            calls[-1][2].extend(word("", number) for number in numbers.split(", "))
        elif opens:
            calls.append((keyword, value, []))
        elif value:
            calls[-1][2].append(word(keyword, value))
        else:
            keyword, function, arguments = calls.pop()
            calls[-1][2].append(argument(keyword, quick.Call(quick.Name(function), arguments)))
    return whole[0].value


@lru_cache(maxsize=4096)
def word(keyword: str, text: str) -> cst.Arg:
    """The argument *text*, a name or a number, behind *keyword*, which is empty or ends in `=`; the same node each time."""
    return argument(keyword, quick.Integer(text) if text[0].isdigit() else quick.Name(text))


def argument(keyword: str, value: cst.BaseExpression) -> cst.Arg:
    """The argument *value*, behind *keyword* as in `word`."""
    return quick.Arg(value, keyword=quick.Name(keyword[:-1]) if keyword else None)
