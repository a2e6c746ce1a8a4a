"""Several targets: one value, stored from left to right.

    first = second = compute()

becomes

    _value = compute()
    first = _value
    second = _value
    del _value

Grammar
    assignment_stmt ::= (target_list "=")+ expression

Meaning
    1. The value is evaluated first, once.
    2. The targets are evaluated and stored one by one, from left to right.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#assignment-statements
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import CONSTANTS
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("chained assignment", cst.Assign, such=lambda node: len(node.targets) > 1),
    grammar="assignment, star_expressions, star_targets, star_atom",
    words=("a = b = c", "multiple assignment", "="),
)

VALUE = quote("$name = $value")
STORE = quote("$target = $value")
DELETE = quote("del $name")


@rewrites(cst.Assign)
def chained_assignment(node: cst.Assign, cx: Context) -> Statements | None:
    if len(node.targets) == 1:
        return None
    targets = [target.target for target in node.targets]
    if (
        isinstance(node.value, CONSTANTS)
        or isinstance(node.value, cst.Name)
        and node.value.value in cx.names.temporaries
    ):
        return tuple(s for target in targets for s in STORE(cx, target=target, value=node.value))
    name = cx.names.new("value")
    stores = [s for target in targets for s in STORE(cx, target=target, value=name)]
    return (*VALUE(cx, name=name, value=node.value), *stores, *DELETE(cx, name=name))
