"""What the target decides: the output does on any Python what the compiler of that version would have it do."""

from __future__ import annotations

import subprocess
import sys

import pytest
from behaviour import exact as desugar

REBOUND = """\
AssertionError = KeyError


def failing(OSError=0):
    def inner():
        assert OSError, print("message") or "text"

    return inner


class Mapping(dict):
    def __getitem__(self, name):
        return dict.__getitem__(self, name) if name != "AssertionError" else print("asked")


class Meta(type):
    def __prepare__(name, bases):
        return Mapping()


def in_class():
    class C(metaclass=Meta):
        AssertionError = ValueError
        assert 0


for fails in (failing(), in_class, failing(0)):
    try:
        fails()
    except Exception as error:
        print(type(error).__name__, error.args)
    AssertionError = lambda message: print("called") or IndexError(message)
"""


def printed(source: str, **options: object) -> list[str]:
    """What the output for *source* prints, by lines."""
    command = [sys.executable, "-c", desugar(source, **options).code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.mark.parametrize("options", [{}, {"only": ["assert"]}, {"keep": ["class_definition"]}])
def test_an_assertion_raises_the_global_up_to_python_3_8(options) -> None:
    source = REBOUND.replace("fails in (failing(), in_class", "fails in (failing()")

    assert printed(source, target=(3, 8), **options) == [
        "message",
        "KeyError ('text',)",
        "message",
        "called",
        "IndexError ('text',)",
    ]
    assert printed(source, target=(3, 9), **options)[1::2] == ["AssertionError ('text',)"] * 2


@pytest.mark.parametrize("options", [{}, {"only": ["assert"]}, {"keep": ["class_definition"]}])
def test_an_assertion_in_a_class_raises_the_global_too(options) -> None:
    source = REBOUND.replace("fails in (failing(), in_class, failing(0))", "fails in (in_class,)")

    assert printed(source, target=(3, 8), **options) == ["KeyError ()"]
    assert printed(source, target=(3, 9), **options) == ["AssertionError ()"]


def test_where_modules_are_imported_lazily_no_name_is_read_to_be_deleted() -> None:
    source = "x = 1\ndel x\n"
    options = {"only": ["delete_statement"], "target": (3, 15)}

    assert "_delete_global(globals()" in desugar(f"lazy import a\n{source}", **options).code
    assert "_delete_global(globals()" in desugar(f"lazy from a import b\n{source}", **options).code
    assert "_delete_global(globals()" not in desugar(f"import a\n{source}", **options).code


@pytest.mark.parametrize("options", [{}, {"only": ["assert"]}])
@pytest.mark.parametrize(
    "function",
    [
        "def f():\n    AssertionError = print\n    assert 0\n",
        "def f(AssertionError=print):\n    assert 0\n",
        "def g():\n    AssertionError = print\n    def f():\n        AssertionError\n        assert 0\n    return f\nf = g()\n",
        "def g():\n    AssertionError = print\ndef f():\n    assert 0\n",
    ],
    ids=["local", "parameter", "of the function around", "of another function"],
)
def test_a_local_name_is_no_assertion_error(function: str, options) -> None:
    source = f"{function}AssertionError = KeyError\ntry:\n    f()\nexcept Exception as error:\n    print(type(error).__name__)\n"

    assert printed(source, target=(3, 8), **options) == ["KeyError"]
    assert printed(source, target=(3, 9), **options) == ["AssertionError"]


METHOD = "class Box:\n    Item = int\n\n    def put[T: Item](self, value: T): ...\n"


@pytest.mark.parametrize(
    "words", ["raise NotImplementedError", 'if _is_name_of(__classdict__, "Item") else Item']
)
def test_annotationlib_may_ask_a_bound_for_its_names_from_python_3_14_on(words: str) -> None:
    outputs = {
        minor: desugar(METHOD, only=["type_parameters"], target=(3, minor)).code for minor in (12, 13, 14)
    }

    assert [minor for minor, code in outputs.items() if words in code] == [14]


def test_what_evaluates_the_annotations_of_a_class_stands_behind_its_last_statement() -> None:
    source = METHOD.replace("    Item = int\n", "    size: int\n") + '    last = "last"\n'
    only = ["type_parameters", "deferred_annotation"]
    code = desugar(source, only=only, target=(3, 14)).code.partition("def put")[2]

    words = ['"last"]', "_defer_annotations_of_class", "__classdictcell__"]
    assert sorted(words, key=code.index) == words


@pytest.mark.parametrize(
    ("body", "seen"), [("x = 1", False), ("x = [y for y in z]", False), ("def f(self): ...", True)]
)
def test_a_class_keeps_its_names_in_a_cell_for_its_functions_from_python_3_14_on(
    body: str, seen: bool
) -> None:
    codes = [
        desugar(f"class C:\n    {body}\n", only=["class_definition"], target=(3, minor)).code
        for minor in (13, 14)
    ]

    assert ["__classdict__" in code for code in codes] == [False, seen]


MANY = """\
class Key:
    def __hash__(self):
        print("hash")
        return 1


def k(n):
    print(n)
    return Key()


{%s}
""" % ", ".join(f"k({n}): 0" for n in range(18))


def test_before_3_10_all_keys_of_a_dictionary_are_evaluated_before_one_is_hashed() -> None:
    assert printed(MANY, target=(3, 9)).index("hash") == 18
    assert printed(MANY, target=(3, 10)).index("hash") == 1
