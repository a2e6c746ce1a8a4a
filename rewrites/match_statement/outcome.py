"""What becomes of a pattern: tests, in order, and what is bound if every one of them holds.

However deep a pattern nests, its tests stand in one row.  What a test fetches it puts into a tuple, which is true
because it is not empty.  Where a name is bound, the part of the subject that it is bound to is read from such a
tuple, since nothing is bound before the whole pattern has matched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.expressions import Expression, assigned_to_all, item_of, same, tuple_of

BIND = quote("($name := $value)")
BIND_ANYTHING = quote("($name := $value) is not None")
ASSIGN = quote("$target = $value")

Inside = tuple[cst.MatchPattern, Expression]  # a pattern inside another, and where its subject is


@dataclass
class Fetch:
    """A test that puts parts of the subject into the temporary *name*; *places* are where they can be read.

    *direct* is what names could be assigned instead, or None if the test may fail.  If it is *spread* over several
    targets, the one at *star* is starred.
    """

    name: cst.Name
    value: Expression
    places: list[Expression]
    direct: Expression | None = None
    spread: bool = True
    star: int = -1
    may_be_empty: bool = False


class Temporaries:
    """The temporaries of one `match` statement: each case uses the same again."""

    def __init__(self, cx: Context) -> None:
        self.cx = cx
        self.names: dict[tuple[str, int], cst.Name] = {}

    def name(self, hint: str, n: int) -> cst.Name:
        """The *n*-th temporary called *hint*."""
        if (hint, n) not in self.names:
            self.names[hint, n] = self.cx.names.new(hint)
        return self.names[hint, n]


class Outcome:
    """The *tests* of a pattern, in order, and its *captures*: names, each with the place that it is bound to.

    *used* counts its temporaries by what they are called; those that its condition binds are *bound*.
    """

    def __init__(self, cx: Context, temporaries: Temporaries, used: Mapping[str, int] = {}) -> None:
        self.cx, self.temporaries = cx, temporaries
        self.used = Counter(used)
        self.tests: list[Expression | Fetch] = []
        self.captures: list[tuple[cst.Name, Expression]] = []
        self.bound: dict[str, cst.Name] = {}

    def temporary(self, hint: str) -> cst.Name:
        """A temporary called *hint* that the pattern has not used."""
        self.used[hint] += 1
        return self.temporaries.name(hint, self.used[hint])

    def ask(self, test: Expression) -> None:
        """One more test."""
        self.tests.append(test)

    def capture(self, name: cst.Name, place: Expression) -> None:
        """One more name that is bound, to what is at *place*."""
        self.captures.append((name, place))

    def fetch(self, hint: str, value: Expression, count: int, **more: Any) -> Fetch:
        """The test that fetches *count* parts of the subject."""
        name = self.temporary(hint)
        fetch = Fetch(name, value, [item_of(name, i, self.cx) for i in range(count)], **more)
        self.tests.append(fetch)
        return fetch

    def inner(self, used: Mapping[str, int]) -> Outcome:
        """The outcome of one of several alternatives."""
        return Outcome(self.cx, self.temporaries, used)

    def keep(self, places: Sequence[Expression], name: cst.Name) -> None:
        """Put what is at *places* into a tuple called *name*; the last fetch will do, if it has just them."""
        last = self.tests[-1] if self.tests else None
        reusable = last if isinstance(last, Fetch) and not last.may_be_empty else None
        if reusable is not None and same(places, reusable.places):
            reusable.name = name
        else:
            self.tests.append(Fetch(name, tuple_of(places), []))

    # What comes of it --------------------------------------------------------------------

    def bindings(self) -> tuple[cst.BaseStatement, ...]:
        """The statements that bind the names.  A last test that cannot fail becomes one of them, if it may."""
        captures = self.captures
        out: list[cst.BaseStatement] = []
        last = self.tests[-1] if self.tests else None
        if isinstance(last, Fetch) and last.direct is not None and self.binds_directly(last):
            self.tests.pop()
            names = [name for name, _ in captures[: len(last.places)]]
            captures = captures[len(last.places) :]
            if last.spread:
                out.append(assigned_to_all(names, last.direct, last.star))
            else:
                out += ASSIGN(self.cx, target=names[0], value=last.direct)
        for name, place in captures:
            out += ASSIGN(self.cx, target=name, value=place)
        return tuple(out)

    def binds_directly(self, last: Fetch) -> bool:
        """Are the parts that the *last* test fetches just what is bound first, and is it all that they are for?"""
        places, count = [place for _, place in self.captures], len(last.places)
        later = places[count:]
        return same(places[:count], last.places) and not any(
            place is part for place in later for part in last.places
        )

    @property
    def bound_first(self) -> str:
        """The temporary that the first test binds, whatever comes of it, or ""."""
        first = self.tests[0] if self.tests else None
        return first.name.value if isinstance(first, Fetch) else ""

    def conditions(self) -> list[Expression]:
        """The tests, as expressions that must all be true."""
        return [self.asked(test) if isinstance(test, Fetch) else test for test in self.tests]

    def asked(self, fetch: Fetch) -> Expression:
        """*fetch*, as an expression that is true."""
        self.bound[fetch.name.value] = fetch.name
        template = BIND_ANYTHING if fetch.may_be_empty else BIND
        return template.expression(self.cx, name=fetch.name, value=fetch.value)
