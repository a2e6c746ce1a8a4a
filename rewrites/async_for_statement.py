"""The `async for` statement: await the next item, until there is none.

    async def consume(stream):
        async for item in stream:
            use(item)

becomes

    async def consume(stream):
        _iterable = stream
        _iterator = type(_iterable).__aiter__(_iterable)
        _going = 1
        while _going:
            try:
                _item = await type(_iterator).__anext__(_iterator)
            except StopAsyncIteration:
                _going = 0
            if _going:
                item = _item
                use(item)

Grammar
    async_for_stmt ::= "async" for_stmt

Meaning
    1. `__aiter__` is called, not awaited; `__anext__` is awaited for each item.
    2. Only the StopAsyncIteration of the iterator ends the loop.
    3. The iterator is let go when the loop is left, before `else`.

Exactly
    1. (words) What can't be iterated, and what an item can't be awaited, is told as CPython tells it.
    2. (release) The loop holds no item while the suite runs; the iterator is let go when the loop is left.
    3. (kinds) `__aiter__` and `__anext__` may be descriptors of any kind; what lacks them is a TypeError.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-async-for-statement
    https://snarky.ca/unravelling-async-for-loops/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("asynchronous for loop", cst.For, such=lambda node: node.asynchronous is not None),
    grammar="for_stmt",
    words=("async iterator",),
)

FOR = quote("""
    iterator = async_iterator($iterable)
    going: flag = 1
    while going:
        try:
            item = await given(next_awaitable(iterator))
        except StopAsyncIteration:
            going = 0
        if going:
            $target = item
            item = 0
            $suite
    del iterator
""")
FOR_ELSE = quote("""
    iterator = async_iterator($iterable)
    going: flag = 1
    while going:
        try:
            item = await given(next_awaitable(iterator))
        except StopAsyncIteration:
            going = 0
        if going:
            $target = item
            item = 0
            $suite
    else:
        iterator = None
        $otherwise
    del iterator
""")
PLAIN = quote("""
    iterable = $iterable
    iterator = type(iterable).__aiter__(iterable)
    going: flag = 1
    while going:
        try:
            item = await type(iterator).__anext__(iterator)
        except StopAsyncIteration:
            going = 0
        if going:
            $target = item
            $suite
""")
PLAIN_ELSE = quote("""
    iterable = $iterable
    iterator = type(iterable).__aiter__(iterable)
    going: flag = 1
    while going:
        try:
            item = await type(iterator).__anext__(iterator)
        except StopAsyncIteration:
            going = 0
        if going:
            $target = item
            $suite
    else:
        $otherwise
""")


@rewrites(cst.For)
def async_for_statement(node: cst.For, cx: Context) -> Statements | None:
    if node.asynchronous is None:
        return None
    exact = cx.exactly("words", "release", "kinds")
    if node.orelse is None:
        return (FOR if exact else PLAIN)(cx, iterable=node.iter, target=node.target, suite=node.body)
    return (FOR_ELSE if exact else PLAIN_ELSE)(
        cx, iterable=node.iter, target=node.target, suite=node.body, otherwise=node.orelse
    )
