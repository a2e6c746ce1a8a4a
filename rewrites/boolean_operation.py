"""`and` and `or`: the right operand only if the left one leaves it open.

    name = given or default()

becomes

    _value = given
    if not _value:
        _value = default()
    name = _value
    del _value

Grammar
    and_test ::= not_test | and_test "and" not_test
    or_test ::= and_test | or_test "or" and_test

Meaning
    1. The value is that of the operand evaluated last; each other is let go before the next is evaluated.
    2. Each operand's truth is asked for once; that of the last one not at all, if the value is wanted.
    3. Where only the truth is wanted, as in the test of `if`, each operand evaluated is asked once, and no more.
    4. `(a and b) or c` asks `a` once; CPython 3.12 and 3.13 ask twice, and so does this for them.

Reference
    https://docs.python.org/3/reference/expressions.html#boolean-operations
    https://snarky.ca/unravelling-boolean-operations/
"""

from dataclasses import replace

import libcst as cst

from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import CONSTANTS, deletions
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.machine.truth import has_parts, operands_of, truth_of
from mvpy.rewrites.conditional_expression import conditional_expression, knows_truth
from mvpy.tree.let import Let

CONTRACT = Contract(
    removes=Construct("boolean operation", cst.BooleanOperation),
    grammar=("disjunction", "conjunction"),
    after={
        "comprehension": "its conditions belong to its loop",
    },
)

FIRST = quote("$value = $operand")
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
LET_GO = quote("$value = 0")
TRUTH = quote("$flag = $truth")
NEGATED = quote("$flag = not $operand")
IF = quote("""
    if $flag:
        $statements
""")
ASKS_TWICE = ((3, 12), (3, 13))


@rewrites(cst.BooleanOperation)
def boolean_operation(node: cst.BooleanOperation, cx):
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
    if len(operands) == 2 and not knows_truth(operands[0]) and not truth_wanted:
        value = cx.names.new("value")
        let_go, template = let_go_of(operands[0], value, cx), AND if is_and else OR
        rest = template(cx, value=value, let_go=let_go, operand=operands[1])
        return Let((*FIRST(cx, value=value, operand=operands[0]), *rest), value, (value.value,))
    return chain(operands, is_and, truth_wanted and cx.target not in ASKS_TWICE, cx)


def let_go_of(operand, value: cst.Name, cx) -> tuple:
    """What lets go of *operand*, which is in *value*, before the next is evaluated; a variable keeps its object."""
    variable = isinstance(operand, cst.Name) and operand.value not in cx.names.temporaries
    return () if variable or isinstance(operand, CONSTANTS) else LET_GO(cx, value=value)


def opened(operand: cst.BaseExpression, cx, truth_wanted: bool = True) -> cst.BaseExpression:
    """An operand that is such an operation itself, and comes too early for a pass of its own: it knows its truth.

    So does a conditional expression with such an operation after its `else`.
    """
    if not truth_wanted:
        return operand
    if isinstance(operand, cst.BooleanOperation):
        cx.place.position = "operand"
        return cx.settled(boolean_operation(operand, cx))
    if isinstance(operand, cst.IfExp):
        orelse = opened(operand.orelse, cx)
        if knows_truth(orelse):
            cx.place.position = "operand"
            return conditional_expression(operand.with_changes(orelse=orelse), cx)
    return operand


def asked(operand, flag, negated: bool, cx) -> tuple:
    """The statements that ask *operand* for its truth, which it may have in a flag."""
    if knows_truth(operand):
        operand = replace(operand, value=cst.Name(operand.truth), truth=None)
    if not negated:
        return TRUTH(cx, flag=flag, truth=truth_of(operand, cx))
    return NEGATED(cx, flag=flag, operand=truth_of(operand, cx) if has_parts(operand) else operand)


def asked_as_value(operand, flag, negated: bool, cx) -> tuple:
    """The statements that evaluate *operand*, and then ask for its truth."""
    if not has_parts(operand):
        return asked(operand, flag, negated, cx)
    value = cx.names.new("value")
    evaluated = FIRST(cx, value=value, operand=operand)
    return (*evaluated, *asked(value, flag, negated, cx), *deletions((value.value,), cx))


def condition(operands, is_and: bool, cx) -> Let:
    """The truth of the operation, in a flag."""
    flag = cx.names.flag("test")
    going = flag if is_and else cx.names.flag("going")
    out = list(asked(operands[0], flag, False, cx))
    for operand in operands[1:]:
        if not is_and:
            out += asked(flag, going, True, cx)
        out += IF(cx, flag=going, statements=asked(operand, flag, False, cx))
    return Let(tuple(out), flag)


def effect(operands, is_and: bool, cx) -> Let:
    """The operands, as far as they are evaluated; nobody wants the value."""
    *tests, last = operands
    flag = cx.names.flag("going")
    out = list(asked_as_value(tests[0], flag, not is_and, cx))
    for operand in tests[1:]:
        out += IF(cx, flag=flag, statements=asked_as_value(operand, flag, not is_and, cx))
    evaluated = cst.SimpleStatementLine([cst.Expr(last)])
    return Let((*out, *IF(cx, flag=flag, statements=(evaluated,))), cst.Name("None"))


def chain(operands, is_and: bool, truth_wanted: bool, cx) -> Let:
    """The value of the operation, each operand's truth in a flag; the flag knows the value's truth if wanted."""
    value, flag = cx.names.new("value"), cx.names.flag("going")
    out: list = []
    for i, operand in enumerate(operands):
        last = i == len(operands) - 1
        known = operand.truth if knows_truth(operand) else None
        let_go = let_go_of(operands[i - 1], value, cx) if i else ()
        step = [*let_go, *FIRST(cx, value=value, operand=operand)]
        if not last or truth_wanted:
            step += asked(cst.Name(known) if known else value, flag, not is_and, cx)
        out += IF(cx, flag=flag, statements=tuple(step)) if i else step
    if truth_wanted and not is_and:
        out += NEGATED(cx, flag=flag, operand=flag)
    return Let(tuple(out), value, (value.value,), flag.value if truth_wanted else None)
