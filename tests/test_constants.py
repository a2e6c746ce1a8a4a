"""Constants come out of the core exactly as they went in."""

from __future__ import annotations

import ast
import keyword
import math
import operator
import re
import struct
import sys

import pytest
from hypothesis import example, given, settings, strategies as some

from mvpy.helpers.constants import HELPERS, constant_expression, constant_name, literal_comment
from mvpy.output.prelude_text import constant_lines

STRINGS = [
    *(
        "",
        "append",
        "__init__",
        "a b",
        "it's",
        'say "hi"',
        "123",
        "3d",
        "for",
        "None",
        "__debug__",
        "match",
        "_",
    ),
    *(
        "é",
        "日本",
        "😀",
        "\x00",
        "\n",
        "\r\n",
        "\\",
        "#",
        "\u2028",
        "\u202e",
        "\ud800",
        "\udfff\ud800",
        "\ud83d\ude00",
    ),
    *(
        "a\ud800b",
        "\ud800for",
        "x" * 41,
        "x" * 5000,
        "x_abcdef",
        "_abcdef",
        "abcdef",
        "ℌ",
        "ª",
        "name",
        "names",
    ),
]
BYTES = [b"", b"a", b"append", b"\0", b"\0\0\0", b"\0a", b"\xff\x80", bytes(range(256)), b"x" * 300, b"a b"]
FLOATS = [
    *(
        0.0,
        -0.0,
        1.0,
        3.14,
        -3.14,
        0.1,
        1e5,
        1e15,
        1e16,
        1e22,
        1e23,
        1e300,
        1.7976931348623157e308,
        1e-5,
        1e-400,
    ),
    *(
        5e-324,
        2.2250738585072011e-308,
        math.inf,
        -math.inf,
        9007199254740991.0,
        9007199254740992.0,
        0.1 + 0.2,
    ),
    *(0.123456, 123456.5, 9007199254740993.0, 4503599627370497.5, 0.0001, 1.5e-10),
]
COMPLEX = [
    1j,
    2.5j,
    0j,
    -0j,
    complex(0, -1),
    complex(-0.0, 1),
    complex(1, 2),
    1e400j,
    complex(0.1, -0.0),
    5e-324j,
]
NEGATIVE = [-1, -5, -(10**19), -(10**20), -(10**30), -(2**2048), -(2**20000)]
HUGE = [0, 7, 10**600, 2**2048, 10**6000]
CONSTANTS = [*STRINGS, *BYTES, *FLOATS, *COMPLEX, *NEGATIVE]

strings = some.text(some.characters(categories=None)) | some.from_regex(r"[A-Za-z0-9_]{1,45}", fullmatch=True)
constants = (
    strings
    | some.binary()
    | some.floats(allow_nan=False)
    | some.complex_numbers(allow_nan=False)
    | some.integers(max_value=-1)
)


def namespace() -> dict[str, object]:
    """Where the expressions are evaluated: the helpers, as `HELPERS` describes them."""
    names = {"intern": sys.intern, "ratio": operator.truediv, "negative": operator.neg}
    for helper in HELPERS.values():
        if helper.startswith("def "):
            exec(helper, names)
    return names


NAMES = namespace()


def made(expression: str) -> object:
    """What the core *expression* makes."""
    return eval(expression, NAMES)


def content(value: object) -> tuple[type, object]:
    """*value* in a form in which 0.0 and -0.0, and 1 and 1.0, are different."""
    if isinstance(value, complex):
        return complex, struct.pack("dd", value.real, value.imag)
    return type(value), struct.pack("d", value) if isinstance(value, float) else value


def is_core(expression: str) -> bool:
    """Whether *expression* is made of calls, names, keyword arguments and integers alone."""
    allowed = (ast.Expression, ast.Call, ast.Name, ast.Load, ast.keyword, ast.Constant)
    nodes = list(ast.walk(ast.parse(expression, mode="eval")))
    return all(
        isinstance(x, allowed) and type(getattr(x, "value", 0)) in (int, ast.Constant, ast.Call)
        for x in nodes
    )


# Expressions


@pytest.mark.parametrize("value", CONSTANTS + HUGE, ids=lambda x: literal_comment(x, encoding="ascii"))
def test_a_constant_is_rebuilt_exactly(value: object):
    expression = constant_expression(value)

    assert content(made(expression)) == content(value)
    assert is_core(expression)


@given(constants)
@settings(max_examples=400, deadline=None)
def test_any_constant_is_rebuilt_exactly(value: object):
    assert content(made(constant_expression(value))) == content(value)


@pytest.mark.parametrize("value", [x for x in STRINGS if re.fullmatch("[A-Za-z0-9_]*", x)] + keyword.kwlist)
def test_a_string_is_interned_where_cpython_interns_it(value: str):
    assert made(constant_expression(value)) is sys.intern(value)


@pytest.mark.parametrize(
    ("value", "expression"),
    [
        ("append", "name(append=0)"),
        ("match", "name(match=0)"),
        ("for", "intern(text(3, 0x666F72))"),
        ("__debug__", "intern(text(9, 0x5F5F64656275675F5F))"),
        ("3d", "intern(text(2, 0x3364))"),
        ("a b", "text(3, 0x612062)"),
        ("é", "text(2, 0xC3A9)"),
        ("", "str()"),
        ("\ud800", "chr(55296)"),
        ("a\ud800 b", "together(name(a=0), chr(55296), text(2, 0x2062))"),
        (b"", "bytes()"),
        (b"\0\0", "bytes(2)"),
        (b"ab", "octets(2, 0x6162)"),
        (-5, "negative(5)"),
        (7, "7"),
        (2**4000, hex(2**4000)),
        (3.14, "ratio(314, 100)"),
        (100000.0, "float(100000)"),
        (-0.0, "negative(float(0))"),
        (math.inf, "float(name(inf=0))"),
        (1e300, "float(text(6, 0x31652B333030))"),
        (2j, "complex(0, 2)"),
        (complex(-0.0, 0.5), "complex(negative(float(0)), ratio(5, 10))"),
    ],
)
def test_the_expression_is_the_plainest_that_is_exact(value: object, expression: str):
    assert constant_expression(value) == expression


def test_helpers_go_by_the_names_that_the_caller_gives():
    names = {"together": "_together", "name": "_name", "chr": "_chr", "text": "_text"}

    assert constant_expression("a\udfff ", names) == "_together(_name(a=0), _chr(57343), _text(1, 0x20))"
    assert constant_expression(3j, {"float": "_float", "complex": "_complex"}) == "_complex(0, 3)"


@pytest.mark.parametrize("value", [None, True, ..., ()])
def test_only_the_constants_that_have_literals_are_taken(value: object):
    with pytest.raises(KeyError):
        constant_expression(value)
    with pytest.raises(KeyError):
        constant_name(value)


# Names


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("append", "_s_append"),
        ("__init__", "_s___init__"),
        ("for", "_s_for"),
        (b"append", "_b_append"),
        (3.14, "_f_3_14"),
        (1.0, "_f_1_0"),
        (math.inf, "_f_inf"),
        (2j, "_j_2"),
        (2.5j, "_j_2_5"),
        (-5, "_minus_5"),
    ],
)
def test_what_can_be_read_off_a_name_has_no_digest(value: object, name: str):
    assert constant_name(value) == name


@pytest.mark.parametrize(
    ("value", "pattern"),
    [
        ("", r"_s__[0-9a-f]{6}"),
        ("日本", r"_s__[0-9a-f]{6}"),
        ("it's é", r"_s_it_s_[0-9a-f]{6}"),
        ("  Hello, World! How are you?", r"_s_Hello_World_How_are_[0-9a-f]{6}"),
        ("x_abcdef", r"_s_x_abcdef_[0-9a-f]{6}"),
        ("x" * 41, r"_s_x{20}_[0-9a-f]{6}"),
        (b"\xff", r"_b__[0-9a-f]{6}"),
        (1e-07, r"_f_1e_07_[0-9a-f]{6}"),
        (-3.14, r"_f_3_14_[0-9a-f]{6}"),
        (1 + 2j, r"_j_1_2j_[0-9a-f]{6}"),
        (-(10**20), r"_minus_10000000000000000000_[0-9a-f]{6}"),
        (-(16**2000), r"_minus_0x10{17}_[0-9a-f]{6}"),
    ],
)
def test_anything_else_has_a_hint_and_a_digest(value: object, pattern: str):
    assert re.fullmatch(pattern, constant_name(value))


def test_different_constants_have_different_names():
    everything = {content(value): value for value in CONSTANTS}

    assert len({constant_name(value) for value in everything.values()}) == len(everything)


@given(constants, constants, some.integers(12, 20))
@example("abcdef", "", 6)
@settings(max_examples=400, deadline=None)
def test_a_longer_digest_parts_any_two_constants(one: object, other: object, digits: int):
    same_name = constant_name(one, digits=digits) == constant_name(other, digits=digits)

    assert same_name == (content(one) == content(other))


@given(constants)
@settings(max_examples=400, deadline=None)
def test_a_name_is_an_ascii_identifier(value: object):
    name = constant_name(value)

    assert name.isidentifier() and name.isascii() and not keyword.iskeyword(name)


def test_a_name_does_not_change_from_build_to_build():
    assert constant_name("it's") == "_s_it_s_07d3c9"


def test_a_core_integer_needs_no_name():
    with pytest.raises(ValueError, match="in the core"):
        constant_name(5)


# Comments


@pytest.mark.parametrize(
    ("value", "comment"),
    [
        ("it's", '# "it\'s"'),
        ("a\nb\u2028\u202e\x85\ud800", "# 'a\\nb\\u2028\\u202e\\x85\\ud800'"),
        ("日本", "# '日本'"),
        (b"\0a", "# b'\\x00a'"),
        (-0.0, "# -0.0"),
        (math.inf, "# 1e309"),
        (-5, "# -5"),
        ("x" * 68, "# '" + "x" * 68 + "'"),
        ("x" * 69, "# '" + "x" * 69 + "..."),
    ],
)
def test_a_comment_shows_the_literal(value: object, comment: str):
    assert literal_comment(value) == comment


def test_a_comment_fits_the_encoding_of_its_file():
    assert literal_comment("é日", encoding="latin-1") == "# 'é\\u65e5'"


@given(constants)
@settings(max_examples=300, deadline=None)
def test_a_comment_is_one_short_printable_line(value: object):
    comment = literal_comment(value)

    assert comment.isprintable() and len(comment) <= 2 + 70 + 3


def test_a_line_that_publishes_a_constant_is_as_long_as_black_allows():
    lines = [
        line for length in range(40, 74) for line in constant_lines("n" * length, 0x1234).splitlines()[1:]
    ]

    assert max(map(len, lines)) == 88
