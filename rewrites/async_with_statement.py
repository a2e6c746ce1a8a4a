"""The `async with` statement: enter and exit, both awaited.

    async def locked(lock):
        async with lock:
            work()

becomes

    async def locked(lock):
        _methods = _async_context_methods(lock)
        _leave = _methods[1]
        await _given(_awaitable_of(_methods[0](), "__aenter__"))
        del _methods
        try:
            work()
        except:
            if not await _given(_awaitable_of(_leave(*_exc_info()), "__aexit__")):
                raise
        else:
            await _given(_awaitable_of(_leave(None, None, None), "__aexit__"))
        del _leave

Grammar
    async_with_stmt ::= "async" with_stmt

Meaning
    1. `__aenter__` and `__aexit__` are looked up on the type before either is called.
    2. What they give is awaited, and must be awaitable.
    3. `__aexit__` runs once, however the suite is left.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-async-with-statement
"""

import libcst as cst

from mvpy.quote import quote
from mvpy.rewrites.with_statement import opened_inside
from mvpy.rule import rewrites
from mvpy.suite import suite_of
from mvpy.jumps import holds

WITH = quote("""
    methods = async_context_methods($context)
    leave = methods[1]
    value = await given(awaitable_of(methods[0](), "__aenter__"))
    del methods
    try:
        $target = value
        del value
        $suite
    except:
        if not await given(awaitable_of(leave(*exc_info()), "__aexit__")):
            raise
    else:
        await given(awaitable_of(leave(None, None, None), "__aexit__"))
    del leave
""")
WITH_NO_TARGET = quote("""
    methods = async_context_methods($context)
    leave = methods[1]
    await given(awaitable_of(methods[0](), "__aenter__"))
    del methods
    try:
        $suite
    except:
        if not await given(awaitable_of(leave(*exc_info()), "__aexit__")):
            raise
    else:
        await given(awaitable_of(leave(None, None, None), "__aexit__"))
    del leave
""")
JUMPS = ((cst.Break,), (cst.Continue,))


@rewrites(cst.With)
def async_with_statement(node: cst.With, cx):
    if node.asynchronous is None:
        return None
    suite = opened_inside(suite_of(node.body), async_with_statement, cx)
    if holds(suite, (cst.Return,), through_loops=True) or any(holds(suite, kinds) for kinds in JUMPS):
        opened = cx.open_with("jump_through_finally", node)
        return tuple(
            n for s in opened for n in (async_with_statement(s, cx) if isinstance(s, cst.With) else (s,))
        )
    for item in reversed(node.items):
        if item.asname is None:
            suite = WITH_NO_TARGET(cx, context=item.item, suite=suite)
        else:
            suite = WITH(cx, context=item.item, target=item.asname.name, suite=suite)
    return suite
