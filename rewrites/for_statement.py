"""The `for` statement: ask an iterator for the next item, until there is none.

    for word in words:
        print(word)

becomes

    _iterator = iter(words)
    _no_more = object()
    _item = next(_iterator, _no_more)
    while _item is not _no_more:
        word = _item
        print(word)
        _item = next(_iterator, _no_more)

Grammar
    for_stmt ::= "for" target_list "in" starred_list ":" suite ["else" ":" suite]

Meaning
    1. The iterable is evaluated once, and iter() is applied to it once.
    2. Only the StopIteration of the iterator ends the loop, not one from the target or the suite.
    3. The target is bound by each turn, and stays bound after the last; an empty iterable leaves it alone.

Opens
    `continue` in the suite.

Exactly
    1. (release) The loop holds no item while the suite runs.
    2. (release) The iterator and the last item are let go when the loop is left, before `else`.
    3. (namespace) No name of ours is left.

Differs
    An exception that leaves the function keeps the iterator alive as long as its traceback.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-for-statement
    https://snarky.ca/unravelling-for-statements/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import after_rule, rewrites
from mvpy.rewrites.jumps.found import holds
from mvpy.rewrites.set_display import iterated
from mvpy.tree.suite import Statements, suite_of

CONTRACT = Contract(
    removes=Construct("for loop", cst.For, such=lambda node: node.asynchronous is None),
    grammar="for_stmt",
    words=("loop", "iteration"),
)

FOR = quote("""
    $iterator = iter($iterable)
    item = next($iterator, end)
    while item is not end:
        $target = item
        item = 0  # release 1
        $suite
        item = next($iterator, end)
    del $iterator  # release 2
    del item  # release 2
""")
FOR_ALONE = quote("""
    $iterator = iter($iterable)
    no_more = object()
    item = next($iterator, no_more)
    while item is not no_more:
        $target = item
        item = 0  # release 1
        $suite
        item = next($iterator, no_more)
    del $iterator  # release 2
    del item  # release 2
    del no_more  # namespace 3
""")
LET_GO = quote("$iterator = None  # release 2")


@rewrites(cst.For)
def for_statement(node: cst.For, cx: Context) -> Statements | None:
    if node.asynchronous:
        return None
    if holds(suite_of(node.body), (cst.Continue,)):
        return after_rule(cx.expanded_by("continue_statement", node)[-1:], cst.For, for_statement, cx)
    template = FOR if cx.is_core else FOR_ALONE
    iterator = cx.names.new("iterator")
    out = template(
        cx, iterator=iterator, iterable=iterated(node.iter, cx), target=node.target, suite=node.body
    )
    if node.orelse is None:
        return out
    otherwise = node.orelse.with_changes(
        body=cst.IndentedBlock([*LET_GO(cx, iterator=iterator), *suite_of(node.orelse.body)])
    )
    return tuple(s.with_changes(orelse=otherwise) if isinstance(s, cst.While) else s for s in out)
