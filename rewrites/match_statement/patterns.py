"""Patterns of the `match` statement: what to ask of a subject, and what to bind if every answer is yes.

    [Point(x=0, y=y), *rest]        _is_sequence(subject)
                                    and len(subject) >= 1
                                    and (parts := _unpack_starred(subject, 1, 0))
                                    and (parts_2 := _class_attributes(parts[0], Point, 0, "x", "y"))
                                    and parts_2[0] == 0

                                    y = parts_2[1]
                                    rest = parts[1]

However deep a pattern nests, its tests stand in one row.  What a test fetches it puts into a tuple, which is true
because it is not empty.  Where a name is bound, the part of the subject that it is bound to is read from such a
tuple, since nothing is bound before the whole pattern has matched.

https://docs.python.org/3/reference/compound_stmts.html#patterns
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.scopes.analysis import normal
from mvpy.tree.literals import string
from mvpy.tree.nodes import parenthesized

EQUAL = quote("$subject == $value")
SAME = quote("$subject is $value")
BIND = quote("($name := $value)")
BIND_ANYTHING = quote("($name := $value) is not None")
ASSIGN = quote("$target = $value")
TRUE = quote("True")

IS_SEQUENCE = quote("is_sequence($subject)")
HAS_LENGTH = quote("len($subject) == $length")
HAS_AT_LEAST = quote("len($subject) >= $length")
UNPACKED = quote("unpack($subject, $count)")
UNPACKED_STARRED = quote("unpack_starred($subject, $before, $after)")
ITEM = quote("$subject[$index]")
FROM_END = quote("len($subject) - $count")

IS_MAPPING = quote("is_mapping($subject)")
VALUES = quote("mapping_values($subject, $keys)")
REST = quote("mapping_rest($subject, $keys)")

IS_INSTANCE = quote("is_instance($subject, $kind)")
ATTRIBUTES = quote("class_attributes($subject, $kind, $count)")

Expression = cst.BaseExpression


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

    def __init__(self, cx) -> None:
        self.cx = cx
        self.names: dict[tuple[str, int], cst.Name] = {}

    def name(self, hint: str, n: int) -> cst.Name:
        """The *n*-th temporary called *hint*."""
        if (hint, n) not in self.names:
            self.names[hint, n] = self.cx.names.new(hint)
        return self.names[hint, n]


class Pattern:
    """The *tests* of a pattern, in order, and its *captures*: names, each with the place that it is bound to.

    *used* counts its temporaries by what they are called; those that its condition binds are *bound*.
    """

    def __init__(self, cx, temporaries: Temporaries, used: Mapping[str, int] = {}) -> None:
        self.cx, self.temporaries = cx, temporaries
        self.used = Counter(used)
        self.tests: list[Expression | Fetch] = []
        self.captures: list[tuple[cst.Name, Expression]] = []
        self.bound: dict[str, cst.Name] = {}

    def temporary(self, hint: str) -> cst.Name:
        """A temporary called *hint* that the pattern has not used."""
        self.used[hint] += 1
        return self.temporaries.name(hint, self.used[hint])

    def match(self, pattern: cst.MatchPattern, place: Expression) -> None:
        """Ask whether what is at *place* matches *pattern*."""
        match pattern:
            case cst.MatchAs(pattern=inner, name=name):
                if inner is not None:
                    self.match(inner, place)
                if name is not None:
                    self.captures.append((bare(name), place))
            case cst.MatchValue(value=value):
                self.tests.append(compared(EQUAL.expression(self.cx, subject=place, value=value), value))
            case cst.MatchSingleton(value=value):
                self.tests.append(SAME.expression(self.cx, subject=place, value=value))
            case cst.MatchOr(patterns=alternatives):
                self.either([alternative.pattern for alternative in alternatives], place)
            case cst.MatchSequence():
                self.sequence(pattern.patterns, place)
            case cst.MatchMapping():
                self.mapping(pattern, place)
            case cst.MatchClass():
                self.instance(pattern, place)

    def fetch(self, hint: str, value: Expression, count: int, **more) -> Fetch:
        """The test that fetches *count* parts of the subject."""
        name = self.temporary(hint)
        fetch = Fetch(name, value, [item_of(name, i, self.cx) for i in range(count)], **more)
        self.tests.append(fetch)
        return fetch

    # The kinds of patterns that have patterns inside ---------------------------------------

    def sequence(self, patterns: Sequence, place: Expression) -> None:
        """`[first, *others]`: the length is asked for, and only then the items."""
        stars = [i for i, pattern in enumerate(patterns) if isinstance(pattern, cst.MatchStar)]
        self.tests.append(IS_SEQUENCE.expression(self.cx, subject=place))
        length = cst.Integer(str(len(patterns) - len(stars)))
        if not stars:
            self.tests.append(HAS_LENGTH.expression(self.cx, subject=place, length=length))
        elif len(patterns) > 1:
            self.tests.append(HAS_AT_LEAST.expression(self.cx, subject=place, length=length))
        if all(map(is_wildcard, patterns)):
            return
        if stars and patterns[stars[0]].name is None:
            self.indexed(patterns, stars[0], place)
        else:
            self.unpacked(patterns, stars[0] if stars else -1, place)

    def unpacked(self, patterns: Sequence, star: int, place: Expression) -> None:
        """Items that are all fetched, by iteration, before one is looked at."""
        count = len(patterns)
        if star < 0:
            items = UNPACKED.expression(self.cx, subject=place, count=cst.Integer(str(count)))
        else:
            before, after = cst.Integer(str(star)), cst.Integer(str(count - star - 1))
            items = UNPACKED_STARRED.expression(self.cx, subject=place, before=before, after=after)
        fetch = self.fetch("parts", items, count, direct=place, star=star)
        for pattern, item in zip(patterns, fetch.places):
            if isinstance(pattern, cst.MatchStar):
                self.match(cst.MatchAs(name=pattern.name), item)
            else:
                self.match(pattern.value, item)

    def indexed(self, patterns: Sequence, star: int, place: Expression) -> None:
        """Items around a `*_`: each is fetched, by its index, when it is looked at."""
        row: list[tuple[cst.MatchPattern, Expression]] = []
        for i, pattern in enumerate(patterns):
            if is_wildcard(pattern):
                continue
            index: Expression = cst.Integer(str(i))
            if i > star:
                index = FROM_END.expression(self.cx, subject=place, count=cst.Integer(str(len(patterns) - i)))
            item = ITEM.expression(self.cx, subject=place, index=index)
            if row and not is_capture(pattern.value):
                self.fetched(row)
                row = []
            if isinstance(pattern.value, (cst.MatchValue, cst.MatchSingleton, cst.MatchClass)):
                self.match(pattern.value, item)  # reads it only once
                continue
            row.append((pattern.value, item))
            if not is_capture(pattern.value):
                self.fetched(row)
                row = []
        self.fetched(row)

    def fetched(self, row: Sequence[tuple[cst.MatchPattern, Expression]]) -> None:
        """Fetch the items of *row* one after the other, then look at them."""
        if row:
            items = tuple_of([item for _, item in row])
            several = len(row) > 1
            direct = bare_tuple(items.elements) if several else row[0][1]
            fetch = self.fetch("parts", items, len(row), direct=direct, spread=several)
            for (pattern, _), item in zip(row, fetch.places):
                self.match(pattern, item)

    def mapping(self, pattern: cst.MatchMapping, place: Expression) -> None:
        """`{key: value, **rest}`: all values are fetched before one is looked at, the rest at the end."""
        self.tests.append(IS_MAPPING.expression(self.cx, subject=place))
        elements = pattern.elements
        keys: Expression = tuple_of([element.key for element in elements])
        if elements:
            length = cst.Integer(str(len(elements)))
            self.tests.append(HAS_AT_LEAST.expression(self.cx, subject=place, length=length))
            first = keys
            if pattern.rest is not None and any(
                isinstance(element.key, cst.Attribute) for element in elements
            ):
                keys = self.temporary("keys")  # they are needed once more, and must not be evaluated again
                self.bound[keys.value] = keys
                first = BIND.expression(self.cx, name=keys, value=first)
            values = VALUES.expression(self.cx, subject=place, keys=first)
            for element, value in zip(elements, self.fetch("parts", values, len(elements)).places):
                self.match(element.pattern, value)
        if pattern.rest is not None:
            rest = REST.expression(self.cx, subject=place, keys=keys)
            fetch = self.fetch("rest", rest, 0, direct=rest, spread=False, may_be_empty=True)
            fetch.places = [fetch.name]
            self.captures.append((bare(pattern.rest), fetch.name))

    def instance(self, pattern: cst.MatchClass, place: Expression) -> None:
        """`Class(first, name=second)`: all attributes are fetched before one is looked at."""
        positional = [element.value for element in pattern.patterns]
        inside = [*positional, *(element.pattern for element in pattern.kwds)]
        if not inside:
            self.tests.append(IS_INSTANCE.expression(self.cx, subject=place, kind=pattern.cls))
            return
        count = cst.Integer(str(len(positional)))
        call = ATTRIBUTES.expression(self.cx, subject=place, kind=pattern.cls, count=count)
        names = [cst.Arg(string(normal(element.key.value))) for element in pattern.kwds]
        call = call.with_changes(args=[*call.args, *names])
        for inner, attribute in zip(inside, self.fetch("parts", call, len(inside)).places):
            self.match(inner, attribute)

    def either(self, alternatives: Sequence[cst.MatchPattern], place: Expression) -> None:
        """`first | second`: what an alternative captures goes into one tuple, in the order of the first's names."""
        before, names = self.used.copy(), names_captured(alternatives[0])
        captured = self.temporary("captured") if names else None
        tests = []
        for alternative in alternatives:
            inner = Pattern(self.cx, self.temporaries, before | Counter(captured=self.used["captured"]))
            inner.match(alternative, place)
            if captured is not None:
                places = {name.value: place for name, place in inner.captures}
                inner.keep([places[name] for name in names], captured)
            tests.append(joined(inner.conditions() or [TRUE.expression(self.cx)], cst.And()))
            self.used |= inner.used
            self.bound |= inner.bound
        self.tests.append(joined(tests, cst.Or()))
        if captured is not None:
            self.captures += [(cst.Name(name), item_of(captured, i, self.cx)) for i, name in enumerate(names)]

    def keep(self, places: Sequence[Expression], name: cst.Name) -> None:
        """Put what is at *places* into a tuple called *name*; the last fetch will do, if it has just them."""
        last = self.tests[-1] if self.tests else None
        if isinstance(last, Fetch) and same(places, last.places) and not last.may_be_empty:
            last.name = name
        else:
            self.tests.append(Fetch(name, tuple_of(places), []))

    # What comes of it --------------------------------------------------------------------

    def bindings(self) -> tuple[cst.BaseStatement, ...]:
        """The statements that bind the names.  A last test that cannot fail becomes one of them, if it may."""
        captures, out = self.captures, []
        if self.binds_directly():
            last = self.tests.pop()
            names = [name for name, _ in captures[: len(last.places)]]
            captures = captures[len(last.places) :]
            (assignment,) = ASSIGN(self.cx, target=names[0], value=last.direct)
            out.append(assigned_to_all(names, assignment, last) if last.spread else assignment)
        for name, place in captures:
            out += ASSIGN(self.cx, target=name, value=place)
        return tuple(out)

    def binds_directly(self) -> bool:
        """Are the parts that the last test fetches just what is bound first, and is it all that they are for?"""
        last = self.tests[-1] if self.tests else None
        if not isinstance(last, Fetch) or last.direct is None:
            return False
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


# Small expressions ------------------------------------------------------------------------


def is_capture(pattern: cst.MatchPattern) -> bool:
    return isinstance(pattern, cst.MatchAs) and pattern.pattern is None and pattern.name is not None


def is_wildcard(element: cst.MatchSequenceElement | cst.MatchStar) -> bool:
    """Is *element* of a sequence pattern `_` or `*_`?"""
    pattern = element if isinstance(element, cst.MatchStar) else element.value
    return (
        isinstance(pattern, (cst.MatchStar, cst.MatchAs))
        and pattern.name is None
        and not has_pattern(pattern)
    )


def has_pattern(pattern: cst.MatchPattern) -> bool:
    return getattr(pattern, "pattern", None) is not None


def bare(name):
    """*name*, without parentheses, if it is one."""
    return name.with_changes(lpar=(), rpar=()) if isinstance(name, cst.Name) and name.lpar else name


def compared(comparison: cst.Comparison, value: Expression) -> cst.Comparison:
    """*comparison* with *value* to its right as it is written: a number with a sign needs no parentheses."""
    if not isinstance(value, (cst.UnaryOperation, cst.BinaryOperation)):
        return comparison
    (right,) = comparison.comparisons
    return comparison.with_changes(comparisons=[right.with_changes(comparator=value)])


LOOSE = (cst.BooleanOperation, cst.NamedExpr, cst.IfExp, cst.Lambda)


def joined(tests: Sequence[Expression], operator: cst.BaseBooleanOp) -> Expression:
    """*tests*, with *operator* between them."""
    if len(tests) == 1:
        return tests[0]
    test, *others = (parenthesized(t) if isinstance(t, LOOSE) and not t.lpar else t for t in tests)
    for other in others:
        test = cst.BooleanOperation(test, operator, other)
    return test


def item_of(name: cst.Name, index: int, cx) -> Expression:
    return ITEM.expression(cx, subject=name, index=cst.Integer(str(index)))


def tuple_of(items: Sequence[Expression]) -> cst.Tuple:
    return cst.Tuple([cst.Element(bare(item)) for item in items])


def assigned_to_all(names: Sequence[cst.Name], assignment: cst.SimpleStatementLine, fetch: Fetch):
    """The *assignment* of what *fetch* fetches, to all of *names*."""
    elements = [
        cst.StarredElement(name) if i == fetch.star else cst.Element(name) for i, name in enumerate(names)
    ]
    target = cst.Tuple(elements) if len(names) == 1 else bare_tuple(elements)
    assign = cst.Assign([cst.AssignTarget(target)], fetch.direct)
    return assignment.with_changes(body=[assign])


def bare_tuple(elements: Sequence[cst.BaseElement]) -> cst.Tuple:
    """A tuple of *elements*, without parentheses."""
    return cst.Tuple(elements, lpar=(), rpar=())


def same(some: Sequence[Expression], others: Sequence[Expression]) -> bool:
    """Are these the very same places?"""
    return len(some) == len(others) and all(a is b for a, b in zip(some, others))


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
