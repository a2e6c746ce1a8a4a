"""A comparison: a call of the operator's function.

    older = age > limit

becomes

    older = operator.gt(age, limit)

Grammar
    comparison ::= or_expr (comp_operator or_expr)*
    comp_operator ::= "<" | ">" | "==" | ">=" | "<=" | "!=" | "is" ["not"] | ["not"] "in"

Meaning
    1. The left operand is evaluated before the right one, for `in` too, though the call takes them the other way.
    2. The result is the object that the method gave, except that `is`, `in` and their negations give a bool.

Opens
    Chains of comparisons.

Differs
    When `item in container` has been asked, the container is let go before the item, not after it.

Reference
    https://docs.python.org/3/reference/expressions.html#comparisons
    https://snarky.ca/unravelling-rich-comparison-operators/
    https://snarky.ca/unravelling-is-and-is-not/
    https://snarky.ca/unravelling-membership-testing/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import timeless
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites

CONTRACT = Contract(
    removes=Construct("comparison", cst.Comparison),
    grammar="comparison, compare_op_bitwise_or_pair",
    words=("comparison operator", "equality", "identity", "membership", "is not", "not in"),
    stays_at=("readable",),
)

CALL = quote("$operator($left, $right)")
CONTAINS = quote("contains($container, $item)")
NOT_CONTAINS = quote("not_(contains($container, $item))")
ITEM_FIRST = quote("""
    item = $item
    contains($container, item)
""")
NOT_ITEM_FIRST = quote("""
    item = $item
    not_(contains($container, item))
""")
OPERATORS = {
    cst.LessThan: "lt", cst.GreaterThan: "gt", cst.Equal: "eq", cst.LessThanEqual: "le", cst.GreaterThanEqual: "ge",
    cst.NotEqual: "ne", cst.Is: "is_", cst.IsNot: "is_not",
}  # fmt: skip


@rewrites(cst.Comparison)
def comparison(node: cst.Comparison, cx: Context) -> cst.BaseExpression:
    if len(node.comparisons) > 1:
        return cx.expand_early(node)
    (target,) = node.comparisons
    right = target.comparator
    if not isinstance(target.operator, (cst.In, cst.NotIn)):
        operator = cx.names.helper(OPERATORS[type(target.operator)])
        return CALL.expression(cx, operator=operator, left=node.left, right=right)
    negated = isinstance(target.operator, cst.NotIn)
    if timeless(node.left, cx) or timeless(right, cx):
        return (NOT_CONTAINS if negated else CONTAINS).expression(cx, item=node.left, container=right)
    return (NOT_ITEM_FIRST if negated else ITEM_FIRST).let(cx, item=node.left, container=right)
