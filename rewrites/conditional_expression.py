"""The conditional expression: one of two values.

    fee = 0 if member else price(item)

becomes

    if member:
        _value = 0
    else:
        _value = price(item)
    fee = _value

Grammar
    conditional_expression ::= or_test ["if" or_test "else" expression]

Meaning
    1. The condition is evaluated first, then one of the others.
    2. The truth of the condition is asked for once.
    3. What stands to the left in the whole expression is evaluated before the condition.

Differs
    An `and` or `or` after `else` that is kept is asked for its truth once more by the operation around.

Reference
    https://docs.python.org/3/reference/expressions.html#conditional-expressions
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import has_let
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.machine.truth import truth_of
from mvpy.tree.let import Let

CONTRACT = Contract(
    removes=Construct("conditional expression", cst.IfExp),
    grammar="expression",
    words=("ternary", "ternary operator", "conditional operator", "inline if", "x if y else z"),
    after={
        "type_statement": "in a class a name is looked for in two places",
    },
)

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
        test: flag = $body
    else:
        test = $orelse
    test
""")
STATEMENTS = quote("""
    if $test:
        $body
    else:
        $orelse
""")
VALUE_AND_TRUTH = quote("""
    $value = $arm
    $flag = $truth
""")


@rewrites(cst.IfExp)
def conditional_expression(node: cst.IfExp, cx: Context) -> cst.BaseExpression:
    if cx.place.position == "condition":
        body, orelse = truth_of(node.body, cx), truth_of(node.orelse, cx)
        let = CONDITION.let(cx, test=node.test, body=body, orelse=orelse)
        return cx.settled(let) if has_let((body, orelse)) else let
    if cx.place.position == "operand" and (known := known_truth(node.orelse)):
        return with_truth(node, known, cx)
    template = EFFECT if cx.place.position == "effect" else VALUE
    return template.let(cx, test=node.test, body=node.body, orelse=node.orelse)


def known_truth(arm: cst.BaseExpression) -> str | None:
    """The flag with the truth of *arm*, if that is an `and` or `or` that was opened early, and asked for it already."""
    return arm.truth if isinstance(arm, Let) else None


def with_truth(node: cst.IfExp, known: str, cx: Context) -> cst.BaseExpression:
    """The conditional expression, with the truth of its value in a flag.

    That of what is after `else` is *known* by that name.  Nobody asks for it a second time: there CPython jumps over that test.
    """
    value, flag = cx.names.new("value"), cx.names.flag("going")
    body = VALUE_AND_TRUTH(cx, value=value, arm=node.body, flag=flag, truth=truth_of(value, cx))
    orelse = VALUE_AND_TRUTH(cx, value=value, arm=node.orelse, flag=flag, truth=cst.Name(known))
    statements = STATEMENTS(cx, test=node.test, body=body, orelse=orelse)
    return cx.settled(Let(statements, value, (value.value,), flag.value))
