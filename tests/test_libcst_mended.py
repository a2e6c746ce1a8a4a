"""What libcst does with long chains of `elif` and with template strings, after it has been mended."""

from __future__ import annotations

import libcst as cst
import pytest
from libcst.metadata import PositionProvider, WhitespaceInclusivePositionProvider

from mvpy.reading.parsing import parse

CHAIN = """\
if a:
    b

# above
elif c:
    d
elif e: f
else:
    g
h
"""


def spans(text: str, kind: type[cst.CSTNode]) -> list[tuple[int, int, int, int]]:
    """(line, column, line, column) from where to where each node of *kind* reaches."""
    wrapper = cst.MetadataWrapper(parse(text), unsafe_skip_copy=True)
    found = [place for node, place in wrapper.resolve(PositionProvider).items() if isinstance(node, kind)]
    return sorted((one.start.line, one.start.column, one.end.line, one.end.column) for one in found)


def test_the_branches_of_an_if_reach_to_their_ends() -> None:
    assert parse(CHAIN).code == CHAIN
    assert spans(CHAIN, cst.If) == [(1, 0, 9, 5), (5, 0, 9, 5), (7, 0, 9, 5)]
    assert spans(CHAIN, cst.Else) == [(8, 0, 9, 5)]


def test_each_branch_of_an_if_has_its_space() -> None:
    wrapper = cst.MetadataWrapper(parse(CHAIN), unsafe_skip_copy=True)
    places = wrapper.resolve(WhitespaceInclusivePositionProvider)

    branches = [place for node, place in places.items() if isinstance(node, cst.If)]
    assert sorted((one.start.line, one.end.line) for one in branches) == [(1, 10), (3, 10), (7, 10)]


@pytest.mark.parametrize(
    "text", ["if a:\n    b\n", "if a: b\n", "if a:\n    b\nelse: c\n", "if a: b\nelif c: d\n"]
)
def test_an_if_alone_reaches_to_its_end(text: str) -> None:
    (line, column, last, end), *_ = spans(text, cst.If)
    lines = text.splitlines()

    assert (line, column, last, end) == (1, 0, len(lines), len(lines[-1]))
    assert parse(text).code == text


@pytest.mark.parametrize("text", ["x = t'a' t'b'\n", "x = t'a' t'b' t'{c}'\n", "x = ('a' f'{b}')\n"])
def test_neighbours_are_taken(text: str) -> None:
    assert parse(text).code == text


def test_brackets_around_a_template_belong_together() -> None:
    left, right = cst.parse_expression("'a'"), cst.TemplatedString((cst.TemplatedStringText("b"),), "t'", "'")

    with pytest.raises(cst.CSTValidationError):
        cst.ConcatenatedString(left, right, lpar=[cst.LeftParen()])
