"""What can be said of a pattern before its tests are written."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.match_statement.known_classes import is_class, is_plain_class


def reads_once(pattern: cst.MatchPattern, cx: Context) -> bool:
    """Is what *pattern* looks at read once by it, and no more?"""
    match pattern:
        case cst.MatchAs(pattern=inner):
            return inner is None
        case cst.MatchValue() | cst.MatchSingleton():
            return True
        case cst.MatchClass(patterns=positional, kwds=keywords):
            return not positional and not keywords
        case cst.MatchOr(patterns=alternatives):
            inside = [alternative.pattern for alternative in alternatives]
            return bool(constants(inside, cx) or classes(inside, cx))
    return False


def refuses_missing(pattern: cst.MatchPattern, cx: Context) -> bool:
    """Is *pattern* certainly none for the object that stands for what is missing?"""
    match pattern:
        case cst.MatchAs(pattern=inner):
            return inner is not None and refuses_missing(inner, cx)
        case cst.MatchValue(value=value):
            return not isinstance(value, cst.Attribute)
        case cst.MatchSingleton() | cst.MatchList() | cst.MatchTuple() | cst.MatchMapping():
            return True
        case cst.MatchClass(cls=kind):
            return is_plain_class(kind, cx)
        case cst.MatchOr(patterns=alternatives):
            return all(refuses_missing(alternative.pattern, cx) for alternative in alternatives)
    return False


def constants(alternatives: Sequence[cst.MatchPattern], cx: Context) -> list[cst.BaseExpression]:
    """*alternatives*, if all are whole numbers and texts, and `in` stays: what is one of them is also equal to it."""
    values = [alternative.value for alternative in alternatives if isinstance(alternative, cst.MatchValue)]
    fit = cx.stays(cst.Comparison) and len(values) == len(alternatives) and all(map(is_constant, values))
    return values if fit else []


def is_constant(value: cst.BaseExpression) -> bool:
    """Is *value* a whole number or a text?"""
    if isinstance(value, cst.UnaryOperation):
        return isinstance(value.expression, cst.Integer)
    return isinstance(value, (cst.Integer, cst.SimpleString, cst.ConcatenatedString))


def classes(alternatives: Sequence[cst.MatchPattern], cx: Context) -> list[cst.BaseExpression]:
    """The classes that *alternatives* are, if all certainly are some, and have no patterns for attributes."""
    kinds = [
        alternative.cls
        for alternative in alternatives
        if isinstance(alternative, cst.MatchClass)
        and not alternative.patterns
        and not alternative.kwds
        and is_class(alternative.cls, cx)
    ]
    return list(kinds) if len(kinds) == len(alternatives) else []


def is_bare(pattern: cst.MatchPattern) -> bool:
    """Is *pattern* a name, or `_`?"""
    return isinstance(pattern, cst.MatchAs) and pattern.pattern is None
