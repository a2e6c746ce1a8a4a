"""The text that `from __future__ import annotations` stores in the place of an annotation.

    def f(a: Dict [ "k",1 ], b: (1+2) * 3, c: lambda x=1: x): ...

has the annotations

    {"a": "Dict['k', 1]", "b": "(1 + 2) * 3", "c": "lambda x=1: x"}

CPython does not keep the source: it writes the syntax tree out again (`Python/ast_unparse.c`).  So quotes,
spaces, numbers and parentheses come out in its one way, and the rules below are its rules, oddities included
(`lambda *a: a` becomes "lambda*a: a").  Names are written as they are in the source, not mangled: the text of
an annotation in a class must be made before private names are.

The text is the same from 3.11 to 3.13.  Earlier versions differ:
    3.9, 3.10   a tuple with a star in brackets keeps its parentheses: `a[(*b,)]`, later "a[*b,]".
    3.8         constants are folded and negations merged first (`1 + 2` is "3", `not a in b` is
                "a not in b", `__debug__` is "True"); `a[(1, 2)]` and `a[1,]` have parentheses inside the
                brackets; `:=` has no spaces around it; a huge float is "inf", later "1e309"; `u"a"` loses
                its prefix.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from enum import IntEnum

import libcst as cst

from mvpy.machine.truth import operands_of
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


class Level(IntEnum):
    """How tightly an expression binds; one that binds less than its place demands gets parentheses."""

    TUPLE = 0
    TEST = 1  # `if`-`else`, `lambda`
    OR = 2
    AND = 3
    NOT = 4
    COMPARISON = 5
    BIT_OR = 6
    BIT_XOR = 7
    BIT_AND = 8
    SHIFT = 9
    SUM = 10
    PRODUCT = 11
    SIGN = 12
    POWER = 13
    AWAIT = 14
    ATOM = 15

    @property
    def tighter(self) -> Level:
        """The next level up."""
        return Level(self + 1)


ABOVE_TEST = Level.TEST.tighter


def annotation_text(node: cst.BaseExpression) -> str:
    """The text that CPython stores for the annotation *node*, which may be the `*Ts` of `*args: *Ts`."""
    return text(node, Level.TEST)


def text(node: cst.BaseExpression, place: Level) -> str:
    """*node* as CPython writes it in a place that demands *place*."""
    return WRITERS[type(node)](node, place)


def in_parentheses_if(needed: bool, inside: str) -> str:
    return f"({inside})" if needed else inside


# Names and constants


def identifier(name: str) -> str:
    """*name* as the compiler knows it (PEP 3131)."""
    return unicodedata.normalize("NFKC", name)


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


# Operators

BINARY = {
    cst.Add: ("+", Level.SUM),
    cst.Subtract: ("-", Level.SUM),
    cst.Multiply: ("*", Level.PRODUCT),
    cst.MatrixMultiply: ("@", Level.PRODUCT),
    cst.Divide: ("/", Level.PRODUCT),
    cst.FloorDivide: ("//", Level.PRODUCT),
    cst.Modulo: ("%", Level.PRODUCT),
    cst.LeftShift: ("<<", Level.SHIFT),
    cst.RightShift: (">>", Level.SHIFT),
    cst.BitOr: ("|", Level.BIT_OR),
    cst.BitXor: ("^", Level.BIT_XOR),
    cst.BitAnd: ("&", Level.BIT_AND),
    cst.Power: ("**", Level.POWER),
}
UNARY = {
    cst.Plus: ("+", Level.SIGN),
    cst.Minus: ("-", Level.SIGN),
    cst.BitInvert: ("~", Level.SIGN),
    cst.Not: ("not ", Level.NOT),
}
BOOLEAN = {cst.And: ("and", Level.AND), cst.Or: ("or", Level.OR)}
COMPARISONS = {
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
    cst.Is: "is",
    cst.IsNot: "is not",
    cst.In: "in",
    cst.NotIn: "not in",
}


def binary(node: cst.BinaryOperation, place: Level) -> str:
    """An operation whose right operand binds tighter; in `**`, which goes right to left, the left one."""
    operator, level = BINARY[type(node.operator)]
    from_the_right = level is Level.POWER
    left = text(node.left, level.tighter if from_the_right else level)
    right = text(node.right, level if from_the_right else level.tighter)
    return in_parentheses_if(place > level, f"{left} {operator} {right}")


def unary(node: cst.UnaryOperation, place: Level) -> str:
    operator, level = UNARY[type(node.operator)]
    return in_parentheses_if(place > level, operator + text(node.expression, level))


def boolean(node: cst.BooleanOperation, place: Level) -> str:
    operator, level = BOOLEAN[type(node.operator)]
    operands = (text(operand, level.tighter) for operand in operands_of(node))
    return in_parentheses_if(place > level, f" {operator} ".join(operands))


def comparison(node: cst.Comparison, place: Level) -> str:
    above = Level.COMPARISON.tighter
    rest = (f" {COMPARISONS[type(x.operator)]} {text(x.comparator, above)}" for x in node.comparisons)
    return in_parentheses_if(place > Level.COMPARISON, text(node.left, above) + "".join(rest))


def conditional(node: cst.IfExp, place: Level) -> str:
    body, test = text(node.body, ABOVE_TEST), text(node.test, ABOVE_TEST)
    return in_parentheses_if(place > Level.TEST, f"{body} if {test} else {text(node.orelse, Level.TEST)}")


def named(node: cst.NamedExpr, place: Level) -> str:
    inside = f"{text(node.target, Level.ATOM)} := {text(node.value, Level.ATOM)}"
    return in_parentheses_if(place > Level.TUPLE, inside)


def awaited(node: cst.Await, place: Level) -> str:
    return in_parentheses_if(place > Level.AWAIT, "await " + text(node.expression, Level.ATOM))


def yielded(node: cst.Yield, place: Level) -> str:
    """A `yield`, which stands in parentheses everywhere."""
    if node.value is None:
        return "(yield)"
    if isinstance(node.value, cst.From):
        return f"(yield from {text(node.value.item, Level.TEST)})"
    return f"(yield {text(node.value, Level.TEST)})"


# Lambda


def function(node: cst.Lambda, place: Level) -> str:
    """A lambda; CPython has no space after the word where no parameter is positional."""
    parameters = node.params
    positional = parameters.posonly_params or parameters.params
    signature = ("lambda " if positional else "lambda") + parameters_text(parameters)
    return in_parentheses_if(place > Level.TEST, f"{signature}: {text(node.body, Level.TEST)}")


def parameters_text(parameters: cst.Parameters) -> str:
    """The parameters of a lambda, with the markers `/` and `*`."""
    positional_only = [parameter(each) for each in parameters.posonly_params]
    parts = [*positional_only, "/"] if positional_only else []
    parts += [parameter(each) for each in parameters.params]
    if isinstance(parameters.star_arg, cst.Param):
        parts.append("*" + parameter(parameters.star_arg))
    elif parameters.kwonly_params:
        parts.append("*")
    parts += [parameter(each) for each in parameters.kwonly_params]
    if parameters.star_kwarg:
        parts.append("**" + parameter(parameters.star_kwarg))
    return ", ".join(parts)


def parameter(node: cst.Param) -> str:
    default = f"={text(node.default, Level.TEST)}" if node.default else ""
    return identifier(node.name.value) + default


# Primaries


def attribute(node: cst.Attribute, place: Level) -> str:
    """An attribute; the dot after an integer needs a space, or the number would be a float."""
    dot = " ." if isinstance(node.value, cst.Integer) else "."
    return text(node.value, Level.ATOM) + dot + identifier(node.attr.value)


def call(node: cst.Call, place: Level) -> str:
    """A call, its positional arguments first, wherever they stood."""
    called = text(node.func, Level.ATOM)
    if is_lone_generator(node.args):
        return called + text(node.args[0].value, Level.TEST)
    positional = [each for each in node.args if is_positional(each)]
    by_keyword = [each for each in node.args if not is_positional(each)]
    return f"{called}({', '.join(argument(each) for each in positional + by_keyword)})"


def is_lone_generator(arguments: Sequence[cst.Arg]) -> bool:
    """Whether a call has one argument, a generator expression, whose parentheses are those of the call."""
    return (
        len(arguments) == 1
        and isinstance(arguments[0].value, cst.GeneratorExp)
        and arguments[0].keyword is None
        and not arguments[0].star
    )


def is_positional(node: cst.Arg) -> bool:
    return node.keyword is None and node.star != "**"


def argument(node: cst.Arg) -> str:
    if node.star == "*":
        return starred_text(node.value)
    keyword = f"{identifier(node.keyword.value)}=" if node.keyword else node.star
    return keyword + text(node.value, Level.TEST)


def starred_text(value: cst.BaseExpression) -> str:
    return "*" + text(value, Level.BIT_OR)


def subscript(node: cst.Subscript, place: Level) -> str:
    return f"{text(node.value, Level.ATOM)}[{index(node.slice)}]"


def index(elements: Sequence[cst.SubscriptElement]) -> str:
    """What stands in the brackets: one expression or slice, or a tuple of them without its parentheses."""
    first = elements[0]
    if len(elements) > 1 or isinstance(first.comma, cst.Comma) or is_starred(first.slice):
        return as_tuple([index_element(each.slice, Level.TEST) for each in elements])
    return index_element(first.slice, Level.TUPLE)


def is_starred(node: cst.BaseSlice) -> bool:
    return isinstance(node, cst.Index) and bool(node.star)


def index_element(node: cst.BaseSlice, place: Level) -> str:
    """One element of the brackets, an expression in *place* or a slice."""
    if isinstance(node, cst.Index):
        return starred_text(node.value) if node.star else text(node.value, place)
    lower, upper, step = (text(x, Level.TEST) if x else "" for x in (node.lower, node.upper, node.step))
    return f"{lower}:{upper}:{step}" if node.step else f"{lower}:{upper}"


# Displays and comprehensions


def element(node: cst.BaseElement | cst.BaseDictElement, place: Level = Level.TEST) -> str:
    """One element of a display."""
    if isinstance(node, cst.DictElement):
        return f"{text(node.key, Level.TEST)}: {text(node.value, Level.TEST)}"
    if isinstance(node, cst.StarredDictElement):
        return "**" + text(node.value, Level.BIT_OR)
    if isinstance(node, cst.StarredElement):
        return starred_text(node.value)
    return text(node.value, Level.TEST)


def as_tuple(elements: Sequence[str]) -> str:
    """The written *elements* as a tuple without parentheses."""
    return ", ".join(elements) + ("," if len(elements) == 1 else "")


def tuple_display(node: cst.Tuple, place: Level) -> str:
    if not node.elements:
        return "()"
    return in_parentheses_if(place > Level.TUPLE, as_tuple([element(each) for each in node.elements]))


def list_display(node: cst.List, place: Level) -> str:
    return f"[{', '.join(element(each) for each in node.elements)}]"


def braces_display(node: cst.Set | cst.Dict, place: Level) -> str:
    return f"{{{', '.join(element(each) for each in node.elements)}}}"


def generator(node: cst.GeneratorExp, place: Level) -> str:
    return f"({text(node.elt, Level.TEST)}{loops(node.for_in)})"


def list_comprehension(node: cst.ListComp, place: Level) -> str:
    return f"[{text(node.elt, Level.TEST)}{loops(node.for_in)}]"


def set_comprehension(node: cst.SetComp, place: Level) -> str:
    return f"{{{text(node.elt, Level.TEST)}{loops(node.for_in)}}}"


def dict_comprehension(node: cst.DictComp, place: Level) -> str:
    pair = f"{text(node.key, Level.TEST)}: {text(node.value, Level.TEST)}"
    return f"{{{pair}{loops(node.for_in)}}}"


def merging_comprehension(node: cst.StarredDictComp, place: Level) -> str:
    return f"{{**{text(node.value, Level.BIT_OR)}{loops(node.for_in)}}}"


def loops(loop: cst.CompFor | None) -> str:
    """The `for` and `if` parts of a comprehension, from *loop* on."""
    result = ""
    while loop:
        word = "async for" if loop.asynchronous else "for"
        result += f" {word} {text(loop.target, Level.TUPLE)} in {text(loop.iter, ABOVE_TEST)}"
        result += "".join(f" if {text(each.test, ABOVE_TEST)}" for each in loop.ifs)
        loop = loop.inner_for_in
    return result


WRITERS: dict[type[cst.CSTNode], Callable[..., str]] = {
    cst.Name: name,
    cst.Ellipsis: ellipsis,
    cst.Integer: integer,
    cst.Float: floating,
    cst.Imaginary: imaginary,
    cst.SimpleString: string,
    cst.ConcatenatedString: string,
    cst.FormattedString: string,
    cst.TemplatedString: template,
    cst.BinaryOperation: binary,
    cst.UnaryOperation: unary,
    cst.BooleanOperation: boolean,
    cst.Comparison: comparison,
    cst.IfExp: conditional,
    cst.NamedExpr: named,
    cst.Await: awaited,
    cst.Yield: yielded,
    cst.Lambda: function,
    cst.Attribute: attribute,
    cst.Call: call,
    cst.Subscript: subscript,
    cst.StarredElement: element,
    cst.Tuple: tuple_display,
    cst.List: list_display,
    cst.Set: braces_display,
    cst.Dict: braces_display,
    cst.GeneratorExp: generator,
    cst.ListComp: list_comprehension,
    cst.SetComp: set_comprehension,
    cst.DictComp: dict_comprehension,
    cst.StarredDictComp: merging_comprehension,
}
