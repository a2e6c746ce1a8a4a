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

from mvpy.machine.context import Note
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import settle_expression, settle_if
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.evaluation import parts, rebuilt
from mvpy.tree.spacing import maker_of

CONTRACT = Contract(
    removes=Construct("deep nesting"),
    grammar="",
    words=("nesting",),
    stays_at=("readable",),
    always=True,
)

INNER = quote("""
    inner = $call
    inner
""")
DEEPEST = 60
# How deep calls are nested: by id, the call, and its depth.
DEPTHS: Note[dict[int, tuple[cst.CSTNode, int]]] = Note(dict)


@rewrites(cst.Call, cst.If)
def deep_nesting(node: cst.Call | cst.If, cx):
    if isinstance(node, cst.If):
        return deep_test(node, cx)
    inside = parts(node)
    depths = [DEPTHS.of(cx).get(id(part), NOWHERE)[1] for part in inside]
    if max(depths) < DEEPEST:
        DEPTHS.of(cx)[id(node)] = (node, 1 + max(depths))
        return None
    inside = [INNER.let(cx, call=part) if depth == DEEPEST else part for part, depth in zip(inside, depths)]
    let = settle_expression(rebuilt(node, inside), cx)
    left = set(map(id, parts(let.value)))
    depth = 1 + max((depth for part, depth in zip(inside, depths) if id(part) in left), default=0)
    DEPTHS.of(cx)[id(let.value)] = (let.value, depth)
    return let


def deep_test(node: cst.If, cx):
    """The test of an `if`, which will be one deeper: its truth is asked for in a call."""
    if DEPTHS.of(cx).get(id(node.test), NOWHERE)[1] < DEEPEST:
        return None
    return settle_if(maker_of(node, test=INNER.let(cx, call=node.test)), cx)


NOWHERE = (None, 0)
