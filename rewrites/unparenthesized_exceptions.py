"""Several types after `except`, without parentheses: a tuple of them.

    try:
        work()
    except OSError, ValueError:
        retry()

becomes

    try:
        work()
    except (OSError, ValueError):
        retry()

Grammar
    try1_stmt ::= "try" ":" suite ("except" [expression ("," expression)* | expression "as" identifier] ":" suite)+ …

Meaning
    1. The types are evaluated as a tuple is, when the clause is reached.
    2. So it is after `except*`.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#except-clause
    PEP 758
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.tree.nodes import parenthesized

CONTRACT = Contract(
    removes=Construct(
        "exceptions without parentheses",
        cst.ExceptHandler,
        cst.ExceptStarHandler,
        such=lambda node: isinstance(node.type, cst.Tuple) and not node.type.lpar,
    ),
    grammar="except_block, except_star_block",
    words=("except a, b",),
    since=(3, 14),
    newer=(Newer((3, 14), "exceptions without parentheses"),),
)


@rewrites(cst.ExceptHandler, cst.ExceptStarHandler)
def unparenthesized_exceptions(
    node: cst.ExceptHandler | cst.ExceptStarHandler, cx: Context
) -> cst.ExceptHandler | cst.ExceptStarHandler | None:
    if not isinstance(node.type, cst.Tuple) or node.type.lpar:
        return None
    return node.with_changes(type=parenthesized(node.type))
