"""Names that certainly are classes: then nobody need look whether a class pattern has one."""

from __future__ import annotations

import builtins
from importlib import import_module

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.import_statement import dotted_name
from mvpy.rewrites.match_statement.expressions import Expression
from mvpy.scopes.analysis import Scope
from mvpy.scopes.plain_classes import is_plain

# Decorators that give a class, by the modules that have them.
DECORATORS = {
    "dataclasses": {"dataclass"},
    "enum": {"unique"},
    "functools": {"total_ordering"},
    "typing": {"final", "runtime_checkable"},
}
# Modules whose classes are classes in every Python.
LIBRARY = frozenset(
    {"ast", "collections", "collections.abc", "datetime", "decimal", "fractions", "numbers", "pathlib"}
)
# Classes of which a single positional pattern is for the subject itself.
THEMSELVES = frozenset("bool bytearray bytes dict float frozenset int list set str tuple".split())


def is_builtin(kind: Expression, cx: Context) -> bool:
    """Is *kind* certainly a builtin class?"""
    return (
        isinstance(kind, cst.Name)
        and isinstance(getattr(builtins, kind.value, None), type)
        and cx.names.hosted.plain_is_safe(kind.value)
    )


def is_itself(kind: Expression, cx: Context) -> bool:
    """Is a single positional pattern for *kind* certainly one for the subject itself?"""
    return isinstance(kind, cst.Name) and kind.value in THEMSELVES and is_builtin(kind, cx)


def is_class(kind: Expression, cx: Context) -> bool:
    """Is *kind* certainly a class: of the builtins or the library, or one that a `class` statement defines?"""
    return (
        is_builtin(kind, cx) or is_of_library(kind, cx) or class_statement(kind, cx.scopes.here) is not None
    )


def is_of_library(kind: Expression, cx: Context) -> bool:
    """Is *kind* an attribute of a module that the program imports, and there a class?"""
    if not isinstance(kind, cst.Attribute):
        return False
    name = dotted_name(kind.value)
    first, module = name.split(".")[0], cx.scopes.module
    return (
        name in LIBRARY
        and cx.scopes.here.resolve(first) is module
        and imported(module).get(name) == name
        and module.stores(first) == 1
        and not module.rebound_inside(first)
        and isinstance(getattr(import_module(name), kind.attr.value, None), type)
    )


def class_statement(kind: Expression, scope: Scope) -> Scope | None:
    """The scope of the class that *kind* certainly is in *scope*: a `class` statement binds it, and nothing else."""
    if not isinstance(kind, cst.Name):
        return None
    owner = scope.resolve(kind.value)
    if owner.stores(kind.value) != 1 or owner.rebound_inside(kind.value) or owner.star_import:
        return None
    for child in owner.children:
        if child.kind == "class" and child.name == kind.value and stays_a_class(child.node, owner):
            return child
    return None


def is_plain_class(kind: Expression, cx: Context) -> bool:
    """Is *kind* certainly a class of which an object of `object` is no instance, whatever its metaclass says?"""
    found = class_statement(kind, cx.scopes.here)
    return is_itself(kind, cx) or found is not None and is_plain(found)


def stays_a_class(node: cst.ClassDef, scope: Scope) -> bool:
    """Do the decorators of *node*, in *scope*, give a class?"""
    if not node.decorators:
        return True
    harmless = harmless_decorators(scope.module)
    return all(is_one_of(decorator.decorator, harmless, scope) for decorator in node.decorators)


def is_one_of(decorator: Expression, harmless: set[str], scope: Scope) -> bool:
    """Is *decorator*, or what is called there, one of the *harmless*, which the module of *scope* binds?"""
    function = decorator.func if isinstance(decorator, cst.Call) else decorator
    first = function.value if isinstance(function, cst.Attribute) else function
    return (
        isinstance(first, cst.Name)
        and dotted_name(function) in harmless
        and scope.resolve(first.value) is scope.module
        and scope.module.stores(first.value) == 1
    )


def harmless_decorators(module: Scope) -> set[str]:
    """The decorators that give a class, by the names that imports at the top of the *module* give them."""
    found = set()
    for local, origin in imported(module).items():
        name, _, function = origin.rpartition(".")
        if function in DECORATORS.get(name, ()):
            found.add(local)
        found |= {f"{local}.{function}" for function in DECORATORS.get(origin, ())}
    return found


def imported(module: Scope) -> dict[str, str]:
    """What imports at the top of the *module* bind, by the names that they give it: `{"dc": "dataclasses.dataclass"}`."""
    found = {}
    for line in module.node.body:
        for statement in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            if isinstance(statement, cst.Import):
                aliases, origin = statement.names, ""
            elif isinstance(statement, cst.ImportFrom) and not isinstance(statement.names, cst.ImportStar):
                aliases, origin = (
                    statement.names,
                    "." * len(statement.relative) + dotted_name(statement.module) + ".",
                )
            else:
                continue
            for alias in aliases:
                found[alias.evaluated_alias or alias.evaluated_name] = origin + alias.evaluated_name
    return found
