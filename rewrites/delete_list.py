"""Several targets of `del`: deleted one by one.

    del first, table[key]

becomes

    del first
    del table[key]

Grammar
    del_stmt ::= "del" target_list

Meaning
    1. Targets are evaluated and deleted from left to right; what comes before a failure is gone.
    2. Lists of targets may nest.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-del-statement
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.machine.scope_walk import deleted
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct(
        "list of targets of del", cst.Del, such=lambda node: isinstance(node.target, (cst.Tuple, cst.List))
    ),
    grammar="del_stmt, star_expressions, del_targets, del_t_atom",
    words=("del a, b",),
)

DELETE = quote("del $target")
NOTHING = quote("0")


@rewrites(cst.Del)
def delete_list(node: cst.Del, cx: Context) -> Statements | None:
    if not isinstance(node.target, (cst.Tuple, cst.List)):
        return None
    return tuple(s for target in deleted(node.target) for s in DELETE(cx, target=target)) or NOTHING(cx)
