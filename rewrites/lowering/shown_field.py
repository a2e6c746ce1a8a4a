"""The `=` in a field of a formatted string: the text of the expression, as text.

    print(f"{total=} {rate = :.2f}")

becomes

    print(f"total={total!r} rate = {rate:.2f}")

Grammar
    replacement_field ::= "{" f_expression ["="] ["!" conversion] [":" format_spec] "}"

Meaning
    1. The text is that of the source, with its spaces, and without comments.
    2. The value is shown by repr, unless a conversion or a format specification is given.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#formatted-string-literals
"""

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.lowering.field_text import text_parts
from mvpy.tree.literals import Shown, field as field_of


def shows(part: cst.CSTNode) -> bool:
    """Is *part* of an f-string a field that shows its text?"""
    return isinstance(part, cst.FormattedStringExpression) and (
        part.equal is not None or any(map(shows, part.format_spec or ()))
    )


CONTRACT = Contract(
    removes=Construct(
        "field that shows its text", cst.FormattedString, such=lambda node: any(map(shows, node.parts))
    ),
    grammar="fstring_replacement_field",
    newer=(Newer((3, 8), "a field that shows its text"),),
    sees=("layout", "elif", "fields", "texts", "unevaluated"),
)


@rewrites(cst.FormattedString)
def shown_field(node: cst.FormattedString, cx: Context) -> cst.FormattedString | None:
    if not any(map(shows, node.parts)):
        return None
    return node.with_changes(parts=[new for part in node.parts for new in as_text(part, node, cx)])


def as_text(
    part: cst.BaseFormattedStringContent, node: cst.FormattedString, cx: Context
) -> Iterator[cst.BaseFormattedStringContent]:
    """What shows what *part*, which is one of *node*, shows."""
    if not isinstance(part, cst.FormattedStringExpression):
        yield part
        return
    spec = [new for inner in part.format_spec or () for new in as_text(inner, node, cx)]
    text, field = shown_as_text(part.with_changes(format_spec=part.format_spec and spec), node, cx)
    yield from [*text, field]


def shown_as_text(
    part: cst.FormattedStringExpression, node: cst.FormattedString, cx: Context
) -> tuple[list[cst.BaseFormattedStringContent], cst.FormattedStringExpression]:
    """The text that the field *part*, which is one of *node*, shows; and the field without `=`."""
    if part.equal is None:
        return [], part
    raw = "r" in node.prefix
    field = field_of(part, raw=raw, shown=Shown(cx.lines.indentation, decoded=cx.target < (3, 14)))
    assert field.equal_text is not None
    bare = part.with_changes(
        equal=None,
        conversion=field.conversion,
        whitespace_before_expression=cst.SimpleWhitespace(""),
        whitespace_after_expression=cst.SimpleWhitespace(""),
    )
    text = (
        list(text_parts(field.equal_text, node.end[0], cx)) if raw else [escaped(field.equal_text, node.end)]
    )
    return list(text), bare


def escaped(text: str, quote: str) -> cst.FormattedStringText:
    """*text* in an f-string that is no raw one, between *quote*."""
    out = text.replace("\\", "\\\\").replace("{", "{{").replace("}", "}}").replace(quote[0], "\\" + quote[0])
    return cst.FormattedStringText("".join(char if char.isprintable() else ascii(char)[1:-1] for char in out))
