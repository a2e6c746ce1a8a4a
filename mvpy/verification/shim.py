"""A shim: text in a host's own Python that defines what the host lacks, in front of every program that runs there."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator

SKIPPED = {tokenize.COMMENT, tokenize.NL, tokenize.INDENT}


def with_shim(source: bytes, shim: str) -> bytes:
    """The program *source* with *shim*, of ASCII, before its first statement.

    The header of a core stays the first line, the docstring the docstring, and `from __future__` imports the first.
    """
    if not shim:
        return source
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        text = source.decode(encoding)
    except (SyntaxError, UnicodeDecodeError):  # no host can read it, either
        return source
    before, above, rest = parts_with_shim(text, shim)
    return f"{before}{above}{rest}".encode(encoding)


def parts_with_shim(text: str, shim: str) -> tuple[str, str, str]:
    """The program *text* with *shim*: what is above it, the shim itself, in whole lines, and what is below."""
    row, column = first_statement(text)
    lines = io.StringIO(text).readlines()
    at = sum(map(len, lines[: row - 1])) + column
    newline = "" if at == 0 or text[at - 1] == "\n" else "\n"
    return text[:at], f"{newline}{shim.rstrip()}\n", text[at:]


def first_statement(text: str) -> tuple[int, int]:
    """Where in *text* the first statement is that is no docstring and no import from `__future__`: row and column."""
    place = after_comments(text)
    first = True
    try:
        for statement in simple_statements(text):
            start = next(statement, None)
            if start is None:
                continue
            place = start.start
            if not (first and start.type == tokenize.STRING) and start.string != "from":
                return place
            rest = list(statement)
            if not is_heading(start, rest):
                return place
            first = False
            place = rest[-1].end if rest else start.end
    except (tokenize.TokenError, SyntaxError):
        pass  # what comes later is wrong, and whoever runs it will say so
    return place


def simple_statements(text: str) -> Iterator[Iterator[tokenize.TokenInfo]]:
    """The statements of *text*, each as the tokens of it, with the one that ends it; no more is read than is taken."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)

    def one(start: tokenize.TokenInfo) -> Iterator[tokenize.TokenInfo]:
        yield start
        for token in tokens:
            yield token
            if token.type == tokenize.NEWLINE or token.string == ";":
                return

    for token in tokens:
        if token.type not in SKIPPED:
            yield one(token)


def is_heading(start: tokenize.TokenInfo, rest: list[tokenize.TokenInfo]) -> bool:
    """Whether the statement of *start* and *rest* has to stay where it is: a docstring, or an import from `__future__`."""
    if start.type == tokenize.STRING:
        return all(token.type in (tokenize.STRING, tokenize.NL, tokenize.COMMENT) for token in rest[:-1])
    return bool(rest) and rest[0].string == "__future__"


def after_comments(text: str) -> tuple[int, int]:
    """The row, and column, that follows the comments with which *text* begins."""
    row = 1
    for line in io.StringIO(text):
        if not line.startswith("#"):
            break
        row += 1
    return row, 0
