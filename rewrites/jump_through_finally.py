"""A jump out of `try` … `finally` or `with`: say so, finish the statement, then jump.

    def first_line(path):
        with open(path) as file:
            return file.readline()

becomes

    def first_line(path):
        _returning = 0
        with open(path) as file:
            _result = file.readline()
            _returning = 1
        if _returning:
            return _result

Grammar
    return_stmt ::= "return" [expression]
    break_stmt ::= "break"
    continue_stmt ::= "continue"

Meaning
    1. The value of `return` is computed before the `finally` suite runs.
    2. The `finally` suite runs once, however its statement is left.
    3. A jump in the `finally` suite itself replaces the one that waits.
    4. A `return` without a value carries none: where values are forbidden, in an asynchronous generator, it may stand.
    5. Loops between the jump and the statement are left on the way, without their `else`.
    6. What a `finally` suite or `__exit__` raises ends the jump; when that is caught, nothing is left.

Left alone
    Jumps that leave nothing but loops, branches and handlers.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#finally-clause
"""

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.jumps import left_by
from mvpy.rewrites.jumps.found import holds, returns_value
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct(
        "jump through finally", cst.With, cst.Try, cst.TryStar, such=lambda node: bool(jumps_through(node))
    ),
    grammar="break_stmt, continue_stmt",
)

START = quote("$jumping = 0")
GOING = quote("$going = 1")
LEAVE = quote("$jumping = 1")
RESULT = quote("$result = $value")
RETURN = quote("""
    if $jumping:
        return $result
""")
RETURN_NOTHING = quote("""
    if $jumping:
        return
""")
BREAK = quote("""
    if $jumping:
        break
""")
CONTINUE = quote("""
    if $jumping:
        continue
""")
Left = cst.With | cst.Try | cst.TryStar
Jump = type[cst.BaseSmallStatement]
JUMPS: dict[Jump, str] = {cst.Return: "returning", cst.Break: "breaking", cst.Continue: "continuing"}


def jumps_through(node: Left) -> list[Jump]:
    """The kinds of jumps that leave *node* and its `finally` suite, or its managers."""
    if not isinstance(node, cst.With) and node.finalbody is None:
        return []
    parts = protected(node)
    return [kind for kind in JUMPS if any(holds(p, (kind,), through_loops=kind is cst.Return) for p in parts)]


@rewrites(cst.With, cst.Try, cst.TryStar)
def jump_through_finally(node: Left, cx: Context) -> Statements | None:
    return told(node, kinds, cx) if (kinds := jumps_through(node)) else None


def told(node: Left, kinds: Sequence[Jump], cx: Context) -> Statements:
    """*node* left by no jump of these *kinds*, and behind it the jumps, if one was on its way."""
    parts = protected(node)
    if isinstance(node, cst.With) and len(node.items) > 1:
        return item_by_item(node, cx)
    flags = {kind: cx.names.flag(JUMPS[kind]) for kind in kinds}
    result = cx.names.new("result") if any(map(returns_value, parts)) else None
    guards: Statements = ()
    new = node
    for kind in kinds:
        before, new = without(new, kind, flags[kind], result, cx)
        guards = (*guards, *before)
    start = [s for kind in kinds for s in START(cx, jumping=flags[kind])]
    after = [s for kind in kinds for s in again(kind, flags[kind], result, cx)]
    return (*start, *guards, new.with_changes(leading_lines=()), *after)


def item_by_item(node: cst.With, cx: Context) -> Statements:
    """A `with` of several items as one in another: if one swallows what another's exit raises, nothing is left."""
    *outer, last = node.items
    inner = node.with_changes(items=[last], leading_lines=())
    body = cst.IndentedBlock(told(inner, jumps_through(inner), cx))
    outer[-1] = outer[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    around = node.with_changes(items=outer, body=body)
    return told(around, jumps_through(around), cx)


def protected(node: Left) -> list[Sequence[cst.CSTNode]]:
    """The suites that `finally` or `__exit__` follows."""
    if isinstance(node, cst.With):
        return [node.body.body]
    suites: list[Sequence[cst.CSTNode]] = [node.body.body, *(handler.body.body for handler in node.handlers)]
    return [*suites, node.orelse.body.body] if node.orelse else suites


def without(
    node: Left, kind: Jump, flag: cst.Name, result: cst.Name | None, cx: Context
) -> tuple[Statements, Left]:
    """*node* with the jumps of one kind turned into flags, and what has to stand before it."""

    def replace(small: cst.BaseSmallStatement) -> Statements | None:
        if not isinstance(small, kind):
            return None
        if not isinstance(small, cst.Return) or result is None:
            return LEAVE(cx, jumping=flag)
        value = small.value or cst.Name("None")
        return (*RESULT(cx, result=result, value=value), *LEAVE(cx, jumping=flag))

    bare = node
    if not isinstance(bare, cst.With):
        # a `try` needs a handler or `finally`; this one is not the one that is left
        bare = bare.with_changes(finalbody=cst.Finally(cst.IndentedBlock([NOTHING])))
    (new,), going = left_by(cx, [bare], replace, through_loops=kind is cst.Return)
    assert isinstance(new, (cst.With, cst.Try, cst.TryStar))
    if not isinstance(node, cst.With):
        new = new.with_changes(finalbody=node.finalbody)
    return GOING(cx, going=going) if going else (), new


NOTHING = cst.SimpleStatementLine([cst.Pass()])


def again(kind: type, flag: cst.Name, result: cst.Name | None, cx: Context) -> Statements:
    """The jump itself, after the statement."""
    if kind is cst.Return:
        return RETURN(cx, jumping=flag, result=result) if result else RETURN_NOTHING(cx, jumping=flag)
    return (BREAK if kind is cst.Break else CONTINUE)(cx, jumping=flag)
