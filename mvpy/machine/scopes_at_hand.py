"""The scopes of the module as the rewrite at work found it, looked at when a rule asks."""

from __future__ import annotations

import libcst as cst

from mvpy.helpers.hosted_names import BUILTINS
from mvpy.machine.place import Place
from mvpy.machine.program import Program
from mvpy.scopes.analysis import Scope, Scopes, analyse

LAST = 8  # trees for which it is remembered what was in functions: those who ask run one after the other


class ScopesAtHand:
    """Who binds a name, in the module at hand; as long as that is the *program* as it was read, the program knows."""

    def __init__(self, place: Place, program: Program) -> None:
        self.place, self.program = place, program
        self.tree: cst.Module | None = None
        self.known: Scopes | None = None
        self.of_program: Scopes | None = None  # others may ask for them: nothing of them is taken over
        self.before: Scopes | None = None  # of the tree that was asked about last
        self.age = 0  # so many trees have been since
        self.moves: list[tuple[cst.CSTNode, cst.CSTNode]] = []
        self.bound: tuple[cst.Module | None, frozenset[str]] | None = None

    def see(self, tree: cst.Module) -> None:
        """From now on the module stands as *tree*; if that is as it stood, what is known of it still holds."""
        if tree is self.tree:
            return
        if self.known is not None and self.known is not self.of_program:
            self.before, self.age = self.known, 0
        self.age += 1
        if self.age > LAST:
            self.forget()
        self.tree, self.known, self.moves = tree, None, []

    def forget(self) -> None:
        """Let go of the scopes as they were: they keep the tree of then."""
        if self.before is not None:
            self.before.let_go()
            self.before = None

    def let_go(self) -> None:
        """Let go of all scopes."""
        self.see(cst.Module([]))
        self.forget()

    def moved(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        """*new* stands where *old* stood, and opens the scope that *old* opened."""
        if self.known is not None:
            self.known.moved(old, new)
        elif isinstance(new, (cst.FunctionDef, cst.ClassDef)):
            self.moves.append((old, new))

    def now(self) -> Scopes:
        """The scopes, analysed at last."""
        if self.known is None:
            assert self.tree is not None
            if self.tree is self.program.module:
                self.known = self.of_program = self.program.scopes
            else:
                self.known = analyse(self.tree, self.before)
                self.forget()
            for old, new in self.moves:
                self.known.moved(old, new)
        return self.known

    def of(self, node: cst.CSTNode) -> Scope:
        """The scope that *node* opens."""
        return self.now().of(node)

    def find(self, node: cst.CSTNode | None) -> Scope | None:
        """The scope that *node* opens, if it opens one."""
        return self.now().find(node)

    @property
    def module(self) -> Scope:
        """The scope of the module."""
        return self.now().module

    @property
    def all(self) -> list[Scope]:
        """All scopes of the module."""
        return self.now().all

    @property
    def here(self) -> Scope:
        """The scope of the function, class or module in whose body the rule is at work."""
        return self.of(self.place.blocks[-1]) if self.place.blocks else self.module

    @property
    def in_module_itself(self) -> bool:
        """Does the lambda or comprehension at hand stand in the module itself, in nothing that has a scope?"""
        scope = self.find(self.place.origin)
        return scope is not None and scope.parent is not None and scope.parent.kind == "module"

    @property
    def bound_anywhere(self) -> frozenset[str]:
        """The names that some scope of the module binds, and what hides every builtin: a `from m import *`."""
        if self.bound is None or self.bound[0] is not self.tree:
            bound = frozenset().union(*(scope.bound for scope in self.all))
            star = any(scope.star_import for scope in self.all)
            self.bound = (self.tree, bound | BUILTINS if star else bound)
        return self.bound[1]
