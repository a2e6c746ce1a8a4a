"""The `=` in a field of a formatted string: the text of the expression, then its value.

    line = f"{total=}"

becomes

    line = "".join(("total=", format(repr(total))))

Grammar
    replacement_field ::= "{" f_expression ["="] ["!" conversion] [":" format_spec] "}"

Meaning
    1. The text is that of the source, with its spaces, before any other rewrite changes the expression.
    2. The value is shown by repr, unless a conversion or a format specification is given.

Opens
    The formatted string around.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#formatted-string-literals
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.formatted_string import formatted_string
from mvpy.tree.literals import Field, formatted_parts, is_template, plain_value

CONTRACT = Contract(
    removes=Construct(
        "self-documenting field", cst.FormattedStringExpression, such=lambda node: node.equal is not None
    ),
    grammar="fstring_replacement_field",
    words=("{x=}", "="),
    first="it shows the text of expressions, before any of them changes",
    sees=("fields",),
)


@rewrites(cst.FormattedString, cst.ConcatenatedString)
def self_documenting_field(
    node: cst.FormattedString | cst.ConcatenatedString, cx: Context
) -> cst.BaseExpression | None:
    if cx.place.position == "part" or plain_value(node) is not None or is_template(node):
        return None
    return formatted_string(node, cx) if any(map(documents, formatted_parts(node))) else None


def documents(part: Field | str) -> bool:
    """Does a part of a formatted string show the text of its expression?"""
    if isinstance(part, str):
        return False
    return bool(part.equal_text) or any(map(documents, part.spec or ()))
