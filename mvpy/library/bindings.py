"""The first pass over a program: its scopes, and what their names are bound to in the code that a version runs."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from mvpy.library.guards import Version, leaves, truth
from mvpy.library.names import COMPREHENSIONS, FUNCTIONS, Names, Scope, Value
from mvpy.library.table import is_library, span_of


class Bindings(ast.NodeVisitor):
    """Fills `scopes`: for each node that opens one its scope.  What a version does not run binds nothing."""

    def __init__(self, names: Names, at: Version) -> None:
        self.names, self.at = names, at
        self.scopes: dict[ast.AST, Scope] = {}
        self.scope = Scope(None)

    def visit_Module(self, node: ast.Module) -> None:
        """The module."""
        self.scopes[node] = self.scope
        self.block(node.body)

    def block(self, body: Sequence[ast.stmt]) -> None:
        """Statements, one after another, to the end or to where this version leaves."""
        for node in body:
            self.visit(node)
            if isinstance(node, ast.If) and (taken := self.taken(node)) is not None:
                if leaves(taken, self.names.path(self.scope)):
                    return

    def taken(self, node: ast.If) -> list[ast.stmt] | None:
        """The branch that the version runs; None if it may run both."""
        known = truth(node.test, self.at, self.names.path(self.scope))
        return None if known is None else node.body if known else node.orelse

    def generic_visit(self, node: ast.AST) -> None:
        """Any other node; in a new scope if it opens one."""
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef, *COMPREHENSIONS)):
            super().generic_visit(node)
            return
        around, self.scope = self.scope, Scope(self.scope, isinstance(node, ast.ClassDef))
        self.scopes[node] = self.scope
        if isinstance(node, FUNCTIONS):
            self.parameters(node.args)
        for child in ast.iter_child_nodes(node):
            self.visit(child)
        self.scope = around

    def visit_If(self, node: ast.If) -> None:
        """Only what the version runs; what is for type checkers alone is known, too, as nothing else binds it."""
        taken = self.taken(node)
        self.visit(node.test)
        for body in [node.body, node.orelse] if taken is None else [taken]:
            self.block(body)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        """A definition binds its name."""
        self.scope.bind(node.name, None)
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef

    def parameters(self, given: ast.arguments) -> None:
        """Parameters are what their annotations say."""
        plain = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        for one in plain:
            self.scope.bind(one.arg, self.names.annotated(one.annotation, self.scope))
        for rest in (given.vararg, given.kwarg):
            if rest:
                self.scope.bind(rest.arg, None)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        """An import binds names to paths."""
        for _, path, name, value in self.names.imported(node):
            if name != "*":
                self.scope.bind(name, value)
            elif value and is_library(module := path.removesuffix(".*")):
                if (span := span_of(module)) is None or span.has(self.at):
                    self.scope.outermost().libraries.append(module)
            else:
                self.scope.outermost().unknown_star = ast.unparse(node)

    visit_ImportFrom = visit_Import

    def visit_Assign(self, node: ast.Assign) -> None:
        """`name = value`; other targets are bound to what nobody knows."""
        self.visit(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.scope.bind(target.id, node.value)
            else:
                self.visit(target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """`name: X` or `name: X = value`."""
        if isinstance(node.target, ast.Name):
            self.scope.bind(node.target.id, self.names.annotated(node.annotation, self.scope))
        else:
            self.visit(node.target)
        if node.value:
            self.visit(node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """`options |= more` leaves a dictionary what it is, and a set; other operators may give anything."""
        if isinstance(node.target, ast.Name) and isinstance(node.op, ast.BitOr):
            self.visit(node.value)
        else:
            self.generic_visit(node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        """`name := value` binds outside comprehensions."""
        self.visit(node.value)
        self.scope.bind(node.target.id, None)

    def visit_Name(self, node: ast.Name) -> None:
        """Any other binding, and `del`."""
        if not isinstance(node.ctx, ast.Load):
            self.scope.bind(node.id, None)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        """The name of a handler holds an exception."""
        if node.name:
            self.scope.bind(node.name, Value("builtins.BaseException", True))
        super().generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        """Names of the module."""
        self.scope.elsewhere.update(dict.fromkeys(node.names, self.scope.outermost()))

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        """Names of a function around."""
        for name in node.names:
            found = self.scope.around.found(name) if self.scope.around else None
            self.scope.elsewhere[name] = found[0] if found else self.scope.outermost()

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        """A name in a pattern."""
        if node.name:
            self.scope.bind(node.name, None)
        super().generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        """The rest of a mapping."""
        if node.rest:
            self.scope.bind(node.rest, None)
        super().generic_visit(node)
