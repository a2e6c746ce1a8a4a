"""Who binds a name.

A name that a function binds anywhere (a parameter, `=`, `def`, `except … as`) is local in all of it, unless
`nonlocal` says otherwise.  A name that it does not bind belongs to the nearest function around it that does;
if there is none, to the module.  All of this is decided before anything runs.
"""

from __future__ import annotations

from mvpy.interpreter.syntax import Scope


def resolve(scope: Scope, around: frozenset[str] = frozenset()) -> None:
    """Say what is local and free in all functions of *scope*; *around* are the variables that they see."""
    for function in scope.functions:
        inner = function.scope
        if unknown := inner.nonlocals - around.difference(function.parameters.names()):
            words = f"no function around {function.name!r} has a variable {min(unknown)!r}"
            raise SyntaxError(f"line {function.line}: {words}")
        inner.local = tuple(name for name in dict.fromkeys(inner.bound) if name not in inner.nonlocals)
        resolve(inner, around.union(inner.local))
        used = inner.used.union(inner.bound, *(one.scope.free for one in inner.functions))
        if "super" in used:
            used.add("__class__")  # for which `super()` looks
        inner.free = frozenset((used & around).difference(inner.local))
