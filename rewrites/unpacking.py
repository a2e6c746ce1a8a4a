"""A target list: the items of an iterable, stored one by one.

    first, *rest = line.split()

becomes

    _items = _unpack_starred(line.split(), 1, 0)
    first = _items[0]
    rest = _items[1]
    del _items

Grammar
    target_list ::= target ("," target)* [","]
    target ::= … | "(" [target_list] ")" | "[" [target_list] "]" | "*" target

Meaning
    1. The iterable is asked for one item more than there are targets, and for no other.
    2. Nothing is stored if the number of items is wrong.
    3. Targets are evaluated and stored from left to right; a nested list is unpacked when its turn comes.
    4. A starred target gets a list of what the others leave.

Differs
    The iterator is made and asked in a helper, which has a frame of its own.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#assignment-statements
    PEP 3132
"""

import libcst as cst

from mvpy.quote import quote
from mvpy.rule import rewrites

UNPACK = quote("$items = unpack($iterable, $count)")
UNPACK_STARRED = quote("$items = unpack_starred($iterable, $before, $after)")
STORE = quote("$target = $items[$index]")
DELETE = quote("del $items")


@rewrites(cst.Assign)
def unpacking(node: cst.Assign, cx):
    if len(node.targets) != 1 or not isinstance(node.targets[0].target, (cst.Tuple, cst.List)):
        return None
    return unpacked(node.targets[0].target, node.value, cx)


def unpacked(target: cst.Tuple | cst.List, value: cst.BaseExpression, cx) -> tuple:
    """The statements that unpack *value* into the list *target*."""
    elements = target.elements
    starred = [i for i, element in enumerate(elements) if isinstance(element, cst.StarredElement)]
    items = cx.name("items")
    count = cst.Integer(str(len(elements)))
    if starred:
        before, after = cst.Integer(str(starred[0])), cst.Integer(str(len(elements) - starred[0] - 1))
        out = UNPACK_STARRED(cx, items=items, iterable=value, before=before, after=after)
    else:
        out = UNPACK(cx, items=items, iterable=value, count=count)
    stores = [s for i, element in enumerate(elements) for s in stored(element.value, items, i, cx)]
    return (*out, *stores, *DELETE(cx, items=items))


def stored(target, items: cst.Name, index: int, cx) -> tuple:
    """The statements that store one of *items* into *target*."""
    if isinstance(target, (cst.Tuple, cst.List)):
        item = cst.Subscript(items, [cst.SubscriptElement(cst.Index(cst.Integer(str(index))))])
        return unpacked(target, item, cx)
    return STORE(cx, target=target, items=items, index=cst.Integer(str(index)))
