"""A target list: the items of an iterable, stored one by one.

    first, *rest = line.split()
    point.x, point.y = first

becomes

    _items = _unpack_starred(line.split(), 1, 0)
    first = _items[0]
    rest = _items[1]
    _items = _unpack(first, 2)
    point.x = _items[0]
    point.y = _items[1]

Grammar
    target_list ::= target ("," target)* [","]
    target ::= … | "(" [target_list] ")" | "[" [target_list] "]" | "*" target

Meaning
    1. The iterable is asked for one item more than there are targets, and for no other.
    2. Nothing is stored if the number of items is wrong.
    3. Targets are evaluated and stored from left to right; a nested list is unpacked when its turn comes.
    4. A starred target gets a list of what the others leave.
    5. The items of a display are evaluated, and then stored, with no tuple between them.

Exactly
    1. (words) What can't be unpacked, and how many items there are, is told as CPython tells it.
    2. (release) The iterable is let go before the first item is stored, and each item when it has been. Where all targets
       are different variables, which keep the items, nobody can tell.

Differs
    The iterator is made and asked in a helper, which has a frame of its own. If a store fails, and no handler of the
    function takes the exception, the items that are left live as long as its traceback.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#assignment-statements
    PEP 3132
"""

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import CONSTANTS
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct(
        "unpacking", cst.Assign, such=lambda node: isinstance(node.targets[0].target, (cst.Tuple, cst.List))
    ),
    grammar=(
        "star_expressions, star_expression, star_targets, star_target, star_atom, "
        "star_targets_list_seq, star_targets_tuple_seq"
    ),
    words=("destructuring", "starred", "*rest", "a, b = c", "swap", "multiple assignment", "="),
    after={
        "for_statement": "its target becomes that of an assignment",
        "async_for_statement": "its target becomes that of an assignment",
        "with_statement": "its target becomes that of an assignment",
        "async_with_statement": "its target becomes that of an assignment",
        "chained_assignment": "its target becomes that of an assignment",
        "match_statement": "what a sequence pattern asks is unpacked",
    },
    needs=(cst.Tuple, cst.List),
)

UNPACK = quote("$items = unpack($iterable, $count)")
UNPACK_STARRED = quote("$items = unpack_starred($iterable, $before, $after)")
Elements = Sequence[cst.BaseElement]
ITEM = quote("$items[$index]")
TAKE = quote("$items = unpacking($iterable, $count)")
TAKE_STARRED = quote("$items = unpacking_starred($iterable, $before, $after)")
TAKEN = quote("$take()")
KEEP = quote("$item = $value")
DELETE = quote("del $name  # release 2")


@rewrites(cst.Assign)
def unpacking(node: cst.Assign, cx: Context) -> Statements | None:
    if len(node.targets) != 1 or not isinstance(node.targets[0].target, (cst.Tuple, cst.List)):
        return None
    return unpacked(node.targets[0].target, node.value, cx)


def unpacked(target: cst.Tuple | cst.List, value: cst.BaseExpression, cx: Context) -> Statements:
    """The statements that unpack *value* into the list *target*."""
    elements = target.elements
    kept = keeps_items(elements, cx)
    exact = cx.exactly("release")
    if (not kept or not exact) and (values := items_of_display(value, elements)):
        return one_by_one(elements, values, cx)
    kept |= not exact
    items = cx.names.new("items" if kept else "take")
    starred = [i for i, element in enumerate(elements) if isinstance(element, cst.StarredElement)]
    if starred:
        template = UNPACK_STARRED if kept else TAKE_STARRED
        before, after = cst.Integer(str(starred[0])), cst.Integer(str(len(elements) - starred[0] - 1))
        out = template(cx, items=items, iterable=value, before=before, after=after)
    else:
        template = UNPACK if kept else TAKE
        out = template(cx, items=items, iterable=value, count=cst.Integer(str(len(elements))))
    for index, element in enumerate(elements):
        item = (
            ITEM.expression(cx, items=items, index=cst.Integer(str(index)))
            if kept
            else TAKEN.expression(cx, take=items)
        )
        if isinstance(element.value, (cst.Tuple, cst.List)):
            out += unpacked(element.value, item, cx)
        else:
            out += KEEP(cx, item=element.value, value=item)
    return (*out, *DELETE(cx, name=items))


def items_of_display(value: cst.BaseExpression, elements: Elements) -> list[cst.BaseExpression]:
    """What stands in *value*, a display of as many items as there are targets *elements*; empty for all else."""
    if not isinstance(value, (cst.Tuple, cst.List)) or len(value.elements) != len(elements):
        return []
    if any(isinstance(element, cst.StarredElement) for element in (*elements, *value.elements)):
        return []
    return [element.value for element in value.elements]


def one_by_one(elements: Elements, values: list[cst.BaseExpression], cx: Context) -> Statements:
    """The statements that evaluate all *values*, and then store each into its target."""
    before: list[cst.BaseStatement] = []
    stores: list[cst.BaseStatement] = []
    for element, value in zip(elements, values):
        item: cst.BaseExpression = value
        done: Statements = ()
        if not isinstance(value, CONSTANTS):
            item = cx.names.new("item")
            before += KEEP(cx, item=item, value=value)
            done = DELETE(cx, name=item)
        if isinstance(element.value, (cst.Tuple, cst.List)):
            stores += (*unpacked(element.value, item, cx), *done)
        else:
            stores += (*KEEP(cx, item=element.value, value=item), *done)
    return (*before, *stores)


def keeps_items(elements: Elements, cx: Context) -> bool:
    """Are the targets *elements* variables, and none twice, so that they keep all items?"""
    names = {element.value.value for element in elements if isinstance(element.value, cst.Name)}
    return not cx.place.in_class_body and len(names) == len(elements)
