"""The forms that a union of types takes: `Optional[…]`, `Union[…]`, a tuple for `isinstance`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.lowering.run_time_types.places import Places
from mvpy.rewrites.lowering.run_time_types.roles import At, operands
from mvpy.rewrites.lowering.run_time_types.spelling import Spelling

# The arguments of a union that a variable is bound to.
ARGUMENTS = "__args__"
NOTHING, SPACE = cst.SimpleWhitespace(""), cst.SimpleWhitespace(" ")


def union(node: cst.BinaryOperation, spelling: Spelling) -> cst.BaseExpression:
    """The chain of `|` that *node* is, as a union of `typing`; its lines stay."""
    parts = operands(node)
    commas = [comma_for(operator) for operator in operators(node)]
    given = [part for part in parts if not is_none(part)]
    if len(parts) == 2 and len(given) == 1 and not any(is_broken(comma) for comma in commas):
        name, items = spelling.name("Optional"), [cst.SubscriptElement(cst.Index(given[0]))]
    else:
        name, items = spelling.name("Union"), [cst.SubscriptElement(cst.Index(part)) for part in parts]
        items[:-1] = [item.with_changes(comma=comma) for item, comma in zip(items, commas)]
    return cst.Subscript(name, items, lpar=node.lpar, rpar=node.rpar)


def perhaps_union(node: cst.BinaryOperation, cx: Context) -> cst.Call:
    """The chain of `|` that *node* is, as what the host makes of it."""
    arguments = [cst.Arg(part) for part in operands(node)]
    commas = (comma_for(operator) for operator in operators(node))
    arguments[:-1] = [arg.with_changes(comma=comma) for arg, comma in zip(arguments, commas)]
    return cst.Call(cx.names.helper("union_of"), arguments, lpar=node.lpar, rpar=node.rpar)


def operators(node: cst.BinaryOperation) -> Sequence[cst.BinaryOperation]:
    """The operations of the chain that *node* is, the first first."""
    found: list[cst.BinaryOperation] = []
    at: cst.BaseExpression = node
    while (
        isinstance(at, cst.BinaryOperation)
        and isinstance(at.operator, cst.BitOr)
        and (at is node or not at.lpar)
    ):
        found.append(at)
        at = at.left
    return found[::-1]


def comma_for(node: cst.BinaryOperation) -> cst.Comma:
    """The comma in the place of the operator of *node*, which stands right behind the operand before."""
    assert isinstance(node.operator, cst.BitOr)
    before, after = node.operator.whitespace_before, node.operator.whitespace_after
    if isinstance(after, cst.ParenthesizedWhitespace):
        kept = before if isinstance(before, cst.ParenthesizedWhitespace) else NOTHING
        return cst.Comma(whitespace_before=kept, whitespace_after=after)
    is_line_end = isinstance(before, cst.ParenthesizedWhitespace)
    return cst.Comma(whitespace_before=NOTHING, whitespace_after=before if is_line_end else SPACE)


def is_broken(comma: cst.Comma) -> bool:
    """Does a line end at *comma*?"""
    return isinstance(comma.whitespace_after, cst.ParenthesizedWhitespace)


def is_none(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value == "None"


def needs_tuple(node: cst.BaseExpression, at: At, places: Places) -> bool:
    """Is *node*, which `isinstance` is given, a union, or is there one in the tuple that it is?"""
    if isinstance(node, cst.Tuple):
        return any(needs_tuple(element.value, at, places) for element in node.elements)
    return isinstance(node, cst.BinaryOperation) or is_union(node, at, places)


def is_union(node: cst.BaseExpression, at: At, places: Places) -> bool:
    """Is *node* a union of `typing`, or a variable that is bound to a union?"""
    if isinstance(node, cst.Subscript):
        return places.path(node.value, at) in ("typing.Union", "typing.Optional")
    found = places.bindings.of(node.value, at.scope) if isinstance(node, cst.Name) else None
    if isinstance(found, cst.BinaryOperation):
        return isinstance(found.operator, cst.BitOr)
    return isinstance(found, cst.Subscript) and is_union(found, at, places)


def class_information(node: cst.BaseExpression, at: At, places: Places) -> cst.BaseExpression:
    """What `isinstance` gets for *node*: a tuple of classes, in which those of unions are."""
    if isinstance(node, cst.Tuple):
        elements = [
            element.with_changes(value=class_information(element.value, at, places))
            for element in node.elements
        ]
        return node.with_changes(elements=elements)
    if isinstance(node, cst.BinaryOperation):
        return tuple_of(list(classes(node, at, places)), [comma_for(one) for one in operators(node)], node)
    if is_union(node, at, places):
        return cst.Attribute(node, cst.Name(ARGUMENTS))
    return node


def classes(node: cst.BinaryOperation, at: At, places: Places) -> Iterator[cst.BaseExpression]:
    """The operands of the chain *node*, as `isinstance` takes them."""
    for part in operands(node):
        yield type_of(part, at, places) if is_none(part) else class_information(part, at, places)


def type_of(node: cst.BaseExpression, at: At, places: Places) -> cst.Call:
    """`type(node)`, whatever the program calls `type`."""
    is_builtin = places.bindings.of("type", at.scope) == "builtins.type"
    return cst.Call(cst.Name("type") if is_builtin else places.cx.names.helper("type"), [cst.Arg(node)])


def tuple_of(
    parts: Sequence[cst.BaseExpression], commas: Sequence[cst.Comma], node: cst.BinaryOperation
) -> cst.Tuple:
    """The tuple of *parts* with these *commas* between, in the parentheses of *node*, if it has some."""
    elements = [cst.Element(part) for part in parts]
    elements[:-1] = [element.with_changes(comma=comma) for element, comma in zip(elements, commas)]
    return cst.Tuple(elements, lpar=node.lpar or (cst.LeftParen(),), rpar=node.rpar or (cst.RightParen(),))
