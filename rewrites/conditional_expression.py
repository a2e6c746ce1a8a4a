"""The conditional expression: one of two values.

    fee = 0 if member else price(item)

becomes

    if member:
        _value = 0
    else:
        _value = price(item)
    fee = _value
    del _value

Grammar
    conditional_expression ::= or_test ["if" or_test "else" expression]

Meaning
    1. The condition is evaluated first, then one of the others.
    2. The truth of the condition is asked for once.
    3. What stands to the left in the whole expression is evaluated before the condition.

Reference
    https://docs.python.org/3/reference/expressions.html#conditional-expressions
"""

import libcst as cst

from mvpy.hoisting import has_let
from mvpy.quote import quote
from mvpy.rule import rewrites
from mvpy.truth import truth_of

VALUE = quote("""
    if $test:
        value = $body
    else:
        value = $orelse
    value
""")
EFFECT = quote("""
    if $test:
        $body
    else:
        $orelse
    None
""")
CONDITION = quote("""
    if $test:
        test = $body
    else:
        test = $orelse
    test
""")


@rewrites(cst.IfExp)
def conditional_expression(node: cst.IfExp, cx):
    if cx.position == "condition":
        body, orelse = truth_of(node.body, cx), truth_of(node.orelse, cx)
        let = CONDITION.let(cx, test=node.test, body=body, orelse=orelse)
        return cx.walk_settled(let) if has_let((body, orelse)) else let
    template = EFFECT if cx.position == "effect" else VALUE
    return template.let(cx, test=node.test, body=node.body, orelse=node.orelse)
