"""What statements may read before they certainly bind it."""

from __future__ import annotations

import pytest

from mvpy.reading.parsing import parse
from mvpy.scopes.liveness import exposed, live_after

STATEMENTS = {
    "a = b\n": ("b", "a"),
    "a = a\n": ("a", "a"),
    "a = 1\nb = a\n": ("", "a b"),
    "b = a\na = 1\n": ("a", "a b"),
    "del a\n": ("a", ""),
    "a.b = c\n": ("a c", ""),
    "def f():\n    return a\n": ("a", "f"),
    "def f(a):\n    b = 1\n    return a, b, c\n": ("c", "f"),
    "class C(a):\n    b = c\n": ("a c", "C"),
    "while a:\n    b = c\n    d = b\n": ("a c", ""),
    "if a:\n    b = c\n    d = b\n": ("a c", ""),
    "if a:\n    b = 1\nelse:\n    b = 2\n": ("a b", ""),
    "try:\n    a = b\nexcept C:\n    d = e\n": ("b C e", ""),
    "try:\n    a = b\nexcept:\n    d = d\n": ("b d", ""),
    "try:\n    a\nexcept C as e:\n    f = e\n    g(h)\n": ("a C g h", ""),
    "try:\n    a\nexcept C:\n    b = 1\n    c = b\n": ("a C", ""),
    "try:\n    a\nexcept C:\n    pass\nfinally:\n    b\n": ("a C b", ""),
}


@pytest.mark.parametrize("program", STATEMENTS, ids=repr)
def test_what_is_read_before_it_is_bound(program: str) -> None:
    read, bound = exposed(parse(program).body)

    assert (set(read), set(bound)) == tuple(set(names.split()) for names in STATEMENTS[program])


def test_a_name_is_live_until_it_is_bound_anew() -> None:
    body = parse("a = 1\nb = 2\nc = a\na = 3\nd = a, b\n").body
    shared = [[frozenset("ab")]] * len(body)

    assert list(map(set, live_after(body, shared))) == [{"a"}, {"a", "b"}, {"b"}, {"a", "b"}, set()]
    assert live_after(body, [[frozenset("b")]] * len(body))[1] == {"b"}
