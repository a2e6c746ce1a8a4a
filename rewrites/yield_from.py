"""`yield from`: hand the caller on to another iterator until it is exhausted.

    def worker():
        result = yield from work()

becomes

    def worker():
        _sent = 0
        _delegate = _delegation(_yield_from_iterator(work()))
        _going = 1
        while _going:
            try:
                _value = _delegate.pop()()
            except StopIteration as _stop:
                _value = _stop_value(_stop)
                _going = 0
            if _going:
                _sent = None
                try:
                    _sent = yield _value
                except BaseException as _caught:
                    _delegate.append(_caught)
                _resume(_delegate, _sent)
        result = _value
        del _delegate
        del _sent
        del _value

Grammar
    yield_expression ::= "yield" "from" expression

Meaning
    1. What the iterator yields goes to the caller; what the caller sends, throws or closes goes to the iterator.
    2. The value is what the StopIteration of the iterator carries.
    3. The iterator's code runs in the frame of the generator, and never while a thrown exception is handled.

Differs
    `gi_yieldfrom` stays None. An exception thrown in while this generator handles another finds that one as its
    context. An error of fetching the iterator's `throw` or `close` ends this generator.

Reference
    https://docs.python.org/3/reference/expressions.html#yield-expressions
    PEP 380
"""

import libcst as cst

from mvpy.quote import quote
from mvpy.rule import rewrites

DELEGATE = quote("""
    sent = 0
    delegate = delegation($iterator)
    going = 1
    while going:
        try:
            value = delegate.pop()()
        except StopIteration as stop:
            value = stop_value(stop)
            going = 0
        if going:
            sent = None
            try:
                sent = yield value
            except BaseException as caught:
                delegate.append(caught)
            resume(delegate, sent)
    value
""")
ITERATOR = quote("yield_from_iterator($iterable)")


@rewrites(cst.Yield)
def yield_from(node: cst.Yield, cx):
    if not isinstance(node.value, cst.From):
        return None
    iterable = node.value.item
    if not is_iterator(iterable, cx):
        iterable = ITERATOR.expression(cx, iterable=iterable)
    return DELEGATE.let(cx, iterator=iterable)


def is_iterator(node: cst.BaseExpression, cx) -> bool:
    """Is *node* the iterator of an `await`?"""
    match node:
        case cst.Call(func=cst.Name(value=name)):
            return cx.host.used.get(name) in ("awaitable", "awaitable_of", "next_awaitable")
    return False
