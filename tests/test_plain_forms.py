"""Plain outputs of small programs are short, and do what the programs do, to whatever they find and whatever fails.

Each program runs in many worlds, in which whatever is done to an object, and each read and store of a name of the
program's, is written into a log; then again for each entry of the log, which is made to fail.  The plain output
has to write the same log and to end in the same way.  See `plain_world.py`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from plain_forms import FORMS, NEEDS, SHOWN, SHOWN_IN_CORE, Form, lines_of
from plain_runs import Seen, compiled, seen, time_limit

FORM = {form.name: form for form in FORMS}
RUN = [form for form in FORMS if sys.version_info >= NEEDS.get(form.name, (3, 11))]
WORLDS = 80
MOST_FAILURES = 250  # in so many runs, and the rest of that world, something fails
MOST_LINES = 640
# What plain outputs do not have.
MACHINERY = re.compile(
    r"_prelude|publish|atexit|__dict__\.update|code\.replace|co_flags|_forget|intern\b|__classcell__|__closure__|"
    r"builtins\b|types\.coroutine|prepare_class|__build_class__"
)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_what_a_rewrite_makes_of_a_small_program_is_short(form: Form) -> None:
    assert len(lines_of(form.partial)) <= form.most
    assert not MACHINERY.search(form.partial)


def test_all_of_them_are_short_together() -> None:
    assert len(FORMS) == 67
    assert sum(len(lines_of(form.partial)) for form in FORMS) <= MOST_LINES


@pytest.mark.parametrize("form", RUN, ids=str)
def test_what_its_rewrites_make_of_it_does_what_it_does(form: Form) -> None:
    assert dict(differences(form, form.partial, SHOWN)) == {}


@pytest.mark.parametrize("form", RUN, ids=str)
def test_its_plain_core_does_what_it_does(form: Form) -> None:
    assert dict(differences(form, form.core, SHOWN_IN_CORE)) == {}


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name, kinds in SHOWN.items() for kind in kinds])
def test_what_is_not_compared_would_be_otherwise(name: str, kind: str) -> None:
    others = {name: {one: entries for one, entries in SHOWN[name].items() if one != kind}}

    assert any(differences(FORM[name], FORM[name].partial, others))
    if kind != "namespace":  # no namespace of a module is told of so much, in exact outputs either
        assert dict(differences(FORM[name], FORM[name].with_kind(kind), others)) == {}


@pytest.mark.parametrize("name", ["async for", "async with"])
def test_what_is_not_compared_in_the_core_would_be_otherwise(name: str) -> None:
    assert any(differences(FORM[name], FORM[name].core, SHOWN))


def differences(
    form: Form, code: str, shown: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[tuple[tuple[int, int], tuple[Seen, Seen]]]:
    """In which worlds, and if which entry fails, *code* does otherwise than the program of *form*, and what each does.

    What is *shown* is not compared.
    """
    output = compiled(code)
    unseen = tuple(entry for entries in shown.get(form.name, {}).values() for entry in entries)
    failures = 0
    with time_limit():
        for lot in range(WORLDS):
            count = len(done_by_program(form, lot, -1, unseen).log) if failures < MOST_FAILURES else 0
            failures += count
            for fails_at in range(-1, count):
                expected = done_by_program(form, lot, fails_at, unseen)
                found = seen(output, form, lot, fails_at, unseen)
                if found != expected:
                    yield (lot, fails_at), (expected, found)


@cache
def done_by_program(form: Form, lot: int, fails_at: int, unseen: tuple[str, ...]) -> Seen:
    """What the program of *form* does."""
    return seen(compiled(form.program), form, lot, fails_at, unseen)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("for", "_iterator = iter(b)", "_iterator = iter(iter(b))"),
        ("with", "    _leave(_manager, None, None, None)", "    0"),
        ("with, return", "    _leave(_manager, None, None, None)", "    0"),
        ("generator expression", "_genexpr(iter(a))", "_genexpr(a)"),
        ("chain", "_value = _left < _right", "_value = a < b"),
        ("finally", "    raise\n", "    pass\n"),
        ("augmented item", "_object_2[_index] =", "a[i] ="),
        ("class, super", "super(_class, self)", "super(self.__class__, self)"),
        ("yield from", "throw = getattr", "throw = 0 and getattr"),
        ("await", "yield from _awaitable(a)", "yield from a"),
        ("raise from", "    BaseException.__setattr__", "    print"),
        ("match class", "isinstance(subject, kind)", "type(subject) is kind"),
        ("if elif else", "_otherwise and C", "C and _otherwise"),
    ],
)
def test_a_fault_is_seen(name: str, right: str, wrong: str) -> None:
    form = FORM[name]
    faulty = form.partial.replace(right, wrong)

    assert faulty != form.partial
    assert any(differences(form, faulty, SHOWN))
