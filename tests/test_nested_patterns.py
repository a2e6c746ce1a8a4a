"""Patterns that nest deeply are read in parts, and nothing of their text is lost."""

import libcst as cst
import pytest

from mvpy.errors import SourceError
from mvpy.reading.misspelt import Misspelt
from mvpy.reading.nested_patterns import Shortened, deep_parts
from mvpy.reading.parsing import parse
from mvpy.reading.scanner import scanned

DEEP = [
    "[" * 40 + "n" + "]" * 40,
    "(" * 40 + "n" + ")" * 40,
    "(" * 40 + "1" + ")" * 40,
    "(" * 10 + "None" + ")" * 10,
    "{0: (1 | " * 12 + "2" + ")}" * 12,
    "A(x=" * 30 + "(1)as y" + ")" * 30,
    "[[[[[[  # why\n      a.b.C ( [[\n 1,*_]], y= {1:[ 'a[' ]}) as c]]]]]] if [[[[[[[[1]]]]]]]] ",
    "x, [[[[[[[[y]]]]]]]], z",
    "[[[[[[[[y]as a]as b]as c]as d]as e]as f]as g]as h",
    "((([[([[[1]]]as a)]]as b)as c))if b",
]


@pytest.mark.parametrize("pattern", DEEP)
@pytest.mark.parametrize("indent", ["", "  ", "\t"])
def test_a_deep_pattern_keeps_its_text(pattern, indent):
    head = "if 1:\n" if indent else ""
    text = f"{head}{indent}match x:\n{indent}    case {pattern}: pass\n"

    assert deep_parts(text, scanned(text))
    assert parse(text).code == text


def test_the_tree_is_what_it_would_have_been():
    text = f"match x:\n    case {'[' * 8}A(y, _){']' * 8}:\n        pass\n"

    assert parse(text).deep_equals(cst.parse_module(text))


@pytest.mark.parametrize(
    "text",
    [
        "match x:\n    case [[[1]]]:\n        pass\n",
        "match x:\n    case 1:\n        case [[[[[[[[1]]]]]]]]: int = 1\n",
        "case = x[[[[[[[[1]]]]]]]]\n",
        "case [[[[[[[[1]]]]]]]]: int = 1\n",
        "cases([[[[[[[[1]]]]]]]])\n",
    ],
)
def test_what_is_no_deep_pattern_is_read_as_ever(text):
    assert not deep_parts(text, scanned(text))
    assert parse(text).code == text


REFUSED = [  # (pattern and suite, line, column, words)
    ("[" * 40 + "n + 1" + "]" * 40 + ": pass", 2, 52, "'+'"),
    ("[" * 40 + "n" + "]" * 40 + ": pass = 1", 2, 98, "'='"),
    ("[" * 40 + "n" + "]" * 40 + "\n        pass", 2, 91, "expected ':'"),
    ("[[[[[[[[0]]]] 1, [[[[[2]]]]]]]]]: pass", 2, 24, "'1'"),
    ("[" * 40 + "n" + "]" * 40 + ":\n    \\\n        pass", 4, 9, "expected an indented block"),
    ("[" * 70 + "n" + "]" * 50 + "raise " + "]" * 20 + ": pass", 2, 131, "'raise' is a keyword"),
    ("f(" * 40 + "-" + ")" * 40 + ": pass", 2, 91, "number"),
    ("f" * 5 + "[" * 40 + "n" + "]" * 40 + ": pass", 2, 15, "'['"),
    ("[[[[[[[[[1 [[[[[[[2]]]]]]]as z]]]]]]]]]: pass", 2, 21, "'['"),
    ("n " + "[" * 40 + "n" + "]" * 40 + ": pass", 2, 12, "'['"),
]


@pytest.mark.parametrize(("behind", "line", "column", "words"), REFUSED)
def test_a_mistake_with_a_deep_pattern_is_found_at_its_place(behind, line, column, words):
    with pytest.raises(SourceError) as caught:
        parse(f"match x:\n    case {behind}\n")

    print(caught.value)
    assert "_nested_" not in str(caught.value)
    assert words in str(caught.value)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(("offset", "place"), [(0, 5), (1, 5), (4, 5), (5, 8), (6, 9)])
def test_an_error_within_a_name_is_where_its_part_begins(offset, place):
    short = Shortened("case [1]as x")
    short.add_name("_n1", 5, apart=True)
    short.add("as x", 8)

    assert short.in_original(Misspelt("it is wrong", offset)).offset == place
