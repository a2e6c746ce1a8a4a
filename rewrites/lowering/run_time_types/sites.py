"""What becomes of the types in a module: for each outermost site its new form, inside of which all others have theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.rewrites.lowering.run_time_types.evaluators import evaluates_texts
from mvpy.rewrites.lowering.run_time_types.places import Places
from mvpy.rewrites.lowering.run_time_types.roles import TYPE, VALUE, At, Part
from mvpy.rewrites.lowering.run_time_types.spelling import Spelling
from mvpy.tree.literals import plain_value

# (a site, the same with new forms inside, its role) -> its new form
Form = Callable[[cst.CSTNode, cst.CSTNode, At], cst.CSTNode]


class Found:
    """The sites of the module *tree*.

    new     what becomes of each outermost one, by its id
    kept    those that stay, as they are in annotations that are texts, though something there evaluates such
    """

    def __init__(self, tree: cst.Module) -> None:
        self.tree = tree
        self.new: dict[int, cst.CSTNode] = {}
        self.kept: set[int] = set()


class Sites(Found):
    """The sites in the module of *places*: the nodes that are *such*, and what *form* makes of them."""

    def __init__(
        self, places: Places, such: Callable[[cst.CSTNode, At], bool], form: Form, spelling: Spelling
    ) -> None:
        super().__init__(places.tree)
        self.places, self.such, self.form, self.spelling = places, such, form, spelling
        for number, node, at in self.outermost():
            self.spelling.line = number
            self.new[id(node)] = self.lowered(node, at)
        if not places.texts and places.scopes.module.postponed and evaluates_texts(places.bindings):
            places.texts = True
            self.kept = {id(node) for _, node, _ in self.outermost()} - self.new.keys()
            places.texts = False

    def outermost(self) -> Iterator[tuple[int, cst.CSTNode, At]]:
        """The outermost sites, each behind the number of the statement that it is in."""
        module = At(VALUE, self.places.scopes.module)
        for number, statement in enumerate(self.tree.body):
            yield from ((number, node, at) for node, at in self.places.found(statement, module, self.is_one))

    def is_one(self, node: cst.CSTNode, at: At) -> bool:
        """Is *node* a site, or a text with sites that count?"""
        if isinstance(node, cst.SimpleString):
            return self.places.texts and at.role == TYPE and bool(self.in_text(node, at)[1])
        return self.such(node, at)

    def in_text(self, node: cst.SimpleString, at: At) -> tuple[cst.BaseExpression, list[Part]]:
        """The type that the text *node* has, and the outermost sites in it."""
        value = plain_value(node)
        try:
            inside = cst.parse_expression(value if isinstance(value, str) else "0")
        except cst.ParserSyntaxError:
            inside = cst.Integer("0")
        return inside, list(self.places.found(inside, at, self.such))

    def lowered(self, node: cst.CSTNode, at: At) -> cst.CSTNode:
        """What becomes of the site *node*."""
        if isinstance(node, cst.SimpleString):
            inside, found = self.in_text(node, at)
            text = source(substituted(inside, {id(one): self.lowered(one, own) for one, own in found}))
            return node.with_changes(value=f"{node.quote}{text}{node.quote}")
        new = {
            id(inner): self.lowered(inner, own)
            for part, role in self.places.inside(node, at)
            for inner, own in self.places.found(part, role, self.is_one)
        }
        return self.form(node, substituted(node, new), at)


class Substitution(cst.CSTTransformer):
    """Puts *new* nodes in the places of others, by their ids."""

    def __init__(self, new: dict[int, cst.CSTNode]) -> None:
        super().__init__()
        self.new = new

    def on_leave(self, original_node: cst.CSTNode, updated_node: cst.CSTNode) -> cst.CSTNode:  # type: ignore[override]
        """The node that is in the place of *original_node*."""
        return self.new.get(id(original_node), updated_node)


def substituted(node: cst.CSTNode, new: dict[int, cst.CSTNode]) -> cst.CSTNode:
    """*node*, with *new* nodes inside, in the places of those with these ids."""
    if not new:
        return node
    made = node.visit(Substitution(new))
    assert isinstance(made, cst.CSTNode)
    return made


def source(node: cst.CSTNode) -> str:
    """*node* as text."""
    return cst.Module([]).code_for_node(node)


KNOWN: Note[dict[str, Found]] = Note(dict)


def sites(cx: Context, words: re.Pattern[str], make: Callable[[cst.Module, Context], Found]) -> Found:
    """The sites of the module at hand, as the rewrite at work has *made* them when it was asked first.

    There are some only in a module with one of the *words*: in most others nobody looks.
    """
    known, tree = KNOWN.of(cx), cx.scopes.tree
    assert tree is not None
    if cx.current_rewrite not in known or known[cx.current_rewrite].tree is not tree:
        is_needed = words.search(cx.program.text) is not None
        known[cx.current_rewrite] = make(tree, cx) if is_needed else Found(tree)
    return known[cx.current_rewrite]


def expression_at(node: cst.BaseExpression, known: Found, cx: Context) -> cst.BaseExpression | None:
    """What becomes of *node*, if it is a site; the user is told of the first that stays though it may be evaluated."""
    if id(node) in known.kept and not any(kind == "annotations" for _, _, kind in cx.told):
        words = "annotations may be evaluated here that the host cannot evaluate"
        cx.told.append((cx.place.line, words, "annotations"))
    new = known.new.get(id(node))
    return new if isinstance(new, cst.BaseExpression) else None
