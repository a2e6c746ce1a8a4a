"""What is known of a program before anything changes."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property

import libcst as cst

from mvpy.helpers.constants import digest
from mvpy.machine.kinds import EXACT
from mvpy.scopes.analysis import Scopes, analyse, has_node, names_in
from mvpy.tree.node_kinds import NodeKinds
from mvpy.tree.nodes import nodes_inside


@dataclass(frozen=True)
class Program:
    """A program as it was read.

    module      its tree
    target      the Python whose compiler decides, such as (3, 13)
    filename    what errors call it
    text        what it was read from
    lines       where its statements stand: by id, the statement and its line; and those of more than one line, by id
    is_output   whether it is an output of ours
    in_prelude  whether it is a helper
    preludes    what stands above it already, where it is an output that is desugared further
    kinds       in which respects its output is to do what CPython does, beyond what the Reference promises
    helpers     the module that its output imports our helpers from, as an import statement names it: `._mvpy`;
                without one they stand above the output
    submodules  names of submodules, if it is the `__init__.py` of a package
    """

    module: cst.Module
    target: tuple[int, int]
    filename: str = "<string>"
    text: str = ""
    lines: tuple[dict[int, tuple[cst.CSTNode, int]], set[int]] = field(default_factory=lambda: ({}, set()))
    is_output: bool = False
    in_prelude: bool = False
    preludes: tuple[cst.BaseStatement, ...] = ()
    kinds: frozenset[str] = EXACT
    helpers: str = ""
    submodules: frozenset[str] = frozenset()

    @cached_property
    def futures(self) -> frozenset[str]:
        """The features that it imports from `__future__`."""
        return futures_of(self.module)

    @cached_property
    def nodes(self) -> frozenset[int]:
        """All nodes of its tree, by their ids."""
        found: set[int] = set()
        waiting: list[cst.CSTNode] = [self.module]
        while waiting:
            node = waiting.pop()
            found.add(id(node))
            waiting += nodes_inside(node)
        return frozenset(found)

    @cached_property
    def names(self) -> frozenset[str]:
        """All identifiers in it that are, or could be taken for, variables."""
        return frozenset(names_in(self.module))

    @cached_property
    def node_kinds(self) -> NodeKinds:
        """The kinds of the nodes in each of its statements."""
        found = NodeKinds()
        for statement in self.module.body:
            found.of(statement)
        return found

    @cached_property
    def scopes(self) -> Scopes:
        """Its scopes; they keep it until `let_go`."""
        return analyse(self.module)

    def let_go(self) -> None:
        """Forget the scopes, which know one another; who asks for them again gets others."""
        known = vars(self).pop("scopes", None)
        if known is not None:
            known.let_go()

    @cached_property
    def bound_outside(self) -> frozenset[str]:
        """The names that others bind in it: who imports a submodule of a package binds its name in the package."""
        if os.path.basename(self.filename) != "__init__.py":
            return frozenset()
        found = set(self.submodules)
        waiting: list[cst.CSTNode] = [self.module]
        for node in waiting:
            if isinstance(node, cst.ImportFrom) and len(node.relative) == 1 and node.module is not None:
                found.add(self.module.code_for_node(node.module).partition(".")[0])
            waiting += nodes_inside(node)
        return frozenset(found)

    def imports_future(self, feature: str) -> bool:
        """Does it begin with `from __future__ import` of *feature*?"""
        return feature in self.futures

    @cached_property
    def imports_lazily(self) -> bool:
        """Are there lazy imports, so that reading a global may import?"""
        return has_node(self.module, (cst.LazyImport, cst.LazyImportFrom))

    @cached_property
    def digest(self) -> str:
        """What tells this module from others: of its text, so that each run gives the same."""
        return digest(self.module.code, 6)

    @property
    def defers_annotations(self) -> bool:
        """Are annotations evaluated when somebody asks for them?"""
        return self.makes_annotate_functions and not self.imports_future("annotations")

    @property
    def makes_annotate_functions(self) -> bool:
        """Does a function have an `__annotate__`, though it may only give texts?"""
        return self.target >= (3, 14) and not self.in_prelude


def imports_features(node: cst.ImportFrom) -> bool:
    """Is *node* `from __future__ import …`?"""
    return isinstance(node.module, cst.Name) and node.module.value == "__future__" and not node.relative


def futures_of(module: cst.Module) -> frozenset[str]:
    """The features that *module* imports from `__future__`."""
    found = set()
    for statement in module.body:
        if not isinstance(statement, cst.SimpleStatementLine):
            break
        for small in statement.body:
            if isinstance(small, cst.ImportFrom) and imports_features(small):
                if not isinstance(small.names, cst.ImportStar):
                    found |= {alias.evaluated_name for alias in small.names}
    return frozenset(found)
