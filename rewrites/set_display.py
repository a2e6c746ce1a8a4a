"""A set display: the set of a tuple.

    vowels = {"a", "e"}

becomes

    vowels = set(("a", "e"))

Grammar
    set_display ::= "{" (flexible_expression_list) "}"

Meaning
    1. What stands before the first star is evaluated before any of it is hashed; from there on, everything is
       added at its place: a starred item is iterated there, too.
    2. Of items that are equal, the first is kept.

Differs
    Python 3.8 iterates starred items after all items are evaluated.

Reference
    https://docs.python.org/3/reference/expressions.html#set-displays
"""

from collections.abc import Sequence
from itertools import takewhile

import libcst as cst

from mvpy.quote import quote
from mvpy.rule import rewrites


FIRST = quote("set($items)")
EMPTY = quote("set()")
ITEM = quote("set_with($made, $item)")
STARRED = quote("set_extended($made, $iterable)")


@rewrites(cst.Set)
def set_display(node: cst.Set, cx):
    items = list(takewhile(lambda element: not isinstance(element, cst.StarredElement), node.elements))
    made = FIRST.expression(cx, items=as_tuple(items)) if items else EMPTY.expression(cx)
    for element in node.elements[len(items) :]:
        if isinstance(element, cst.StarredElement):
            made = STARRED.expression(cx, made=made, iterable=element.value)
        else:
            made = ITEM.expression(cx, made=made, item=element.value)
    return made


def as_tuple(elements: Sequence[cst.BaseElement]) -> cst.Tuple:
    """A tuple of *elements*."""
    elements = [element.with_changes(comma=cst.MaybeSentinel.DEFAULT) for element in elements]
    return cst.Tuple(elements, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
