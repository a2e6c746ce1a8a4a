"""Patterns that nest deeply are read in parts, and nothing of their text is lost."""

import libcst as cst
import pytest

from mvpy.nested_patterns import in_parts
from mvpy.scanner import scan
from mvpy.source import parse

DEEP = [
    "[" * 40 + "n" + "]" * 40,
    "(" * 40 + "n" + ")" * 40,
    "(" * 40 + "1" + ")" * 40,
    "(" * 10 + "None" + ")" * 10,
    "{0: (1 | " * 12 + "2" + ")}" * 12,
    "A(x=" * 30 + "(1)as y" + ")" * 30,
    "[[[[[[  # why\n      a.b.C ( [[\n 1,*_]], y= {1:[ 'a[' ]}) as c]]]]]] if [[[[[[[[1]]]]]]]] ",
    "x, [[[[[[[[y]]]]]]]], z",
]


@pytest.mark.parametrize("pattern", DEEP)
@pytest.mark.parametrize("indent", ["", "  ", "\t"])
def test_a_deep_pattern_keeps_its_text(pattern, indent):
    head = "if 1:\n" if indent else ""
    text = f"{head}{indent}match x:\n{indent}    case {pattern}: pass\n"

    tree = in_parts(text, scan(text))

    assert tree is not None
    assert tree.code == text


def test_the_tree_is_what_it_would_have_been():
    text = f"match x:\n    case {'[' * 8}A(y, _){']' * 8}:\n        pass\n"

    assert in_parts(text, scan(text)).deep_equals(cst.parse_module(text))


@pytest.mark.parametrize(
    "text",
    [
        "match x:\n    case [[[1]]]:\n        pass\n",
        "case = x[[[[[[[[1]]]]]]]]\n",
        "case [[[[[[[[1]]]]]]]]: int = 1\n",
        "cases([[[[[[[[1]]]]]]]])\n",
    ],
)
def test_what_is_no_deep_pattern_is_read_as_ever(text):
    assert in_parts(text, scan(text)) is None
    assert parse(text).code == text
