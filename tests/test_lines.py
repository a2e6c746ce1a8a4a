"""What an expansion adds stands, in the source map, where the statement stands that it expands."""

import libcst as cst
import pytest

from mvpy.machine.context import Context
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.pipeline import desugar_source, rewrites_in_order
from mvpy.rewrites import ORDER


def lines_with(text: str, word: str) -> list[int]:
    """The lines of the source to which the output's lines with *word* belong."""
    found = desugar_source(text, target=(3, 13))
    return [line for line, words in zip(found.source_map, found.code.split("\n")) if word in words]


LOOP = """\
def run(items):
    first = 1
    while items and (item := take(items)):
        if tested(item) or asked(item):
            break
        second(item)
        if not third(item):
            use(item)
            continue
        fourth(item)
    fifth(items)
"""


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("take(", [3, 3]),
        ("tested(", [4]),
        ("asked(", [4]),
        ("second(", [6]),
        ("third(", [7]),
        ("use(", [8]),
        ("fourth(", [10]),
        ("fifth(", [11]),
    ],
)
def test_a_loop_with_jumps_keeps_its_lines(word, lines):
    assert lines_with(LOOP, word) == lines


def test_a_method_is_stored_where_it_is_defined():
    assert lines_with("class A:\n    def run(self):\n        return 1\n\n    x = 2\n", "_s_run, run") == [2]


def test_a_section_that_splits_takes_its_names_along() -> None:
    cx = Context(Program(cst.parse_module("x = 1\n"), (3, 13)), Passes(rewrites_in_order(), frozenset(ORDER)))
    statement = cst.SimpleStatementLine([cst.Pass()])
    cx.lines.known[id(statement)] = (statement, 2)
    cx.place.section = 1
    first = cx.names.fresh("value")

    cx.split((statement,), statement)
    cx.place.section = 2

    assert cx.names.fresh("value") != first


CASES = """\
match subject():
    case 1:
        one()
    case [first.value, *_]:
        more(first)
    case x if guard(x):
        use(x)
    case _ if other():
        rest()
"""


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("subject(", [1]),
        ("_eq(_subject, 1)", [2]),
        ("one(", [3]),
        ("first, _s_value", [4]),
        ("guard(", [6]),
        ("use(", [7]),
        ("other(", [8]),
        ("rest(", [9]),
    ],
)
@pytest.mark.parametrize("inside", ["", "def run():\n"])
def test_the_cases_of_a_match_stand_where_they_stood(word, lines, inside):
    text = inside + "".join("    " * bool(inside) + line for line in CASES.splitlines(keepends=True))
    first = 1 if inside else 0

    assert lines_with(text, word) == [line + first for line in lines]


@pytest.mark.parametrize("inside", ["", "def run():\n"])
def test_an_elif_stands_where_it_stood(inside):
    text = "if one():\n    first()\nelif two():\n    second()\nelse:\n    third()\n"
    text = inside + "".join("    " * bool(inside) + line for line in text.splitlines(keepends=True))
    first = 1 if inside else 0

    assert lines_with(text, "two(") == [3 + first]
    assert lines_with(text, "third(") == [6 + first]


def test_a_module_forgets_the_temporaries_of_a_row_of_cases_together():
    lines = lines_with(CASES, "_forget(")

    assert [line for line in lines if line] == [1]  # the others are in the prelude


CLAUSES = """\
@decorated(a + 1,
           a + 2)
def function(b=a + 3) -> (
    a + 4
):
    first()
    second()


class C(B[5]):
    x = (
        a + 6)
    def method(self): return a + 7
try:
    one()
    two()
except (A[8], B[9]) as error:
    three()
    four()
except B[10]: c + 11
else:
    d + 12
finally: e + 13
with (
    f + 14 as g,
    f + 15,
):
    five()
    six()
for h in i + 17:
    seven()
else: j + 18
match k:
    case l if m + 19:
        eight()
    case n if o + 20: p + 21
"""


def test_a_site_is_where_its_statement_or_clause_stands():
    sites = desugar_source(CLAUSES, only=["binary_operation", "subscription"], target=(3, 13)).sites
    lines: dict[str, list[int]] = {"binary_operation": [], "subscription": []}
    for site in sites:
        lines[site.rewrite].append(site.line)

    assert lines["subscription"] == [10, 17, 17, 20]
    assert lines["binary_operation"] == [1, 1, 1, 1, 11, 13, 20, 22, 23, 24, 24, 30, 32, 34, 36, 36]


def test_a_clause_stands_where_it_stood():
    for word, lines in (("except", [17, 20]), ("else", [21, 32]), ("finally", [23])):
        output = desugar_source(CLAUSES, only=["tuple_display", "binary_operation"], target=(3, 13))
        texts = zip(output.source_map, output.code.split("\n"))
        found = [line for line, text in texts if line and text.strip().startswith(word)]
        assert found == lines, word
