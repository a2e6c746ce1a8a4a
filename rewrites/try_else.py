"""The `else` clause of `try`: what follows a suite that ended without an exception.

    try:
        value = table[key]
    except KeyError:
        value = default
    else:
        found(value)

becomes

    _completed = 0
    try:
        value = table[key]
        _completed = 1
    except KeyError:
        value = default
    if _completed:
        found(value)

Grammar
    try_stmt ::= "try" ":" suite ("except" [expression ["as" identifier]] ":" suite)+ ["else" ":" suite] …

Meaning
    1. The clause is not guarded by the handlers.
    2. It does not run after a handler, or when the suite is left by a jump.

Opens
    `finally`, where the statement has one.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#else-clause
    https://snarky.ca/unravelling-finally-and-else-from-try/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements, suite_of

CONTRACT = Contract(
    removes=Construct("else clause of try", cst.Try, cst.TryStar, such=lambda node: node.orelse is not None),
    grammar="try_stmt, else_block",
)

START = quote("$completed = 0")
DONE = quote("$completed = 1")
ELSE = quote("""
    if $completed:
        $otherwise
""")


@rewrites(cst.Try, cst.TryStar)
def try_else(node: cst.Try | cst.TryStar, cx: Context) -> Statements | None:
    if node.orelse is None:
        return None
    completed = cx.names.flag("completed")
    body = (*suite_of(node.body), *DONE(cx, completed=completed))
    guarded = node.with_changes(body=cst.IndentedBlock(body), orelse=None, finalbody=None, leading_lines=())
    out = (*START(cx, completed=completed), guarded, *ELSE(cx, completed=completed, otherwise=node.orelse))
    if node.finalbody is None:
        return out
    return (cst.Try(body=cst.IndentedBlock(out), finalbody=node.finalbody),)
