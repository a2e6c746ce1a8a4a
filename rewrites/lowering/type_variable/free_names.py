"""Names that a scope can take for a variable, though what is inside of it is not to find that for anything else."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import count

from mvpy.scopes.analysis import Scope, Scopes


def is_inside(scope: Scope | None, around: Scope) -> bool:
    """Is *scope* that *around*, or inside of it?"""
    while scope is not None and scope is not around:
        scope = scope.parent
    return scope is around


class FreeNames:
    """The names that scopes of *scopes* can take; *of_program* are all that the program has."""

    def __init__(self, scopes: Scopes, of_program: Set[str]) -> None:
        self.scopes, self.of_program = scopes, of_program
        self.known: dict[tuple[int, str], bool] = {}

    def like(self, name: str, host: Scope, scope: Scope) -> Iterator[str]:
        """Names like *name*, which *scope* has, for a variable of *host*, around it: `T`, `T_2`, …"""
        if self.is_free(name, host) and not is_hidden(name, host, scope):
            yield name
        for number in count(2):
            if (own := f"{name}_{number}") not in self.of_program:
                yield own

    def is_free(self, name: str, host: Scope) -> bool:
        """Does nobody in *host* find anything beyond what is inside of it under *name*?"""
        key = id(host), name
        if key not in self.known:
            self.known[key] = name not in host.bound and not any(
                is_found(name, scope, host) for scope in self.scopes.all if is_inside(scope, host)
            )
        return self.known[key]


def is_found(name: str, scope: Scope, host: Scope) -> bool:
    """Does *scope*, which is in *host*, find *name* there, or outside?"""
    declared = name in scope.globals or name in scope.nonlocals
    owner = scope.resolve(name) if declared or name in scope.reads else None
    return owner is not None and (owner is host or not is_inside(owner, host))


def is_hidden(name: str, host: Scope, scope: Scope) -> bool:
    """Is there a *name* between *scope* and *host*?"""
    around = scope.around
    while around is not host:
        if name in around.own:
            return True
        around = around.around
    return False


def can_be_renamed(names: dict[str, str], scope: Scope) -> bool:
    """Can those of *names*, type parameters of *scope*, that are others have these, as nothing inside has them, too?"""
    changed = {old for old, new in names.items() if old != new}
    waiting = list(scope.children) if changed else []
    for one in waiting:
        if not changed.isdisjoint(one.bound | one.globals):
            return False
        waiting += one.children
    return True
