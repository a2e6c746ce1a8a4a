"""The `continue` statement: skip the rest of the suite.

    for word in words:
        if not word:
            continue
        print(word)

becomes

    for word in words:
        if not word:
            pass
        else:
            print(word)

Grammar
    continue_stmt ::= "continue"

Meaning
    1. What follows in the suite is skipped; the loop goes on with its next turn.
    2. `continue` belongs to the nearest loop around it.
    3. No exception is involved, so no handler can see it.
    4. What `__exit__` or a `finally` suite on its way raises takes its place; where that is caught, the turn goes on.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-continue-statement
    https://snarky.ca/unravelling-break-and-continue/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.jumps import left_by
from mvpy.rewrites.jumps.found import holds
from mvpy.tree.suite import Statements, suite_of

CONTRACT = Contract(
    removes=Construct("continue", cst.Continue),
    grammar="continue_stmt",
)

GOING = quote("$going = 1")


@rewrites(cst.For, cst.While)
def continue_statement(node: cst.For | cst.While, cx: Context) -> Statements | None:
    suite = suite_of(node.body)
    if not holds(suite, (cst.Continue,)):
        return None
    body, going = left_by(cx, suite, lambda small: () if isinstance(small, cst.Continue) else None)
    start = GOING(cx, going=going) if going else ()
    return (node.with_changes(body=cst.IndentedBlock([*start, *body]), leading_lines=()),)
