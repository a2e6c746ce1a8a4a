"""The ways to write a construct that a program shows: which parts that may be left out are there.

    ways_in(case, "with_statement")      {"as", "several items"}

A `with` statement has one item or several, which have an `as` or not; a comparison has one of ten signs.  A program in
which no part is there shows the plain way.  An interpreter that gets one way wrong and all others right has not got
the construct right, however many programs there are about the others: so the score of a construct is that of its worst way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import libcst as cst

from mvpy.conform.results import Case
from mvpy.errors import SourceError
from mvpy.machine.contract import Construct
from mvpy.machine.lowering import NEWEST
from mvpy.pipeline import rewrites_in_order
from mvpy.reading.program import read_program

PLAIN = "plain"
SIGNS = (cst.BaseBinaryOp, cst.BaseUnaryOp, cst.BaseBooleanOp, cst.BaseCompOp, cst.BaseAugOp)
WHOLE = (cst.BaseExpression, cst.BaseStatement, cst.BaseSmallStatement)  # not a part of what is around it
# Fields that say how it is laid out, or that are always there.
LAYOUT = frozenset(
    "comma semicolon lpar rpar lbracket rbracket lbrace rbrace leading_lines lines_after_decorators equal body header footer "
    "first_line indent annotation params".split()
)
WORDS = {
    "asname": "as",
    "orelse": "else",
    "finalbody": "finally",
    "cause": "from",
    "asynchronous": "async",
    "msg": "message",
}


def ways_in(case: Case, rewrite: str) -> frozenset[str]:
    """The ways in which *case* writes the construct that *rewrite* takes."""
    constructs = {one.name: one.contract.removes for one in rewrites_in_order().rewrites}
    if rewrite not in constructs:
        return frozenset([PLAIN])
    construct = constructs[rewrite]
    found: set[str] = set()
    for node in nodes_of(case, construct):
        found |= set(parts(node)) or {PLAIN}
    return frozenset(found or {PLAIN})


def nodes_of(case: Case, construct: Construct) -> Iterator[cst.CSTNode]:
    """The nodes of *case* that are *construct*; none of what is not Python."""
    try:
        waiting: list[cst.CSTNode] = [read_program(case.text, case.name, NEWEST)[0]]
    except SourceError:
        return
    while waiting:
        node = waiting.pop()
        if construct.is_at(node):
            yield node
        waiting += node.children


def parts(node: cst.CSTNode) -> Iterator[str]:
    """The parts of *node* that may be left out, that may be several, or that are one of several signs."""
    for field in fields(node):
        value = getattr(node, field.name)
        name = WORDS.get(field.name, field.name.replace("_", " "))
        if field.name in LAYOUT or "whitespace" in field.name:
            continue
        if isinstance(value, SIGNS):
            yield cst.Module([]).code_for_node(value).strip()
        elif isinstance(value, (tuple, list)):
            inner = [one for one in value if isinstance(one, cst.CSTNode)]
            if len(inner) > 1:
                yield f"several {name}"
            for one in inner:
                if not isinstance(one, WHOLE):
                    yield from parts(one)
        elif isinstance(value, cst.CSTNode) and field.default is None:
            yield name
        elif field.name == "target" and isinstance(
            value, (cst.Attribute, cst.Subscript, cst.Tuple, cst.List)
        ):
            yield f"target: {type(value).__name__.lower()}"
