"""Private names, mangled throughout a module.

https://docs.python.org/3/reference/expressions.html#private-name-mangling
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.place import VALUE
from mvpy.rewrites.private_name.found import are_shown_by, may_be_private
from mvpy.scopes.analysis import mangled, normal
from mvpy.tree.literals import string
from mvpy.tree.nodes import STATEMENTS, fields_with_nodes, identifiers_in
from mvpy.tree.spacing import maker_of

N = TypeVar("N", bound=cst.CSTNode)
D = TypeVar("D", bound=cst.TypeAlias | cst.TypeVar | cst.TypeVarTuple | cst.ParamSpec)
# What stands before `=` in a call or a class pattern is the name of something in another place.
KEYWORDS = {(cst.Arg, "keyword"), (cst.MatchKeywordElement, "key")}


class Renaming:
    """Renames private names.  *classes_go* says whether class definitions do not stay.

    Where they stay, Python itself mangles the names of the definitions in them, and not what these are called.
    """

    def __init__(self, cx: Context, classes_go: bool) -> None:
        self.cx, self.classes_go = cx, classes_go
        self.unmangled: frozenset[str] = frozenset()  # type parameters of the class whose header is at hand
        self.python_renames = not classes_go and cx.stays(cst.Import)  # what an import binds

    def renamed(self, node: cst.CSTNode, class_name: str | None) -> Any:  # of the kind of *node*
        """*node* with its private names mangled for the class *class_name*."""
        if class_name is None and isinstance(node, STATEMENTS):
            if not self.cx.node_kinds.holds(node, cst.ClassDef):
                return node
        if isinstance(node, cst.SimpleStatementLine) and not any(map(may_be_private, identifiers_in(node))):
            return node  # most: to look for names takes a fifth of the time
        match node:
            case cst.Name():
                return self.name(node, class_name)
            case cst.Annotation() if self.cx.program.imports_future("annotations"):
                return node  # it is a text
            case cst.ClassDef():
                return self.class_definition(node, class_name)
            case cst.TypeAlias() | cst.TypeVar() | cst.TypeVarTuple() | cst.ParamSpec():
                return self.named(node, class_name)
            case cst.FunctionDef():
                return self.function_definition(node, class_name)
            case cst.ImportAlias():
                return self.imported(node, class_name)
            case cst.ImportFrom(module=cst.Attribute()):
                return self.inside(node, class_name, done=("module",))
            case cst.FormattedString() | cst.TemplatedString() | cst.ConcatenatedString():
                if are_shown_by(node, class_name):
                    self.cx.place.position = VALUE
                    node = self.cx.opened_string(node)
        return self.inside(node, class_name)

    def inside(self, node: N, class_name: str | None, done: tuple[str, ...] = ()) -> N:
        """*node* with its fields renamed, but for those that are *done*."""
        changes: dict[str, object] = {}
        for field in fields_with_nodes(node.__class__):
            if field in done or (node.__class__, field) in KEYWORDS:
                continue
            value = getattr(node, field)
            if isinstance(value, (tuple, list)):
                changes[field] = self.all(value, class_name)
            elif isinstance(value, cst.CSTNode):
                changes[field] = self.renamed(value, class_name)
        return self.changed(node, changes)

    def all(self, nodes: Sequence[cst.CSTNode], class_name: str | None) -> Sequence[cst.CSTNode]:
        new = tuple(self.renamed(node, class_name) for node in nodes)
        return new if any(a is not b for a, b in zip(new, nodes)) else nodes

    def name(self, node: cst.Name, class_name: str | None) -> cst.Name:
        if node.value in self.unmangled or not class_name or not node.value.startswith("__"):
            return node
        new = mangled(node.value, class_name)
        if new == node.value:
            return node
        self.cx.names.of_program.add(new)
        return node.with_changes(value=new)

    def named(self, node: D, class_name: str | None) -> D:
        """A type alias or a type parameter, which is called what it was; where classes stay, Python renames its variable."""
        new = self.name(node.name, class_name)
        function = self.inside(node, class_name, done=("name",))
        if not self.classes_go or new is node.name:
            return function
        self.cx.names.real[new.value] = node.name.value
        return self.changed(function, {"name": new})

    def imported(self, node: cst.ImportAlias, class_name: str | None) -> cst.ImportAlias:
        """One of the names of an import; of a dotted one the first part is mangled, if it is what is bound."""
        stays = isinstance(node.name, cst.Attribute) and (node.asname is not None or self.python_renames)
        name = node.name if stays else self.first_part(node.name, class_name)
        asname = node.asname and self.renamed(node.asname, class_name)
        return self.changed(node, {"name": name, "asname": asname})

    def first_part(self, node: cst.Attribute | cst.Name, class_name: str | None) -> cst.Attribute | cst.Name:
        """The dotted name of a module, its first part mangled: that one is bound, the others are not."""
        if isinstance(node, cst.Attribute):
            assert isinstance(node.value, (cst.Attribute, cst.Name))
            return self.changed(node, {"value": self.first_part(node.value, class_name)})
        new = self.name(node, class_name)
        if new is not node:
            self.cx.names.real[new.value] = node.value
        return new

    def class_definition(self, node: cst.ClassDef, class_name: str | None) -> cst.ClassDef:
        changes: dict[str, object] = {"decorators": self.all(node.decorators, class_name)}
        changes |= self.header(node, class_name)
        changes["body"] = self.renamed(node.body, self.cx.names.real.get(node.name.value, node.name.value))
        new = self.name(node.name, class_name)
        if self.classes_go and new is not node.name:
            self.cx.names.real[new.value] = node.name.value
            changes["name"] = new
        return self.changed(node, changes)

    def header(self, node: cst.ClassDef, class_name: str | None) -> dict[str, object]:
        """The bases and keywords of a class, and its type parameters, which are mangled with its own name."""
        fields = ("bases", "keywords")
        if node.type_parameters is None:
            return {field: self.all(getattr(node, field), class_name) for field in fields}
        around = self.unmangled
        self.unmangled = frozenset(item.param.name.value for item in node.type_parameters.params)
        changes: dict[str, object] = {field: self.all(getattr(node, field), class_name) for field in fields}
        changes["type_parameters"] = self.renamed(node.type_parameters, class_name)
        self.unmangled = around
        return changes

    def function_definition(self, node: cst.FunctionDef, class_name: str | None) -> cst.FunctionDef:
        new = self.name(node.name, class_name)
        function = self.inside(node, class_name, done=("name",))
        if not self.classes_go or new is node.name:
            return function
        changes: dict[str, object] = {"name": new}
        if not self.cx.stays(cst.Decorator):
            self.cx.names.real[new.value] = node.name.value  # the rewrite of decorators calls it that
        else:
            naming = cst.Call(self.cx.names.helper("naming"), [cst.Arg(string(normal(node.name.value)))])
            changes["decorators"] = (*function.decorators, cst.Decorator(naming))
        return self.changed(function, changes)

    def changed(self, node: N, changes: dict[str, object]) -> N:
        """*node* with those *changes* that are any."""
        changes = {name: value for name, value in changes.items() if value is not getattr(node, name)}
        if not changes:
            return node
        new = maker_of(node, **changes)
        self.cx.moved(node, new)
        return new
