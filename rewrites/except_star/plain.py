"""The form of plain outputs: the suite is left first, then each part is handled in a handler of its own."""

from __future__ import annotations

from typing import NamedTuple

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import Hole, quote
from mvpy.tree.suite import comments_above

START = quote("""
    $caught = $match = $rest = None
    $errors = []
""")
TRY = quote("""
    try:
        $body
    except BaseException as error:
        $caught = error
        $match, $rest = star_split(error, $types)
""")
TRY_FIRST_OF_MANY = quote("""
    try:
        $body
    except BaseException as error:
        $caught = $handled = error
        $match, $rest = star_split(error, $types)
""")
# While types are evaluated, what the last clause took is being handled.
NEXT = quote("""
    if $caught is not None:
        before = ($handled.__context__, $handled.__traceback__)
        try:
            raise $handled
        except BaseException:
            restore_details($handled, *before)
            $match, $rest = star_split($rest, $types)
""")
CLAUSE = quote("""
    if $match is not None:
        $start
        before = ($match.__context__, $match.__traceback__)
        try:
            raise $match
        except BaseException:
            restore_details($match, *before)
            try:
                $suite
            except BaseException as new:
                $errors.append(new)
""")
CLAUSE_WITH_NAME = quote("""
    if $match is not None:
        $start
        before = ($match.__context__, $match.__traceback__)
        try:
            raise $match
        except BaseException as $name:
            restore_details($match, *before)
            try:
                $suite
            except BaseException as new:
                $errors.append(new)
""")
END = quote("""
    left = star_left($caught, $rest, $errors)
    if left is not None:
        before = (left.__context__, left.__traceback__)
        try:
            raise left
        finally:
            restore_details(left, *before)
""")
ASSIGN = quote("$target = $value")


class Shared(NamedTuple):
    """The variables that the clauses of one statement share."""

    caught: cst.Name  # what the suite raised
    handled: cst.Name  # what is being handled while types are evaluated
    match: cst.Name  # what the clause at hand takes
    rest: cst.Name  # what none has taken yet
    errors: cst.Name  # what the clauses raised


def plain_form(node: cst.TryStar, cx: Context) -> tuple[cst.BaseStatement, ...]:
    """What becomes of *node*, but for its `finally`."""
    shared = Shared(*map(cx.names.new, Shared._fields))
    caught, handled, match, rest, errors = shared
    first, *later = node.handlers
    if later:
        (guarded,) = TRY_FIRST_OF_MANY(
            cx, body=node.body, caught=caught, handled=handled, match=match, rest=rest, types=first.type
        )
    else:
        (guarded,) = TRY(cx, body=node.body, caught=caught, match=match, rest=rest, types=first.type)
    out = [
        *START(cx, caught=caught, match=match, rest=rest, errors=errors),
        guarded.with_changes(orelse=node.orelse),
        *comments_above(first),
        *clause(first, shared, not later, cx),
    ]
    cx.lines.stand_at((guarded, out[-1]), first)
    for handler in later:
        types = NEXT(cx, caught=caught, handled=handled, match=match, rest=rest, types=handler.type)
        statements = (*types, *clause(handler, shared, handler is later[-1], cx))
        cx.lines.stand_at(statements, handler)
        out += [*comments_above(handler), *statements]
    return (*out, *END(cx, caught=caught, rest=rest, errors=errors))


def clause(
    handler: cst.ExceptStarHandler, shared: Shared, is_last: bool, cx: Context
) -> tuple[cst.BaseStatement, ...]:
    """The suite of *handler*, run if there is a part for it."""
    start = () if is_last else ASSIGN(cx, target=shared.handled, value=shared.match)
    holes: dict[str, Hole] = {
        "match": shared.match,
        "errors": shared.errors,
        "start": start,
        "suite": handler.body,
    }
    if handler.name is None:
        return CLAUSE(cx, **holes)
    return CLAUSE_WITH_NAME(cx, name=handler.name.name, **holes)
