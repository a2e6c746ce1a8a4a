"""Patterns in plain outputs, as a good programmer would write their tests by hand.

    [1, [x, y]]         _is_sequence(subject) and len(subject) == 2 and subject[0] == 1
                        and _is_sequence(_part := subject[1]) and len(_part) == 2
    {"a": 1, "b": x}    _is_mapping(subject) and len(subject) >= 2 and subject.get("a", _missing) == 1
                        and (_part := subject.get("b", _missing)) is not _missing
    Point(x=0 | 1)      isinstance(subject, Point) and getattr(subject, "x", _missing) in (0, 1)

Items are fetched by index, each when it is looked at, keys and attributes one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.expressions import ITEM, Expression, bare
from mvpy.rewrites.match_statement.mapping_pattern import REST, mapping
from mvpy.rewrites.match_statement.missing_parts import existing
from mvpy.rewrites.match_statement.outcome import Inside
from mvpy.rewrites.match_statement.plain_class import instance
from mvpy.rewrites.match_statement.plain_outcome import PlainOutcome
from mvpy.rewrites.match_statement.sequence_pattern import (
    FROM_END,
    Item,
    is_capture,
    is_wildcard,
)

VALUE = quote("$subject.get($key, missing)")
BETWEEN = quote("items_between($subject, $before, $after)")


def sequence(pattern: cst.MatchSequence, place: Expression, outcome: PlainOutcome) -> Iterator[Inside]:
    """Ask whether what is at *place* is such a sequence; gives the patterns of its items."""
    cx, items = outcome.cx, pattern.patterns
    star = next((i for i, item in enumerate(items) if isinstance(item, cst.MatchStar)), -1)
    least = len(items) - (star >= 0)
    known = outcome.subject.length if place is outcome.subject.name else -1
    if known < 0 or (known != least if star < 0 else known < least):
        outcome.ask_length(place, "sequence", least, exactly=star < 0)
    if all(isinstance(item, cst.MatchStar) and item.name or is_captured(item) for item in items):
        outcome.spread_from(place, len(items), star)
    by_index = star >= 0 and is_wildcard(
        items[star]
    )  # in CPython, too: then each is fetched when its turn comes
    for i, item in enumerate(items):
        if is_wildcard(item):
            continue
        if isinstance(item, cst.MatchStar):
            before, after = cst.Integer(str(i)), cst.Integer(str(len(items) - i - 1))
            rest = BETWEEN.expression(cx, subject=place, before=before, after=after)
            yield cst.MatchAs(name=item.name), outcome.once(rest)
            continue
        value = item_at(place, i, len(items), star, outcome)
        if by_index and is_captured(item) and not all(is_captured(o) or is_wildcard(o) for o in items[i:]):
            yield item.value, outcome.fetched(value)
        else:
            yield item.value, outcome.once(value)


def item_at(place: Expression, i: int, count: int, star: int, outcome: PlainOutcome) -> Expression:
    """The item for the pattern *i* of *count*, of what is at *place*; behind a *star* it is counted from the end."""
    index: Expression = cst.Integer(str(i))
    if 0 <= star < i:
        index = FROM_END.expression(outcome.cx, subject=place, count=cst.Integer(str(count - i)))
    return ITEM.expression(outcome.cx, subject=place, index=index)


def is_captured(item: Item) -> bool:
    """Is *item* of a sequence pattern a name, and no more?"""
    return isinstance(item, cst.MatchSequenceElement) and is_capture(item.value)


def plain_mapping(pattern: cst.MatchMapping, place: Expression, outcome: PlainOutcome) -> Iterator[Inside]:
    """Ask whether what is at *place* is such a mapping; gives the patterns of its values.

    Where a key is a value that is looked up, it can be equal to another: that is found out before any is fetched.
    """
    cx = outcome.cx
    if any(isinstance(element.key, cst.Attribute) for element in pattern.elements):
        yield from mapping(pattern, place, outcome)
        return
    outcome.ask_length(place, "mapping", len(pattern.elements))
    for element in pattern.elements:
        value = VALUE.expression(cx, subject=place, key=element.key)
        yield element.pattern, existing(element.pattern, value, outcome)
    if pattern.rest is not None:
        keys = cst.Tuple([cst.Element(element.key) for element in pattern.elements])
        rest = REST.expression(cx, subject=place, keys=keys)
        fetch = outcome.fetch("rest", rest, 0, may_be_empty=True)
        fetch.places = [fetch.name]
        outcome.capture(bare(pattern.rest), fetch.name)


PLAIN_INSIDE: dict[type, Callable[[Any, Expression, PlainOutcome], Iterator[Inside]]] = {
    cst.MatchList: sequence, cst.MatchTuple: sequence, cst.MatchMapping: plain_mapping, cst.MatchClass: instance,
}  # fmt: skip
