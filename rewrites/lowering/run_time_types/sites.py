"""What becomes of the types in a module: for each outermost site its new form, inside of which all others have theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.rewrites.lowering.run_time_types.places import VALUE, At, Places
from mvpy.rewrites.lowering.run_time_types.spelling import Spelling

# (a site, the same with new forms inside, its role) -> its new form
Form = Callable[[cst.CSTNode, cst.CSTNode, At], cst.CSTNode]


class Sites:
    """The sites in the module of *places*: the nodes that are *such*, and what *form* makes of them."""

    def __init__(
        self, places: Places, such: Callable[[cst.CSTNode, At], bool], form: Form, spelling: Spelling
    ) -> None:
        self.places, self.such, self.form, self.spelling = places, such, form, spelling
        self.tree = places.tree
        self.new = dict(self.replaced())

    def replaced(self) -> Iterator[tuple[int, cst.CSTNode]]:
        """Each outermost site by its id, and what becomes of it."""
        module = At(VALUE, self.places.scopes.module)
        for number, statement in enumerate(self.tree.body):
            self.spelling.line = number
            for node, at in self.places.found(statement, module, self.such):
                yield id(node), self.lowered(node, at)

    def lowered(self, node: cst.CSTNode, at: At) -> cst.CSTNode:
        """What becomes of the site *node*."""
        inside = {
            id(inner): self.lowered(inner, own)
            for part, role in self.places.inside(node, at)
            for inner, own in self.places.found(part, role, self.such)
        }
        return self.form(node, substituted(node, inside), at)


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


KNOWN: Note[dict[str, Sites]] = Note(dict)


def sites(cx: Context, make: Callable[[cst.Module, Context], Sites]) -> dict[int, cst.CSTNode]:
    """The sites of the module at hand, and their new forms, as the rewrite at work has *made* them when it was asked first."""
    known, tree = KNOWN.of(cx), cx.scopes.tree
    assert tree is not None
    if cx.current_rewrite not in known or known[cx.current_rewrite].tree is not tree:
        known[cx.current_rewrite] = make(tree, cx)
    return known[cx.current_rewrite].new
