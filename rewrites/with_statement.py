"""The `with` statement: enter, run, and exit whatever happens.

    with open(path) as file:
        use(file)

becomes

    _manager = open(path)
    _enter = type(_manager).__enter__
    _leave = type(_manager).__exit__
    _value = _enter(_manager)
    try:
        file = _value
        use(file)
    except BaseException as _error:
        if not _leave(_manager, type(_error), _error, _error.__traceback__):
            raise
    else:
        _leave(_manager, None, None, None)

Grammar
    with_stmt ::= "with" with_item ("," with_item)* ":" suite
    with_item ::= expression ["as" target]

Meaning
    1. Several items nest: `with a, b: c` is `with a: with b: c`.
    2. `__enter__` and `__exit__` are both looked up, on the type, before either is called;
       an object without `__exit__` is never entered.
    3. The target is bound inside the `try`: if unpacking into it fails, `__exit__` runs.
    4. `__exit__` runs exactly once, however the suite is left, and outside the handler if it is left
       without an exception.
    5. `__exit__` runs while the exception is being handled; if its result is true, nothing is raised.

Opens
    `return`, `break` and `continue` out of the suite.

Exactly
    1. (words) What is no context manager is told as CPython tells it.
    2. (release) The manager is let go when `__exit__` has returned, however it was called, and what `__enter__` gave when
       it is bound.
    3. (kinds) `__enter__` and `__exit__` may be descriptors of any kind; without them the error is a TypeError.

Differs
    After an exception the manager is let go before the truth of what `__exit__` returned is asked for.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-with-statement
    PEP 343; https://snarky.ca/unravelling-the-with-statement/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import after_rule, rewrites
from mvpy.rewrites.jumps.found import holds
from mvpy.tree.suite import Statements, suite_of

CONTRACT = Contract(
    removes=Construct("with statement", cst.With, such=lambda node: node.asynchronous is None),
    grammar="with_stmt, with_item",
    words=("context manager",),
)

WITH = quote("""
    methods = context_methods($context)
    value = methods.pop()()
    try:
        $target = value
        del value
        $suite
    except:
        if not methods.pop()(*exc_info()):
            raise
    else:
        methods.pop()(None, None, None)
    del methods
""")
WITH_NO_TARGET = quote("""
    methods = context_methods($context)
    methods.pop()()
    try:
        $suite
    except:
        if not methods.pop()(*exc_info()):
            raise
    else:
        methods.pop()(None, None, None)
    del methods
""")
# What the Reference promises; `__enter__` and `__exit__` are ordinary attributes of the type.
PLAIN = quote("""
    manager = $context
    enter = type(manager).__enter__
    leave = type(manager).__exit__
    value = enter(manager)
    try:
        $target = value
        $suite
    except BaseException as error:
        if not leave(manager, type(error), error, error.__traceback__):
            raise
    else:
        leave(manager, None, None, None)
""")
PLAIN_NO_TARGET = quote("""
    manager = $context
    enter = type(manager).__enter__
    leave = type(manager).__exit__
    enter(manager)
    try:
        $suite
    except BaseException as error:
        if not leave(manager, type(error), error, error.__traceback__):
            raise
    else:
        leave(manager, None, None, None)
""")
JUMPS = ((cst.Break,), (cst.Continue,))


@rewrites(cst.With)
def with_statement(node: cst.With, cx: Context) -> Statements | None:
    if node.asynchronous:
        return None
    # Items of this one may just have become `with` statements in it.
    suite = after_rule(suite_of(node.body), cst.With, with_statement, cx)
    if holds(suite, (cst.Return,), through_loops=True) or any(holds(suite, kinds) for kinds in JUMPS):
        return after_rule(cx.expanded_by("jump_through_finally", node), cst.With, with_statement, cx)
    for item in reversed(node.items):  # the last item is the innermost
        suite = enter_and_exit(item, suite, cx)
    return suite


def enter_and_exit(item: cst.WithItem, suite: Statements, cx: Context) -> Statements:
    """`with item: suite`, for one item."""
    exact = cx.exactly("words", "release", "kinds")
    if item.asname is None:
        return (WITH_NO_TARGET if exact else PLAIN_NO_TARGET)(cx, context=item.item, suite=suite)
    return (WITH if exact else PLAIN)(cx, context=item.item, target=item.asname.name, suite=suite)
