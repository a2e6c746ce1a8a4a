"""Calls that nest deeply: the inner part first, in a statement of its own.

Grammar
    primary ::= atom | attributeref | subscription | slicing | call

Meaning
    1. `a + b + …` with thousands of terms, or a thousand calls in a row, nest as calls; CPython takes 200
       brackets, older and smaller interpreters 90.  Beyond 60 the inner part is computed first.
    2. What Python evaluates before the inner part still is.

Left alone
    Everything that nests less than 60 deep; where the calls of the program stay as they are, these do not count.

Reference
    https://docs.python.org/3/reference/expressions.html#calls
"""

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import settle_expression, settle_if
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import Rules, rewrites
from mvpy.tree.evaluation import parts, rebuilt
from mvpy.tree.let import Let
from mvpy.tree.node_kinds import ManyCalls
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import Statements


def rules_where_kept(original: cst.Module, opened: frozenset[int], cx: Context) -> list[Rules]:
    """The rules for a module some of whose constructs become calls: these must not nest too deeply either."""
    return [{cst.Call: [made_call]}]


CONTRACT = Contract(
    removes=Construct("deep nesting"),
    grammar="",
    words=("nesting",),
    stays_at=("readable",),
    always=True,
    where_kept=rules_where_kept,
    needs=(ManyCalls,),
)

INNER = quote("""
    inner = $call
    inner
""")
DEEPEST = 60
# How deep calls are nested: by id, the call, and its depth.
DEPTHS: Note[dict[int, tuple[cst.CSTNode, int]]] = Note(dict)


@rewrites(cst.Call, cst.If)
def deep_nesting(node: cst.Call | cst.If, cx: Context) -> cst.BaseExpression | cst.If | Statements | None:
    if isinstance(node, cst.If):
        return deep_test(node, cx)
    depths = [depth_of(part, cx) for part in parts(node)]
    if not isinstance(node.func, cst.Call):
        depths[0] = max(0, depths[0] - 1)  # what has no brackets around it: `f(x).g` in `f(x).g(y)`
    return shallower(node, 1, depths, cx)


def made_call(node: cst.Call, cx: Context) -> cst.BaseExpression | None:
    """A call where those of the program stay: one is deeper than what is in it if it is ours."""
    names = cx.names
    name = node.func.value if isinstance(node.func, cst.Name) else ""
    is_ours = name in names.temporaries or name in names.hosted.names.values()
    return shallower(node, int(is_ours), [depth_of(part, cx) for part in parts(node)], cx)


def shallower(node: cst.Call, own: int, depths: list[int], cx: Context) -> cst.BaseExpression | None:
    """*node*, whose parts have these *depths*, without those that are too deep; it is deeper by *own* than they are."""
    if max(depths) < DEEPEST:
        DEPTHS.of(cx)[id(node)] = (node, own + max(depths))
        return None
    inside = [
        INNER.let(cx, call=part) if depth == DEEPEST else part for part, depth in zip(parts(node), depths)
    ]
    let = settle_expression(rebuilt(node, inside), cx)
    assert isinstance(let, Let)
    left = set(map(id, parts(let.value)))
    depth = own + max((depth for part, depth in zip(inside, depths) if id(part) in left), default=0)
    DEPTHS.of(cx)[id(let.value)] = (let.value, depth)
    return let


def depth_of(node: cst.BaseExpression, cx: Context) -> int:
    """How deep calls are nested in *node*, be it one or not."""
    if (noted := DEPTHS.of(cx).get(id(node))) is not None:
        return noted[1]
    return max((depth_of(part, cx) for part in parts(node)), default=0)


def deep_test(node: cst.If, cx: Context) -> cst.If | Statements | None:
    """The test of an `if`, which will be one deeper: its truth is asked for in a call."""
    if depth_of(node.test, cx) < DEEPEST:
        return None
    return settle_if(maker_of(node, test=INNER.let(cx, call=node.test)), cx)
