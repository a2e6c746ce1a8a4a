"""Classes made of generic classes that the host cannot subscript: they are made of `Generic`, too, to take items."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.rewrites.lowering.run_time_types.generics import Generics
from mvpy.rewrites.lowering.run_time_types.roles import VALUE, At
from mvpy.scopes.analysis import Scope
from mvpy.tree.nodes import nodes_inside


def generic_bases(known: Generics) -> Iterator[tuple[int, cst.CSTNode]]:
    """The classes that need `Generic` among their bases, by their ids, and that base."""
    numbers = {id(statement): number for number, statement in enumerate(known.places.tree.body)}
    for scope in known.places.scopes.all:
        if scope.kind == "class" and not scope.node.type_parameters:
            at = At(VALUE, scope.around)
            if names := variables_lost(scope.node, at, known):
                known.spelling.line = numbers.get(id(outermost(scope).node), 0)
                items = [cst.SubscriptElement(cst.Index(cst.Name(name))) for name in names]
                comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
                items[:-1] = [item.with_changes(comma=comma) for item in items[:-1]]
                yield id(scope.node), cst.Subscript(known.spelling.name("Generic"), items)


def outermost(scope: Scope) -> Scope:
    """The scope right inside of the module that *scope* is, or is in."""
    while scope.around.kind != "module":
        scope = scope.around
    return scope


def variables_lost(node: cst.ClassDef, at: At, known: Generics) -> list[str]:
    """The type variables in items of bases of *node* that go; none if another base has items that stay."""
    found: dict[str, None] = {}
    for base in node.bases:
        if isinstance(base.value, cst.Subscript):
            if not known.is_lacking(base.value, at) or known.other(base.value, at):
                return []
            for item in base.value.slice:
                found |= dict.fromkeys(variables_in(item, at, known))
    return list(found)


def variables_in(node: cst.CSTNode, at: At, known: Generics) -> Iterator[str]:
    """The type variables in *node*."""
    if isinstance(node, cst.Name):
        made = known.places.bindings.of(node.value, at.scope)
        is_variable = isinstance(made, cst.Call) and known.places.path(made.func, at) == "typing.TypeVar"
        if is_variable or made == "typing.AnyStr":
            yield node.value
    for part in nodes_inside(node):
        yield from variables_in(part, at, known)


def with_base(node: cst.ClassDef, base: cst.Subscript) -> cst.ClassDef:
    """The class *node* with one more *base*."""
    *others, last = node.bases
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    return node.with_changes(bases=[*others, last.with_changes(comma=comma), cst.Arg(base, comma=last.comma)])
