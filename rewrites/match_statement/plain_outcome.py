"""What becomes of a pattern in a plain output: its tests, and names that are bound in one assignment.

What is read once is read where it is needed: a capture when all tests have passed, a part that several tests look at
in the first of them, which names it.  A guard stands among the tests; then the names are bound there, before it.
"""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.expressions import (
    HAS_AT_LEAST,
    Expression,
    assigned_to_all,
    bare_tuple,
    same,
)
from mvpy.rewrites.match_statement.first_reads import first_read_binding, in_first_read
from mvpy.rewrites.match_statement.mapping_pattern import IS_MAPPING
from mvpy.rewrites.match_statement.outcome import ASSIGN, BIND, Fetch, Outcome, Temporaries
from mvpy.rewrites.match_statement.sequence_pattern import HAS_LENGTH, IS_SEQUENCE
from mvpy.rewrites.match_statement.subject import Subject

IS_LENGTH = quote("$length == $count")
IS_AT_LEAST = quote("$length >= $count")
ALWAYS_TRUE = quote("[$name := $value]")


class PlainOutcome(Outcome):
    """The outcome of a pattern of a case whose *subject* this is.

    *unsteady* are places that are to be read once: an item, which is fetched each time that it is read.
    """

    def __init__(
        self, cx: Context, temporaries: Temporaries, subject: Subject, used: Mapping[str, int] = {}
    ) -> None:
        super().__init__(cx, temporaries, used)
        self.subject = subject
        self.unsteady: list[Expression] = []
        self.spread: tuple[Expression, int, int] | None = None
        self.is_inside = False  # an alternative, which may never be asked

    def inner(self, used: Mapping[str, int]) -> PlainOutcome:
        """The outcome of one of several alternatives."""
        inner = PlainOutcome(self.cx, self.temporaries, self.subject, used)
        inner.is_inside = True
        return inner

    def once(self, place: Expression) -> Expression:
        """*place*, which is to be read once."""
        self.unsteady.append(place)
        return place

    def fetched(self, value: Expression) -> Expression:
        """A name for *value*, which is fetched before the next test."""
        name = self.temporary("part")
        self.ask(ALWAYS_TRUE.expression(self.cx, name=name, value=value))
        return name

    def reads_once(self, place: Expression) -> bool:
        """Is what is at *place* to be read only once?"""
        return any(place is other for other in self.unsteady)

    def spread_from(self, place: Expression, count: int, star: int) -> None:
        """Names for all *count* items of what is at *place* come next; that at *star*, if it is not -1, takes several."""
        if not self.captures and (star >= 0 or count > 1 and self.cx.stays("unpacking")):
            self.spread = place, count, star

    def ask_length(self, place: Expression, kind: str, least: int, exactly: bool = False) -> None:
        """Ask whether what is at *place* is of this *kind*, with *least* items or more, or *exactly* so many."""
        cx, count = self.cx, cst.Integer(str(least))
        first = not self.tests and not self.is_inside
        length = self.subject.length_asked(kind, first) if place is self.subject.name else None
        if length is not None:
            self.ask((IS_LENGTH if exactly else IS_AT_LEAST).expression(cx, length=length, count=count))
            return
        self.ask_kind(
            (IS_SEQUENCE if kind == "sequence" else IS_MAPPING).expression(cx, subject=place), place, kind
        )
        if exactly or least:
            self.ask((HAS_LENGTH if exactly else HAS_AT_LEAST).expression(cx, subject=place, length=count))

    def ask_kind(self, test: Expression, place: Expression, kind: str) -> None:
        """Ask *test*, of which *kind* what is at *place* is; of the subject it is asked once."""
        first = not self.tests and not self.is_inside
        self.ask(self.subject.asked(test, kind, first) if place is self.subject.name else test)

    def named_in_first(self, name: cst.Name, place: Expression, start: int) -> None:
        """Let the first of the tests from *start* on, which read *name*, bind it to what is at *place*."""
        if start == len(self.tests):
            self.ask(ALWAYS_TRUE.expression(self.cx, name=name, value=place))
            return
        first, named = self.tests[start], BIND.expression(self.cx, name=name, value=place)
        if isinstance(first, Fetch):
            first.value = in_first_read(first.value, name, named)
        else:
            self.tests[start] = in_first_read(first, name, named)

    # What comes of it --------------------------------------------------------------------

    def bindings(self) -> tuple[cst.BaseStatement, ...]:
        """The statement that binds the names, if there are any.  A last test that cannot fail becomes a part of it."""
        if not self.captures:
            return ()
        names, places = [name for name, _ in self.captures], [place for _, place in self.captures]
        if self.spread is not None and self.spread[1] == len(names):
            place, _, star = self.spread
            return (assigned_to_all(names, place, star),)
        last = self.tests[-1] if self.tests else None
        if isinstance(last, Fetch) and last.may_be_empty and any(place is last.name for place in places):
            self.tests.pop()  # the rest of a mapping
            places = [last.value if place is last.name else place for place in places]
        for fetch in self.tests:
            if isinstance(fetch, Fetch) and len(names) > 1 and same(places, fetch.places):
                return (assigned_to_all(names, fetch.name, -1),)
        if len(names) == 1:
            return ASSIGN(self.cx, target=names[0], value=places[0])
        value = bare_tuple([cst.Element(place) for place in places])
        return (assigned_to_all(names, value, -1),)

    def guarded(self, guard: Expression) -> list[Expression] | None:
        """The *guard*, and what binds the names before it, as tests that come after the others; None if they are none."""
        if not self.captures:
            return [guard]
        named = [BIND.expression(self.cx, name=name, value=place) for name, place in self.captures]
        if len(named) == 1:
            short = first_read_binding(guard, self.captures[0][0], named[0])
            if short is not None:
                return [short]
        if not self.cx.stays(cst.NamedExpr):
            return None  # a list of them is little to read, and much to make
        return [cst.List([cst.Element(value.with_changes(lpar=(), rpar=())) for value in named]), guard]
