"""How the compiler writes names, numbers and strings."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.rewrites.postponed_annotation.spelling import ABOVE_TEST, Level, identifier, text
from mvpy.tree.literals import (
    Field,
    concatenated,
    float_value,
    formatted_parts,
    imaginary_value,
    integer_value,
    is_template,
    plain_value,
)


def name(node: cst.Name, place: Level) -> str:
    return identifier(node.value)


def ellipsis(node: cst.Ellipsis, place: Level) -> str:
    return "..."


def integer(node: cst.Integer, place: Level) -> str:
    return repr(integer_value(node.value))


def floating(node: cst.Float, place: Level) -> str:
    return repr(float_value(node.value)).replace("inf", TOO_LARGE)


def imaginary(node: cst.Imaginary, place: Level) -> str:
    return repr(imaginary_value(node.value)).replace("inf", TOO_LARGE)


TOO_LARGE = "1e309"  # the shortest literal that is infinite


def string(node: cst.SimpleString | cst.ConcatenatedString | cst.FormattedString, place: Level) -> str:
    """A string literal, adjacent ones as one; the first one's `u` stays."""
    value = plain_value(node)
    if value is None:
        return ("t" if is_template(node) else "f") + repr(formatted_body(formatted_parts(node)))
    first = concatenated(node)[0]
    assert isinstance(first, cst.SimpleString)
    return ("u" if first.value.startswith("u") else "") + repr(value)


def template(node: cst.TemplatedString, place: Level) -> str:
    return "t" + repr(formatted_body(formatted_parts(node)))


def formatted_body(parts: Sequence[str | Field]) -> str:
    """What stands between the quotes of an f-string, before it is quoted."""
    return "".join(braces_doubled(part) if isinstance(part, str) else field(part) for part in parts)


def field(part: Field) -> str:
    """One field, after the text that its `=` shows."""
    inside = text(part.expression, ABOVE_TEST)
    opening = "{ " if inside.startswith("{") else "{"
    conversion = f"!{part.conversion}" if part.conversion else ""
    spec = "" if part.spec is None else ":" + formatted_body(part.spec)
    return braces_doubled(part.equal_text or "") + opening + inside + conversion + spec + "}"


def braces_doubled(literal: str) -> str:
    return literal.replace("{", "{{").replace("}", "}}")
