"""What a walk does not enter, and what it gives back: where there is nothing to do, the very same tree."""

from pathlib import Path

import libcst as cst
import pytest
from behaviour import text_of

from mvpy import pipeline
from mvpy.machine import applying
from mvpy.machine.context import Context
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.machine.walk import Walk
from mvpy.reading.parsing import parse
from mvpy.tree.node_kinds import NodeKinds
from mvpy.tree.nodes import nodes_inside

PROGRAMS = sorted((Path(__file__).parents[1] / "corpus" / "programs").glob("*.py"))


class EnteringAll(Walk):
    made = 0

    def __init__(self, rules, cx, sees=(), *, looked_for=()):
        EnteringAll.made += bool(looked_for)
        super().__init__(rules, cx, sees)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_skipping_changes_nothing(path, monkeypatch):
    text = path.read_text(encoding="utf-8")
    skipping = pipeline.desugar_source(text, filename=path.name, target=(3, 13))
    monkeypatch.setattr(applying, "Walk", EnteringAll)
    monkeypatch.setattr(EnteringAll, "made", 0)
    entering = pipeline.desugar_source(text, filename=path.name, target=(3, 13))

    assert EnteringAll.made > 50
    assert skipping.code == entering.code
    assert skipping.source_map == entering.source_map


def test_a_statement_holds_what_its_suite_holds():
    (statement,) = cst.parse_module("while f(a):\n    b[0] = -c\n").body
    node_kinds = NodeKinds()

    for kind in (cst.While, cst.Call, cst.Name, cst.Assign, cst.Subscript, cst.Integer, cst.UnaryOperation):
        assert node_kinds.holds(statement, kind)
    for kind in (cst.If, cst.Attribute, cst.SimpleString):
        assert not node_kinds.holds(statement, kind)


def test_spaces_and_comments_are_no_nodes_inside():
    line = cst.parse_statement("a = (b)  # why\n")
    (assign,) = line.body

    assert nodes_inside(line) == [assign]
    assert [type(node) for node in nodes_inside(assign)] == [cst.AssignTarget, cst.Name]


SMALL = [
    path
    for folder in sorted(PROGRAMS[0].parents[1].iterdir())
    if folder.is_dir()
    for path in sorted(folder.glob("*.py"), key=lambda path: path.stat().st_size)[:4]
]


@pytest.mark.parametrize("path", SMALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_walk_without_rules_gives_the_tree_itself(path):
    module = parse(text_of(path))
    cx = Context(Program(module, (3, 14), path.name), Passes(pipeline.rewrites_in_order(), frozenset()))
    cx.scopes.see(module)

    for sees in ((), ("layout", "elif", "texts", "fields", "templates")):
        assert Walk({}, cx, sees).module(module) is module
