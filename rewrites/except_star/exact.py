"""The form of exact outputs: what CPython does, to the letter."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.except_star.clauses import clause
from mvpy.tree.suite import comments_above

START = quote("""
    $caught = None
    $matches = False
""")
TRY = quote("""
    try:
        $body
    except BaseException as error:
        $caught = star_caught(error)
        $matches = star_matches($caught, $types)
""")
NEXT = quote("""
    if $caught is not None:
        try:
            raise star_handled($caught)
        except BaseException:
            star_restored($caught)
            $matches = star_matches($caught, $types)
""")
END = quote("""
    if star_left($caught):
        try:
            raise star_handled($caught)
        except BaseException:
            star_restored($caught)
            $caught = None
            raise
    $caught = None
""")


def exact_form(node: cst.TryStar, cx: Context) -> tuple[cst.BaseStatement, ...]:
    """What becomes of *node*, but for its `finally`, to the letter."""
    caught, matches = cx.names.new("caught"), cx.names.new("matches")
    first, *later = node.handlers
    (guarded,) = TRY(cx, body=node.body, caught=caught, matches=matches, types=first.type)
    suite = clause(first, caught, matches, cx)
    cx.lines.stand_at((guarded, *suite), first)
    guarded = guarded.with_changes(orelse=node.orelse)
    out = [*START(cx, caught=caught, matches=matches), guarded, *comments_above(first), *suite]
    for handler in later:
        types = NEXT(cx, caught=caught, matches=matches, types=handler.type)
        statements = (*types, *clause(handler, caught, matches, cx))
        cx.lines.stand_at(statements, handler)
        out += [*comments_above(handler), *statements]
    return (*out, *END(cx, caught=caught))
