"""The `pass` statement: a number that nobody looks at.

    def later():
        pass

becomes

    def later():
        0

Grammar
    pass_stmt ::= "pass"

Meaning
    1. Nothing happens.
    2. What stands for it is not a string, which would be a docstring where it comes first.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-pass-statement
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("pass", cst.Pass),
    grammar="pass_stmt",
    words=("no-op",),
    stays_at=("readable",),
)

NOTHING = quote("0")


@rewrites(cst.Pass)
def pass_statement(node: cst.Pass, cx: Context) -> Statements:
    return NOTHING(cx)
