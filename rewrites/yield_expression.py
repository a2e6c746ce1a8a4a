"""The yield expression: a statement of its own.

    def interview():
        answer = ask((yield question))

becomes

    def interview():
        _value = ask
        _sent = yield question
        answer = _value(_sent)

Grammar
    yield_expression ::= "yield" [expression_list]

Meaning
    1. What stands to the left is evaluated before the generator is suspended.

Left alone
    `yield` as a statement, and as the whole right side of an assignment to a name.

Reference
    https://docs.python.org/3/reference/expressions.html#yield-expressions
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.let import Let

CONTRACT = Contract(
    removes=Construct("yield inside an expression"),
    grammar="group",
)

YIELD = quote("""
    sent = $yield_
    sent
""")


@rewrites(cst.Yield)
def yield_expression(node: cst.Yield, cx: Context) -> Let | None:
    if isinstance(node.value, cst.From) or cx.place.position in ("effect", "assigned"):
        return None
    return YIELD.let(cx, yield_=node.with_changes(lpar=(), rpar=()))
