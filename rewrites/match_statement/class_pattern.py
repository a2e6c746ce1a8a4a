"""Class patterns: `Class(first, name=second)`.  All attributes are fetched before one is looked at."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.expressions import Expression
from mvpy.rewrites.match_statement.outcome import Inside, Outcome
from mvpy.scopes.analysis import normal
from mvpy.tree.literals import string
from mvpy.tree.nodes import with_arguments

IS_INSTANCE = quote("is_instance($subject, $kind)")
ATTRIBUTES = quote("class_attributes($subject, $kind, $count)")


def instance(pattern: cst.MatchClass, place: Expression, outcome: Outcome) -> Iterator[Inside]:
    """Ask whether what is at *place* is such an instance; gives the patterns of its attributes."""
    cx = outcome.cx
    positional = [element.value for element in pattern.patterns]
    inside = [*positional, *(element.pattern for element in pattern.kwds)]
    if not inside:
        outcome.ask(IS_INSTANCE.expression(cx, subject=place, kind=pattern.cls))
        return
    count = cst.Integer(str(len(positional)))
    call = ATTRIBUTES.expression(cx, subject=place, kind=pattern.cls, count=count)
    names = [cst.Arg(string(normal(element.key.value))) for element in pattern.kwds]
    fetch = outcome.fetch("parts", with_arguments(call, names), len(inside))
    yield from zip(inside, fetch.places)
