"""Class patterns: `Class(first, name=second)`.  All attributes are fetched before one is looked at.

In plain outputs attributes that have names are fetched one after the other, each when the one before it has matched.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.expressions import Expression
from mvpy.rewrites.match_statement.outcome import Inside, Outcome
from mvpy.scopes.analysis import normal
from mvpy.tree.literals import string
from mvpy.tree.nodes import with_arguments

IS_INSTANCE = quote("is_instance($subject, $kind)")
IS_OF_BUILTIN = quote("isinstance($subject, $kind)")
ATTRIBUTE = quote("getattr($subject, $name, no_attribute)")
ATTRIBUTES = quote("class_attributes($subject, $kind, $count)")


def instance(pattern: cst.MatchClass, place: Expression, outcome: Outcome) -> Iterator[Inside]:
    """Ask whether what is at *place* is such an instance; gives the patterns of its attributes."""
    cx = outcome.cx
    positional = [element.value for element in pattern.patterns]
    inside = [*positional, *(element.pattern for element in pattern.kwds)]
    if not inside or not positional and not cx.exactly("release", "kinds"):
        test = (
            IS_OF_BUILTIN
            if is_builtin(pattern.cls, cx) and not cx.exactly("release", "kinds")
            else IS_INSTANCE
        )
        subject = place
        if inside and not isinstance(place, cst.Name):  # an item, which is fetched once
            place, subject = outcome.named(place)
        outcome.ask(test.expression(cx, subject=subject, kind=pattern.cls))
        for element in pattern.kwds:
            name = string(normal(element.key.value))
            yield element.pattern, attribute(element.pattern, name, place, outcome)
        return
    count = cst.Integer(str(len(positional)))
    call = ATTRIBUTES.expression(cx, subject=place, kind=pattern.cls, count=count)
    names = [cst.Arg(string(normal(element.key.value))) for element in pattern.kwds]
    fetch = outcome.fetch("parts", with_arguments(call, names), len(inside))
    yield from zip(inside, fetch.places)


def attribute(
    pattern: cst.MatchPattern, name: cst.SimpleString, place: Expression, outcome: Outcome
) -> Expression:
    """Where the attribute *name* of what is at *place* is; a constant is not equal to one that is missing."""
    value = ATTRIBUTE.expression(outcome.cx, subject=place, name=name)
    match pattern:
        case cst.MatchSingleton():
            return value
        case cst.MatchValue(value=constant) if not isinstance(constant, cst.Attribute):
            return value
    return outcome.fetch_part(value)


def is_builtin(kind: Expression, cx: Context) -> bool:
    """Is *kind* certainly a class?"""
    return (
        isinstance(kind, cst.Name)
        and isinstance(getattr(builtins, kind.value, None), type)
        and cx.names.hosted.plain_is_safe(kind.value)
    )
