"""Where types stand in a module, and are evaluated: annotations, arguments such as that of `cast`, bases, aliases.

Every part of the tree has a role.  Where it is said that a type stands there, a `|` makes a union, whatever its operands
are; elsewhere only where that is certain, see `mvpy.rewrites.lowering.run_time_types.certain`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.lowering.run_time_types.bindings import Bindings
from mvpy.rewrites.lowering.run_time_types.library import GENERIC
from mvpy.rewrites.lowering.run_time_types.parts import PARTS
from mvpy.rewrites.lowering.run_time_types.roles import CLASSINFO, TYPE, VALUE, At, Part
from mvpy.tree.node_kinds import kinds_of
from mvpy.tree.nodes import STATEMENTS, nodes_inside


class Places:
    """The places of the module *tree*, of which statements with nodes that are *looked_for* matter.

    Annotations that are kept as texts count if the host's *texts* are to be rewritten.
    """

    def __init__(self, tree: cst.Module, cx: Context, *looked_for: type[cst.CSTNode]) -> None:
        self.tree, self.cx = tree, cx
        self.texts = cx.passes.lowering is not None and cx.passes.lowering.annotations
        self.scopes = cx.scopes.now()
        self.bindings = Bindings(tree, self.scopes)
        self.looked_for = kinds_of((*looked_for, *[cst.SimpleString] * self.texts))
        self.aliases: set[int] = set()  # values that are types, as their names are used as such
        self.is_union: Callable[[cst.BinaryOperation, At], bool] = lambda node, at: at.role in (
            TYPE,
            CLASSINFO,
        )

    def is_generic(self, path: str) -> bool:
        """Is *path* a class of the library that can be subscripted, in Python 3.13?"""
        return path in GENERIC

    def path(self, node: cst.CSTNode, at: At) -> str:
        """What the expression *node* means, see `Bindings.path`."""
        return self.bindings.path(node, at.scope)

    def inside(self, node: cst.CSTNode, at: At) -> Sequence[Part]:
        """The parts of *node* that the host evaluates."""
        found = PARTS.get(node.__class__)
        if found is not None:
            return list(found(self, node, at))
        value = at if at.role == VALUE else At(VALUE, at.scope)
        return [(part, value) for part in nodes_inside(node)]

    def found(self, node: cst.CSTNode, at: At, such: Callable[[cst.CSTNode, At], bool]) -> Iterator[Part]:
        """The outermost nodes in *node*, or it itself, that are *such*."""
        waiting = [(node, at)]
        kinds = self.cx.node_kinds.of
        while waiting:
            part, here = waiting.pop()
            if isinstance(part, STATEMENTS) and not kinds(part) & self.looked_for:
                continue
            if such(part, here):
                yield part, here
            else:
                waiting += reversed(self.inside(part, here))
