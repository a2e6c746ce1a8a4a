"""A template string: its texts and the values of its fields, kept apart.

    page = t"<b>{name!r:>{width}}</b>"

becomes

    page = _Template("<b>", _Interpolation(name, "name", "r", "".join((">", format(width)))), "</b>")

Grammar
    t_string ::= (literal_char | "{{" | "}}" | replacement_field)*
    replacement_field ::= "{" f_expression ["="] ["!" conversion] [":" format_spec] "}"

Meaning
    1. The fields are evaluated in order, each with its format specification; nothing is converted or formatted.
    2. A field keeps the text of its expression as it is in the source, without comments and without the space
       behind it.
    3. A format specification may hold fields; it is evaluated as an f-string would be.
    4. `=` puts the text up to the `=` into the template, and the conversion is `r`, unless a conversion or a
       specification is given.
    5. There is always one text more than there are fields; neighbouring template strings are one.
    6. In a raw template string no backslash means anything, in the specifications either.

Opens
    A kept template string with an expression that another rewrite changes: its text would change as well.

Exactly
    1. (words) Errors of the classes that stand for those of `string.templatelib` on older hosts have the words of that
       module, and objects are shown as there.
    2. (frames) These classes have the names, and the module, of those.
    3. (kinds) They have no subclasses, and nothing but their attributes; a module of the program that is called
       `string` is not in the way of the real ones, which are taken wherever the host has them. A plain output for an
       older Python has its own everywhere, one for Python 3.14 or later needs that library.

Differs
    On hosts without the module `string.templatelib`, before Python 3.14, the objects are of classes like those of
    that module; they cannot be pickled, and errors that the host words call the classes by their short names.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#template-string-literals
    https://docs.python.org/3/library/string.templatelib.html
    PEP 750
"""

from collections.abc import Iterable
from itertools import zip_longest

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.quote import quote, whole
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.formatted_string import joined, literal
from mvpy.tree.literals import AnyString, Field, concatenated, is_template, template_parts

CONTRACT = Contract(
    removes=Construct(
        "template string literal", cst.TemplatedString, cst.ConcatenatedString, such=is_template
    ),
    grammar=(
        "strings, tstring, tstring_middle, tstring_replacement_field, tstring_format_spec, "
        "fstring_conversion, STRING"
    ),
    words=("t-string", "t''", "template literal", "interpolation", "{}"),
    first="it shows the text of expressions, before any of them changes",
    since=(3, 14),
    newer=(Newer((3, 14), "a template string"),),
    sees=("fields", "templates"),
)

TEMPLATE = quote("template($strings, $fields)")
PLAIN = "Template", "Interpolation"
OF_LIBRARY = "library_template", "library_interpolation"


@rewrites(cst.TemplatedString, cst.ConcatenatedString)
def template_string(
    node: cst.TemplatedString | cst.ConcatenatedString, cx: Context
) -> cst.BaseExpression | None:
    if cx.place.position == "part" or not is_template(node):
        return None  # the whole concatenation is one string
    return template(node, cx.place.origin, cx)


def template(node: AnyString, shown: AnyString, cx: Context) -> cst.BaseExpression:
    """The call that makes the template *node*, whose fields show their text in *shown*."""
    if len(concatenated(shown)) != len(concatenated(node)):
        shown = node
    strings, fields = [""], list[list[cst.BaseExpression]]()
    for part, text in template_parts(node, shown, cx.lines.indentation, cx.target):
        if isinstance(part, str):
            strings[-1] += part
        else:
            strings[-1] += part.equal_text or ""
            strings.append("")
            fields.append(field(part, text, cx))
    if cx.exactly("words", "frames", "kinds"):
        values = in_tuple(map(in_tuple, fields))
        return TEMPLATE.expression(cx, strings=in_tuple(map(literal, strings)), fields=values)
    return plain_template(strings, fields, cx)


def field(part: Field, text: str, cx: Context) -> list[cst.BaseExpression]:
    """The value of a field, the *text* of its expression, its conversion and its format specification."""
    conversion = literal(part.conversion) if part.conversion else cst.Name("None")
    return [whole(part.expression), literal(text), conversion, joined(part.spec or [], cx)]


def plain_template(strings: list[str], fields: list[list[cst.BaseExpression]], cx: Context) -> cst.Call:
    """The call that makes a template of its parts: the *strings* that are not empty, and *fields* between them."""
    kind, field_kind = OF_LIBRARY if cx.library >= (3, 14) else PLAIN
    parts: list[cst.BaseExpression] = []
    for string, values in zip_longest(strings, fields):
        if string:
            parts.append(literal(string))
        if values:
            parts.append(call(field_kind, without_defaults(values), cx))
    return call(kind, parts, cx)


def without_defaults(values: list[cst.BaseExpression]) -> list[cst.BaseExpression]:
    """The *values* of a field, without a format specification that is empty, and a conversion that is none."""
    match values:
        case [*some, cst.Name(value="None"), cst.SimpleString(value="''")]:
            return some
        case [*some, cst.SimpleString(value="''")]:
            return some
    return values


def call(helper: str, arguments: list[cst.BaseExpression], cx: Context) -> cst.Call:
    """A call of *helper* with *arguments*."""
    return cst.Call(cx.names.helper(helper), [cst.Arg(argument) for argument in arguments])


def in_tuple(items: Iterable[cst.BaseExpression]) -> cst.Tuple:
    """A tuple display of *items*."""
    return cst.Tuple([cst.Element(item) for item in items], lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
