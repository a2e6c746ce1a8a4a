"""`yield from`: hand the caller on to another iterator until it is exhausted.

    def worker():
        result = yield from work()

becomes

    def worker():
        _iterator = iter(work())
        _sent = None
        try:
            _item = next(_iterator)
            while True:
                _error = None
                try:
                    _sent = yield _item
                except BaseException as _thrown:
                    _error = _thrown
                _item = _resumed(_iterator, _sent, _error)
        except StopIteration as _stop:
            _value = _stop.value
        result = _value

Grammar
    yield_expression ::= "yield" "from" expression

Meaning
    1. What the iterator yields goes to the caller; what the caller sends, throws or closes goes to the iterator.
    2. The value is what the StopIteration of the iterator carries.
    3. The iterator's code never runs while a thrown exception is handled.

Exactly
    1. (words) What can't be iterated is told as CPython tells it.
    2. (release) While the generator is suspended, what it has yielded is the caller's alone; the iterator is let go
       before its value is used.
    3. (frames) The iterator's code runs in the frame of the generator, not in a helper's.
    4. (kinds) The value is what the StopIteration itself carries, whatever its class calls `value`.

Differs
    `gi_yieldfrom` stays None. An exception thrown in while this generator handles another finds that one as its
    context. An error of fetching the iterator's `throw` or `close` ends this generator. An iterator that is no
    generator is thrown the exception, where CPython hands on a class, a value and a traceback as they were given.

Reference
    https://docs.python.org/3/reference/expressions.html#yield-expressions
    PEP 380
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.let import Let

CONTRACT = Contract(
    removes=Construct("yield from", cst.From),
    grammar="yield_expr, group",
    words=("delegation",),
    after={
        "coroutine": "what is awaited is delegated to",
    },
)

DELEGATE = quote("""
    delegate = $delegate
    sent = None
    going: flag = 1
    while going:
        try:
            list_append(delegate, list_pop(delegate)())
        except StopIteration as stop:
            value = stop_value(stop)
            going = 0
        if going:
            try:
                sent = yield list_pop(delegate)
            except BaseException as caught:
                list_append(delegate, caught)
            resume(delegate, sent)
            sent = None
    del delegate  # release 2
    del sent  # release 2
    value
""")
PLAIN = quote("""
    iterator = $iterator
    sent = None
    try:
        item = next(iterator)
        while True:
            error = None
            try:
                sent = yield item
            except BaseException as thrown:
                error = thrown
            item = resumed(iterator, sent, error)
    except StopIteration as stop:
        value = stop.value
    value
""")
DELEGATION = quote("delegation($iterator)")
AWAITING = quote("awaiting($object)")
ITERATED = quote("iter($iterable)")
ITERATOR = quote("yield_from_iterator($iterable)")


@rewrites(cst.Yield)
def yield_from(node: cst.Yield, cx: Context) -> Let | None:
    if not isinstance(node.value, cst.From):
        return None
    iterable = node.value.item
    exact = cx.exactly("words", "frames", "release", "namespace", "kinds")
    if not is_iterator(iterable, cx):
        iterable = (ITERATOR if exact else ITERATED).expression(cx, iterable=iterable)
    if not exact:
        return PLAIN.let(cx, iterator=iterable)
    return DELEGATE.let(cx, keep=("delegate", "sent"), delegate=delegate_of(iterable, cx))


def delegate_of(iterator: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """What runs *iterator*; that of what an `await` is given is found at once."""
    match iterator:
        case cst.Call(func=cst.Name(value=name), args=[cst.Arg(value=awaited)]) if (
            cx.names.hosted.used.get(name) == "awaitable"
        ):
            return AWAITING.expression(cx, object=awaited)
    return DELEGATION.expression(cx, iterator=iterator)


def is_iterator(node: cst.BaseExpression, cx: Context) -> bool:
    """Is *node* the iterator of an `await`?"""
    match node:
        case cst.Call(func=cst.Name(value=name)):
            return cx.names.hosted.used.get(name) in ("awaitable", "awaitable_of", "next_awaitable")
    return False
