"""A list display: the list of a tuple.

    pair = [first, second]

becomes

    pair = list((first, second))

Grammar
    list_display ::= "[" [flexible_expression_list] "]"

Meaning
    1. The items are evaluated from left to right; a starred one is iterated at its place.

Reference
    https://docs.python.org/3/reference/expressions.html#list-displays
    https://snarky.ca/unravelling-data-structure-displays/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.set_display import as_tuple
from mvpy.tree import quick

CONTRACT = Contract(
    removes=Construct("list", cst.List),
    grammar="list, star_named_expression",
    words=("[]",),
    stays_at=("readable",),
)


@rewrites(cst.List)
def list_display(node: cst.List, cx: Context) -> cst.Call:
    return quick.Call(cx.names.helper("list"), [quick.Arg(as_tuple(node.elements))] if node.elements else [])
