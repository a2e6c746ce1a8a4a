"""The loops of comprehensions and generator expressions, in the frame around or in a function of their own."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.comprehension.frames import clauses
from mvpy.tree.suite import Statements

Loop = Callable[[cst.CompFor, Statements], Statements]  # of a clause and what is done for each item
Bound = Callable[[cst.BaseExpression], Statements]  # what follows when a target has been bound

FOR = quote("""
    for $target in $iterable:
        $suite
""")
ASYNC_FOR = quote("""
    async for $target in $iterable:
        $suite
""")
IF = quote("""
    if $test:
        $suite
""")
GIVEN = quote("""
    $item = next($iterator, end)
    while $item is not end:
        $target = $item
        $item = 0  # release 1
        $suite
        $item = next($iterator, end)
""")
GIVEN_ALONE = quote("""
    $no_more = object()
    $item = next($iterator, $no_more)
    while $item is not $no_more:
        $target = $item
        $item = 0  # release 1
        $suite
        $item = next($iterator, $no_more)
""")
GIVEN_ASYNC = quote("""
    $going = 1
    while $going:
        try:
            $item = await given(next_awaitable($iterator))
        except StopAsyncIteration:
            $going = 0
        if $going:
            $target = $item
            $item = 0  # release 1
            $suite
""")
NAMED = quote("comprehension($function, $name)  # frames 3")


def waits(node: cst.BaseComp, cx: Context) -> bool:
    """Does the comprehension or generator expression *node* wait for something?"""
    scope = cx.scopes.of(cx.place.origin)
    inside = scope.has_await_or_async if isinstance(node, cst.GeneratorExp) else is_async(node)
    return scope.is_coroutine or inside


def is_async(node: cst.BaseComp) -> bool:
    return any(clause.asynchronous is not None for clause in clauses(node))


def tested(clause: cst.CompFor, suite: Statements, cx: Context) -> Statements:
    """*suite*, under the conditions of *clause*."""
    for condition in reversed(clause.ifs):
        suite = IF(cx, test=condition.test, suite=suite)
    return suite


def loops(
    node: cst.BaseComp, suite: Statements, cx: Context, first: Loop, bound: Bound = lambda target: ()
) -> Statements:
    """The nested loops around *suite*; *first*(clause, suite) makes the outermost.

    *bound*(target) gives the statements that follow when the target of a clause has been bound.
    """
    outer, *inner = clauses(node)
    for clause in reversed(inner):
        template = ASYNC_FOR if clause.asynchronous else FOR
        suite = (*bound(clause.target), *tested(clause, suite, cx))
        suite = template(cx, target=clause.target, iterable=clause.iter, suite=suite)
    return first(outer, (*bound(outer.target), *tested(outer, suite, cx)))


def loop_over_iterator(iterator: cst.Name, cx: Context) -> Loop:
    """Makes a loop over an iterator that is given: iter() is not applied to it again."""

    def loop(clause: cst.CompFor, suite: Statements) -> Statements:
        if clause.asynchronous:
            item, going = cx.names.new("item"), cx.names.flag("going")
            return GIVEN_ASYNC(
                cx, item=item, going=going, iterator=iterator, target=clause.target, suite=suite
            )
        item = cx.names.new("item")
        if not cx.is_core:
            return GIVEN_ALONE(
                cx,
                item=item,
                no_more=cx.names.new("no_more"),
                iterator=iterator,
                target=clause.target,
                suite=suite,
            )
        return GIVEN(cx, item=item, iterator=iterator, target=clause.target, suite=suite)

    return loop


def one(param: cst.Name) -> cst.Parameters:
    return cst.Parameters(params=[cst.Param(param)])
