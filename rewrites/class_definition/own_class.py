"""`__class__` and `super()` in the methods of a class: they mean a variable.

Where `super` is used in another way than called by its own name, or may be something else, nothing is renamed, and the
variable is called `__class__`: then the compiler gives it to all functions that name `super`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.place import VALUE
from mvpy.machine.quote import quote
from mvpy.rewrites.attribute import deletes, has_first_parameter
from mvpy.scopes.analysis import Scope, Scopes
from mvpy.tree.description import Role, fields_of_scopes, fields_that
from mvpy.tree.literals import string
from mvpy.tree.nodes import fields_with_nodes
from mvpy.tree.spacing import maker_of

N = TypeVar("N", bound=cst.CSTNode)
SUPER = quote("super($variable, $first)")

INSIDE = fields_of_scopes("function", "class", "lambda")
# What is no name of the scope around: words, and parameters.
NOT_HERE: dict[type, tuple[str, ...]] = {
    **fields_that(lambda field: field.role is Role.WORD),
    cst.Param: ("name",),
}
SHOWN = (cst.FormattedString, cst.TemplatedString)


NAMES = frozenset({"__class__", "super"})


def mentions_class(scope: Scope) -> bool:
    """Is there one of the names in *scope* that may mean the class around?"""
    return not NAMES.isdisjoint(scope.reads | scope.bound | scope.nonlocals | scope.globals)


class OwnClass:
    """Renames `__class__` where it means the class *owner*.

    found    is there anything that means it?
    read     by the name `__class__`?
    spared   is `super` used in a way that no renaming can follow?
    """

    def __init__(self, scopes: Scopes, owner: Scope, variable: cst.Name, cx: Context) -> None:
        self.scopes, self.owner, self.variable, self.cx = scopes, owner, variable, cx
        self.is_super = "super" not in cx.scopes.bound_anywhere
        self.found = self.read = self.spared = False
        # In a core no field is left that shows its text, and would be opened: only names matter.
        self.only_names = cx.is_core
        self.asked: dict[Scope, bool] = {}

    def has_names(self, scope: Scope) -> bool:
        """May something in *scope*, at any depth, mean the class around?"""
        if scope not in self.asked:
            inside = any(map(self.has_names, scope.children))
            self.asked[scope] = inside or mentions_class(scope)
        return self.asked[scope]

    def renamed(self, node: cst.CSTNode, scope: Scope) -> cst.CSTNode:
        """*node*, which stands in *scope*, with the class called by the variable."""
        match node:
            case cst.Name(value="__class__") if self.means_owner(scope):
                self.found = self.read = True
                return self.variable
            case cst.Name(value="super") if self.means_owner(scope):
                self.spared = True
            case cst.Call(func=cst.Name(value="super")) if self.is_super and takes_class(node):
                return self.changed(node, {"args": self.all(node.args, scope)})
            case cst.Call(func=cst.Name(value="super"), args=[]) if first := self.first_argument(scope):
                self.found = True
                return SUPER.expression(self.cx, variable=self.variable, first=first)
            case cst.BaseComp():
                return self.comprehension(node, scope)
        if isinstance(node, SHOWN) and any(getattr(part, "equal", None) for part in node.parts):
            self.cx.place.position = VALUE
            node = self.cx.opened_string(node)
        inner = self.scopes.find(node) or scope
        changes: dict[str, Any] = {}
        for field in fields_with_nodes(node.__class__):
            if field not in NOT_HERE.get(node.__class__, ()):
                here = inner if field in INSIDE.get(node.__class__, ()) else scope
                value = getattr(node, field)
                passed = self.only_names and here is not scope and not self.has_names(here)
                changes[field] = value if passed else self.field(value, here)
        if isinstance(node, cst.FunctionDef) and changes["name"] is not node.name:
            naming = cst.Call(self.cx.names.helper("naming"), [cst.Arg(string("__class__"))])
            changes["decorators"] = (*changes["decorators"], cst.Decorator(naming))
        return self.changed(node, changes)

    def field(self, value: Any, scope: Scope) -> Any:
        """The *value* of a field, renamed."""
        if isinstance(value, cst.CSTNode):
            return self.renamed(value, scope)
        return self.all(value, scope) if isinstance(value, (tuple, list)) else value

    def all(self, nodes: Sequence[cst.CSTNode], scope: Scope) -> Sequence[cst.CSTNode]:
        new = tuple(self.renamed(node, scope) for node in nodes)
        return new if any(a is not b for a, b in zip(new, nodes)) else nodes

    def comprehension(self, node: cst.BaseComp, scope: Scope) -> cst.BaseExpression:
        """*node*, whose first iterable stands in the *scope* around."""
        inner, iterable = self.scopes.of(node), node.for_in.iter
        changes: dict[str, Any] = {
            field: self.field(getattr(node, field), inner) for field in fields_with_nodes(node.__class__)
        }
        first = self.renamed(iterable, scope)
        changes["for_in"] = self.changed(changes["for_in"], {"iter": first})
        return self.changed(node, changes)

    def means_owner(self, scope: Scope) -> bool:
        """Does `__class__` in *scope*, inside of the class, mean it?"""
        return scope is not self.owner and scope.resolve("__class__") is self.owner

    def first_argument(self, scope: Scope) -> cst.Name | None:
        """What `super()` in *scope* takes for its second argument, if that is certain."""
        function = scope
        while self.cx.target >= (3, 12) and function.kind == "comprehension" and not function.is_generator:
            function = function.around
        if function.kind not in ("function", "lambda") or not has_first_parameter(function.node):
            return None
        name = function.parameters[0]
        if not self.is_super or deletes(function, name) or scope.resolve(name) is not function:
            return None
        return cst.Name(name) if self.means_owner(function) else None

    def changed(self, node: N, changes: dict[str, Any]) -> N:
        """*node* with those *changes* that are any."""
        changes = {name: value for name, value in changes.items() if value is not getattr(node, name)}
        if not changes:
            return node
        new = maker_of(node, **changes)
        self.cx.moved(node, new)
        return new


def takes_class(node: cst.Call) -> bool:
    """Is *node*, of `super`, told of the class?"""
    return bool(node.args) and not node.args[0].star and node.args[0].keyword is None
