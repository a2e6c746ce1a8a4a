"""The `else` clause of a loop: what follows a loop that ends by itself.

    while queue:
        serve(queue.pop())
    else:
        close()

becomes

    while queue:
        serve(queue.pop())
    close()

Grammar
    while_stmt ::= "while" test ":" suite ["else" ":" suite]
    for_stmt ::= "for" target_list "in" starred_list ":" suite ["else" ":" suite]

Meaning
    1. The clause runs when the loop ends because its condition is false, or its iterator exhausted.
    2. It does not run when the loop is left by `break`, `return` or an exception.
    3. It is not guarded by what guards the loop's suite.

Opens
    `break`, where the loop has one.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-while-statement
    https://snarky.ca/unravelling-break-and-continue/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.jumps.found import holds
from mvpy.tree.suite import Statements, suite_of

CONTRACT = Contract(
    removes=Construct("else clause of a loop", cst.While, cst.For, such=lambda node: node.orelse is not None),
    grammar="while_stmt, for_stmt, else_block",
    words=("for else", "while else"),
)


@rewrites(cst.While, cst.For)
def loop_else(node: cst.While | cst.For, cx: Context) -> Statements | None:
    if node.orelse is None:
        return None
    if holds(suite_of(node.body), (cst.Break,)):
        return cx.expanded_by("break_statement", node)
    return (node.with_changes(orelse=None, leading_lines=()), *suite_of(node.orelse))
