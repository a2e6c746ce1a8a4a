"""The cases of a `match` statement, each read for itself: its tests, what it binds, its guard."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.match_statement.outcome import Outcome, Temporaries
from mvpy.rewrites.match_statement.patterns import match_pattern
from mvpy.rewrites.match_statement.plain_outcome import PlainOutcome
from mvpy.rewrites.match_statement.subject import Subject
from mvpy.tree.joining import joined
from mvpy.tree.suite import suite_of

Statements = tuple[cst.BaseStatement, ...]


@dataclass
class Case:
    """A case: its tests; what it binds if they hold; the guard, unless that is one of the tests; what it runs.

    *held* are the temporaries that have parts of the subject after the tests; *bound_first* is the one that has them
    whatever comes of the tests, or "".
    """

    node: cst.MatchCase
    line: int
    tests: list[cst.BaseExpression]
    bindings: Statements
    guard: cst.BaseExpression | None
    held: list[cst.Name]
    bound_first: str

    @property
    def body(self) -> Statements:
        return suite_of(self.node.body)


def cases_of(node: cst.Match, subject: Subject, cx: Context) -> list[Case]:
    """The cases of the statement *node*, which has this *subject*."""
    temporaries = Temporaries(cx)
    lines = zip(node.cases, lines_of_cases(cx))
    if subject.is_plain:
        return [plain_case(case, line, PlainOutcome(cx, temporaries, subject)) for case, line in lines]
    return [case_of(case, line, subject.name, Outcome(cx, temporaries)) for case, line in lines]


def plain_case(node: cst.MatchCase, line: int, outcome: PlainOutcome) -> Case:
    """`case_of` in a plain output: the guard is one of the tests, if it can be, and nothing is let go."""
    node = matched(node, outcome.subject.name, outcome)
    guarded = None if node.guard is None else outcome.guarded(node.guard)
    if guarded is not None:
        return Case(node, line, [*outcome.conditions(), *guarded], (), None, [], "")
    bindings = outcome.bindings()
    return Case(node, line, outcome.conditions(), bindings, node.guard, [], "")


def case_of(node: cst.MatchCase, line: int, subject: cst.Name, outcome: Outcome) -> Case:
    """The case *node*, at this *line* of the source; the *outcome* is that of its pattern."""
    node = matched(node, subject, outcome)
    bound_first = outcome.bound_first
    bindings, tests, guard = outcome.bindings(), outcome.conditions(), node.guard
    held = list(outcome.bound.values())
    if guard is not None and not bindings and not held:
        tests, guard = [*tests, guard], None
    return Case(node, line, tests, bindings, guard, held, bound_first)


def matched(node: cst.MatchCase, subject: cst.Name, outcome: Outcome) -> cst.MatchCase:
    """Ask whether *subject* matches the pattern of *node*; gives *node* with the comments of its pattern above it."""
    comments: list[cst.EmptyLine] = []
    pattern = joined(node.pattern, comments)
    assert isinstance(pattern, cst.MatchPattern)
    match_pattern(pattern, subject, outcome)
    return node.with_changes(leading_lines=[*node.leading_lines, *comments]) if comments else node


def lines_of_cases(cx: Context) -> list[int]:
    """The lines of the source at which the cases of the statement at hand begin."""
    return [cx.lines.of(case, cx.place.line) for case in cx.place.origin.cases]
