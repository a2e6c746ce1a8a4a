"""Class patterns in plain outputs.

Attributes that have names are fetched one after the other, each when the one before it has matched; those that have
positions all at once, by the names that the class lists.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.class_pattern import ATTRIBUTES, IS_INSTANCE
from mvpy.rewrites.match_statement.expressions import Expression
from mvpy.rewrites.match_statement.known_classes import is_class, is_itself
from mvpy.rewrites.match_statement.listed_names import listed_names
from mvpy.rewrites.match_statement.missing_parts import existing, named
from mvpy.rewrites.match_statement.outcome import Inside
from mvpy.rewrites.match_statement.plain_outcome import PlainOutcome
from mvpy.rewrites.match_statement.questions import is_bare
from mvpy.scopes.analysis import normal
from mvpy.tree.literals import string
from mvpy.tree.nodes import with_arguments

IS_KNOWN_INSTANCE = quote("isinstance($subject, $kind)")
ATTRIBUTE = quote("getattr($subject, $name, missing)")
FIELDS = quote("attributes_or_fields($subject, $kind, $count)")


def instance(pattern: cst.MatchClass, place: Expression, outcome: PlainOutcome) -> Iterator[Inside]:
    """Ask whether what is at *place* is such an instance; gives the patterns of its attributes."""
    cx, kind = outcome.cx, pattern.cls
    positional = [element.value for element in pattern.patterns]
    itself = len(positional) == 1 and not pattern.kwds and is_itself(kind, cx)
    known, names = is_class(kind, cx), names_of(pattern, cx)
    if known or not positional:
        test = IS_KNOWN_INSTANCE if known else IS_INSTANCE
        outcome.ask(test.expression(cx, subject=place, kind=kind))
    if itself:
        yield positional[0], place
        return
    if names is None:
        inside = [*positional, *(element.pattern for element in pattern.kwds)]
        count = cst.Integer(str(len(positional)))
        call = (FIELDS if lacks_names(cx) else ATTRIBUTES).expression(
            cx, subject=place, kind=kind, count=count
        )
        keywords = [cst.Arg(string(normal(element.key.value))) for element in pattern.kwds]
        fetch = outcome.fetch("parts", with_arguments(call, keywords), len(inside))
        yield from zip(inside, fetch.places)
        return
    inside = [*positional, *(element.pattern for element in pattern.kwds)]
    values = [ATTRIBUTE.expression(cx, subject=place, name=string(name)) for name in names]
    if positional and not all(map(is_bare, inside[:-1])):  # all are fetched before one is looked at
        yield from zip(inside, [named(value, outcome) for value in values])
        return
    for inner, value in zip(inside, values):
        yield inner, existing(inner, value, outcome)


def lacks_names(cx: Context) -> bool:
    """Is the output for a Python whose classes with fields do not say in which order patterns look at them?"""
    return cx.passes.lowering is not None and (cx.passes.lowering.version or (3, 10)) < (3, 10)


def names_of(pattern: cst.MatchClass, cx: Context) -> list[str] | None:
    """The names of all attributes that *pattern* looks at; None if only the class knows those of its positions."""
    named = [normal(element.key.value) for element in pattern.kwds]
    if not pattern.patterns:
        return named
    listed = listed_names(pattern.cls, cx)
    if listed is None:
        return None
    names = [*listed[: len(pattern.patterns)], *named]
    whole = len(names) == len(pattern.patterns) + len(named) == len(set(names))
    return names if whole else None
