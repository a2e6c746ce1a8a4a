"""Which occurrence of a construct is to blame: the form in which only that one is rewritten is right.

    located(subject, result)    the result with the place in it: "3:5"

If no single one repairs the program, the fewest that do are named.  Nothing is named where all have to go together and
that cannot be shown piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from mvpy.conform.forms import form_below_core, form_without, lines_without
from mvpy.conform.minimal import minimal
from mvpy.conform.results import BELOW_CORE, Result
from mvpy.conform.subject import Subject
from mvpy.conform.trial import CORE, Trial
from mvpy.errors import MVPyError
from mvpy.machine.occurrences import Chosen, Place

MOST = 60  # occurrences of one construct that are tried


def located(subject: Subject, result: Result) -> Result:
    """*result*, with the site of the construct that is blamed first, where it can be shown."""
    if result.verdict != "construct" or result.form == CORE:
        return result
    try:
        return replace(result, site=", ".join(map(written, sites(subject, result))))
    except MVPyError:  # that form is none of those which are known to be made
        return result


def written(place: Place) -> str:
    """*place* as a report has it."""
    return f"{place.line}:{place.column}" if place.column else f"{place.line}"


def sites(subject: Subject, result: Result) -> list[Place]:
    """The places of the occurrences that have to be rewritten; none if not all that are known repair it."""
    case, first = result.case, result.blame[0]
    rewrites = result.blame if result.together else (first,)
    made = form_below_core if result.form.endswith(BELOW_CORE) else form_without
    trial = Trial(subject, case, result.expected, result.actual)

    def form(numbers: Sequence[int]) -> tuple[str, list[Place]]:
        chosen = Chosen(first, frozenset(numbers))
        return made(case, subject.version, rewrites, chosen), chosen.places

    untouched, places = form(())
    lines = lines_without(case, subject.version, rewrites, first)
    asked = [number for number, place in enumerate(places) if place.statement in lines][:MOST]
    forms = {number: form((number,))[0] for number in asked}
    at_work = [number for number in asked if forms[number] != untouched]
    for number in at_work:
        if trial.is_right(forms[number]):
            return [places[number]]
    return several(at_work, places, form, trial)


def several(
    numbers: Sequence[int],
    places: Sequence[Place],
    form: Callable[[Sequence[int]], tuple[str, list[Place]]],
    trial: Trial,
) -> list[Place]:
    """The places of the fewest of these *numbers* that repair the program of *trial* together."""

    def holds(some: Sequence[int]) -> bool:
        code, now = form(some)
        # What is rewritten may hold others: then the numbers mean something else.
        same = all(number < len(now) and now[number].line == places[number].line for number in some)
        return same and trial.is_right(code)

    return [places[number] for number in minimal(numbers, holds)] if numbers and holds(numbers) else []
