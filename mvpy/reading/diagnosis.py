"""Good words for a program that libcst's parser refuses.

    explain("if a\\n    b\\n", 2, 4, {":", ...})      ->  ("expected ':'", 4)

The parser says where the token ends that it could not use, and every token that it could have used there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from keyword import kwlist

STARTS = {"break", "continue", "pass"}  # expected: so a statement could have started here
VALUES = {"NAME", "NUMBER", "None"}  # expected: so an expression could have started here
COMPOUND = (
    "if",
    "elif",
    "else",
    "for",
    "while",
    "def",
    "class",
    "with",
    "try",
    "except",
    "finally",
    "match",
    "case",
    "async",
)
FOLLOWERS = {"else": "if", "elif": "if", "except": "try", "finally": "try", "case": "match"}
LAST_TOKEN = re.compile(
    r"""(?:[rRbBuUfFtT]{0,2}(?:'{3}(?s:.*?)'{3}|"{3}(?s:.*?)"{3}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\d[\w.]*|\w+|\*\*=|//=|>>=|<<=|\.\.\.|->|:="""
    r"""|<>|\*\*|//|<<|>>|[-+*/%@&|^<>=!]=|\S)\Z"""
)
TRAILING_COMMENT = re.compile(r"""(?:(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^'"#\n])*+)(\#[^\n]*)\Z""")
CALL = re.compile(r"[\w\])]\s*\([^()]*\)\Z")
NEAR = 200  # characters: where the last token is looked for
TEXTS = {
    "INDENT": "an indentation",
    "NAME": "a name",
    "NUMBER": "a number",
    "STRING": "a string",
    "NEWLINE": "the end of the line",
    "EOF": "the end",
}


def explain(text: str, lines: list[int], line: int, column: int, expected: set[str]) -> tuple[str, int]:
    """(words, offset): what is wrong with *text*, whose logical lines start at *lines*."""
    end, text = offset_of(text, line, column), text if text.endswith("\n") else text + "\n"
    index = bisect_left(lines, end)
    if starts_line(text, lines, index, end):
        return at_line_start(text, lines, index, end, expected)
    before = without_comment(text[:end])
    logical = lines[max(bisect_right(lines, len(before) - 1) - 1, 0)] if lines else 0
    found = LAST_TOKEN.search(before, max(logical, len(before) - NEAR))
    token, start = (found.group(), found.start()) if found else ("", end)
    if first_name(text[logical:end]) == "with" and expected == {
        "*"
    }:  # so says libcst where it misses the colon
        return "expected ':'", len(before)
    if start == logical:
        return first_word(text, lines, start, token, expected)
    return in_line(text, logical, start, token, expected), start


def starts_line(text: str, lines: list[int], index: int, end: int) -> bool:
    """Whether the token at *end* is the first of a logical line: then the one before it is an end of line."""
    if index < len(lines):
        return lines[index] == end
    return not text[end:].strip() and not text[text.rfind("\n", 0, end) + 1 : end].strip()


def without_comment(code: str) -> str:
    """*code* without the blanks, line ends and comments at its end."""
    while True:
        code = code.rstrip(" \t\f\n\\")
        start = code.rfind("\n") + 1
        comment = TRAILING_COMMENT.search(code, start)
        if comment is None:
            return code
        code = code[: comment.start(1)]


def offset_of(text: str, line: int, column: int) -> int:
    """The offset of *line* (from 1) and *column* (from 0)."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if at == 0:
            return len(text)
    return min(at + column, len(text))


def at_line_start(text: str, lines: list[int], index: int, end: int, expected: set[str]) -> tuple[str, int]:
    """The parser stopped between two logical lines: at the end of one, or at the indentation of the next."""
    if expected & STARTS and end < len(text):
        return "this line is indented, and nothing above it asks for that", end
    logical = lines[index - 1] if index else 0
    code = without_comment(text[logical:end])
    first, at = first_name(code), logical + len(code)
    last = LAST_TOKEN.search(code, max(len(code) - NEAR, 0))
    before = f" after '{last.group()}'" if last else ""
    if "INDENT" in expected:
        return no_block(text, logical, first), at
    if ":" in expected and first in COMPOUND or first == "with" and expected == {"*"}:
        return "expected ':'", at
    if expected & {"except", "finally"}:
        return "expected 'except' or 'finally'", at
    if expected >= VALUES:
        return f"the line ends where an expression is expected{before}", at
    if 0 < len(expected) <= 4:
        return f"expected {either(expected)}{before}", at
    return f"the line ends too early{before}", at


def first_word(text: str, lines: list[int], start: int, token: str, expected: set[str]) -> tuple[str, int]:
    """*token*, the first of a line, doesn't fit."""
    if "INDENT" in expected:
        above = lines[bisect_right(lines, start - 1) - 1]
        return no_block(text, above, first_name(text[above:])), start
    if expected & {"except", "finally"}:
        return "expected 'except' or 'finally'", start
    if token in FOLLOWERS:
        return f"'{token}' without '{FOLLOWERS[token]}'", start
    if token in kwlist and "EOF" in expected:
        return f"'{token}' can't start a statement", start
    return unexpected(token, expected), start


def in_line(text: str, logical: int, start: int, token: str, expected: set[str]) -> str:
    """*token*, inside a line, doesn't fit."""
    first, before = first_name(text[logical:start]), text[logical:start].rstrip()
    if first in ("print", "exec") and before == first:
        return f"{first} is a function: its arguments go in parentheses (this looks like Python 2)"
    if first == "except" and token == "as" and "," in before:
        return "several types of exceptions need parentheses before 'as'"
    if first == "raise" and token == ",":
        return "raise takes one exception (this looks like Python 2)"
    if token == "<>" or (token == ">" and before.endswith("<")):
        return "'<>' is spelt '!=' (this looks like Python 2)"
    if re.fullmatch(r"\d+[A-Za-z_]\w*", token):
        return f"'{token}' is not a number"
    if token == "=":
        return equals(first, before, expected)
    if token == "]" and before.endswith("[") and expected == {"*", "**", "NAME"}:
        return "there must be a type parameter between '[' and ']'"
    if expected == {"*", "**", "NAME"} or expected == {"**", "NAME"}:
        return "a positional argument follows a keyword argument"
    if first == "def" and expected == {":", "="}:
        return "a parameter without a default follows one with a default"
    if first == "else" and token == "if":
        return "'else if' is spelt 'elif'"
    if first in FOLLOWERS and before == first and "EOF" in expected:
        return f"'{first}' without '{FOLLOWERS[first]}'"
    if token in kwlist and not expected & {"for", "if", "in"}:
        return f"'{token}' is a keyword, not a name"
    if {",", "for"} <= expected and (token[0].isalnum() or token[0] in "_'\""):
        return f"'{shown(token)}' can't follow here; a comma may be missing"
    return unexpected(token, expected)


def equals(first: str, before: str, expected: set[str]) -> str:
    """What is wrong about an equals sign."""
    if before == first and first in kwlist:
        return f"'{first}' can't be assigned to"
    if first in ("if", "elif", "while", "assert", "return"):
        return "'=' can't be used in an expression; to compare, write '=='"
    if "=" not in expected and CALL.search(before):
        return "a call can't be assigned to"
    if before.rsplit("=", maxsplit=1)[-1].strip() in kwlist:
        return f"'{before.rsplit('=', maxsplit=1)[-1].strip()}' can't be assigned to"
    return "what is left of this '=' can't be assigned to"


def no_block(text: str, logical: int, first: str) -> str:
    """A compound statement whose suite is missing."""
    return f"expected an indented block after '{first}' in line {text.count(chr(10), 0, logical) + 1}"


def unexpected(token: str, expected: set[str]) -> str:
    """The plain form: the token, and what was expected if that can be said in a few words."""
    if 0 < len(expected) <= 3:
        return f"expected {either(expected)} instead of '{shown(token)}'"
    return f"'{shown(token)}' can't follow here"


def either(expected: set[str]) -> str:
    """The tokens of *expected*, as English, or "something else" where they are many."""
    words = [TEXTS.get(one, f"'{one}'") for one in sorted(expected, key=lambda one: (one in TEXTS, one))]
    if not 0 < len(words) <= 4:
        return "something else"
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def shown(token: str) -> str:
    """*token*, not too long."""
    return token if len(token) <= 40 else f"{token[:37]}..."


def first_name(code: str) -> str:
    """The word that *code* starts with."""
    found = re.match(r"\w+", code)
    return found.group() if found else ""
