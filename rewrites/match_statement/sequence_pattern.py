"""Sequence patterns: `[first, *others]`.

The length is asked for, and only then the items: by iteration, around `*_` by index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.expressions import HAS_AT_LEAST, ITEM, Expression, bare_tuple, tuple_of
from mvpy.rewrites.match_statement.outcome import Inside, Outcome

IS_SEQUENCE = quote("is_sequence($subject)")
HAS_LENGTH = quote("len($subject) == $length")
UNPACKED = quote("unpack($subject, $count)")
UNPACKED_STARRED = quote("unpack_starred($subject, $before, $after)")
FROM_END = quote("len($subject) - $count")
Item = cst.MatchSequenceElement | cst.MatchStar


def sequence(pattern: cst.MatchSequence, place: Expression, outcome: Outcome) -> Iterator[Inside]:
    """Ask whether what is at *place* is such a sequence; gives the patterns of its items."""
    cx, patterns = outcome.cx, pattern.patterns
    stars = [(i, item.name) for i, item in enumerate(patterns) if isinstance(item, cst.MatchStar)]
    outcome.ask(IS_SEQUENCE.expression(cx, subject=place))
    length = cst.Integer(str(len(patterns) - len(stars)))
    if not stars:
        outcome.ask(HAS_LENGTH.expression(cx, subject=place, length=length))
    elif len(patterns) > 1:
        outcome.ask(HAS_AT_LEAST.expression(cx, subject=place, length=length))
    if all(map(is_wildcard, patterns)):
        return
    at, star_name = stars[0] if stars else (-1, None)
    if stars and star_name is None:
        yield from indexed(patterns, at, place, outcome)
    else:
        yield from unpacked(patterns, at, place, outcome)


def unpacked(patterns: Sequence[Item], star: int, place: Expression, outcome: Outcome) -> Iterator[Inside]:
    """Items that are all fetched, by iteration, before one is looked at."""
    cx, count = outcome.cx, len(patterns)
    if star < 0:
        items = UNPACKED.expression(cx, subject=place, count=cst.Integer(str(count)))
    else:
        before, after = cst.Integer(str(star)), cst.Integer(str(count - star - 1))
        items = UNPACKED_STARRED.expression(cx, subject=place, before=before, after=after)
    fetch = outcome.fetch("parts", items, count, direct=place, star=star)
    for pattern, item in zip(patterns, fetch.places):
        if isinstance(pattern, cst.MatchStar):
            yield cst.MatchAs(name=pattern.name), item
        else:
            yield pattern.value, item


def indexed(patterns: Sequence[Item], star: int, place: Expression, outcome: Outcome) -> Iterator[Inside]:
    """Items around a `*_`: each is fetched, by its index, when it is looked at."""
    row: list[Inside] = []
    for i, pattern in enumerate(patterns):
        if isinstance(pattern, cst.MatchStar) or is_wildcard(pattern):
            continue
        index: Expression = cst.Integer(str(i))
        if i > star:
            count = cst.Integer(str(len(patterns) - i))
            index = FROM_END.expression(outcome.cx, subject=place, count=count)
        item = ITEM.expression(outcome.cx, subject=place, index=index)
        if row and not is_capture(pattern.value):
            yield from fetched(row, outcome)
            row = []
        if isinstance(pattern.value, (cst.MatchValue, cst.MatchSingleton, cst.MatchClass)):
            yield pattern.value, item  # reads it only once
            continue
        row.append((pattern.value, item))
        if not is_capture(pattern.value):
            yield from fetched(row, outcome)
            row = []
    yield from fetched(row, outcome)


def fetched(row: Sequence[Inside], outcome: Outcome) -> Iterator[Inside]:
    """Fetch the items of *row* one after the other; gives their patterns."""
    if row:
        items = tuple_of([item for _, item in row])
        several = len(row) > 1
        direct = bare_tuple(items.elements) if several else row[0][1]
        fetch = outcome.fetch("parts", items, len(row), direct=direct, spread=several)
        yield from zip((pattern for pattern, _ in row), fetch.places)


def is_capture(pattern: cst.MatchPattern) -> bool:
    return isinstance(pattern, cst.MatchAs) and pattern.pattern is None and pattern.name is not None


def is_wildcard(element: Item) -> bool:
    """Is *element* of a sequence pattern `_` or `*_`?"""
    pattern = element if isinstance(element, cst.MatchStar) else element.value
    return (
        isinstance(pattern, (cst.MatchStar, cst.MatchAs))
        and pattern.name is None
        and not has_pattern(pattern)
    )


def has_pattern(pattern: cst.MatchStar | cst.MatchAs) -> bool:
    return getattr(pattern, "pattern", None) is not None
