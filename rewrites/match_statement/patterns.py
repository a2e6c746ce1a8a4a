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
from mvpy.rewrites.match_statement.captured import names_captured
from mvpy.rewrites.match_statement.class_pattern import instance
from mvpy.rewrites.match_statement.expressions import Expression, bare, item_of, joined, tuple_of
from mvpy.rewrites.match_statement.mapping_pattern import mapping
from mvpy.rewrites.match_statement.outcome import Inside, Outcome
from mvpy.rewrites.match_statement.plain_class import IS_KNOWN_INSTANCE
from mvpy.rewrites.match_statement.plain_outcome import PlainOutcome
from mvpy.rewrites.match_statement.plain_patterns import PLAIN_INSIDE
from mvpy.rewrites.match_statement.questions import classes, constants, reads_once
from mvpy.rewrites.match_statement.sequence_pattern import sequence

EQUAL = quote("$subject == $value")
SAME = quote("$subject is $value")
ONE_OF = quote("$subject in $values")
TRUE = quote("True")
INSIDE: dict[type, Callable[[Any, Expression, Outcome], Iterator[Inside]]] = {
    cst.MatchList: sequence, cst.MatchTuple: sequence, cst.MatchMapping: mapping, cst.MatchClass: instance,
}  # fmt: skip


def match_pattern(pattern: cst.MatchPattern, place: Expression, outcome: Outcome) -> None:
    """Ask whether what is at *place* matches *pattern*; where it is to be read once, the first test names it."""
    if (
        not isinstance(outcome, PlainOutcome)
        or not outcome.reads_once(place)
        or reads_once(pattern, outcome.cx)
    ):
        match_at(pattern, place, outcome)
        return
    name, start = outcome.temporary("part"), len(outcome.tests)
    match_at(pattern, name, outcome)
    outcome.named_in_first(name, place, start)


def match_at(pattern: cst.MatchPattern, place: Expression, outcome: Outcome) -> None:
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
            inside = [alternative.pattern for alternative in alternatives]
            test = one_test(inside, place, outcome)
            if test is not None:
                outcome.ask(test)
            else:
                either(inside, place, outcome)
        case _:
            for other, part in inside_of(pattern, place, outcome):
                match_pattern(other, part, outcome)


def inside_of(pattern: cst.MatchPattern, place: Expression, outcome: Outcome) -> Iterator[Inside]:
    """Ask whether what is at *place* is what *pattern* asks for; gives the patterns inside."""
    if isinstance(outcome, PlainOutcome):
        return PLAIN_INSIDE[type(pattern)](pattern, place, outcome)
    return INSIDE[type(pattern)](pattern, place, outcome)


def one_test(
    alternatives: Sequence[cst.MatchPattern], place: Expression, outcome: Outcome
) -> Expression | None:
    """The single expression that asks for all of *alternatives*, if there is one."""
    cx = outcome.cx
    if not isinstance(outcome, PlainOutcome):
        return None
    if values := constants(alternatives, cx):
        return ONE_OF.expression(cx, subject=place, values=tuple_of(values))
    if kinds := classes(alternatives, cx):
        return IS_KNOWN_INSTANCE.expression(cx, subject=place, kind=tuple_of(kinds))
    return None


def either(alternatives: Sequence[cst.MatchPattern], place: Expression, outcome: Outcome) -> None:
    """`first | second`: what an alternative captures goes into one tuple, in the order of the first's names."""
    before, names = outcome.used.copy(), names_captured(alternatives[0])
    captured = outcome.temporary("captured") if names else None
    tests = []
    for alternative in alternatives:
        used = before | Counter(captured=outcome.used["captured"])
        inner = outcome.inner(used)
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
