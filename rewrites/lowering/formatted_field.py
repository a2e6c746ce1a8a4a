r"""Fields of f-strings that hold what only Python 3.12 reads there: other quotes, no comments, and `chr` for escapes.

    print(f"{user["name"]}: {"\n".join(lines)}")

becomes

    print(f"{user['name']}: {chr(10).join(lines)}")

Grammar
    fstring_replacement_field ::= "{" (yield_expr | star_expressions) "="? ["!" NAME] [":" format_spec] "}"

Meaning
    1. Strings in fields, or the f-string itself, get quotes that do not stand around them.
    2. A character that needs a backslash is a call of `chr`, in a longer text as a field.
    3. A field with `=` shows the text that it had.
    4. Where no quotes are left, or fields stand too deep in one another, the string is put together from its parts.

Differs
    Comments in fields go.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#formatted-string-literals
    PEP 701
"""

from typing import Any

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.lowering.field_text import on_one_line, without_backslashes
from mvpy.rewrites.lowering.quotes import Unfit, in_other_quotes, is_field_too_new, is_too_new
from mvpy.rewrites.lowering.shown_field import shown_as_text
from mvpy.tree.literals import concatenated, parts_of

CONTRACT = Contract(
    removes=Construct("formatted string with newer fields", cst.FormattedString, such=is_too_new),
    grammar="fstring_replacement_field",
    newer=(Newer((3, 12), "an f-string with quotes, a backslash, a comment or a line end in a field"),),
    sees=("layout", "elif", "fields", "texts", "unevaluated"),
)


@rewrites(cst.FormattedString)
def formatted_field(node: cst.FormattedString, cx: Context) -> cst.BaseExpression | None:
    if not is_too_new(node):
        return None
    is_part = cx.place.position == "part"
    try:
        return in_other_quotes(with_plain_fields(node, cx))
    except Unfit:
        return None if is_part else cx.opened_string(node)


@rewrites(cst.ConcatenatedString)
def concatenated_fields(node: cst.ConcatenatedString, cx: Context) -> cst.BaseExpression | None:
    if cx.place.position == "part":
        return None
    left = [part for part in concatenated(node) if isinstance(part, cst.FormattedString) and is_too_new(part)]
    return cx.opened_string(node) if left else None


def with_plain_fields(node: cst.FormattedString, cx: Context) -> cst.FormattedString:
    """*node*, with no backslash, comment or line end in those of its fields that are too new."""
    parts: list[Any] = []
    for part in parts_of(node):
        if isinstance(part, cst.FormattedStringExpression) and is_field_too_new(part, node.end, 1):
            parts += with_plain_expression(part, node, cx)
        else:
            parts.append(part)
    return node.with_changes(parts=parts)


def with_plain_expression(
    field: cst.FormattedStringExpression, node: cst.FormattedString, cx: Context
) -> list[cst.BaseFormattedStringContent]:
    """*field*, which is one of *node*, with nothing but quotes in it that 3.11 does not read; with `=` its text, too."""
    text, field = shown_as_text(field, node, cx)
    spec = [
        with_plain_expression(part, node, cx)[-1] if isinstance(part, cst.FormattedStringExpression) else part
        for part in field.format_spec or ()
    ]
    spaces = [
        on_one_line(space)
        for space in (field.whitespace_before_expression, field.whitespace_after_expression)
    ]
    return [
        *text,
        field.with_changes(
            expression=without_backslashes(on_one_line(field.expression), cx),
            whitespace_before_expression=spaces[0],
            whitespace_after_expression=spaces[1],
            conversion=field.conversion and field.conversion[0],
            format_spec=field.format_spec and spec,
        ),
    ]
