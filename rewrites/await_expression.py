"""The `await` expression: hand the event loop on to another awaitable.

    async def double(task):
        return 2 * await task

becomes

    def double(task):
        if 0:
            yield
        return 2 * (yield from _awaitable(task))
    double = _coroutine(double)

Grammar
    await_expr ::= "await" primary

Meaning
    1. Coroutines, generators that `types.coroutine` has marked, and objects with `__await__` can be awaited;
       anything else is a TypeError.
    2. A coroutine that is being awaited already is a RuntimeError.

Opens
    Coroutine functions, which `await` cannot leave without.

Exactly
    1. (words) What can't be awaited is told as CPython tells it.
    2. (release) What can't be awaited is let go.
    3. (kinds) Generators that `types.coroutine` has marked can be awaited, and an iterator is not asked for an iterator
       again by `yield from`.

Differs
    `cr_await` stays None.

Reference
    https://docs.python.org/3/reference/expressions.html#await-expression
    PEP 492; https://snarky.ca/unravelling-async-and-await/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Opening
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.comprehension.loops import waits
from mvpy.scopes.analysis import has_node
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("await", cst.Await),
    grammar="await_primary",
    words=("awaitable",),
    opens=(
        Opening("comprehension", "in what is no coroutine function it cannot wait", waits),
        Opening("generator_expression", "in what is no coroutine function it cannot wait", waits),
    ),
)

AWAITABLE = quote("awaitable($object)")


@rewrites(cst.FunctionDef)
def await_expression(node: cst.FunctionDef, cx: Context) -> Statements | None:
    if node.asynchronous is None or not has_node(node.body, (cst.Await,)):
        return None
    return cx.expanded_by("coroutine", node)


def delegated(node: cst.Await, cx: Context, in_async_generator: bool) -> cst.BaseExpression:
    """What `await` comes down to in a generator; an iterator of ours is not asked again.

    An asynchronous generator may not `yield from` a coroutine: there the delegation is written out at once.
    """
    match node.expression:
        case cst.Call(func=cst.Name(value=name), args=[cst.Arg(value=iterator)]) if (
            cx.names.hosted.used.get(name) == "given"
        ):
            pass
        case awaited:
            iterator = AWAITABLE.expression(cx, object=awaited)
    delegating = cst.Yield(cst.From(iterator), lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    if not cx.exactly("words", "release", "kinds") or not cx.stays(cst.From) and not in_async_generator:
        return delegating
    return cx.expanded_by("yield_from", delegating)
