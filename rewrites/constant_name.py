"""`None`, `True`, `False`, `...` and `__debug__`: objects, under names that nobody rebinds.

    result = None

becomes

    result = _none

Grammar
    literal ::= … | NONE | "..."

Meaning
    1. They cannot be shadowed: not by a variable called `Ellipsis`, not by a `bool` of the program's own.
    2. `__debug__` follows the interpreter's `-O`.

Reference
    https://docs.python.org/3/library/constants.html
    https://snarky.ca/unravelling-literals/
    https://snarky.ca/unravelling-ellipsis/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.set_display import opened_with
from mvpy.tree.node_kinds import Constant

CONTRACT = Contract(
    removes=Construct(
        "constant",
        cst.Name,
        cst.Ellipsis,
        such=lambda node: isinstance(node, cst.Ellipsis) or node.value in HELPERS,
    ),
    grammar="atom",
    words=("Ellipsis", "null", "boolean"),
    after={
        "subscription": "a bound that a slice lacks becomes None",
        "augmented_assignment": "a bound that a slice lacks becomes None",
    },
    opens=(opened_with(cst.Name, cst.Ellipsis),),
    stays_at=("readable",),
    needs=(Constant, cst.Ellipsis),
)

HELPERS: dict[str, str] = {"None": "none", "True": "true", "False": "false", "__debug__": "debug"}


@rewrites(cst.Name, cst.Ellipsis)
def constant_name(node: cst.Name | cst.Ellipsis, cx: Context) -> cst.Name | None:
    if isinstance(node, cst.Ellipsis):
        return cx.names.helper("ellipsis")
    helper = HELPERS.get(node.value)
    return cx.names.helper(helper) if helper else None
