"""A comprehension as a function of its own, called with the first iterator: so it runs up to Python 3.11."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.hoisting import named
from mvpy.machine.quote import quote
from mvpy.rewrites.comprehension.filling import Filling
from mvpy.rewrites.comprehension.frames import clauses
from mvpy.rewrites.comprehension.loops import NAMED, loop_over_iterator, loops, one
from mvpy.rewrites.comprehension.outer_names import kept_local, outer_names
from mvpy.rewrites.set_display import iterated
from mvpy.scopes.analysis import Scope
from mvpy.tree.let import Let

RETURN = quote("return $result")
CALL = quote("$function(iter($iterable))")
ASYNC_ITERATOR = quote("async_iterator($iterable)")
ITERATOR = quote("iter($iterable)")
AWAITED = quote("$function($iterator)")


def in_function(node: cst.BaseComp, scope: Scope, filling: Filling, cx: Context) -> Let:
    """The comprehension as a function of its own, called with the first iterator."""
    function, iterator = cx.names.function(filling.name), cx.names.new("iterator")
    start, result, add = filling.started(node, cx)
    suite = loops(node, filling.element(node, result, add, cx), cx, loop_over_iterator(iterator, cx))
    body = (*outer_names(scope), *start, *suite, *RETURN(cx, result=result))
    definition = cst.FunctionDef(
        function, one(iterator), cst.IndentedBlock(body), asynchronous=asynchronous(scope)
    )
    naming = named(NAMED, function, cst.SimpleString(f'"<{filling.name}>"'), cx)
    iterable = iterated(clauses(node)[0].iter, cx)
    if not scope.is_coroutine:
        call = CALL.expression(cx, function=function, iterable=iterable)
    else:
        maker = ASYNC_ITERATOR if clauses(node)[0].asynchronous else ITERATOR
        call = cst.Await(
            AWAITED.expression(cx, function=function, iterator=maker.expression(cx, iterable=iterable))
        )
    before = kept_local(scope, cx)
    return Let((*before, definition, *naming), call, (function.value,), pure=True)


def asynchronous(scope: Scope) -> cst.Asynchronous | None:
    return cst.Asynchronous() if scope.is_coroutine else None
