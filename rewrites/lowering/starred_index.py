"""Unpacking between the brackets of a subscription: the tuple that it makes, in parentheses.

    cell = table[*path, column]

becomes

    cell = table[(*path, column)]

Grammar
    subscription ::= primary "[" flexible_expression_list "]"
    slicing ::= primary "[" slice_list "]"

Meaning
    1. The key is a tuple, even if `*path` is all that there is.
    2. A slice among the items is an object `slice`.

Reference
    https://docs.python.org/3/reference/expressions.html#subscriptions
    PEP 646
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.slicing import index_expression


def unpacks(node: cst.Subscript) -> bool:
    """Is something unpacked between the brackets of *node*?"""
    return any(isinstance(item.slice, cst.Index) and item.slice.star for item in node.slice)


CONTRACT = Contract(
    removes=Construct("unpacking in a subscription", cst.Subscript, such=unpacks),
    grammar="slices",
    newer=(Newer((3, 11), "unpacking in a subscription"),),
    sees=("layout", "elif", "fields", "targets", "texts", "unevaluated"),
)


@rewrites(cst.Subscript)
def starred_index(node: cst.Subscript, cx: Context) -> cst.Subscript | None:
    if not unpacks(node):
        return None
    return node.with_changes(slice=[cst.SubscriptElement(cst.Index(index_expression(node, cx)))])
