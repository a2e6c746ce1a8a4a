"""Which names `__match_args__` of a class has, where its `class` statement tells."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.import_statement import dotted_name
from mvpy.rewrites.match_statement.expressions import Expression
from mvpy.rewrites.match_statement.known_classes import class_statement, imported
from mvpy.scopes.analysis import Scope
from mvpy.tree.literals import plain_value

NAMES = "__match_args__"
# Bases that have no such names, and give none.
EMPTY_BASES = frozenset({"abc.ABC", "typing.Generic", "typing.Protocol"})
# What can stand in a class without a doubt about its fields.
KNOWN_LINES = (cst.SimpleStatementLine, cst.BaseSmallStatement, cst.FunctionDef, cst.ClassDef)
# Parts of annotations and calls that make a field something else than a parameter by position.
UNUSUAL = ("ClassVar", "InitVar", "KW_ONLY", "kw_only", "init", "match_args")


def listed_names(kind: Expression, cx: Context) -> list[str] | None:
    """The names for positional patterns of the class *kind*; None if they are not certain."""
    found = class_statement(kind, cx.scopes.here)
    writers = sum(scope.kind == "class" and NAMES in scope.own for scope in cx.scopes.all)
    if found is None or cx.program.text.count(NAMES) != writers:
        return None  # somebody else may change them
    return names_of_class(found)


def names_of_class(scope: Scope, derived: tuple[Scope, ...] = ()) -> list[str] | None:
    """The names that the class *scope* lists, or its fields; None if that is not certain."""
    node = scope.node
    if scope in derived or node.keywords:
        return None
    if NAMES in scope.own:
        return written_names(node.body) if scope.stores(NAMES) == 1 else None
    names: list[str] = []
    for base in node.bases:
        inherited = names_of_base(base.value, scope, (*derived, scope))
        if inherited is None or names and inherited:
            return None
        names += inherited
    if not node.decorators:
        return names
    own = fields_of(node.body) if is_usual_dataclass(node, scope) else None
    return None if own is None else list(dict.fromkeys([*names, *own]))


def names_of_base(base: Expression, scope: Scope, derived: tuple[Scope, ...]) -> list[str] | None:
    """The names that *base* of the class *scope* hands on to it."""
    function = base.value if isinstance(base, cst.Subscript) else base
    name, module = dotted_name(function), scope.module
    first, _, rest = name.partition(".")
    if isinstance(function, (cst.Name, cst.Attribute)) and module.stores(first) == 1:
        origin = imported(module).get(first)
        if origin is not None and scope.resolve(first) is module:
            return [] if origin + "." * bool(rest) + rest in EMPTY_BASES else None
    found = class_statement(base, scope.parent) if scope.parent else None
    return None if found is None else names_of_class(found, derived)


def is_usual_dataclass(node: cst.ClassDef, scope: Scope) -> bool:
    """Is *node* decorated as a dataclass, with nothing that changes which fields there are, and in no other way?"""
    if len(node.decorators) != 1:
        return False
    decorator = node.decorators[0].decorator
    function = decorator.func if isinstance(decorator, cst.Call) else decorator
    first, _, rest = dotted_name(function).partition(".")
    origin = imported(scope.module).get(first, "") + "." * bool(rest) + rest
    return origin == "dataclasses.dataclass" and not has_unusual(decorator)


def fields_of(body: cst.BaseSuite) -> list[str] | None:
    """The fields that the *body* of a dataclass has; None if that is not certain."""
    if any(not isinstance(line, KNOWN_LINES) for line in body.body):
        return None
    names = []
    for statement in small_statements(body):
        if isinstance(statement, cst.AnnAssign) and isinstance(statement.target, cst.Name):
            if has_unusual(statement) or statement.target.value.startswith("__"):
                return None
            names.append(statement.target.value)
    return names


def small_statements(body: cst.BaseSuite) -> Iterator[cst.BaseSmallStatement]:
    """The statements of the *body* of a class that are not compound."""
    for line in body.body:
        if isinstance(line, cst.SimpleStatementLine):
            yield from line.body
        elif isinstance(line, cst.BaseSmallStatement):
            yield line


def has_unusual(node: cst.CSTNode) -> bool:
    """Does *node* say something that makes a field no parameter by position?"""
    text = cst.Module([]).code_for_node(node)
    return "**" in text or any(word in text for word in UNUSUAL)


def written_names(body: cst.BaseSuite) -> list[str] | None:
    """The names in `__match_args__ = ("x", "y")` of *body*; None if it is not as simple."""
    for statement in small_statements(body):
        if isinstance(statement, cst.Assign) and isinstance(statement.value, cst.Tuple):
            target, *others = statement.targets
            if not others and isinstance(target.target, cst.Name) and target.target.value == NAMES:
                values = [text_of(item.value) for item in statement.value.elements]
                return None if None in values else [value for value in values if value is not None]
    return None


def text_of(node: cst.BaseExpression) -> str | None:
    """The text that *node* is, if it is a literal."""
    value = plain_value(node) if isinstance(node, cst.SimpleString) else None
    return value if isinstance(value, str) else None
