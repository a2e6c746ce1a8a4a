"""A program of the corpus exercises each alternative of the grammar; the rewrites that are named take it.

When those rewrites have run, the program doesn't exercise it any more.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import libcst as cst
import pytest
from behaviour import PRELUDE, target_for
from grammar import ALTERNATIVES, Alternative

from mvpy.machine.rewrite import Rewrite
from mvpy.pipeline import desugar_source, rewrites_in_order
from mvpy.reading.parsing import parse
from mvpy.reading.source import read_source
from mvpy.rewrites import ORDER

CORPUS = Path(__file__).parents[1] / "corpus"
PROGRAMS = sorted(CORPUS.glob("*/*.py"), key=lambda path: (path.stat().st_size, path))

# Their constructs are no alternatives: what names mean, how deep an expression is.
BEYOND_GRAMMAR = {"private_name", "postponed_annotation", "deep_nesting"}

# This one acts on what is older than its meaning.
DOING_SOMETHING_SINCE = {"deferred_annotation": (3, 14)}

every_alternative = pytest.mark.parametrize("alternative", ALTERNATIVES, ids=lambda one: one.name)
Nodes = dict[str, list[cst.CSTNode]]


def nodes_of(text: str, filename: str) -> Nodes:
    """The nodes of the program *text*, by the names of their types."""
    found: Nodes = defaultdict(list)
    waiting: list[cst.CSTNode] = [parse(text, filename)]
    while waiting:
        node = waiting.pop()
        found[type(node).__name__].append(node)
        waiting.extend(node.children)
    return found


@cache
def text_of(path: Path) -> str:
    return read_source(path.read_bytes(), str(path)).text


@cache
def nodes_in(path: Path) -> Nodes:
    return nodes_of(text_of(path), str(path))


@cache
def exercise(alternative: Alternative) -> Path | None:
    """A program of the corpus that exercises *alternative*: one of those who take it, if there is one."""
    own = [path for path in PROGRAMS if path.parent.name in (alternative.rewrites or ("core",))]
    return next((path for path in [*own, *PROGRAMS] if alternative.is_in(nodes_in(path))), None)


@cache
def nodes_after(rewrites: tuple[str, ...], path: Path) -> Nodes:
    """The nodes that *rewrites* leave in the program at *path*."""
    code = desugar_source(text_of(path), filename=str(path), only=rewrites, target=target_for(path)).code
    return nodes_of(PRELUDE.sub("", code), str(path))  # helpers are written in whatever suits them


@every_alternative
def test_a_program_of_the_corpus_exercises_the_alternative(alternative: Alternative):
    words = "no program of the corpus has this alternative of tests/grammar.py"
    assert exercise(alternative), f"{words}: {alternative.name}"


@every_alternative
def test_the_rewrites_that_are_named_take_the_alternative(alternative: Alternative):
    path = exercise(alternative)
    if not alternative.rewrites or path is None:
        return

    assert not alternative.is_in(nodes_after(alternative.rewrites, path)), path


def test_every_rewrite_takes_an_alternative():
    named = {name for one in ALTERNATIVES for name in one.rewrites}
    wrong = sorted(named ^ (set(ORDER) - BEYOND_GRAMMAR))

    assert not wrong, f"tests/grammar.py and ORDER do not agree about these: {', '.join(wrong)}"


def test_no_alternative_is_there_twice():
    assert len({one.name for one in ALTERNATIVES}) == len(ALTERNATIVES)


@pytest.mark.parametrize("rewrite", rewrites_in_order().rewrites, ids=lambda rewrite: rewrite.name)
def test_a_rewrite_is_as_old_as_the_oldest_alternative_that_it_takes(rewrite: Rewrite):
    since = [one.since for one in ALTERNATIVES if rewrite.name in one.rewrites]

    assert rewrite.contract.since == DOING_SOMETHING_SINCE.get(rewrite.name, min(since, default=(3, 8)))
