"""Type parameters for an older host: type variables, where nobody can tell; what comes out runs there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source, newer_forms_in
from mvpy.verification.hosts import places_of

HERE = Path(__file__).with_name("type_variables")
PROGRAMS = sorted(path.stem for path in HERE.glob("*.py"))
HOSTS = [(3, minor) for minor in range(6, 12)]
NOT_BEFORE = {"aliases_are_short": (3, 7)}  # `typing` has no aliases that are given arguments


def lowered(text: str, *version: int) -> str:
    """*text* for the CPython of this *version*."""
    return desugar_source(text, kinds=PLAIN, target=(3, 13), lowering=Lowering(version)).code


def printed(text: str, python: str) -> str:
    """What the program *text* prints."""
    run = subprocess.run([python, "-W", "ignore", "-c", text], capture_output=True, text=True)
    assert not run.stderr, f"{run.stderr}\n{text}"
    return run.stdout


def text_of(program: str) -> str:
    return (HERE / f"{program}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", HOSTS, ids=str)
@pytest.mark.parametrize("program", PROGRAMS)
def test_an_older_host_prints_the_same(program: str, version: tuple[int, int]):
    python = places_of(f"python{version[0]}.{version[1]}")
    if not python or sys.version_info < (3, 12) or version < NOT_BEFORE.get(program, (3, 6)):
        pytest.skip("it does not run here")

    assert printed(lowered(text_of(program), *version), python[-1]) == printed(
        text_of(program), sys.executable
    )


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_function_stands_around_the_definition(program: str):
    text = lowered(text_of(program), 3, 8)

    assert ("_type_parameters" in text) == program.startswith("no_variables")
    assert not newer_forms_in(text, program, Lowering((3, 8)), (3, 13))
    assert lowered(text, 3, 8) == text


SHARED = """\
class Item: pass


# Above it.
def first[T](x: T) -> T: return x


class Box[T, U: Item](list):  # behind
    def map[V](self, x: V) -> T: ...
    def other[T](self, x: T) -> U: ...

    async def late[U: Item](self, x: U): ...
if 1:
    def second[T: (int, Late)](x: T): ...
else:
    def second[T: (int, Late)](x: T): ...
class Late: pass
"""
MEANT = """\
class Item: pass

T = typing.TypeVar("T")
# Above it.
def first(x: T) -> T: return x

U = typing.TypeVar("U", bound=Item)
V = typing.TypeVar("V")
T_2 = typing.TypeVar("T")
U_2 = typing.TypeVar("U", bound=Item)
class Box(list, typing.Generic[T, U]):  # behind
    def map(self, x: V) -> T: ...
    def other(self, x: T_2) -> U: ...

    async def late(self, x: U_2): ...
if 1:
    T_3 = typing.TypeVar("T", int, "Late")
    def second(x: T_3): ...
else:
    T_3 = typing.TypeVar("T", int, "Late")
    def second(x: T_3): ...
class Late: pass
"""


def test_what_is_the_same_has_one_variable_above():
    assert lowered("import typing\n" + SHARED, 3, 9) == "import typing\n" + MEANT


def test_what_most_have_keeps_the_name():
    text = "def f[T: int](x: T): pass\ndef g[T](x: T): pass\ndef h[T](x: T): pass\n"

    assert lowered(text, 3, 8) == """\
import typing
T_2 = typing.TypeVar("T", bound=int)
def f(x: T_2): pass
T = typing.TypeVar("T")
def g(x: T): pass
def h(x: T): pass
"""


KEPT = [
    "def f[T](): return f.__type_params__\n",
    "from m import *\ndef f[T](x: T): pass\n",
    "class A:\n    def f[__T](self, x: __T): pass\n",
    "T = 1\ndef f[T](x: T):\n    def g():\n        global T\n        return T\n",
    "class A:\n    B = int\n    def f[T: B](self, x: T): pass\n",
    "class A:\n    B = int\n    type C = list[B]\n",
    "def f[T](x=lambda T: T): pass\n",
    "T = 1\ndef f[T](x: T):\n    match x:\n        case T.real: pass\n",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_needs_a_scope_of_its_own_has_one(text: str):
    assert "def _type_parameters" in lowered(text, 3, 8)


OTHER_NAMES = [
    "T = 1\ndef f[T](x: T): pass\n",
    "def g(): return T\ndef f[T](x: T): pass\n",
    "def f[T](x: T): pass\nclass T: pass\n",
    "class A:\n    T = 1\n    def f[T](self, x: T): pass\n",
    "class A[T]:\n    def f[T](self, x: T): pass\n",
]


@pytest.mark.parametrize("text", OTHER_NAMES)
def test_a_name_that_is_taken_is_left_to_what_has_it(text: str):
    assert 'T_2 = typing.TypeVar("T")\n' in lowered(text, 3, 8)
    assert "x: T_2" in lowered(text, 3, 8)


BOUNDS = {
    "def f[T: Late](): pass\nclass Late: pass": 'bound="Late"',
    "class A: pass\ndef f[T: A](): pass": "bound=A",
    "class A: pass\nclass A: pass\ndef f[T: A](): pass": 'bound="A"',
    "if x: from a import A\ndef f[T: A](): pass": 'bound="A"',
    "def f[T: 'A'](): pass": "bound='A'",
    "import os\ndef f[T: os.PathLike](): pass": "bound=os.PathLike",
    "import own\ndef f[T: own.A](): pass": 'bound="own.A"',
    "def f[T: call()](): pass": "__bound__=lambda: call()",
    "def f[T: Late](): T.__bound__": "__bound__=lambda: Late",
    "def f[T: int, U: dict[str, T]](): pass": "bound=typing.Dict[str, T]",
    "def f[T: U, U](): pass": 'bound="U"',
    "class A: pass\ndef g():\n    def f[T: A](): pass": "bound=A",
    "def g():\n    class A: pass\n    def f[T: A](): pass": "bound=A",
}


@pytest.mark.parametrize("text", BOUNDS)
def test_a_bound_is_there_or_a_text(text: str):
    assert BOUNDS[text] in lowered(text + "\n", 3, 8)
