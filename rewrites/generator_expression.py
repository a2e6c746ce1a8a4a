"""A generator expression: a generator function, called with the first iterator.

    total = sum(price(item) for item in basket)

becomes

    def _genexpr(_iterator):
        _no_more = object()
        _item = next(_iterator, _no_more)
        while _item is not _no_more:
            item = _item
            yield price(item)
            _item = next(_iterator, _no_more)
    total = sum(_genexpr(iter(basket)))

Grammar
    generator_expression ::= "(" flexible_expression comp_for ")"

Meaning
    1. The first iterable is evaluated, and iter() applied to it, when the expression is; everything else when
       the generator runs.
    2. The variables belong to the generator.
    3. With `await` or `async for` in it, it is an asynchronous generator.
    4. A star before the element (from 3.15 on) unpacks it: its items are yielded one by one, by a loop; nothing is
       delegated to it.

Exactly
    1. (frames) The generator is called `<genexpr>`.
    2. (namespace) It gives the module no name: there the function moves among the builtins while its statement runs.

Reference
    https://docs.python.org/3/reference/expressions.html#generator-expressions
    PEP 798; https://snarky.ca/not-unravelling-generator-expressions/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.hoisting import named
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.comprehension.asynchronous import holds_asynchronous, is_asynchronous
from mvpy.rewrites.comprehension.cells import GIVEN_ITERATORS
from mvpy.rewrites.comprehension.frames import clauses
from mvpy.rewrites.comprehension.loops import NAMED, loop_over_iterator, loops, one
from mvpy.rewrites.comprehension.outer_names import kept_local, outer_names
from mvpy.rewrites.set_display import iterated
from mvpy.tree.let import Let

CONTRACT = Contract(
    removes=Construct("generator expression", cst.GeneratorExp),
    grammar="primary, for_if_clauses, for_if_clause, genexp",
    words=("genexp", "generator comprehension"),
    newer=(
        Newer((3, 7), "an asynchronous generator expression", (cst.GeneratorExp,), is_asynchronous),
        Newer(
            (3, 11), "an asynchronous comprehension inside another", (cst.GeneratorExp,), holds_asynchronous
        ),
    ),
)

YIELD = quote("yield $element")
YIELD_ITEMS = quote("""
    for item in $unpacked:
        yield item
""")
CALL = quote("$function(iter($iterable))")
GIVEN = quote("$function($iterator)")
ASYNC_CALL = quote("$function(async_iterator($iterable))")


@rewrites(cst.GeneratorExp)
def generator_expression(node: cst.GeneratorExp, cx: Context) -> Let:
    scope = cx.scopes.of(cx.place.origin)
    function, iterator = cx.names.function("genexpr"), cx.names.new("iterator")
    if isinstance(node.elt, cst.StarredElement):
        suite = YIELD_ITEMS(cx, unpacked=node.elt.value)
    else:
        suite = YIELD(cx, element=node.elt)
    suite = loops(node, suite, cx, loop_over_iterator(iterator, cx))
    body = cst.IndentedBlock((*outer_names(scope), *suite))
    waits = cst.Asynchronous() if scope.is_coroutine or scope.has_await_or_async else None
    definition = cst.FunctionDef(function, one(iterator), body, asynchronous=waits)
    naming = named(NAMED, function, cst.SimpleString('"<genexpr>"'), cx)
    first = clauses(node)[0]
    if isinstance(first.iter, cst.Name) and first.iter.value in GIVEN_ITERATORS.of(cx):
        call = GIVEN.expression(cx, function=function, iterator=first.iter)
        return Let((*kept_local(scope, cx), definition, *naming), call, (function.value,), pure=True)
    call = (ASYNC_CALL if first.asynchronous else CALL).expression(
        cx, function=function, iterable=iterated(first.iter, cx)
    )
    return Let((*kept_local(scope, cx), definition, *naming), call, (function.value,), pure=True)
