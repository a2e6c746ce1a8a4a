"""Calls that nest deeply: the inner part first, in a statement of its own.

Grammar
    primary ::= atom | attributeref | subscription | slicing | call

Meaning
    1. `a + b + …` with thousands of terms, or a thousand calls in a row, nest as calls; CPython takes 200
       brackets, older and smaller interpreters 90.  Beyond 60 the inner part is computed first.
    2. What Python evaluates before the inner part still is.

Left alone
    Everything that nests less than 60 deep.

Reference
    https://docs.python.org/3/reference/expressions.html#calls
"""

import libcst as cst

from mvpy.quote import quote
from mvpy.rule import rewrites

INNER = quote("""
    inner = $call
    inner
""")
DEEPEST = 60


@rewrites(cst.Call)
def deep_nesting(node: cst.Call, cx):
    depth = 1 + max(cx.depths.get(id(part), NOWHERE)[1] for part in (node.func, *(a.value for a in node.args)))
    cx.depths[id(node)] = (node, depth)
    return INNER.let(cx, call=node) if depth >= DEEPEST else None


NOWHERE = (None, 0)
