"""`and` and `or`: the right operand only if the left one leaves it open.

    name = given or default()

becomes

    _value = given
    if not _value:
        _value = default()
    name = _value

Grammar
    and_test ::= not_test | and_test "and" not_test
    or_test ::= and_test | or_test "or" and_test

Meaning
    1. The value is that of the operand evaluated last.
    2. Each operand's truth is asked for once; that of the last one not at all, if the value is wanted.
    3. Where only the truth is wanted, as in the test of `if`, each operand evaluated is asked once, and no more.
    4. `(a and b) or c` asks `a` once; CPython 3.12 and 3.13 ask twice, and so does this for them.

Exactly
    1. (release) Each operand but the last is let go before the next is evaluated.

Reference
    https://docs.python.org/3/reference/expressions.html#boolean-operations
    https://snarky.ca/unravelling-boolean-operations/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.machine.truth import operands_of
from mvpy.rewrites.boolean_operation.operands import FIRST, let_go_of
from mvpy.rewrites.boolean_operation.short_circuit import chain, condition, effect
from mvpy.rewrites.conditional_expression import conditional_expression, known_truth
from mvpy.tree.let import Let

CONTRACT = Contract(
    removes=Construct("boolean operation", cst.BooleanOperation),
    grammar="disjunction, conjunction",
    words=("boolean operator", "logical operator", "short circuit"),
    after={
        "comprehension": "its conditions belong to its loop",
    },
)

AND = quote("""
    if $value:
        $let_go
        $value = $operand
""")
OR = quote("""
    if not $value:
        $let_go
        $value = $operand
""")
ASKS_TWICE = ((3, 12), (3, 13))


@rewrites(cst.BooleanOperation)
def boolean_operation(node: cst.BooleanOperation, cx: Context) -> Let | None:
    position = cx.place.position
    if position.startswith("chain"):
        return None  # the whole chain is one construct
    operands = operands_of(node)
    is_and = isinstance(node.operator, cst.And)
    if position == "condition":
        return condition(operands, is_and, cx)
    truth_wanted = position == "operand"
    operands = [*(opened(operand, cx) for operand in operands[:-1]), opened(operands[-1], cx, truth_wanted)]
    if position == "effect":
        return effect(operands, is_and, cx)
    if len(operands) == 2 and not known_truth(operands[0]) and not truth_wanted:
        value = cx.names.new("value")
        let_go, template = let_go_of(operands[0], value, cx), AND if is_and else OR
        rest = template(cx, value=value, let_go=let_go, operand=operands[1])
        return Let((*FIRST(cx, value=value, operand=operands[0]), *rest), value, (value.value,))
    return chain(operands, is_and, truth_wanted and cx.target not in ASKS_TWICE, cx)


def opened(operand: cst.BaseExpression, cx: Context, truth_wanted: bool = True) -> cst.BaseExpression:
    """An operand that is such an operation itself, and comes too early for a pass of its own: it knows its truth.

    So does a conditional expression with such an operation after its `else`.
    """
    if not truth_wanted:
        return operand
    if isinstance(operand, cst.BooleanOperation):
        cx.place.position = "operand"
        return cx.settled(boolean_operation(operand, cx) or operand)
    if isinstance(operand, cst.IfExp):
        orelse = opened(operand.orelse, cx)
        if known_truth(orelse):
            cx.place.position = "operand"
            return conditional_expression(operand.with_changes(orelse=orelse), cx)
    return operand
