"""What stands in the fields of f-strings, without backslashes, comments and line ends: as Pythons before 3.12 want it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import libcst as cst

from mvpy.machine.context import Context
from mvpy.tree.literals import (
    DOUBLED_BRACE,
    FORMATTED_ESCAPE,
    meaning,
    plain_value,
    source,
    string_value,
    with_character_names,
    with_unix_newlines,
)

NONE, ONE = cst.SimpleWhitespace(""), cst.SimpleWhitespace(" ")
OPENING = (cst.LeftParen, cst.LeftSquareBracket, cst.LeftCurlyBrace)
CLOSING = (cst.RightParen, cst.RightSquareBracket, cst.RightCurlyBrace)


def on_one_line(node: cst.CSTNode) -> Any:
    """*node* without the comments, line ends and continuations that are in it."""
    return node.visit(OnOneLine())


class OnOneLine(cst.CSTTransformer):
    """Makes one space of white space that has a line end in it, and none beside a bracket."""

    def on_leave(self, original_node: cst.CSTNode, updated_node: Any) -> Any:
        if isinstance(updated_node, cst.ParenthesizedWhitespace):
            return ONE
        if isinstance(updated_node, cst.SimpleWhitespace) and "\\" in updated_node.value:
            return ONE
        for kinds, space in ((OPENING, "whitespace_after"), (CLOSING, "whitespace_before")):
            if isinstance(original_node, kinds) and spans_lines(getattr(original_node, space)):
                return updated_node.with_changes(**{space: NONE})
        return updated_node


def spans_lines(space: cst.BaseParenthesizableWhitespace) -> bool:
    return isinstance(space, cst.ParenthesizedWhitespace)


def without_backslashes(node: cst.CSTNode, cx: Context) -> Any:
    """*node*, in whose strings characters that need a backslash are calls of `chr`."""
    return node.visit(WithoutBackslashes(cx))


class WithoutBackslashes(cst.CSTTransformer):
    """Writes `chr(10)` where a string has a backslash and an `n`, alone or as a field."""

    def __init__(self, cx: Context) -> None:
        super().__init__()
        self.cx = cx

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.BaseExpression:
        if not needs_backslash(original_node.value):
            return updated_node
        value = string_value(original_node)
        if isinstance(value, bytes):
            return self.bytes(value)
        if len(value) == 1:
            return character(value, self.cx)
        return formatted(value, self.cx)

    def bytes(self, value: bytes) -> cst.BaseExpression:
        """`bytes([…])`, with the numbers of *value*."""
        numbers = cst.List([cst.Element(cst.Integer(str(number))) for number in value])
        return cst.Call(self.cx.names.helper("bytes"), [cst.Arg(numbers)])

    def visit_ConcatenatedString(self, node: cst.ConcatenatedString) -> bool:
        return False  # what becomes of its parts must be strings again

    def leave_ConcatenatedString(
        self, original_node: cst.ConcatenatedString, updated_node: cst.ConcatenatedString
    ) -> cst.BaseExpression:
        value = plain_value(original_node)
        if isinstance(value, bytes):
            return self.bytes(value) if needs_backslash(source(original_node)) else original_node
        return original_node.with_changes(
            left=self.part(original_node.left), right=self.part(original_node.right)
        )

    def part(self, node: cst.BaseExpression) -> Any:
        """What stands side by side with other strings in the place of *node*: a call is the field of an f-string."""
        new = node.visit(self)
        if not isinstance(new, cst.Call):
            return new
        return cst.FormattedString(start="f'", parts=[cst.FormattedStringExpression(new)], end="'")

    def leave_FormattedString(
        self, original_node: cst.FormattedString, updated_node: cst.FormattedString
    ) -> cst.FormattedString:
        raw = "r" in original_node.prefix
        return updated_node.with_changes(parts=list(self.parts(updated_node.parts, raw)))

    def parts(self, parts: Any, raw: bool) -> Iterator[cst.BaseFormattedStringContent]:
        for part in parts if raw else with_character_names(parts):
            if isinstance(part, cst.FormattedStringText) and needs_backslash(part.value):
                text = with_unix_newlines(part.value)
                yield from text_parts(
                    (DOUBLED_BRACE if raw else FORMATTED_ESCAPE).sub(meaning, text), "", self.cx
                )
            elif isinstance(part, cst.FormattedStringExpression) and part.format_spec:
                yield part.with_changes(format_spec=list(self.parts(part.format_spec, raw)))
            else:
                yield part


def needs_backslash(text: str) -> bool:
    """Is there something in the source *text* of a string that cannot be in a field?"""
    return "\\" in text or "\n" in text or "\r" in text


def text_parts(value: str, quote: str, cx: Context) -> Iterator[cst.BaseFormattedStringContent]:
    """The text *value* as parts of an f-string: characters that need a backslash, or are a *quote*, are fields."""
    run = ""
    for char in value:
        if char.isprintable() and char != "\\" and char not in quote:
            run += char * 2 if char in "{}" else char
            continue
        if run:
            yield cst.FormattedStringText(run)
        yield cst.FormattedStringExpression(character(char, cx))
        run = ""
    if run:
        yield cst.FormattedStringText(run)


def character(char: str, cx: Context) -> cst.Call:
    """`chr(10)`"""
    return cst.Call(cx.names.helper("chr"), [cst.Arg(cst.Integer(str(ord(char))))])


def formatted(value: str, cx: Context) -> cst.FormattedString:
    """An f-string without backslashes that is *value*."""
    quote: Literal["'", '"'] = '"' if "'" in value and '"' not in value else "'"
    return cst.FormattedString(start=f"f{quote}", parts=list(text_parts(value, quote, cx)), end=quote)
