"""A slice: an object of its own, made where the brackets are.

    tail = items[1:]

becomes

    tail = items[slice(1, None, None)]

Grammar
    slice_list ::= slice_item ("," slice_item)* [","]
    proper_slice ::= [lower_bound] ":" [upper_bound] [":" [stride]]

Meaning
    1. The object is evaluated first, then the bounds from left to right.
    2. A missing bound is None.
    3. Several items in the brackets make a tuple, in which slices may stand.

Reference
    https://docs.python.org/3/reference/expressions.html#slicings
    https://snarky.ca/unravelling-subscriptions-in-python/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("slice", cst.Slice),
    grammar=(
        "del_stmt, primary, slices, slice, target_with_star_atom, star_atom, t_primary, del_target, "
        "del_t_atom"
    ),
    words=("slice", "[:]", ":"),
    stays_at=("readable",),
    needs=(cst.Slice,),
)

NONE = cst.Name("None")


@rewrites(cst.Subscript, cst.AssignTarget, cst.Del, cst.AugAssign)
def slicing(
    node: cst.AssignTarget | cst.Del | cst.Subscript, cx: Context
) -> cst.Subscript | cst.AssignTarget | Statements | None:
    match node:
        case cst.Subscript() if is_sliced(node):
            return sliced(node, cx)
        case cst.AssignTarget(target=cst.Subscript() as target) if is_sliced(target):
            return node.with_changes(target=sliced(target, cx))
        case cst.Del(target=cst.Subscript() as target) if is_sliced(target):
            return (cst.SimpleStatementLine([cst.Del(sliced(target, cx))]),)
        case cst.AugAssign(target=cst.Subscript() as target) if is_sliced(target):
            return (cst.SimpleStatementLine([node.with_changes(target=sliced(target, cx))]),)
    return None


def is_sliced(node: cst.Subscript) -> bool:
    return any(isinstance(element.slice, cst.Slice) for element in node.slice)


def sliced(node: cst.Subscript, cx: Context) -> cst.Subscript:
    """*node* with slice objects for its slices."""
    elements = [
        (
            element
            if isinstance(element.slice, cst.Index)
            else element.with_changes(slice=cst.Index(item(element.slice, cx)))
        )
        for element in node.slice
    ]
    return node.with_changes(slice=elements)


def item(part: cst.BaseSlice, cx: Context) -> cst.BaseExpression:
    """What one item between the brackets evaluates to."""
    if isinstance(part, cst.Index):
        return part.value
    assert isinstance(part, cst.Slice)
    bounds = [cst.Arg(bound or NONE) for bound in (part.lower, part.upper, part.step)]
    return cst.Call(cx.names.helper("slice"), bounds)


def index_expression(node: cst.Subscript, cx: Context) -> cst.BaseExpression:
    """What stands between the brackets of *node*, as one expression."""
    first = node.slice[0]
    starred = getattr(first.slice, "star", None)
    if len(node.slice) == 1 and isinstance(first.comma, cst.MaybeSentinel) and not starred:
        return item(first.slice, cx)
    elements = [
        (
            cst.StarredElement(e.slice.value)
            if isinstance(e.slice, cst.Index) and e.slice.star
            else cst.Element(item(e.slice, cx))
        )
        for e in node.slice
    ]
    return cst.Tuple(elements, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
