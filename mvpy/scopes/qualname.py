"""Qualified names, and what the scopes around a definition mean for it."""

from __future__ import annotations

from mvpy.scopes.analysis import Scope


def qualified_name(scope: Scope, real_names: dict[str, str], type_scopes: set[str]) -> str:
    """The `__qualname__` of the function or class that opens *scope*; *real_names* undoes mangling.

    The functions *type_scopes* stand for annotation scopes, which do not count.

    https://docs.python.org/3/glossary.html#term-qualified-name
    """
    parent = scope.parent
    while parent is not None and (parent.kind == "type" or parent.name in type_scopes):
        parent = parent.parent
    if parent is None or parent.kind == "module" or scope.name in parent.globals:
        return real_names.get(scope.name, scope.name)
    name = real_names.get(scope.name, scope.name)
    around = qualified_name(parent, real_names, type_scopes)
    return f"{around}.{name}" if parent.kind == "class" else f"{around}.<locals>.{name}"


def in_function(scope: Scope, name: str) -> bool:
    """Is *name*, as *scope* would look for it beyond itself, a local of a function around, or a class's cell?"""
    if name in scope.globals:
        return False
    around = scope.parent
    while around is not None and around.parent is not None:
        if around.kind == "class":
            if name == "__class__":
                return True
        elif name in around.globals:
            return False
        elif name in around.own or name in around.nonlocals:
            return True
        around = around.parent
    return False


def hidden(scope: Scope, name: str) -> bool:
    """Would *name*, read in *scope*, be found in a function around if it were not declared global?"""
    around = scope.parent
    while around is not None and around.parent is not None:
        if around.kind != "class" and name in around.own:
            return True
        around = around.parent
    return False


def read_in(scope: Scope) -> set[str]:
    """The names that *scope* reads and does not own; what stands inside and is no `def` counts."""
    names = set(scope.reads)
    for child in scope.children:
        if child.kind in ("lambda", "comprehension", "class"):
            names |= read_in(child)
    return names - scope.own
