"""Which classes certainly have `type` for their metaclass, so that nobody watches the names of their bodies."""

from __future__ import annotations

import pytest

from mvpy.reading.parsing import parse
from mvpy.scopes.analysis import analyse
from mvpy.scopes.plain_classes import looked_up, plain_classes

A = "class A(B):\n    pass\n"
PROGRAMS = [
    ("class A:\n    pass\n", "A"),
    ("class A():\n    pass\n", "A"),
    ("class A(int):\n    pass\n", "A"),
    ("class A(int, Exception):\n    pass\n", "A"),
    ("class A(object, private=True):\n    pass\n", "A"),
    (f"class B:\n    pass\n{A}", "B A"),
    (f"class B(dict):\n    pass\n{A}", "B A"),
    ("class A:\n    class Inner(int):\n        pass\n", "A Inner"),
    ("def f():\n    class A(int):\n        pass\n", "A"),
    # What may have another metaclass.
    ("class A(metaclass=type):\n    pass\n", ""),
    ("class A(**keywords):\n    pass\n", ""),
    ("class A(*bases):\n    pass\n", ""),
    ("class A(int, metaclass=M):\n    pass\n", ""),
    # What may be anything.
    (A, ""),
    ("class A(b.B):\n    pass\n", ""),
    ("class A(b()):\n    pass\n", ""),
    ("class A(print):\n    pass\n", ""),
    ("from b import *\nclass A(int):\n    pass\n", ""),
    (f"from b import B\n{A}", ""),
    ("int = B\nclass A(int):\n    pass\n", ""),
    ("def f(int):\n    class A(int):\n        pass\n", ""),
    ("class C:\n    class int:\n        pass\n    class A(int):\n        pass\n", "C int"),
    (f"class B(metaclass=M):\n    pass\nclass C:\n    pass\n{A}", "C"),
    (f"class C:\n    pass\nclass B(b.B):\n    pass\n{A}", "C"),
    (f"@decorator\nclass B:\n    pass\n{A}", "B"),
    (f"class B:\n    pass\nB = b\n{A}", "B"),
    (f"class B:\n    pass\ndef f():\n    global B\n    B = b\n{A}", "B"),
    (f"if b:\n    class B:\n        pass\nelse:\n    class B(metaclass=M):\n        pass\n{A}", "B"),
    # A class that is its own base is none at all.
    ("class A(A):\n    pass\n", ""),
    (f"class B(A):\n    pass\n{A}", ""),
]


@pytest.mark.parametrize(("program", "plain"), PROGRAMS, ids=[repr(program) for program, _ in PROGRAMS])
def test_a_class_is_plain_if_its_metaclass_is_certainly_type(program: str, plain: str) -> None:
    found = [scope.name for scope in plain_classes(analyse(parse(program)))]

    assert found == plain.split()


def test_only_classes_that_may_watch_are_asked() -> None:
    program = "class A:\n    a\n    class B(metaclass=M):\n        b = c\n        def f(self):\n            return d\n"

    assert looked_up(analyse(parse(program))) == {"c"}
