"""Patterns of the `match` statement: what to ask of a subject, and what to bind if every answer is yes.

    [Point(x=0, y=y), *rest]        _is_sequence(subject)
                                    and len(subject) >= 1
                                    and (parts := _unpack_starred(subject, 1, 0))
                                    and (parts_2 := _class_attributes(parts[0], Point, 0, "x", "y"))
                                    and parts_2[0] == 0

                                    y = parts_2[1]
                                    rest = parts[1]

Each kind of pattern that has others inside (see `sequence_pattern`, `mapping_pattern`, `class_pattern`) adds its tests
to the outcome as it gives these, one after the other; so what is asked stands in the order of CPython.

https://docs.python.org/3/reference/compound_stmts.html#patterns
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.class_pattern import instance
from mvpy.rewrites.match_statement.expressions import Expression, bare, item_of, joined
from mvpy.rewrites.match_statement.mapping_pattern import mapping
from mvpy.rewrites.match_statement.outcome import Inside, Outcome
from mvpy.rewrites.match_statement.sequence_pattern import sequence

EQUAL = quote("$subject == $value")
SAME = quote("$subject is $value")
TRUE = quote("True")
INSIDE: dict[type, Callable[[Any, Expression, Outcome], Iterator[Inside]]] = {
    cst.MatchList: sequence, cst.MatchTuple: sequence, cst.MatchMapping: mapping, cst.MatchClass: instance,
}  # fmt: skip


def match_pattern(pattern: cst.MatchPattern, place: Expression, outcome: Outcome) -> None:
    """Ask whether what is at *place* matches *pattern*."""
    match pattern:
        case cst.MatchAs(pattern=inner, name=name):
            if inner is not None:
                match_pattern(inner, place, outcome)
            if name is not None:
                outcome.capture(bare(name), place)
        case cst.MatchValue(value=value):
            outcome.ask(compared(EQUAL.expression(outcome.cx, subject=place, value=value), value))
        case cst.MatchSingleton(value=value):
            outcome.ask(SAME.expression(outcome.cx, subject=place, value=value))
        case cst.MatchOr(patterns=alternatives):
            either([alternative.pattern for alternative in alternatives], place, outcome)
        case _:
            for other, part in INSIDE[type(pattern)](pattern, place, outcome):
                match_pattern(other, part, outcome)


def either(alternatives: Sequence[cst.MatchPattern], place: Expression, outcome: Outcome) -> None:
    """`first | second`: what an alternative captures goes into one tuple, in the order of the first's names."""
    before, names = outcome.used.copy(), names_captured(alternatives[0])
    captured = outcome.temporary("captured") if names else None
    tests = []
    for alternative in alternatives:
        used = before | Counter(captured=outcome.used["captured"])
        inner = Outcome(outcome.cx, outcome.temporaries, used)
        match_pattern(alternative, place, inner)
        if captured is not None:
            places = {name.value: place for name, place in inner.captures}
            inner.keep([places[name] for name in names], captured)
        tests.append(joined(inner.conditions() or [TRUE.expression(outcome.cx)], cst.And()))
        outcome.used |= inner.used
        outcome.bound |= inner.bound
    outcome.ask(joined(tests, cst.Or()))
    if captured is not None:
        for i, name in enumerate(names):
            outcome.capture(cst.Name(name), item_of(captured, i, outcome.cx))


def compared(comparison: Expression, value: Expression) -> Expression:
    """*comparison* with *value* to its right as it is written: a number with a sign needs no parentheses."""
    if not isinstance(value, (cst.UnaryOperation, cst.BinaryOperation)):
        return comparison
    assert isinstance(comparison, cst.Comparison)
    (right,) = comparison.comparisons
    return comparison.with_changes(comparisons=[right.with_changes(comparator=value)])


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
