"""A chain of comparisons: `and` between them, each operand evaluated once.

    inside = low <= measure() < high

becomes

    _left = low
    _right = measure()
    _value = _left <= _right
    if _value:
        _value = _right < high
    inside = _value

Grammar
    comparison ::= or_expr (comp_operator or_expr)*

Meaning
    1. Every operand is evaluated at most once, from left to right, and none after a comparison that fails.
    2. The value is the result of the comparison made last.
    3. The truth of each result but the last is asked for once.

Exactly
    1. (release) The left operand of a comparison is let go after it, before its truth is asked for; of the last one both
       are: since Python 3.14 the right one first.

Differs
    The result of a comparison that is not the last is let go when the next operand has been evaluated, not before.

Reference
    https://docs.python.org/3/reference/expressions.html#comparisons
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import Hole, quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.boolean_operation.operands import let_go_of
from mvpy.tree.let import Let
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("chain of comparisons", cst.Comparison, such=lambda node: len(node.comparisons) > 1),
    grammar="comparison, compare_op_bitwise_or_pair",
    words=("chained comparison", "a < b < c"),
)

LINK = quote("""
    $left = $first
    $right = $second
    $value = $comparison
    $let_go
""")
NEXT = quote("""
    if $flag:
        $left = $right
        $right = $operand
        $value = $comparison
        $let_go
        $ask
""")
TRUTH = quote("$flag = truth($value)")
KEEP = quote("$name = $value")
IF = quote("""
    if $flag:
        $suite
""")


@rewrites(cst.Comparison)
def comparison_chain(node: cst.Comparison, cx: Context) -> Let | None:
    if len(node.comparisons) == 1:
        return None
    if not cx.lets_go:
        return plain_chain(node, cx)
    left, right, value = cx.names.new("left"), cx.names.new("right"), cx.names.new("value")
    truth_wanted = cx.place.position == "condition"
    first, *rest = node.comparisons
    operands = [node.left, *(link.comparator for link in node.comparisons)]
    compare = compared(node, left, first, right)
    out = list(
        LINK(
            cx,
            left=left,
            right=right,
            value=value,
            first=node.left,
            second=first.comparator,
            comparison=compare,
            let_go=let_go_of(operands[0], left, cx),
        )
    )
    flag = value if len(rest) == 1 and not truth_wanted else cx.names.flag("going")
    if flag is not value:
        out += TRUTH(cx, flag=flag, value=value)
    for i, link in enumerate(rest):
        last = i == len(rest) - 1
        ask = TRUTH(cx, flag=flag, value=value) if not last or truth_wanted else ()
        let_go = let_go_of(operands[i + 1], left, cx) if ask else ()
        if last and (truth_wanted or cx.target >= (3, 14)):
            let_go_right = let_go_of(operands[i + 2], right, cx)
            # The right operand of an operation is let go first since Python 3.14.
            let_go = (*let_go_right, *let_go) if cx.target >= (3, 14) else (*let_go, *let_go_right)
        holes: dict[str, Hole] = {
            "flag": flag,
            "left": left,
            "right": right,
            "value": value,
            "operand": link.comparator,
            "let_go": let_go,
            "ask": ask,
        }
        out += NEXT(cx, comparison=compared(node, left, link, right), **holes)
    names = (left.value, right.value, value.value)
    return Let(tuple(out), flag if truth_wanted else value, names)


def plain_chain(node: cst.Comparison, cx: Context) -> Let:
    """The chain as comparisons that nest; each but the last keeps its right operand for the next."""
    truth_wanted = cx.place.position == "condition"
    first_left, value = cx.names.new("left"), (
        cx.names.flag("going") if truth_wanted else cx.names.new("value")
    )
    left: cst.BaseExpression = first_left
    names = [first_left, value]
    links: list[Statements] = []
    for link in node.comparisons:
        right: cst.BaseExpression = link.comparator
        kept: Statements = ()
        if link is not node.comparisons[-1]:
            right = name = cx.names.new("right")
            kept = KEEP(cx, name=name, value=link.comparator)
            names.append(name)
        asked = compared(node, left, link, right)
        answer = TRUTH(cx, flag=value, value=asked) if truth_wanted else KEEP(cx, name=value, value=asked)
        links.append((*kept, *answer))
        left = right
    first, *rest = links
    suite: Statements = ()
    for steps in reversed(rest):
        suite = IF(cx, flag=value, suite=(*steps, *suite))
    out = (*KEEP(cx, name=names[0], value=node.left), *first, *suite)
    return Let(out, value, tuple(name.value for name in names))


def compared(
    node: cst.Comparison, left: cst.BaseExpression, link: cst.ComparisonTarget, right: cst.BaseExpression
) -> cst.Comparison:
    """One comparison of the chain *node*, between two temporaries."""
    return maker_of(node, left=left, comparisons=(maker_of(link, comparator=right),), lpar=(), rpar=())
