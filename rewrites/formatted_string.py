"""A formatted string: each field formatted in turn, and all joined.

    line = f"{name!r:>10} = {value}"

becomes

    line = "".join((format(repr(name), ">10"), " = ", format(value)))

Grammar
    f_string ::= (literal_char | "{{" | "}}" | replacement_field)*
    replacement_field ::= "{" f_expression ["="] ["!" conversion] [":" format_spec] "}"

Meaning
    1. Each field is evaluated, converted and formatted before the next is evaluated.
    2. A format specification may hold fields; it is evaluated after the value, and before the conversion up to
       CPython 3.12.
    3. `=` shows the text of the expression, and then its repr, unless a conversion or a specification is given.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#formatted-string-literals
    PEP 701; https://snarky.ca/unravelling-f-strings/
"""

from collections.abc import Sequence

import libcst as cst

from mvpy.helpers.constants import MOST_ARGUMENTS
from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.quote import quote, whole
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.comprehension.asynchronous import awaits_in_field
from mvpy.tree.literals import Field, Shown, concatenated, formatted_parts

CONTRACT = Contract(
    removes=Construct(
        "formatted string literal",
        cst.FormattedString,
        cst.ConcatenatedString,
        such=lambda node: any(isinstance(part, cst.FormattedString) for part in concatenated(node)),
    ),
    grammar=(
        "star_expressions, strings, fstring, fstring_middle, fstring_replacement_field, "
        "fstring_format_spec, fstring_conversion, STRING"
    ),
    words=("f-string", "f''", "interpolation", "format specification", "!r", "{}"),
    stays_at=("readable",),
    sees=("fields",),
    newer=(
        Newer(
            (3, 7),
            "`await` in a field of a formatted string",
            (cst.FormattedString, cst.ConcatenatedString),
            awaits_in_field,
        ),
    ),
)

CONVERSIONS = {"r": "repr", "s": "str", "a": "ascii"}
JOIN = quote('"".join($parts)')
HOSTED_JOIN = quote("join($parts)")


@rewrites(cst.FormattedString, cst.ConcatenatedString)
def formatted_string(
    node: cst.FormattedString | cst.ConcatenatedString, cx: Context
) -> cst.BaseExpression | None:
    if cx.place.position == "part":
        return None  # the whole concatenation is one string
    if not CONTRACT.removes.is_at(node):
        return None
    return joined(formatted_parts(node, Shown(cx.lines.indentation, decoded=cx.target < (3, 14))), cx)


def joined(parts: Sequence[Field | str], cx: Context) -> cst.BaseExpression:
    """One string of literal parts and fields."""
    pieces = [piece for part in parts for piece in pieces_of(part, cx)]
    if not pieces:
        return literal("")
    if len(pieces) == 1:
        return pieces[0]
    if cx.is_core and not cx.exactly("frames") and len(pieces) <= MOST_ARGUMENTS:
        return cst.Call(cx.names.helper("together"), [cst.Arg(piece) for piece in pieces])
    tuple_ = cst.Tuple([cst.Element(p) for p in pieces], lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return (HOSTED_JOIN if cx.is_core else JOIN).expression(cx, parts=tuple_)


def pieces_of(part: Field | str, cx: Context) -> list[cst.BaseExpression]:
    if isinstance(part, str):
        return [literal(part)] if part else []
    out: list[cst.BaseExpression] = [literal(part.equal_text)] if part.equal_text else []
    value = whole(part.expression)
    if (
        part.conversion
        and part.spec
        and any(not isinstance(p, str) for p in part.spec)
        and cx.target < (3, 13)
    ):
        return [*out, late(value, CONVERSIONS[part.conversion], joined(part.spec, cx), cx)]
    if part.conversion:
        value = cst.Call(cx.names.helper(CONVERSIONS[part.conversion]), [cst.Arg(value)])
    spec = [cst.Arg(joined(part.spec, cx))] if part.spec else []
    return [*out, cst.Call(cx.names.helper("format"), [cst.Arg(value), *spec])]


def late(value: cst.BaseExpression, conversion: str, spec: cst.BaseExpression, cx: Context) -> cst.Call:
    """A field converted after its specification has been evaluated, as up to CPython 3.12."""
    arguments = [cst.Arg(value), cst.Arg(cx.names.helper(conversion)), cst.Arg(spec)]
    return cst.Call(cx.names.helper("converted_and_formatted"), arguments)


def literal(value: str) -> cst.SimpleString:
    return cst.SimpleString(ascii(value))
