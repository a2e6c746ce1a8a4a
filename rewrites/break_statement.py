"""The `break` statement: skip the rest of the suite, and do not ask for another turn.

    while True:
        line = read()
        if not line:
            break
        print(line)

becomes

    _looping = 1
    while _looping:
        line = read()
        if not line:
            _looping = 0
        else:
            print(line)

Grammar
    break_stmt ::= "break"

Meaning
    1. What follows in the suite is skipped, and the condition is not evaluated again.
    2. The `else` clause of the loop does not run.
    3. `break` belongs to the nearest loop around it.
    4. No exception is involved, so no handler can see it.
    5. What `__exit__` or a `finally` suite on its way raises takes its place; where that is caught, the loop goes on.

Opens
    `for` loops that are left by `break`.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-break-statement
    https://snarky.ca/unravelling-break-and-continue/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import after_rule, rewrites
from mvpy.machine.truth import has_parts, truth_of
from mvpy.rewrites.jumps import left_by
from mvpy.rewrites.jumps.found import holds
from mvpy.tree.suite import Statements, suite_of

CONTRACT = Contract(
    removes=Construct("break", cst.Break),
    grammar="break_stmt",
)

ENDLESS = quote("""
    $looping = 1
    while $looping:
        $suite
""")
TESTED = quote("""
    $looping = $first
    while $looping:
        $suite
""")
# Where people read it, and `and` may stay: the flag is asked before the condition.
WHILE_LOOPING = quote("""
    $looping = 1
    while $looping and $test:
        $suite
""")
UNTIL_BROKEN = quote("""
    $broken = 0
    while not $broken and $test:
        $suite
""")
NEXT = quote("$looping = $test")
LEAVE = quote("$looping = 0")
BROKEN = quote("$broken = $value")
ELSE = quote("""
    if not $broken:
        $otherwise
""")
GOING = quote("$going = 1")


@rewrites(cst.While, cst.For)
def break_statement(node: cst.While | cst.For, cx: Context) -> Statements | None:
    suite = suite_of(node.body)
    if not holds(suite, (cst.Break,)):
        return None
    if isinstance(node, cst.For):
        opened = cx.expanded_by("async_for_statement" if node.asynchronous else "for_statement", node)
        return after_rule(opened, cst.While, break_statement, cx)
    if holds(suite, (cst.Continue,)):
        (opened_once,) = cx.expanded_by("continue_statement", node)
        assert isinstance(opened_once, cst.While)
        node, suite = opened_once, suite_of(opened_once.body)
    if not cx.lets_go and cx.stays(cst.BooleanOperation) and not always(node.test):
        return asking_first(node, suite, cx)
    looping = cx.names.flag("looping")
    broken = cx.names.flag("broken") if node.orelse else None

    def leave(small: cst.BaseSmallStatement) -> Statements | None:
        if not isinstance(small, cst.Break):
            return None
        said = BROKEN(cx, broken=broken, value=cst.Integer("1")) if broken else ()
        return (*LEAVE(cx, looping=looping), *said)

    endless = always(node.test)
    if not endless:
        again = NEXT(cx, looping=looping, test=truth(node.test, cx))
        cx.lines.locate(again, cx.place.line)  # it is the test of the loop
        suite = (*suite, *again)
    body, going = left_by(cx, suite, leave)
    if going:
        body = (*GOING(cx, going=going), *body)
    before = BROKEN(cx, broken=broken, value=cst.Integer("0")) if broken else ()
    if endless:
        loop = ENDLESS(cx, looping=looping, suite=body)
    else:
        loop = TESTED(cx, looping=looping, first=truth(node.test, cx), suite=body)
    after = ELSE(cx, broken=broken, otherwise=node.orelse) if broken else ()
    return (*before, *loop, *after)


def asking_first(node: cst.While, suite: Statements, cx: Context) -> Statements:
    """The loop with a flag before its condition; with an `else`, the flag is asked once more after it."""
    flag = cx.names.flag("broken" if node.orelse else "looping")

    def leave(small: cst.BaseSmallStatement) -> Statements | None:
        if not isinstance(small, cst.Break):
            return None
        return BROKEN(cx, broken=flag, value=cst.Integer("1")) if node.orelse else LEAVE(cx, looping=flag)

    body, going = left_by(cx, suite, leave)
    if going:
        body = (*GOING(cx, going=going), *body)
    if node.orelse is None:
        return WHILE_LOOPING(cx, looping=flag, test=node.test, suite=body)
    loop = UNTIL_BROKEN(cx, broken=flag, test=node.test, suite=body)
    return (*loop, *ELSE(cx, broken=flag, otherwise=node.orelse))


def always(test: cst.BaseExpression) -> bool:
    """Is *test* a constant that is true?"""
    match test:
        case cst.Name(value="True"):
            return True
        case cst.Integer(value=value):
            return value.strip("0_xXoObB") != ""
    return False


def truth(test: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """*test*, or its truth where its value might be worth keeping alive."""
    if isinstance(test, cst.Comparison) and len(test.comparisons) == 1:
        if isinstance(test.comparisons[0].operator, (cst.Is, cst.IsNot)):
            return test
    if not cx.is_core and not has_parts(test):
        return cst.Call(cx.names.helper("bool"), [cst.Arg(test)])
    return truth_of(test, cx)
