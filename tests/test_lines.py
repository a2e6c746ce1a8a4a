"""What an expansion adds stands, in the source map, where the statement stands that it expands."""

import libcst as cst
import pytest

from mvpy.context import Context
from mvpy.pipeline import desugar_source


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
    cx = Context(cst.parse_module("x = 1\n"), (3, 13), frozenset(), partial=False)
    statement = cst.SimpleStatementLine([cst.Pass()])
    cx.lines[id(statement)] = (statement, 2)
    cx.section = 1
    first = cx.fresh("value")

    cx.split((statement,), statement)
    cx.section = 2

    assert cx.fresh("value") != first
