"""Mapping patterns: `{"key": value, **rest}`.  All values are fetched before one is looked at, the rest at the end."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.expressions import HAS_AT_LEAST, Expression, bare, tuple_of
from mvpy.rewrites.match_statement.outcome import BIND, Inside, Outcome

IS_MAPPING = quote("is_mapping($subject)")
VALUES = quote("mapping_values($subject, $keys)")
REST = quote("mapping_rest($subject, $keys)")


def mapping(pattern: cst.MatchMapping, place: Expression, outcome: Outcome) -> Iterator[Inside]:
    """Ask whether what is at *place* is such a mapping; gives the patterns of its values."""
    cx, elements = outcome.cx, pattern.elements
    outcome.ask(IS_MAPPING.expression(cx, subject=place))
    keys: Expression = tuple_of([element.key for element in elements])
    if elements:
        length = cst.Integer(str(len(elements)))
        outcome.ask(HAS_AT_LEAST.expression(cx, subject=place, length=length))
        first = keys
        if pattern.rest is not None and any(isinstance(element.key, cst.Attribute) for element in elements):
            keys = outcome.temporary("keys")  # they are needed once more, and must not be evaluated again
            outcome.bound[keys.value] = keys
            first = BIND.expression(cx, name=keys, value=first)
        values = VALUES.expression(cx, subject=place, keys=first)
        places = outcome.fetch("parts", values, len(elements)).places
        yield from zip((element.pattern for element in elements), places)
    if pattern.rest is not None:
        rest = REST.expression(cx, subject=place, keys=keys)
        fetch = outcome.fetch("rest", rest, 0, direct=rest, spread=False, may_be_empty=True)
        fetch.places = [fetch.name]
        outcome.capture(bare(pattern.rest), fetch.name)
