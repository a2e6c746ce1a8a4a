"""The variables that stand for type parameters: their names, their values, and above which statements they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.lowering.run_time_types.bindings import Bindings
from mvpy.rewrites.lowering.run_time_types.sites import source
from mvpy.rewrites.lowering.run_time_types.spelling import Spelling
from mvpy.rewrites.lowering.type_variable.bounds import BUILTIN_TYPES, made_of_name, variable
from mvpy.rewrites.lowering.type_variable.forms import COMMA, renamed
from mvpy.rewrites.lowering.type_variable.free_names import FreeNames
from mvpy.rewrites.type_parameters.parameters import name_of, parts_of
from mvpy.scopes.analysis import Scope, Scopes
from mvpy.tree.nodes import type_parameters

Blocks = tuple[int, ...]  # by their ids, outer before inner
ASSIGN = quote("$target = $value")
# A program with one of these asks what a bound is.
ASKING = ("__bound__", "__constraints__", "__default__", "has_default")
# Before Python 3.11 there can be no other base beside these.
ALONE = {"typing.NamedTuple", "typing.TypedDict"}


class At(NamedTuple):
    """Where variables stand: above *statement*, which is in *blocks* of the scope *host*."""

    host: Scope
    statement: cst.BaseStatement
    blocks: Blocks


class Variables:
    """The variables for type parameters of the module *tree*.

    above       the statements that make them, by the id of the statement above which they stand
    of_scopes   the names of those that stand for the type parameters of a scope, by its id
    bound       the classes and modules that are there already, in the scope at hand and those around
    """

    def __init__(self, tree: cst.Module, scopes: Scopes, cx: Context) -> None:
        self.cx = cx
        self.bindings = Bindings(tree, scopes)
        self.spelling = Spelling(tree, self.bindings, cx)
        self.above: dict[int, tuple[cst.BaseStatement, ...]] = {}
        self.of_scopes: dict[int, dict[str, str]] = {}
        self.bound: set[str] = set()
        kinds = Counter((name_of(item), self.kind(item)) for item in items_of(scopes))
        # What most of those with a name are: it is they that keep the name.
        self.usual = {name: kind for (name, kind), _ in reversed(kinds.most_common())}
        self.free = FreeNames(scopes, cx.names.of_program)
        self.asked = any(word in cx.program.text for word in ASKING)
        # The blocks that have a variable, by its scope and its name, and by what it is.
        self.made: defaultdict[tuple[int, str], dict[str, list[Blocks]]] = defaultdict(dict)

    def name(self, item: cst.TypeParam, scope: Scope, at: At) -> str:
        """What the variable for *item* in *scope* is called: the same as for others that are the same."""
        own, kind = name_of(item), self.kind(item)
        return next(
            one
            for one in self.free.like(own, at.host, scope)
            if self.made[id(at.host), one].keys() <= {kind} and (one != own or self.usual[own] == kind)
        )

    def kind(self, item: cst.TypeParam) -> str:
        """What says which type parameters are the same as *item*."""
        parts = [(what, source(value)) for what, value in parts_of(item, self.cx)]
        return f"{name_of(item)} {type(item.param).__name__} {parts}"

    def stand(self, item: cst.TypeParam, scope: Scope, at: At) -> None:
        """Let there be a variable for *item* in *scope* above the statement *at*, unless it stands above already."""
        name = self.of_scopes[id(scope)][name_of(item)]
        known = self.made[id(at.host), name].setdefault(self.kind(item), [])
        if any(at.blocks[: len(blocks)] == blocks for blocks in known):
            return
        names = self.names_around(scope, at.host)
        parts = [(what, renamed(names, value, self.cx)) for what, value in parts_of(item, self.cx)]

        def is_there(one: str) -> bool:
            """Can what is called *one* be read where this variable is made?"""
            if one in names.values():
                return any(self.made[id(at.host), one].values())
            owner = scope.resolve(one)
            if owner.kind == "module" and one not in owner.bound:
                return one in BUILTIN_TYPES
            return one in self.bound and (owner is at.host or owner.kind == "module")

        made = made_of_name(item, self.spelling, self.cx)
        value = variable(item, parts, made, is_there, self.asked, self.cx)
        line = ASSIGN(self.cx, target=cst.Name(name), value=value)
        self.above[id(at.statement)] = (*self.above.get(id(at.statement), ()), *line)
        known.append(at.blocks)

    def names_around(self, scope: Scope, host: Scope) -> dict[str, str]:
        """What the type parameters that *scope* sees are called in *host*."""
        names: dict[str, str] = {}
        while scope is not host:
            names = self.of_scopes.get(id(scope), {}) | names
            scope = scope.around
        return names

    def base(self, node: cst.ClassDef, scope: Scope) -> cst.BaseExpression | None:
        """`Generic[…]` of the variables for the type parameters in *scope*, which are those of *node*, if it takes such a base."""
        bases = {self.bindings.path(base.value, scope) for base in node.bases}
        if self.cx.library < (3, 11) and bases & ALONE:
            return None
        names = self.of_scopes[id(scope)]
        inside = [
            cst.SubscriptElement(
                cst.Index(
                    cst.Name(names[name_of(item)]), "*" if isinstance(item.param, cst.TypeVarTuple) else None
                ),
                COMMA,
            )
            for item in type_parameters(node)
        ]
        inside[-1] = inside[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return cst.Subscript(self.spelling.name("Generic"), inside)


def items_of(scopes: Scopes) -> Iterator[cst.TypeParam]:
    """All type parameters in *scopes*."""
    for scope in scopes.all:
        if isinstance(scope.node, cst.TypeParameters):
            yield from scope.node.params
