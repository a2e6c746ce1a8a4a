"""The `if` statement: a loop that runs at most once.

    if ready:
        go()
    else:
        wait()

becomes

    _then = bool(ready)
    _otherwise = 1
    while _then:
        _then = 0
        _otherwise = 0
        go()
    while _otherwise:
        _otherwise = 0
        wait()

Grammar
    if_stmt ::= "if" test ":" suite ["else" ":" suite]

Meaning
    1. The truth of the test is asked for once.
    2. One suite is run at most, and once: an exception or a jump in it leads to no other.
    3. No exception is involved, so `__context__` and `sys.exc_info()` stay as they are.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-if-statement
    https://snarky.ca/unravelling-if-statements/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Opening
from mvpy.machine.hoisting import deletions
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import after_rule, rewrites
from mvpy.machine.truth import truth_of
from mvpy.tree.let import Let
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("if statement", cst.If),
    grammar="if_stmt, else_block",
    words=("branch", "condition"),
    opens=(
        Opening("continue_statement", "the suite becomes a loop, whose `continue` it would be"),
        Opening("break_statement", "the suite becomes a loop, whose `break` it would be"),
    ),
    stays_at=("readable",),
)

IF = quote("""
    then: guard = $test
    while then:
        then = 0
        $suite
""")
IF_ELSE = quote("""
    then: guard = $test
    otherwise: guard = 1
    while then:
        then = 0
        otherwise = 0
        $suite
    while otherwise:
        otherwise = 0
        $else_suite
""")
TRUTHS = ("truth", "not_", "is_", "is_not", "contains", "bool")


@rewrites(cst.If)
def if_statement(node: cst.If, cx: Context) -> Statements:
    if isinstance(node.orelse, cst.If):
        return after_rule(cx.expanded_by("elif_clause", node), cst.If, if_statement, cx)
    test = truth(node.test, cx)
    before: Statements = ()
    if isinstance(test, Let):
        before = (*test.statements, *deletions(test.temporaries, cx))
        test = test.value
    if node.orelse is None:
        return (*before, *IF(cx, test=test, suite=node.body))
    return (*before, *IF_ELSE(cx, test=test, suite=node.body, else_suite=node.orelse))


def truth(test: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """*test* if it can be nothing but a truth value, else the call that gives its truth."""
    match test:
        case cst.Name(value=name) if name in cx.names.flags:
            return test
        case cst.Call(func=cst.Name(value=name)) if cx.names.hosted.used.get(name) in TRUTHS:
            return test
        case cst.Integer():
            return test
    return truth_of(test, cx)
