"""The `async with` statement: enter and exit, both awaited.

    async def locked(lock):
        async with lock:
            work()

becomes

    async def locked(lock):
        _manager = lock
        _enter = type(_manager).__aenter__
        _leave = type(_manager).__aexit__
        await _enter(_manager)
        try:
            work()
        except BaseException as _error:
            if not await _leave(_manager, type(_error), _error, _error.__traceback__):
                raise
        else:
            await _leave(_manager, None, None, None)

Grammar
    async_with_stmt ::= "async" with_stmt

Meaning
    1. `__aenter__` and `__aexit__` are looked up on the type before either is called.
    2. What they give is awaited, and must be awaitable.
    3. `__aexit__` runs once, however the suite is left; then the manager is let go.

Exactly
    1. (words) What is no asynchronous context manager is told as CPython tells it.
    2. (release) The manager is let go when `__aexit__` has been awaited, and what `__aenter__` gave when it is bound.
    3. (kinds) `__aenter__` and `__aexit__` may be descriptors of any kind; what lacks them is a TypeError.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-async-with-statement
    https://snarky.ca/unravelling-the-async-with-statement/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import after_rule, rewrites
from mvpy.rewrites.jumps.found import holds
from mvpy.tree.suite import Statements, suite_of

CONTRACT = Contract(
    removes=Construct(
        "asynchronous with statement", cst.With, such=lambda node: node.asynchronous is not None
    ),
    grammar="with_stmt, with_item",
    words=("async context manager",),
)

WITH = quote("""
    methods = async_context_methods($context)
    value = await given(awaitable_of(methods.pop()(), "__aenter__"))
    try:
        $target = value
        del value
        $suite
    except:
        if not await given(awaitable_of(methods.pop()(*exc_info()), "__aexit__")):
            raise
    else:
        await given(awaitable_of(methods.pop()(None, None, None), "__aexit__"))
    del methods
""")
WITH_NO_TARGET = quote("""
    methods = async_context_methods($context)
    await given(awaitable_of(methods.pop()(), "__aenter__"))
    try:
        $suite
    except:
        if not await given(awaitable_of(methods.pop()(*exc_info()), "__aexit__")):
            raise
    else:
        await given(awaitable_of(methods.pop()(None, None, None), "__aexit__"))
    del methods
""")
PLAIN = quote("""
    manager = $context
    enter = type(manager).__aenter__
    leave = type(manager).__aexit__
    value = await enter(manager)
    try:
        $target = value
        $suite
    except BaseException as error:
        if not await leave(manager, type(error), error, error.__traceback__):
            raise
    else:
        await leave(manager, None, None, None)
""")
PLAIN_NO_TARGET = quote("""
    manager = $context
    enter = type(manager).__aenter__
    leave = type(manager).__aexit__
    await enter(manager)
    try:
        $suite
    except BaseException as error:
        if not await leave(manager, type(error), error, error.__traceback__):
            raise
    else:
        await leave(manager, None, None, None)
""")
JUMPS = ((cst.Break,), (cst.Continue,))


@rewrites(cst.With)
def async_with_statement(node: cst.With, cx: Context) -> Statements | None:
    if node.asynchronous is None:
        return None
    # Items of this one may just have become `with` statements in it.
    suite = after_rule(suite_of(node.body), cst.With, async_with_statement, cx)
    if holds(suite, (cst.Return,), through_loops=True) or any(holds(suite, kinds) for kinds in JUMPS):
        return after_rule(cx.expanded_by("jump_through_finally", node), cst.With, async_with_statement, cx)
    exact = cx.exactly("words", "release", "kinds")
    for item in reversed(node.items):
        if item.asname is None:
            suite = (WITH_NO_TARGET if exact else PLAIN_NO_TARGET)(cx, context=item.item, suite=suite)
        else:
            template = WITH if exact else PLAIN
            suite = template(cx, context=item.item, target=item.asname.name, suite=suite)
    return suite
