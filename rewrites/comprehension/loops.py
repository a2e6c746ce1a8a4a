"""The loops of comprehensions and generator expressions, in the frame around or in a function of their own."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.rewrites.comprehension.captured import CellWalk, Cells, captured_in
from mvpy.rewrites.comprehension.frames import clauses, shows_names, stands_in_function
from mvpy.rewrites.set_display import iterated
from mvpy.tree.let import Let

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
        $item = 0
        $suite
        $item = next($iterator, end)
""")
GIVEN_ALONE = quote("""
    $no_more = object()
    $item = next($iterator, $no_more)
    while $item is not $no_more:
        $target = $item
        $item = 0
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
            $item = 0
            $suite
""")
NAMED = quote("comprehension($function, $name)")
LOCAL = quote("""
    if 0:
        $name = None
""")
RETURN = quote("return $result")
CALL = quote("$function(iter($iterable))")
ASYNC_ITERATOR = quote("async_iterator($iterable)")


def waits(node: cst.BaseComp, cx) -> bool:
    """Does the comprehension or generator expression *node* wait for something?"""
    scope = cx.scopes.of(cx.place.origin)
    inside = scope.has_await_or_async if isinstance(node, cst.GeneratorExp) else is_async(node)
    return scope.is_coroutine or inside


def is_async(node: cst.BaseComp) -> bool:
    return any(clause.asynchronous is not None for clause in clauses(node))


def tested(clause: cst.CompFor, suite: tuple, cx) -> tuple:
    """*suite*, under the conditions of *clause*."""
    for condition in reversed(clause.ifs):
        suite = IF(cx, test=condition.test, suite=suite)
    return suite


def loops(
    node: cst.BaseComp, suite: tuple, cx, first: Callable, bound: Callable = lambda target: ()
) -> tuple:
    """The nested loops around *suite*; *first*(clause, suite) makes the outermost.

    *bound*(target) gives the statements that follow when the target of a clause has been bound.
    """
    outer, *inner = clauses(node)
    for clause in reversed(inner):
        template = ASYNC_FOR if clause.asynchronous else FOR
        suite = (*bound(clause.target), *tested(clause, suite, cx))
        suite = template(cx, target=clause.target, iterable=clause.iter, suite=suite)
    return first(outer, (*bound(outer.target), *tested(outer, suite, cx)))


def loop_over_iterator(iterator: cst.Name, cx) -> Callable:
    """Makes a loop over an iterator that is given: iter() is not applied to it again."""

    def loop(clause: cst.CompFor, suite: tuple) -> tuple:
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


def started(new, adder: str | None, cx) -> tuple[tuple, cst.Name, cst.Name | None]:
    """The statements before the loops, the result and the function that adds to it, if there is to be one."""
    result = cx.names.new("result")
    if adder is None:
        return STORE(cx, name=result, value=new), result, None
    add = cx.names.new("collect")
    attribute = cst.Attribute(result, cst.Name(adder))
    return (*STORE(cx, name=result, value=new), *STORE(cx, name=add, value=attribute)), result, add


STORE = quote("$name = $value")


def in_function(node, scope, new, adder: str | None, name: str, element: Callable, cx) -> Let:
    """The comprehension as a function of its own, called with the first iterator."""
    function, iterator = cx.names.function(name), cx.names.new("iterator")
    start, result, add = started(new, adder, cx)
    suite = loops(node, element(node, result, add), cx, loop_over_iterator(iterator, cx))
    body = (*outer_names(scope), *start, *suite, *RETURN(cx, result=result))
    definition = cst.FunctionDef(
        function, one(iterator), cst.IndentedBlock(body), asynchronous=asynchronous(scope)
    )
    named = NAMED(cx, function=cx.names.hide(function), name=cst.SimpleString(f'"<{name}>"'))
    iterable = iterated(clauses(node)[0].iter, cx)
    if not scope.is_coroutine:
        call = CALL.expression(cx, function=function, iterable=iterable)
    else:
        maker = ASYNC_ITERATOR if clauses(node)[0].asynchronous else ITERATOR
        call = cst.Await(
            AWAITED.expression(cx, function=function, iterator=maker.expression(cx, iterable=iterable))
        )
    before = kept_local(scope, cx)
    return Let((*before, definition, *named), call, (function.value,), pure=True)


ITERATOR = quote("iter($iterable)")
AWAITED = quote("$function($iterator)")


def one(param: cst.Name) -> cst.Parameters:
    return cst.Parameters(params=[cst.Param(param)])


def asynchronous(scope) -> cst.Asynchronous | None:
    return cst.Asynchronous() if scope.is_coroutine else None


def outer_names(scope) -> tuple:
    """The declarations for what `:=` binds around the comprehension, also in one inside that has no frame of its own."""
    out = []
    for kind, names in (
        (cst.Nonlocal, bound_around(scope, "nonlocals")),
        (cst.Global, bound_around(scope, "globals")),
    ):
        if names:
            items = [cst.NameItem(cst.Name(name)) for name in sorted(names)]
            out.append(cst.SimpleStatementLine([kind(items)]))
    return tuple(out)


def bound_around(scope, kind: str) -> set[str]:
    """The names of *kind*, nonlocals or globals, that `:=` binds in the comprehension *scope* and those inside it."""
    inside = (bound_around(child, kind) for child in scope.children if child.kind == "comprehension")
    return getattr(scope, kind).union(*inside)


def kept_local(scope, cx) -> tuple:
    """Names that only `:=` in the comprehension binds stay names of the function around."""
    out: list = []
    if scope.parent.kind in ("function", "lambda"):
        for name in sorted(bound_around(scope, "nonlocals") & scope.parent.own):
            out += LOCAL(cx, name=cst.Name(name))
    return tuple(out)


def in_place(node, scope, new, adder: str | None, name: str, element: Callable, cx) -> Let:
    """The comprehension as loops in the frame around, its variables renamed."""
    shown = scope.own if shows_names(scope) else set()
    names = {own: cx.names.fresh(own.strip("_") or "variable") for own in sorted(scope.own - shown)}
    first, *_ = clauses(node)
    captured = captured_in(node, scope, cx)
    walk = CellWalk(names, captured, cx)
    renamed = walk.renamed_comprehension(node)
    cells = Cells(cx.names.function(name), captured, walk.makers, cx) if captured else None
    start, result, add = started(new, adder, cx)
    if cx.scopes.in_module_itself:
        cx.names.kept |= {result.value, *names.values()}

    def loop(clause: cst.CompFor, suite: tuple) -> tuple:
        template = ASYNC_FOR if clause.asynchronous else FOR
        return template(cx, target=clause.target, iterable=first.iter, suite=suite)

    def bound(target: cst.BaseExpression) -> tuple:
        return cells.bound(target, names) if cells else ()

    out = loops(renamed, element(renamed, result, add), cx, loop, bound)
    release = UNBIND if not cx.is_core and not stands_in_function(scope) else RELEASE
    released = tuple(s for n in sorted(names.values()) for s in release(cx, name=cst.Name(n)))
    released += tuple(s for n in sorted(shown) for s in UNBIND(cx, name=cst.Name(n)))
    done = DELETE(cx, name=add) if add else ()
    let = Let((*start, *out, *done, *released), result, (result.value,))
    return with_cells(let, cells, name, scope, cx) if cells else let


def with_cells(let: Let, cells: Cells, name: str, scope, cx) -> Let:
    """*let*, the loops of the comprehension *scope*, with the functions that they need for its *cells*."""
    named = NAMED(cx, function=cx.names.hide(cells.name), name=cst.SimpleString(f'"<{name}>"'))
    before = (*kept_local(scope, cx), cells.definition(), *named, *cells.taken())
    after = tuple(s for function in cells.functions for s in RELEASE(cx, name=function))
    return Let((*before, *let.statements, *after), let.value, (*let.temporaries, cells.name.value))


RELEASE = quote("$name = None")
UNBIND = quote("""
    $name = None
    del $name
""")
DELETE = quote("del $name")
