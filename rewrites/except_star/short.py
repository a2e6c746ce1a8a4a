"""The form for a Python that is only older: as few lines as there can be, the work is a helper's.

Each clause is left by the end of a `with` statement, which keeps what it raises; that of the last raises what is left.
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import Hole, Template, quote
from mvpy.tree.suite import Statements, comments_above

FIRST = quote("""
    with ExceptStar($count) as $star:
        try:
            with $star.suite(lambda: $types):
                $body
        except $star.taken:
            $suite
""")
FIRST_WITH_NAME = quote("""
    with ExceptStar($count) as $star:
        try:
            with $star.suite(lambda: $types):
                $body
        except $star.taken as $name:
            $suite
""")
LATER = quote("""
    with $star:
        try:
            $star.take(lambda: $types)
        except $star.taken:
            $suite
""")
LATER_WITH_NAME = quote("""
    with $star:
        try:
            $star.take(lambda: $types)
        except $star.taken as $name:
            $suite
""")
ELSE = quote("""
    if $star.error is None:
        $suite
""")
# What cannot be in a lambda, or is something else there.
NOT_LATE = (cst.Await, cst.Yield, cst.NamedExpr)
OLDER = (3, 11)  # than this, a host has no exception groups


def is_short(node: cst.TryStar, cx: Context) -> bool:
    """Is *node* for a host that is only older, and can its types wait in functions?"""
    lowering = cx.passes.lowering
    if lowering is None or lowering.is_of_interpreter or cx.place.in_class_body:
        return False
    holds = cx.node_kinds.holds
    return not any(holds(handler.type, kind) for handler in node.handlers for kind in NOT_LATE)


def short_form(node: cst.TryStar, cx: Context) -> Statements:
    """What becomes of *node*, but for its `finally`."""
    star = cx.names.new("star")
    first, *later = node.handlers
    holes: dict[str, Hole] = {"count": cst.Integer(str(len(node.handlers))), "body": node.body}
    out: list[cst.BaseStatement] = [*clause((FIRST, FIRST_WITH_NAME), first, star, cx, **holes)]
    for handler in later:
        statements = clause((LATER, LATER_WITH_NAME), handler, star, cx)
        cx.lines.stand_at(statements, handler)
        out += [*comments_above(handler), *statements]
    if node.orelse is not None:
        out += ELSE(cx, star=star, suite=node.orelse)
    return tuple(out)


def clause(
    forms: tuple[Template, Template],
    handler: cst.ExceptStarHandler,
    star: cst.Name,
    cx: Context,
    **holes: Hole,
) -> Statements:
    """The clause *handler*, in that of two *forms* that it needs: without a name, and with one."""
    holes |= {"star": star, "types": handler.type, "suite": handler.body}
    if handler.name is None:
        return forms[0](cx, **holes)
    return forms[1](cx, name=handler.name.name, **holes)
