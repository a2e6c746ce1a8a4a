"""Plain outputs do what their programs do, but for what a program says that it shows: see
`behaviour.py`; that such a program really differs, is tested, too.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from behaviour import difference, head, kinds_shown, plain_of, runs_here, text_of
from corecheck import violations
from nested_runs import otherwise, seen

from mvpy.explain.facts import account_of
from mvpy.machine.kinds import KINDS, PLAIN
from mvpy.pipeline import desugar_source
from mvpy.rewrites import ORDER

CORPUS = Path(__file__).parents[1] / "corpus"
PROGRAMS = [path for name in ORDER for path in sorted((CORPUS / name).glob("*.py"))]
# So many of the programs about a rewrite may show a difference, if no fact about differences is what they are for.
MOST_MARKED = 0.1
# What only exact outputs need.
MACHINERY = re.compile(
    r"__code__|co_flags|__build_class__|atexit|types\.coroutine|__closure__|__classcell__|_prelude"
)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_program_behaves_the_same_in_plain_with_its_rewrite_only(path: Path):
    if not runs_here(path) or "# Differs:" in head(path):
        pytest.skip("it needs a newer library, or differs in exact as well")
    code = plain_of(path, only=[path.parent.name], kinds=PLAIN, check=True)

    assert (difference(path, code) != "") == bool(kinds_shown(path))
    assert not {*MACHINERY.findall(code)} - {*MACHINERY.findall(text_of(path))}


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_its_plain_core_behaves_the_same(path: Path):
    if not runs_here(path) or "# Differs:" in head(path):
        pytest.skip("it needs a newer library, or differs in exact as well")
    code = plain_of(path, kinds=PLAIN)

    if not kinds_shown(path, in_core=True):
        assert difference(path, code) == ""
    elif not kinds_shown(path):
        assert difference(path, code) != ""


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "core"])
@pytest.mark.parametrize(
    "path",
    [path for path in PROGRAMS if kinds_shown(path, in_core=True)],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_it_behaves_the_same_with_the_kinds_on_that_it_shows(path: Path, alone: bool):
    if not runs_here(path) or "# Differs:" in head(path):
        pytest.skip("it needs a newer library, or differs in exact as well")
    kinds = frozenset(kinds_shown(path, in_core=not alone))
    code = plain_of(path, only=[path.parent.name] if alone else [], kinds=kinds)

    assert difference(path, code) == ""


# In these a form or a helper of exact meets plain ones.
MEETING = [
    "await_expression/it_gives_what_the_coroutine_returns",
    "await_expression/it_stands_in_its_place_in_the_order",
    "coroutine/an_asynchronous_generator_may_wait",
    "list_display/each_evaluation_makes_a_new_list",
    "type_parameters/a_default_is_evaluated_when_it_is_asked_for",
    "type_parameters/an_argument_that_is_left_out_is_the_default",
    "yield_from/a_stop_iteration_inside_is_an_error",
    "yield_from/it_gives_the_result",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", MEETING)
def test_a_kind_alone_breaks_nothing(name: str, kind: str):
    path = (CORPUS / name).with_suffix(".py")
    if kinds_shown(path, in_core=True):
        pytest.skip("it shows a difference on this host")

    for only in ([path.parent.name], []):
        assert difference(path, plain_of(path, only=only, kinds=frozenset({kind}))) == ""


def test_few_programs_show_a_difference_though_they_are_about_something_else():
    marked = {path: kinds for path in PROGRAMS if (kinds := kinds_shown(path, in_core=True))}
    accounts = map(account_of, ORDER)
    about = {
        file for account in accounts for fact in account.exactly + account.differs for file in fact.files
    }
    others = [path for path in PROGRAMS if path.relative_to(CORPUS).as_posix() not in about]

    assert {kind for kinds in marked.values() for kind in kinds} <= set(KINDS)
    assert len([path for path in others if path in marked]) < MOST_MARKED * len(others)


WRAPPED = """\
class Box:
    @property
    def size(self):
        return 1
"""


def test_a_builtin_wraps_a_function_where_it_stands_if_nobody_can_see_it_before():
    def plain(text: str) -> str:
        return desugar_source(text, only=["decorator"], kinds=PLAIN).code

    assert plain(WRAPPED) == (
        "class Box:\n    def size(self):\n        return 1\n\n    size = property(size)\n"
    )
    # Where the name has another value later, the function may be seen: in the body of an opened class it is not.
    assert '_namespace["size"] = size' in plain(WRAPPED + "    size = 3\n")
    for program in (
        "property = print\n\n\n" + WRAPPED,
        WRAPPED.replace("property", "print"),
    ):
        assert "size = property(size)" not in plain(program) and "_size" in plain(program)


TEMPLATE = 'x = t"{string!r}b{c:>3}"\n'
FROM_LIBRARY = """\
from string.templatelib import Interpolation as _Interpolation
from string.templatelib import Template as _Template

"""
CALL = """\
x = _Template(_Interpolation(string, "string", "r"), "b", _Interpolation(c, "c", None, ">3"))
"""


def test_a_template_is_of_the_library_where_the_target_has_it():
    def plain(target: tuple[int, int]) -> str:
        return desugar_source(TEMPLATE, only=["template_string"], kinds=PLAIN, target=target).code

    assert plain((3, 14)) == plain((3, 15)) == FROM_LIBRARY + CALL
    assert plain((3, 13)).endswith("\n\n\n" + CALL)
    assert "class _Template:" in plain((3, 13)) and "templatelib" not in plain((3, 13))
    assert len(plain((3, 13)).splitlines()) <= 45


ALIASES = [  # what `typing` may be handed at once, and what it may not
    ("X = int", True),
    ("X = dict[str, list[int]] | None", True),
    ("X = tuple[type[int], ...]", True),
    ("X[T, *Ts] = list[T | None]", True),
    ("X = Y", False),
    ("X = list[X]", False),
    ("X = None | None", False),
    ("X = int | 'text'", False),
    ("X = int[str]", False),
    ("X = len", False),
    ("X[T: int] = list[T]", False),
    ("X[*Ts] = tuple[*Ts]", False),
    ("X[*Ts] = int | Ts", False),
]


@pytest.mark.parametrize(("statement", "at_once"), ALIASES)
def test_an_alias_is_of_the_library_where_nobody_can_tell_when_it_is_evaluated(statement: str, at_once: bool):
    def is_of_library(text: str, target: tuple[int, int]) -> bool:
        code = desugar_source(text, only=["type_statement"], kinds=PLAIN, target=target).code
        assert ("typing.TypeAliasType(" in code) == ("TypeAlias(" not in code)
        return "typing.TypeAliasType(" in code

    assert is_of_library(f"type {statement}\n", (3, 12)) == at_once
    assert is_of_library(f"class C:\n    type {statement}\n", (3, 12)) == at_once
    assert not is_of_library(f"type {statement}\n", (3, 11))
    assert not is_of_library(f"class C(Base):\n    type {statement}\n", (3, 12))
    assert not is_of_library(f"list = dict = tuple = int = 1\ntype {statement}\n", (3, 12))


SHOP = '''\
"""A small shop."""

class Item:
    count = 0

    def __init__(self, name, price):
        self.name, self.price = name, price
        Item.count += 1

    def __repr__(self):
        return f"{self.name} ({self.price:.2f})"

def cheapest(items, *, limit=10):
    found = [item for item in items if item.price < limit]
    if not found:
        raise ValueError("nothing is cheap enough")
    return min(found, key=lambda item: item.price)

items = [Item("tea", 3.5), Item("coffee", 7), Item("cake", 12)]
for number, item in enumerate(items, 1):
    print(number, item)
try:
    print("cheapest:", cheapest(items), Item.count)
    print(cheapest(items, limit=1))
except ValueError as error:
    print("sorry:", error)
'''


CLASS = """\
class A:
    def f(self):
        return 1

    def g(self, x):
        return self.f() + x

print(A().g(2))
"""
# Programs, and how many lines their plain cores may have, blank ones and helpers included.
SHORT = [
    ('print("Hello")\n', 8),
    ("for x in range(3):\n    if x:\n        print(x)\n", 25),
    ("with open(path) as file:\n    print(file.read())\n", 60),
    (CLASS, 60),
    ("print([x * x for x in range(9) if x])\n", 40),
    (SHOP, 160),
]


@pytest.mark.parametrize(("source", "most"), SHORT)
def test_a_plain_core_is_short_and_does_what_the_program_does(source: str, most: int):
    code = desugar_source(source, kinds=PLAIN, target=(3, 13)).code
    given = f"path = {__file__!r}\n"

    assert len(code.splitlines()) <= most
    assert list(violations(ast.parse(code), code)) == []
    assert "\n" in (expected := seen(given + source, plain=True))["output"]
    assert otherwise(expected, seen(given + code, plain=True), whole=False) == ""


def test_functions_that_evaluate_annotations_are_handed_what_they_call():
    code = desugar_source("class C:\n    x: a[1]\n", kinds=PLAIN, target=(3, 14)).code

    assert "_annotations = _dict()" in code and "_dict=_dict" in code and "_dict = dict\n" in code
    only = ["deferred_annotation", "binary_operation"]
    code = desugar_source("def f(x: a + 1): pass\n", only=only, kinds=PLAIN, target=(3, 14)).code
    assert "_add=_add" in code and '{"x": _add(a, 1)}' in code


def test_annotations_that_are_evaluated_late_need_no_code_objects():
    for only, most in (["deferred_annotation"], 60), ([], 160):
        code = desugar_source("def f(x: a[1]): pass\n", only=only, kinds=PLAIN, target=(3, 14)).code
        assert "__code__" not in code and len(code.splitlines()) <= most
