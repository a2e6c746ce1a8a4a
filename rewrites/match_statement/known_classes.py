"""Names that certainly are classes: then nobody need look whether a class pattern has one."""

from __future__ import annotations

import builtins

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.import_statement import dotted_name
from mvpy.rewrites.match_statement.expressions import Expression
from mvpy.scopes.analysis import Scope

# Decorators that give a class, by the modules that have them.
DECORATORS = {
    "dataclasses": {"dataclass"},
    "enum": {"unique"},
    "functools": {"total_ordering"},
    "typing": {"final", "runtime_checkable"},
}
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
    """Is *kind* certainly a class: a builtin one, or one that a `class` statement defines, and nothing else binds?"""
    if is_builtin(kind, cx):
        return True
    if not isinstance(kind, cst.Name):
        return False
    owner = cx.scopes.here.resolve(kind.value)
    if owner.stores(kind.value) != 1 or owner.rebound_inside(kind.value) or owner.star_import:
        return False
    return any(
        child.kind == "class" and child.name == kind.value and stays_a_class(child.node, owner)
        for child in owner.children
    )


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
    for line in module.node.body:
        for statement in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            if isinstance(statement, cst.Import):
                for alias in statement.names:
                    known = DECORATORS.get(alias.evaluated_name, ())
                    found |= {f"{alias.evaluated_alias or alias.evaluated_name}.{name}" for name in known}
            elif isinstance(statement, cst.ImportFrom) and not isinstance(statement.names, cst.ImportStar):
                known = () if statement.relative else DECORATORS.get(dotted_name(statement.module), ())
                names = [alias for alias in statement.names if alias.evaluated_name in known]
                found |= {alias.evaluated_alias or alias.evaluated_name for alias in names}
    return found
