"""What a host cannot be given: there is no other form of it, so a program that needs it is refused, by place.

    refuse_what_the_host_lacks(tree, cx)      a SourceError: "program.py:3:5: monty has no `yield`"
    lacked_in(module, lowering)               [NewerForm(3, 5, "`yield`, of which there is no other form", ()), …]

These are entries of the host contract that can be seen in the text of a program; others are told by docs/host-contract.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from mvpy.errors import SourceError
from mvpy.machine.context import Context
from mvpy.machine.lowering import Lowering
from mvpy.machine.newer_forms import NewerForm
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.positions import lines_of


class Form(NamedTuple):
    """A form that some hosts do not have: *words* for it, the *kind* of its nodes, and which of them are meant."""

    words: str
    kind: type[cst.CSTNode]
    such: Callable[[Any], bool] = lambda node: True


class Place(NamedTuple):
    """Where something stands that the host does not have: line and column, 0 if that is not known, and what it is."""

    line: int
    column: int
    words: str


def stars(node: cst.Call) -> int:
    """How many `*arguments` *node* has."""
    return sum(argument.star == "*" for argument in node.args)


# By the names of entries in the host contract.
FORMS = {
    "nonlocal": Form("`nonlocal`", cst.Nonlocal),
    "yield": Form("`yield`", cst.Yield),
    "keyword-only parameters": Form(
        "keyword-only parameters", cst.Parameters, lambda node: bool(node.kwonly_params)
    ),
    "*parameter": Form("a `*parameter`", cst.Parameters, lambda node: isinstance(node.star_arg, cst.Param)),
    "**parameter": Form("a `**parameter`", cst.Parameters, lambda node: node.star_kwarg is not None),
    "*argument": Form("a `*argument`", cst.Call, lambda node: stars(node) > 0),
    "several *arguments": Form("several `*arguments` in one call", cst.Call, lambda node: stars(node) > 1),
    "**argument": Form("a `**argument`", cst.Arg, lambda node: node.star == "**"),
    "bare raise": Form("`raise` without an exception", cst.Raise, lambda node: node.exc is None),
}


def refuse_what_the_host_lacks(tree: cst.Module, cx: Context) -> None:
    """A SourceError if there is something in *tree*, the output of *cx*, that the host cannot be given."""
    lowering = cx.passes.lowering
    forms = [FORMS[name] for name in lowering.lacks if name in FORMS] if lowering else []
    found = sorted(set(places(tree, forms, cx))) if forms else []
    if not found or lowering is None:
        return
    (line, column, words), *others = found
    also = ", ".join(dict.fromkeys(f"{place.line}:{place.column or 1}" for place in others))
    advice = (
        f"\nnote: there is no other form of it; also at {also}"
        if also
        else "\nnote: there is no other form of it"
    )
    lines = lines_of(cx.program.text)
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    raise SourceError(f"{lowering.host} has no {words}{advice}", cx.program.filename, line, column or 1, text)


def lacked_in(module: cst.Module, lowering: Lowering) -> Iterator[NewerForm]:
    """The places of *module*, as it is written, at which there is what the host of *lowering* cannot be given."""
    forms = [FORMS[name] for name in lowering.lacks if name in FORMS]
    if not forms:
        return
    known = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    waiting: list[cst.CSTNode] = [module]
    while waiting:
        node = waiting.pop()
        for form in forms:
            if isinstance(node, form.kind) and form.such(node):
                start = known[node].start
                yield NewerForm(
                    start.line, start.column + 1, f"{form.words}, of which there is no other form", ()
                )
        waiting += nodes_inside(node)


def places(tree: cst.Module, forms: list[Form], cx: Context) -> Iterator[Place]:
    """The places in the source of what in *tree* has one of *forms*."""
    known = MetadataWrapper(cx.program.module, unsafe_skip_copy=True).resolve(PositionProvider)
    waiting: list[tuple[cst.CSTNode, int]] = [(tree, 0)]
    while waiting:
        node, line = waiting.pop()
        line = cx.lines.of(node, line)
        for form in forms:
            if isinstance(node, form.kind) and form.such(node):
                start = known[node].start if node in known else None
                yield Place(start.line, start.column + 1, form.words) if start else Place(line, 0, form.words)
        waiting += ((child, line) for child in nodes_inside(node))
