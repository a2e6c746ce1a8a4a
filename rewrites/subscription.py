"""A subscription: a call of getitem, setitem or delitem.

    value = table[key]
    table[key] = value
    del table[key]

becomes

    value = operator.getitem(table, key)
    operator.setitem(table, key, value)
    operator.delitem(table, key)

Grammar
    subscription ::= primary "[" expression_list "]"

Meaning
    1. The object is evaluated before the key; in an assignment the value comes before both.
    2. `__getitem__` is looked up on the type, and `__class_getitem__` on a class that has none.
    3. `x[a, b]` has a tuple for its key.

Opens
    `for`, `with` and unpacking that store into subscriptions.

Exactly
    1. (words) Where the value and the object are variables that are not bound, the error names the first.

Differs
    When `x[key] = value` has stored, the key is let go before the value, not after it.

Reference
    https://docs.python.org/3/reference/expressions.html#subscriptions
    PEP 646; https://snarky.ca/unravelling-subscriptions-in-python/
"""

from collections.abc import Sequence

import libcst as cst

from mvpy.helpers.hosted_names import ITEMS
from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import deletions, timeless
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.slicing import index_expression
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("subscription", cst.Subscript),
    grammar=(
        "del_stmt, primary, slices, slice, target_with_star_atom, star_atom, t_primary, del_target, "
        "del_t_atom"
    ),
    words=("subscript", "index", "indexing", "item", "[]"),
    after={
        "delete_list": "its targets are deleted one by one",
        "augmented_assignment": "its target becomes that of an assignment",
    },
    stays_at=("readable",),
    needs=(cst.Subscript,),
)

GETITEM = quote("getitem($value, $index)")
# In exact cores, where nobody reads it: what unpacking takes apart is asked for its items so, in much less time.
GETITEMS = {str(index): quote(f"{name}($value)") for name, index in ITEMS.items()}
SETITEM = quote("setitem($value, $index, $stored)")
DELITEM = quote("delitem($value, $index)")
SPILL = quote("$name = $value")


@rewrites(cst.Subscript, cst.Assign, cst.Del)
def subscription(
    node: cst.Assign | cst.Del | cst.Subscript, cx: Context
) -> cst.BaseExpression | Statements | None:
    match node:
        case cst.Subscript():
            return item(node.value, index_expression(node, cx), cx)
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Subscript() as target)]):
            return stored(node.value, target, cx)
        case cst.Del(target=cst.Subscript() as target):
            return DELITEM(cx, value=target.value, index=index_expression(target, cx))
    return None


def item(value: cst.BaseExpression, index: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """The expression for the item of *value* at *index*."""
    if isinstance(index, cst.Integer) and index.value in GETITEMS and cx.program.kinds and cx.is_core:
        return GETITEMS[index.value].expression(cx, value=value)
    return GETITEM.expression(cx, value=value, index=index)


def stored(value: cst.BaseExpression, target: cst.Subscript, cx: Context) -> Statements:
    """The statements that store *value* in *target*: value first, then object, then index."""
    index = index_expression(target, cx)
    before, value, after = value_first(value, (target.value, index), cx)
    return (*before, *SETITEM(cx, value=target.value, index=index, stored=value), *after)


def value_first(
    value: cst.BaseExpression, others: Sequence[cst.BaseExpression], cx: Context
) -> tuple[Statements, cst.BaseExpression, Statements]:
    """(statements, value, statements): *value* evaluated before *others*, which stand to its left in the call."""
    if timeless(value, cx) or all(timeless(other, cx) for other in others):
        return (), value, ()
    if not cx.exactly("words") and all(is_only_read(one, cx) for one in (value, *others)):
        return (), value, ()
    name = cx.names.new("value")
    return SPILL(cx, name=name, value=value), name, deletions([name.value], cx)


def is_only_read(node: cst.BaseExpression, cx: Context) -> bool:
    """Does *node* do nothing but read a variable?  Which of several that are not bound is named, nobody promises."""
    reads = isinstance(node, cst.Name) and not cx.place.in_class_body and not cx.program.imports_lazily
    return reads or timeless(node, cx)
