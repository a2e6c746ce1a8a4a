"""Strings as Pythons before 3.12 read them: each ends at the next of its quotes, whatever is in its fields."""

from __future__ import annotations

import re


def string(quote: str) -> str:
    """A pattern for a string in *quote*."""
    one = quote[0]
    if len(quote) == 1:
        return rf"{one}(?:[^{one}\\\r\n]++|\\[\s\S])*+{one}"
    return rf"{quote}(?:[^{one}\\]++|\\[\s\S]|{one}(?!{one}{one}))*+{quote}"


STRING = "|".join(string(quote) for quote in ('"""', "'''", '"', "'"))


def brackets(inside: str, depth: int) -> str:
    """A pattern for brackets in which there is what *inside* says, or more of them, *depth* of them in one another."""
    within = inside if not depth else f"{inside}|{brackets(inside, depth - 1)}"
    return rf"\((?:{within})*+\)|\[(?:{within})*+\]"


def formatted(quote: str) -> str:
    """A pattern for an f-string in *quote* that Pythons before 3.12 read, and such of them as have simple fields."""
    one, ends = quote[0], "" if len(quote) == 3 else r"\r\n"
    other = "'" if one == '"' else '"'
    strings = rf"{other}[^{other}{one}{{}}\\\r\n]*+{other}"
    if len(quote) == 3:
        strings += rf"|{one}(?!{one}{one})[^{one}{{}}\\\r\n]*+{one}(?!{one})"
    inside = rf"[^'\"{{}}\\\#()\[\]{ends}]|{strings}"
    outside = rf"[^'\"{{}}\\\#()\[\]:!{ends}]|!=|{strings}|{brackets(inside, 2)}"
    inner = rf"\{{(?:{outside})*+(?:![rsa])?+\}}"
    field = rf"\{{(?:{outside})++(?:![rsa])?+(?::(?:[^{one}{{}}\\{ends}]|{inner})*+)?+\}}"
    text = rf"[^{one}{{}}\\{ends}]++|\\N\{{[^{{}}'\"\\\#]*+\}}|\\[^{{}}N]|\\(?=[{{}}N])|\{{\{{|\}}\}}|{field}"
    if len(quote) == 3:
        text += f"|{one}(?!{one}{one})"
    return rf"{quote}(?:{text})*+{quote}"


FORMATTED = "|".join(
    [
        formatted('"""'),
        formatted("'''"),
        rf'"(?!"")(?:{formatted(chr(34))[1:]})',
        rf"'(?!'')(?:{formatted(chr(39))[1:]})",
    ]
)
AFTER_F = r"(?:(?<=[fF])|(?<=[fF][rR]))"
NO_PREFIX = r"(?<![fF])(?<![fF][rR])(?<!\W[tT])(?<!\W[tT][rR])(?<!\W[rR][tT])"
OLD = re.compile(rf"""(?:[^'"\#]++|\#[^\r\n]*+|{AFTER_F}(?:{FORMATTED})|{NO_PREFIX}(?:{STRING}))*+""")
QUOTE_BEHIND = r"""["'](?:(?<=[{0}].)(?<!\w..)|(?:(?<=[{0}][rR].)|(?<=[rR][{0}].))(?<!\w...))"""
ANY_FORMATTED, ANY_TEMPLATE = re.compile(QUOTE_BEHIND.format("fFtT")), re.compile(QUOTE_BEHIND.format("tT"))
TOKEN = re.compile(rf"\#[^\r\n]*+|{STRING}")
FORMATTED_TOKEN = re.compile(rf"\#[^\r\n]*+|{AFTER_F}({STRING})|{STRING}")


def fits_old_strings(text: str, templates_only: bool = False) -> bool:
    """Is there no string in *text* that Pythons before 3.12 do not read?  False where that is not seen at once.

    With *templates_only*, not all f-strings need to be looked at.
    """
    doubtful = ANY_TEMPLATE if templates_only else ANY_FORMATTED
    return doubtful.search(text) is None or OLD.fullmatch(text) is not None


def without_strings(text: str) -> tuple[str, str]:
    """*text* with a quote in the place of each string and each comment; and all f-strings, one below the other."""
    formatted = FORMATTED_TOKEN.findall(text) if ANY_FORMATTED.search(text) else ()
    return TOKEN.sub('"', text), "\n".join(filter(None, formatted))
