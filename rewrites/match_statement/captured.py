"""The names that a pattern captures."""

from __future__ import annotations

import libcst as cst


def names_captured(pattern: cst.CSTNode) -> list[str]:
    """The names that *pattern* captures, in the order in which it stores them."""
    match pattern:
        case cst.MatchAs(pattern=inner, name=name):
            inside = names_captured(inner) if inner is not None else []
            return [*inside, name.value] if name is not None else inside
        case cst.MatchStar(name=name):
            return [name.value] if name is not None else []
        case cst.MatchOr(patterns=[first, *_]):
            return names_captured(first.pattern)
        case cst.MatchMapping(elements=elements, rest=rest):
            inside = [name for element in elements for name in names_captured(element.pattern)]
            return [*inside, rest.value] if rest is not None else inside
        case cst.MatchSequence(patterns=patterns):
            return [name for element in patterns for name in names_captured(element)]
        case cst.MatchSequenceElement(value=inner) | cst.MatchKeywordElement(pattern=inner):
            return names_captured(inner)
        case cst.MatchClass(patterns=patterns, kwds=keywords):
            return [name for element in (*patterns, *keywords) for name in names_captured(element)]
    return []
