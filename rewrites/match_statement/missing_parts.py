"""Parts of a subject that may be missing: what a mapping has under a key, and attributes."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.expressions import Expression
from mvpy.rewrites.match_statement.plain_outcome import PlainOutcome
from mvpy.rewrites.match_statement.questions import is_bare, refuses_missing
from mvpy.rewrites.match_statement.sequence_pattern import is_capture

EXISTS = quote("$value is not missing")
NAMED_EXISTS = quote("($name := $value) is not missing")


def existing(pattern: cst.MatchPattern, value: Expression, outcome: PlainOutcome) -> Expression:
    """Where *pattern* finds the *value*, which may be missing."""
    if is_bare(pattern) and not is_capture(pattern):
        outcome.ask(EXISTS.expression(outcome.cx, value=value))
        return value
    if refuses_missing(pattern, outcome.cx):
        return outcome.once(value)
    return named(value, outcome)


def named(value: Expression, outcome: PlainOutcome) -> cst.Name:
    """A name for the *value*, which may be missing."""
    name = outcome.temporary("part")
    outcome.ask(NAMED_EXISTS.expression(outcome.cx, name=name, value=value))
    return name
