"""Classes whose names certainly live in a dictionary like any other: `type` is their metaclass."""

from __future__ import annotations

import builtins

import libcst as cst

from mvpy.scopes.analysis import Scope, Scopes


def plain_classes(scopes: Scopes) -> list[Scope]:
    """The classes of a module whose names certainly live in a dictionary like any other."""
    return [scope for scope in scopes.all if scope.kind == "class" and is_plain(scope)]


def is_plain(scope: Scope, derived: tuple[Scope, ...] = ()) -> bool:
    """Is `type` the metaclass of the class *scope*?  The classes *derived* from it are looked at already."""
    node = scope.node
    assert isinstance(node, cst.ClassDef)
    if scope in derived or any(
        arg.keyword is None or arg.keyword.value == "metaclass" for arg in node.keywords
    ):
        return False
    return all(not arg.star and is_plain_base(arg.value, scope, (*derived, scope)) for arg in node.bases)


def is_plain_base(base: cst.BaseExpression, scope: Scope, derived: tuple[Scope, ...]) -> bool:
    """Is *base*, of the class *scope*, certainly a class whose metaclass is `type`?"""
    module, around = scope.module, scope.parent
    if not isinstance(base, cst.Name) or module.star_import or around is None:
        return False
    if around.resolve(base.value) is not module:
        return False
    if base.value not in module.bound:
        return type(getattr(builtins, base.value, None)) is type
    if module.stores(base.value) != 1 or module.rebound_inside(base.value):
        return False
    classes = [child for child in module.children if child.kind == "class" and child.name == base.value]
    return any(is_plain(child, derived) and not is_decorated(child.node) for child in classes)


def is_decorated(node: cst.CSTNode | None) -> bool:
    """Has *node* decorators?"""
    return isinstance(node, cst.ClassDef) and bool(node.decorators)


def looked_up(scopes: Scopes) -> frozenset[str]:
    """The names that a mapping of a kind that we do not know is asked for."""
    plain = plain_classes(scopes)
    others = (scope for scope in scopes.all if scope.kind == "class" and scope not in plain)
    return frozenset().union(*(scope.reads for scope in others))
