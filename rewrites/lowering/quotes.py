"""Which f-strings Pythons before 3.12 read, and other quotes for those that they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import libcst as cst

from mvpy.tree.literals import FIELDS, TEXTS, source

QUOTES = ("'", '"', "'''", '"""')
DEEPEST = 2  # so many fields may stand in one another


class Unfit(Exception):
    """No quotes are left."""


def is_too_new(node: cst.FormattedString) -> bool:
    """Does Python 3.11 refuse the f-string *node* itself, whatever it says of those in its fields?"""
    return any(
        is_field_too_new(part, node.end, 1)
        for part in node.parts
        if isinstance(part, cst.FormattedStringExpression)
    )


def is_field_too_new(field: cst.FormattedStringExpression, quote: str, depth: int) -> bool:
    """Does 3.11 refuse this *field*, one of *depth* in one another, of an f-string in this *quote*?"""
    evaluated = "".join(map(source, evaluated_parts(field)))
    if depth > DEEPEST or "\\" in evaluated or quote in evaluated or len(field.conversion or "") > 1:
        return True
    if len(quote) == 1 and not {"\n", "\r"}.isdisjoint(source(field)):
        return True
    if "#" in evaluated and any(map(holds_comment, evaluated_parts(field))):
        return True
    return any(
        is_field_too_new(part, quote, depth + 1)
        for part in field.format_spec or ()
        if isinstance(part, cst.FormattedStringExpression)
    )


def evaluated_parts(field: cst.FormattedStringExpression) -> Iterator[cst.CSTNode]:
    """What stands in *field* before its conversion and its specification."""
    yield field.whitespace_before_expression
    yield field.expression
    if field.equal is not None:
        yield field.equal
    yield field.whitespace_after_expression


def holds_comment(node: cst.CSTNode) -> bool:
    """Is there a comment in *node*?"""
    return isinstance(node, cst.Comment) or any(map(holds_comment, node.children))


def in_other_quotes(node: cst.FormattedString) -> cst.FormattedString:
    """*node* in such quotes, and with such quotes in its fields, that 3.11 reads it; Unfit if there are none."""
    own = node.end
    for quote in dict.fromkeys((own, own[0] * 3, *QUOTES)):
        try:
            new = quoted(node, quote, ())
        except Unfit:
            continue
        if not is_too_new(new):
            return new
    raise Unfit


def quoted(node: cst.FormattedString, quote: str, forbidden: Sequence[str]) -> cst.FormattedString:
    """The f-string *node* in *quote*, without anything in it that is *forbidden*; Unfit if that cannot be."""
    if quote != node.end and not all(fits(text, quote) for text in texts_of(node.parts)):
        raise Unfit
    last = node.parts[-1] if node.parts else None
    if isinstance(last, cst.FormattedStringText) and quote != node.end and last.value.endswith(quote[0]):
        raise Unfit
    change = InOtherQuotes((*forbidden, quote))
    parts = [cast(cst.BaseFormattedStringContent, part.visit(change)) for part in node.parts]
    new = node.with_changes(start=node.prefix + quote, parts=parts, end=quote)
    new = new if new.prefix == node.prefix else new.with_changes(start=spelt_prefix(node) + quote)
    if any(word in source(new) for word in forbidden):
        raise Unfit
    return new


def spelt_prefix(node: cst.FormattedString) -> str:
    """The prefix of *node* as it is written."""
    return node.start[: len(node.start) - len(node.end)]


def texts_of(parts: Sequence[cst.CSTNode]) -> Iterator[str]:
    """The literal texts among *parts*, with those in specifications."""
    for part in parts:
        if isinstance(part, TEXTS):
            yield part.value
        elif isinstance(part, FIELDS):
            yield from texts_of(part.format_spec or ())


def fits(text: str, quote: str) -> bool:
    """Can *text*, written for other quotes, stand between *quote*?"""
    if len(quote) == 1:
        return quote not in text and "\n" not in text and "\r" not in text
    return quote not in text and not text.endswith(quote[0])


class InOtherQuotes(cst.CSTTransformer):
    """Puts strings that hold what is *forbidden* into other quotes; Unfit where there are none."""

    def __init__(self, forbidden: Sequence[str]) -> None:
        super().__init__()
        self.forbidden = forbidden

    def on_visit(self, node: cst.CSTNode) -> bool:
        return not isinstance(node, (cst.SimpleString, cst.FormattedString))

    def is_allowed(self, node: cst.CSTNode) -> bool:
        return not any(word in source(node) for word in self.forbidden)

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        if self.is_allowed(original_node):
            return original_node
        text = original_node.raw_value
        prefix = original_node.value[: len(original_node.prefix)]
        for quote in QUOTES:
            new = original_node.with_changes(value=f"{prefix}{quote}{text}{quote}")
            if fits(text, quote) and self.is_allowed(new):
                return new
        raise Unfit

    def leave_FormattedString(
        self, original_node: cst.FormattedString, updated_node: cst.FormattedString
    ) -> cst.FormattedString:
        if self.is_allowed(original_node):
            return original_node
        for quote in QUOTES:
            try:
                new = quoted(original_node, quote, self.forbidden)
            except Unfit:
                continue
            if not is_too_new(new):
                return new
        raise Unfit
