"""A set display: the set of a tuple.

    vowels = {"a", "e"}

becomes

    vowels = set(("a", "e"))

Grammar
    set_display ::= "{" (flexible_expression_list) "}"

Meaning
    1. The items before a starred one are all evaluated before the first is hashed; from there on each is
       added when it is evaluated.  So are all of more than thirty items, from Python 3.10 on.
    2. Of items that are equal, the first is kept.
    3. A set of three or more constants is filled from a frozenset that the compiler has made; so its order
       can be another. A loop over constants runs over that frozenset itself.

Reference
    https://docs.python.org/3/reference/expressions.html#set-displays
    PEP 448; https://snarky.ca/unravelling-data-structure-displays/
"""

from collections.abc import Sequence
from typing import TypeGuard

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.machine.contract import Construct, Contract, Opening
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.scopes.analysis import has_node
from mvpy.tree.let import Let
from mvpy.tree.literals import is_constant
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("set", cst.Set),
    grammar="set, star_named_expression",
    words=("{}",),
    stays_at=("readable",),
)

# What has become of a display of a set: by id, that, and the display.
SETS: Note[dict[int, tuple[cst.BaseExpression, cst.Set]]] = Note(dict)
Elements = Sequence[cst.BaseElement]
FIRST = quote("$items = set($first)")
ADD = quote("$items.add($item)")
UPDATE = quote("$items.update($iterable)")
OF_CONSTANTS = quote("set(constant_set($items))")
FROZEN = quote("constant_set($items)")


@rewrites(cst.Set, cst.For, cst.CompFor)
def set_display(
    node: cst.Set | cst.For | cst.CompFor, cx: Context
) -> cst.BaseExpression | cst.CompFor | Statements | None:
    if isinstance(node, cst.Set):
        made = made_set(node, cx)
        SETS.of(cx)[id(made)] = (made, node)
        return made
    _, display = SETS.of(cx).get(id(node.iter), (None, None))
    if display is None or (iterable := iterated(display, cx)) is display:
        return None
    if isinstance(node, cst.CompFor):
        return node.with_changes(iter=iterable)
    return (node.with_changes(iter=iterable),)


def opened_with(*kinds: type[cst.CSTNode]) -> Opening:
    """Sets of constants go with nodes of *kinds*, after which the compiler no longer knows what is in them."""

    def loses_constants(node: cst.Set, cx: Context) -> bool:
        return is_constant_set(node) and len(node.elements) > 1 and has_node(node, kinds)

    return Opening(
        "set_display", "the compiler puts sets of constants in an order of its own", loses_constants
    )


def made_set(node: cst.Set, cx: Context) -> cst.BaseExpression:
    """What makes the set that *node* displays."""
    if cx.target < (3, 9):
        return cst.Call(cx.names.helper("set"), [cst.Arg(as_tuple(node.elements))])
    if is_constant_set(node) and len(node.elements) > 2:
        return OF_CONSTANTS.expression(cx, items=as_tuple(node.elements))
    at_once = items_made_at_once(node.elements, cx)
    if at_once == len(node.elements):
        return cst.Call(cx.names.helper("set"), [cst.Arg(as_tuple(node.elements))])
    items = cx.names.new("items")
    statements = FIRST(cx, items=items, first=as_tuple(node.elements[:at_once]))
    for element in node.elements[at_once:]:
        if isinstance(element, cst.StarredElement):
            statements += UPDATE(cx, items=items, iterable=element.value)
        else:
            statements += ADD(cx, items=items, item=element.value)
    return Let(statements, items, (items.value,))


def items_made_at_once(elements: Elements, cx: Context) -> int:
    """How many of *elements* CPython evaluates before it begins to fill the set."""
    stars = [i for i, element in enumerate(elements) if isinstance(element, cst.StarredElement)]
    constant = all(is_constant(element.value) for element in elements)
    if cx.target >= (3, 10) and len(elements) > 30 and not constant:
        return 0
    return stars[0] if stars else len(elements)


def is_constant_set(node: cst.BaseExpression) -> TypeGuard[cst.Set]:
    """Is *node* a set of constants?"""
    return isinstance(node, cst.Set) and all(
        isinstance(element, cst.Element) and is_constant(element.value) for element in node.elements
    )


def iterated(node: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """The iterable *node* of a loop: for a set of constants the frozenset that the compiler makes."""
    if is_constant_set(node) and len(node.elements) > 1:
        return FROZEN.expression(cx, items=as_tuple(node.elements))
    return node


def as_tuple(elements: Elements) -> cst.Tuple:
    """A tuple of *elements*."""
    elements = [element.with_changes(comma=cst.MaybeSentinel.DEFAULT) for element in elements]
    return cst.Tuple(elements, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
