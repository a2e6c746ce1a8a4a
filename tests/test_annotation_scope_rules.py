"""What is wrong in type parameters and type aliases is told as Python 3.13 tells it, on every Python."""

from __future__ import annotations

import sys

import pytest

from mvpy.errors import SourceError
from mvpy.reading.annotation_scope_rules import refuse_in_annotation_scopes
from mvpy.reading.parsing import parse

NAMED = "named expression cannot be used within"
REPEATED = "assignment expression within a comprehension cannot be used"
GENERIC = "the definition of a generic"
WRONG = {
    "def f[T](a: (x := 1)): pass\n": (1, 14, f"{NAMED} {GENERIC}"),
    "def f[T](a, /, b, *c, d, **e: (x := 1)): pass\n": (1, 32, f"{NAMED} {GENERIC}"),
    "def f[T](a) -> (x := 1): pass\n": (1, 17, f"{NAMED} {GENERIC}"),
    "def f[T](a: [(x := 1) for y in z]): pass\n": (1, 15, f"{REPEATED} within {GENERIC}"),
    "class C[T](a, b=(x := 1)): pass\n": (1, 18, f"{NAMED} {GENERIC}"),
    "class C[T]([(x := 1) for y in z]): pass\n": (1, 14, f"{REPEATED} within {GENERIC}"),
    "class C[T](a, (yield)): pass\n": (1, 16, f"yield expression cannot be used within {GENERIC}"),
    "class C[T: [(x := 1) for y in z]]: pass\n": (1, 14, f"{REPEATED} in a TypeVar bound"),
    "class C[T: (x := 1)]: pass\n": (1, 13, f"{NAMED} a TypeVar bound"),
    "class C[T: (a, (x := 1))]: pass\n": (1, 17, f"{NAMED} a TypeVar constraint"),
    "type X[T = (yield)] = 1\n": (1, 13, "yield expression cannot be used within a TypeVar default"),
    "type X[*T = (x := 1)] = 1\n": (1, 14, f"{NAMED} a TypeVarTuple default"),
    "type X[**T = (x := 1)] = 1\n": (1, 15, f"{NAMED} a ParamSpec default"),
    "type X = (x := 1)\n": (1, 11, f"{NAMED} a type alias"),
    "type X = [(x := 1) for y in z]\n": (1, 12, f"{REPEATED} in a type alias"),
    "if a:\n    async def f():\n        type X = (await b)\n": (
        3, 19, "await expression cannot be used within a type alias",
    ),
    "async def f():\n    type X = [b async for b in c]\n": (
        2, 14, "asynchronous comprehension outside of an asynchronous function",
    ),
    "async def f():\n    type X = {b for a in c async for b in a}\n": (
        2, 14, "asynchronous comprehension outside of an asynchronous function",
    ),
    "def f[T, T](): pass\n": (1, 10, "duplicate type parameter 'T'"),
    "def f[T = 1, U](): pass\n": (1, 14, "non-default type parameter 'U' follows default type parameter"),
    "def f[T = 1, U = 2, *V](): pass\n": (
        1, 21, "non-default type parameter 'V' follows default type parameter",
    ),
    "def f[__debug__](): pass\n": (1, 7, "cannot assign to __debug__"),
    "type __debug__ = 1\n": (1, 1, "cannot assign to __debug__"),
    "def f[T]():\n    x = 1\n    nonlocal T\n": (3, 5, "nonlocal binding not allowed for type parameter 'T'"),
    "def f(a):\n    class C[T]:\n        def g():\n            pass\n        def h():\n            nonlocal a, T\n": (
        6, 13, "nonlocal binding not allowed for type parameter 'T'",
    ),
}  # fmt: skip
RIGHT = [
    "def f[T = 1, U = 2](a: lambda: (x := 1)): pass\n",
    "class C[T: (int, str) = int, *U = *V, **W = X](a, b=T): pass\n",
    "type X[T] = [a for b in c for d in e]\n",
    "type X = (lambda: (yield))\n",
    "def f[T](a=(x := 1)):\n    (y := 2)\n    yield a\n",
    "@(x := 1)\nclass C[T]:\n    T = 1\n",
    "def f(a: (x := 1)): pass\n",
    "async def f():\n    type X = (b async for b in c)\n",
]


@pytest.mark.parametrize("program", WRONG, ids=repr)
def test_what_is_wrong_is_told_with_its_place(program: str) -> None:
    line, column, words = WRONG[program]
    module = parse(program)

    with pytest.raises(SourceError) as caught:
        refuse_in_annotation_scopes(module, program, "x.py")

    error = caught.value
    assert (error.line, error.column, error.words) == (line, column, f"this isn't Python: {words}")


@pytest.mark.parametrize("program", RIGHT, ids=repr)
def test_what_is_right_is_taken(program: str) -> None:
    refuse_in_annotation_scopes(parse(program), program, "x.py")


@pytest.mark.skipif(sys.version_info < (3, 13), reason="it reads no defaults of type parameters")
@pytest.mark.parametrize("program", [*WRONG, *RIGHT], ids=repr)
def test_python_says_the_same(program: str) -> None:
    try:
        compile(program, "x.py", "exec", dont_inherit=True)
    except SyntaxError as error:
        assert (error.lineno, error.offset, error.msg) == WRONG[program]
    else:
        assert program in RIGHT
