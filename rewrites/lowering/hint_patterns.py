"""Patterns for hints, and what they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

# What stands for parentheses; for other brackets; for a comprehension that waits; and for what waits.
GROUP, ITEMS, ASYNCHRONOUS, AWAITING = "\u00a4", "\u00a7", "\u00a5", "\u00a6"
SPACE = r"[\s\\]*+"
STAR = r"\*(?!\*)"
LINE = r"(?:[^\n\\]|\\[\s\S])*?"  # on one line, or on the next behind a backslash


def balanced(simple: str, depth: int) -> str:
    """A pattern for brackets in which there is what is *simple*, or more of them, *depth* of them in one another."""
    within = simple if not depth else f"{simple}|{balanced(simple, depth - 1)}"
    return rf"\((?:{within})*+\)|\[(?:{within})*+\]|\{{(?:{within})*+\}}"


LINE_START = r"\n[ \t\f]*+"
KEYWORDS = (
    "and as assert await case elif else for from if in is lambda match not or raise return while with yield"
)
NO_NAME = "".join(rf"(?<!\b{word} \[)" for word in KEYWORDS.split())
CLOSERS = rf"\w)\]}}\"'{GROUP}{ITEMS}{ASYNCHRONOUS}{AWAITING}"
SUBSCRIBED = rf"\[(?:(?<=[{CLOSERS}]\[)|(?<=[ \t\\\n]\[)(?<![^{CLOSERS} \t\\\n][ \t\\\n]\[){NO_NAME})"
STRINGS = r""""[^"\\\n]*+"|'[^'\\\n]*+'"""
SIMPLE = rf"""[^()\[\]{{}}'"\#\\]|{STRINGS}"""
BRACKETS = balanced(SIMPLE, 2)
SIMPLE = f"{SIMPLE}|{BRACKETS}"
UNCLEAR = r"""['"\#\\(\[{]"""
INSIDE = r"[^()\[\]{}]*?"
# Not in brackets, as far as can be seen: they would end before others begin.
OUTSIDE = r"""(?!(?:[^()\[\]{}'"\#\\]|"(?!"")[^"\\\n]*+"|'(?!'')[^'\\\n]*+')*+[)\]}])"""


@dataclass(frozen=True)
class Hint:
    """What there is since which Python: only where *first* is in the text, and *second* in its levels.

    No pattern is asked where *sign* is not in the text.  Without *second*, the first is all that is asked.  Some cannot
    stand *in_fields* of f-strings.  Those *by_line* look at what is in no brackets, or between two; others at brackets,
    and what is in them.  Those *mirrored* look at the text from its end to its beginning, where what is rare comes first.
    Pythons before *within* do not read what it stands in; so there another hint tells.
    """

    since: tuple[int, int]
    first: re.Pattern[str]
    second: re.Pattern[str] | None = None
    in_fields: bool = True
    by_line: bool = False
    sign: str = ""
    mirrored: bool = False
    within: tuple[int, int] = (3, 0)


def hint(
    since: tuple[int, int],
    first: str,
    second: str | None = None,
    *,
    in_fields: bool = True,
    by_line: bool = False,
    sign: str = "",
) -> Hint:
    """A hint with these patterns."""
    compiled = None if second is None else re.compile(second)
    return Hint(since, re.compile(first), compiled, in_fields, by_line, sign)


def mirrored(since: tuple[int, int], first: str) -> Hint:
    """A hint that looks for *first* from the end of the text to its beginning."""
    return Hint(since, re.compile(first), mirrored=True)


def statement(
    since: tuple[int, int], first: str, second: str, sign: str = "", *, within: tuple[int, int] = (3, 0)
) -> Hint:
    """A hint for a statement, which is in no brackets."""
    found = hint(since, first, second, in_fields=False, by_line=True, sign=sign)
    return replace(found, within=within)


# A plus before a number, and nothing that it could be added to.
PLUS = rf"""\+(?:(?<=case \+)|(?<![\w)\]}}"']\+)(?<![\w)\]}}"'] \+)){SPACE}[\d.]"""


NAMED = rf"{SPACE}\w++{SPACE}:="
NEVER = r"(?!)"
DOTTED = r"[ \t\f]*+[^\W\d]\w*+(?:[ \t\f]*+\.[ \t\f]*+[^\W\d]\w*+)*+[ \t\f]*+"
SIMPLE_ARGUMENTS = rf"""\((?:[^()'"\#\\]|{STRINGS})*+\)"""
ANOTHER = rf",{SPACE}{STAR}{OUTSIDE}"  # one more item, which is unpacked
IN_LOOP = rf"for(?<!\wfor)\b{LINE}\bin\b(?:{SPACE}|{LINE},{SPACE}){STAR}"
ADDED = rf"[-+*/%@&|^<>]=(?:{SPACE}|{LINE},{SPACE}){STAR}"
WITH = rf"{LINE_START}(?:async[\s\\]++)?+with{SPACE}\("
# Where a line begins on which there may be an annotation, or on which one may end; and from there to a `=`.
ANNOTATED = (r"\n[^\n:)\]}]*+[:)\]}]", r"\\\n", '"""', "'''")
EQUALS = r"(?:[^\n=]*+=)+?(?<![=!<>:]=)(?!=)"
ITEM = rf"""(?:[^()\[\]{{}}'"\#\\,\n]|{STRINGS}|{BRACKETS})*+"""
BEGUN = r"""['"\\(\[{]"""  # what goes on, in a way that is not seen
SEVERAL = rf"(?:{SPACE}yield\b|{ITEM}(?:,{OUTSIDE}|{BEGUN}))"
ANNOTATION = rf"[\n;:][ \t\f\\]*+[^\n:;=]+:{LINE}(?<![=!<>:])=(?!=)(?:{LINE},|{SPACE}yield\b)"
EXCEPTIONS = (
    rf"{LINE_START}except\b{SPACE}\*?+{SPACE}"
    r"(?:[^\s\\(:\#][^:\n\#]*?[,(\[]|\([^()]*+\)[\s\\]*+[^\s\\:a]|\([^()]*+\()"
)
LAZY, FUTURE = r"lazy[\s\\]++(?:import|from)\b", r"__future__[\s\\]++import\b"


def word(text: str) -> str:
    """A pattern for a word: it begins with its letters, which are found fast."""
    return rf"{text}(?<!\w{text})\b"


def parameters(text: str) -> str:
    """A pattern for what begins with this word, and goes on with a name and brackets."""
    return rf"{word(text)}{SPACE}\w++{SPACE}\["
