"""The values of literals, against CPython's own."""

from __future__ import annotations

import random
import sys
import warnings

import libcst as cst
import pytest

from mvpy.tree import literals
from mvpy.tree.literals import (
    Field,
    concatenated,
    float_value,
    formatted_parts,
    imaginary_value,
    integer_value,
    is_docstring,
    plain_value,
    string_value,
)

NEW_F_STRINGS = pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 701")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")

STRING_PREFIXES = ["", "r", "R", "u", "U"]
BYTES_PREFIXES = ["b", "B", "br", "bR", "Rb", "RB"]
QUOTES = ["'", '"', "'''", '"""']
PIECES = [
    *(
        "a",
        "0",
        "7",
        "8",
        "N",
        "{",
        "}",
        "\\N{BULLET}",
        "\\N{latin small letter a}",
        "\\N{NULL}",
        "\\\n",
        "\\\r\n",
    ),
    *("\\\\", "\\'", '\\"', "\\a", "\\b", "\\f", "\\n", "\\r", "\\t", "\\v", "\\0", "\\12", "\\101", "\\777"),
    *(
        "\\1234",
        "\\8",
        "\\x41",
        "\\xfF",
        "\\x000",
        "\\u00e9",
        "\\ud800",
        "\\udfff",
        "\\U0001F600",
        "\\d",
        "\\ ",
        "\\%",
    ),
    *("é", "日", "😀", "\u2028", "\t", "\x0c", "#"),
]


def cpython(source: str, **names: object) -> object:
    """What CPython evaluates *source* to."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return eval(source, names)


def random_literals(prefixes: list[str], pieces: list[str], count: int) -> list[str]:
    """*count* literals made of random *pieces*, those that CPython accepts."""
    choose, accepted = random.Random(len(pieces)), []
    while len(accepted) < count:
        quote = choose.choice(QUOTES)
        newlines = ["\n", "\r\n", "\r"] if len(quote) == 3 else []
        content = "".join(choose.choices(pieces + newlines, k=choose.randrange(6)))
        literal = choose.choice(prefixes) + quote + content + quote
        try:
            cpython(literal)
        except (SyntaxError, NameError):
            continue
        accepted.append(literal)
    return accepted


def test_a_string_has_the_value_that_cpython_gives_it():
    literals = random_literals(STRING_PREFIXES, PIECES, 1500)

    assert [string_value(cst.parse_expression(x)) for x in literals] == [cpython(x) for x in literals]


def test_a_bytes_literal_has_the_value_that_cpython_gives_it():
    literals = random_literals(BYTES_PREFIXES, [x for x in PIECES if x.isascii()], 1500)

    assert [string_value(cst.parse_expression(x)) for x in literals] == [cpython(x) for x in literals]


@pytest.mark.parametrize(
    ("literal", "complaint"),
    [
        ("'\\x4'", "truncated"),
        ("b'\\x4'", "truncated"),
        ("'\\u123'", "truncated"),
        ("'\\N'", "truncated"),
        ("'\\U00110000'", "illegal"),
        ("'\\N{NO SUCH THING}'", "unknown"),
        ("'\\N{LATIN SMALL LETTER A WITH MACRON AND GRAVE}'", "unknown"),
        ("b'é'", "ASCII"),
        ("rb'é'", "ASCII"),
    ],
)
def test_what_cpython_refuses_is_an_error(literal: str, complaint: str):
    node = cst.parse_expression(literal)

    with pytest.raises(ValueError, match=complaint):
        string_value(node)
    with pytest.raises(SyntaxError):
        cpython(literal)


def test_parts_of_a_concatenation_come_in_order():
    node = cst.parse_expression("('a' r'b'\n f'{c}' # d\n 'e')")

    assert [cst.Module([]).code_for_node(part) for part in concatenated(node)] == [
        "'a'",
        "r'b'",
        "f'{c}'",
        "'e'",
    ]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("'a'", "a"),
        ("'a' r'\\n' '''c'''", "a\\nc"),
        ("b'a' rb'\\n'", b"a\\n"),
        ("'a' f''", None),
        ("f'a'", None),
    ],
)
def test_only_plain_strings_have_a_plain_value(source: str, value: object):
    assert plain_value(cst.parse_expression(source)) == value


@pytest.mark.parametrize(
    "source",
    ["'a'", "u'a'", "('a')", "'a' r'b'", "('a'\n'b')", "'a'; x = 1", "''"],
)
def test_a_plain_string_is_a_docstring(source: str):
    statement = cst.parse_statement(source)

    assert is_docstring(statement)
    assert is_docstring(statement.body[0])
    assert is_docstring(statement.body[0].value)


@pytest.mark.parametrize(
    "source",
    ["b'a'", "f'a'", "'a' f'b'", "'a' + 'b'", "('a',)", "x = 'a'", "if x: 'a'", "pass", "1", "'a'.strip()"],
)
def test_nothing_else_is_a_docstring(source: str):
    assert not is_docstring(cst.parse_statement(source))


# f-strings


class Shown:
    """A value whose every formatting can be told apart."""

    def __format__(self, spec: str) -> str:
        return f"<format {spec!r}>"

    def __repr__(self) -> str:
        return "<repr é>"

    def __str__(self) -> str:
        return "<str é>"


VALUES = {"x": Shown(), "w": 30, "n": 5, "d": {"k": Shown()}}
CONVERSIONS = {"s": str, "r": repr, "a": ascii}


def put_together(parts: list[str | Field]) -> str:
    """The text that *parts* make, with every expression evaluated by CPython."""
    return "".join(part if isinstance(part, str) else field_text(part) for part in parts)


def field_text(field: Field) -> str:
    value = cpython("(" + cst.Module([]).code_for_node(field.expression) + "\n)", **VALUES)
    converted = CONVERSIONS[field.conversion](value) if field.conversion else value
    return (field.equal_text or "") + format(converted, put_together(field.spec or []))


def parts_of(source: str) -> list[str | Field]:
    return formatted_parts(cst.parse_expression(source))


F_STRINGS = [
    *(
        "f''",
        "f'a'",
        "f'{x}'",
        "f'a{x}b{x}c'",
        "F'{x}'",
        "f'{{'",
        "f'}}'",
        "f'{{{x}}}'",
        "f'{x}}}'",
        "f'{{}}{{x}}'",
    ),
    *(
        "f'{x!r}'",
        "f'{x!s}'",
        "f'{x!a}'",
        "f'{x!r:^40}'",
        "f'{x:}'",
        "f'{x:!r}'",
        "f'{x:%H:%M}'",
        "f'{x:=5}'",
    ),
    *(
        "f'{x=}'",
        "f'{ x = }'",
        "f'{x=!s}'",
        "f'{x=:9}'",
        "f'{x=:}'",
        "f'{x=!a:>{w}}'",
        "f'{x\t=\t}'",
        "f'{(x)=}'",
    ),
    *("f'{x,=}'", "f'{ d [ \"k\" ] = }'", "f'{ {1:2}[1] = }'", "f'{x=}{x=}'"),
    *("f'{x:{w}}'", "f'{x:a{w}b{n!r}c}'", "f'{x:{n:5}}'", "f'{x:{{}}}'", "f'{x:a}}}'", "f'{x:{w}}}}'"),
    *(
        "f'\\n{x}\\x41'",
        "f'\\{n}'",
        "f'\\{{n}}'",
        "f'\\\\{n}'",
        "f'\\\\{{n}}'",
        "f'\\N{BULLET}{x}'",
        "f'\\\\N{n}'",
    ),
    *("f'\\\\\\N{BULLET}'", "f'a\\N{BULLET}b{{'", "f'\\\n{x}\\\r\n'", "f'\\d{x}'", "f'\\x7b{x}\\x7d'"),
    *("f'{x:\\N{BULLET}}'", "f'{x:{w}\\N{HYPHEN-MINUS}{n}}'", "f'{x:\\n}'", "f'{x:\\x7b}'", "f'{x:\\{n}}'"),
    *(
        "f'{x:\\\n}'",
        "f'{x:\\\\N{n}}'",
        "rf'{x}\\n'",
        "fR'\\{n}'",
        "rf'\\N{n}'",
        "rf'{{\\N{n}}}'",
        "rf'\\{{'",
    ),
    *(
        "'a' f'{x}' 'b'",
        "f'{x}' f'{x}'",
        "'{}' f'{{' r'\\n' rf'\\n{x}'",
        "f'' 'a' f''",
        "('{x}'\nf'{x}')",
        "u'a' f'{n}'",
    ),
    *("f'''\r\n{x}\r{x:a\r\nb}'''", "f'''{\nx\n=\n}'''", "f'''{\r\n x\r\n = \r\n}'''", "f'{x if n else w}'"),
    *(
        "f'{n!=5}'",
        "f'{n==5}'",
        "f'{n<=5=}'",
        "f'{(n:=6)}'",
        "f'{(lambda: n)()=}'",
        "f'{[y for y in (1,)]=}'",
    ),
]


@pytest.mark.parametrize("source", F_STRINGS)
def test_the_parts_of_an_f_string_make_what_cpython_makes(source: str):
    assert put_together(parts_of(source)) == cpython(source, **VALUES)


@NEW_F_STRINGS
@pytest.mark.parametrize(
    "source",
    [
        *(
            "f'''{x # c\n = }'''",
            "f'''{\n# c\nx=}'''",
            "f'''{n + # hi\n  1 # there\n = # more\n }'''",
            "f'{n\\\n=}'",
        ),
        *(
            "f'{n+\\\n1=}'",
            "f'{\"a\\\nb\"=}'",
            "f'{\"\\n\"=}'",
            "f'{\"\\N{BULLET}\\x41{{\"=}'",
            "rf'{n\\\n=}'",
        ),
        *(
            "f'{x:{n:{n}}}'",
            "f'{f'{x=}'=}'",
            "f'{'{'=}'",
            "f'{x=!s }'",
            "f'''{n # c\n:5}'''",
            "f'{d['k']!r}'",
        ),
    ],
)
def test_the_parts_of_a_new_f_string_make_what_cpython_makes(source: str):
    assert put_together(parts_of(source)) == cpython(source, **VALUES)


def test_random_f_strings_make_what_cpython_makes():
    fields = ["{x}", "{x!r}", "{n=}", "{x:{w}}", "{x:a{n!r}}", "{ n = !s:>9}", "{{", "}}", "\\{n}", "\\{{"]
    pieces = [piece for piece in PIECES if piece not in "{}"] + fields * 3
    choose = random.Random(11)
    checked = 0
    while checked < 1200:
        literals = []
        for _ in range(choose.choice([1, 1, 2, 3])):
            prefix, quote = choose.choice(["f", "F", "rf", "fr", "", "r"]), choose.choice(QUOTES)
            literals.append(prefix + quote + "".join(choose.choices(pieces, k=choose.randrange(5))) + quote)
        source = " ".join(literals)
        try:
            expected = cpython(source, **VALUES)
            node = cst.parse_expression(source)
        except (SyntaxError, NameError, cst.ParserSyntaxError):
            continue  # libcst doesn't parse a raw f-string with a continued line
        checked += 1

        assert put_together(formatted_parts(node)) == expected, source


def test_a_spec_may_have_an_equal_sign_of_its_own():
    (field,) = parts_of("f'{x = :{n = }}'")

    assert field.equal_text == "x = "
    assert (field.spec[0].equal_text, field.spec[0].conversion) == ("n = ", "r")


@pytest.mark.parametrize("source", ["f'{n != 5 = }'", "f'{n != 5 = :9}'"])
def test_an_unequal_sign_is_part_of_the_expression(source: str):
    (field,) = parts_of(source)  # CPython 3.12 and 3.13 stop at the exclamation mark

    assert field.equal_text == "n != 5 = "


def test_a_raw_spec_stays_raw():
    (field,) = parts_of(r"rf'{x:\n}'")

    assert field.spec == ["\\n"]


def test_comments_are_no_part_of_the_text_before_an_equal_sign():
    (field,) = parts_of("f'''{x # why\n  = # because\n}'''")

    assert field.equal_text == "x \n  = \n"


def test_a_hash_in_a_string_is_no_comment():
    (field,) = parts_of("f'{\"#\"=}'")

    assert field.equal_text == '"#"='


def test_the_indentation_of_the_block_is_part_of_the_text():
    module = cst.parse_module("if n:\n    text = f'''{\n    n +\n\n      1\n    = }'''\n")
    node = module.body[0].body.body[0].body[0].value

    (field,) = formatted_parts(node, literals.Shown("    "))

    assert field.equal_text == "\n    n +\n\n      1\n    = "


@pytest.mark.parametrize(
    ("source", "conversion", "spec"),
    [
        ("f'{x=}'", "r", None),
        ("f'{x=:}'", None, []),
        ("f'{x=:5}'", None, ["5"]),
        ("f'{x=!s}'", "s", None),
        ("f'{x}'", None, None),
        ("f'{x!r}'", "r", None),
    ],
)
def test_repr_is_the_default_only_of_a_bare_equal_sign(
    source: str, conversion: str | None, spec: list | None
):
    (field,) = parts_of(source)

    assert (field.conversion, field.spec) == (conversion, spec)


def test_a_template_string_has_parts_too():
    text, field = parts_of("t'a{{{x = !a:{w}}'")

    assert text == "a{"
    assert (field.conversion, field.equal_text, field.spec[0].expression.value) == ("a", "x = ", "w")


def test_neighbouring_texts_are_one():
    assert parts_of("'a' 'b' f'c{{' f'' r'd'") == ["abc{d"]


# Numbers


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "00",
        "0_0",
        "7",
        "1_000",
        "0xFf",
        "0X_ff",
        "0o17",
        "0O1_7",
        "0b1_01",
        "0B1",
        "9" * 700,
        "0x" + "f" * 5000,
    ],
)
def test_an_integer_has_the_value_that_cpython_gives_it(text: str):
    assert integer_value(text) == cpython(text)


def test_a_decimal_integer_may_be_longer_than_the_host_takes():
    assert integer_value("1" + "0" * 9000 + "7") == 10**9001 + 7


@pytest.mark.parametrize(
    "text",
    [
        "1.",
        ".5",
        "1.5",
        "1e5",
        "1E-5",
        "1_0.0_1",
        "1_0e1_0",
        "0777.5",
        "1e400",
        "1e-400",
        "5e-324",
        "0.0",
        "00e0",
    ],
)
def test_floats_and_imaginary_numbers_have_the_values_that_cpython_gives_them(text: str):
    assert float_value(text) == cpython(text)
    assert imaginary_value(text + "j") == cpython(text + "J")


def test_an_imaginary_number_may_be_an_integer():
    assert repr(imaginary_value("0_7J")) == repr(cpython("0_7J"))
