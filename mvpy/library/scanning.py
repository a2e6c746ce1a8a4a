"""The second pass over a program: each use of something that a version does not have, and that no guard asks for."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from mvpy.library.bindings import Bindings
from mvpy.library.guards import asked_for, caught, exceptions_in, leaves, missing_in, missing_kinds, truth
from mvpy.library.names import SCOPES, Names, Scope, Value
from mvpy.library.table import (
    BARE,
    Span,
    Version,
    methods_by_name,
    span_of,
    span_of_member,
    span_of_parameter,
)
from mvpy.library.uses import LibraryUse, use

Place = tuple[int, int]
OPERATORS: dict[type[ast.operator], str] = {ast.BitOr: "__or__"}


class Scan(ast.NodeVisitor):
    """Collects `found`, the uses in a program whose names *bindings* knows, in the code that its version runs."""

    def __init__(self, bindings: Bindings, names: Names, tree: ast.Module) -> None:
        self.names, self.at, self.scopes = names, bindings.at, bindings.scopes
        self.scope = self.scopes[tree]
        self.found: list[tuple[Place, str, Span, str | None]] = []
        self.missing: list[set[str]] = []  # what may be missing here, by kinds
        self.there: list[str] = []  # what the program has asked for
        self.defined = {
            node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        }
        self.postponed = any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(one.name == "annotations" for one in node.names)
            for node in tree.body
        )
        self.block(tree.body)

    def visit(self, node: ast.AST) -> None:
        """Any node, in its scope."""
        if node not in self.scopes or not isinstance(node, SCOPES):
            super().visit(node)
            return
        around, self.scope = self.scope, self.scopes[node]
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.definition(node, around)
        else:
            super().visit(node)
        self.scope = around

    def definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, around: Scope) -> None:
        """A function or class: its decorators, defaults and bases belong to the scope around it."""
        inside, self.scope = self.scope, around
        for one in node.decorator_list:
            kind = self.names.value(one, around)
            if kind and not kind.is_instance and kind.path in BARE:
                what = f"@{kind.path} without a call"
                self.report(one, "parameter", kind.path, BARE[kind.path], kind.unless, what)
        for name, value in ast.iter_fields(node):
            if name not in ("body", "returns", "name"):
                for child in value if isinstance(value, list) else [value]:
                    if isinstance(child, ast.AST):
                        self.visit(child)
            if name == "returns" and value and not self.postponed:
                self.visit(value)
        self.scope = inside
        self.block(node.body)

    def visit_arg(self, node: ast.arg) -> None:
        """A parameter; its annotation is evaluated unless the program postpones it."""
        if node.annotation and not self.postponed:
            self.visit(node.annotation)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Annotations of local names are never evaluated."""
        is_local = self.scope.around is not None and not self.scope.is_class
        if not self.postponed and not is_local:
            self.visit(node.annotation)
        self.visit(node.target)
        if node.value:
            self.visit(node.value)

    # --- guards -----------------------------------------------------------------------------------

    def block(self, body: Sequence[ast.stmt]) -> None:
        """Statements, as far as the version comes; after `if not hasattr(…): return` more is known."""
        before = len(self.there)
        for node in body:
            self.visit(node)
            path_of = self.names.path(self.scope)
            if isinstance(node, ast.If):
                known = truth(node.test, self.at, path_of)
                if known is not None and leaves(node.body if known else node.orelse, path_of):
                    break
                if leaves(node.body, path_of):
                    self.there += missing_in(node.test, path_of)
            elif isinstance(node, ast.Assert) and truth(node.test, self.at, path_of) is False:
                break
        del self.there[before:]

    def branches(self, node: ast.If | ast.IfExp) -> None:
        """The branches that the version may take."""
        path_of = self.names.path(self.scope)
        self.visit(node.test)
        known = truth(node.test, self.at, path_of)
        if known is not False:
            with self.knowing(asked_for(node.test, path_of)):
                self.inside(node.body)
        if known is not True:
            with self.knowing(missing_in(node.test, path_of)):
                self.inside(node.orelse)

    visit_If = visit_IfExp = branches

    def inside(self, body: list[ast.stmt] | ast.expr) -> None:
        """A branch."""
        if isinstance(body, list):
            self.block(body)
        else:
            self.visit(body)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """`and` and `or` guard what stands behind."""
        path_of = self.names.path(self.scope)
        ends = isinstance(node.op, ast.Or)
        known: list[str] = []
        for one in node.values:
            with self.knowing(known):
                self.visit(one)
            if truth(one, self.at, path_of) is ends:
                break
            known += missing_in(one, path_of) if ends else asked_for(one, path_of)

    @contextmanager
    def knowing(self, names: Iterator[str] | list[str]) -> Iterator[None]:
        """Within, *names* are there."""
        before = len(self.there)
        self.there += names
        yield
        del self.there[before:]

    def visit_Try(self, node: ast.Try | ast.TryStar) -> None:
        """What a handler takes care of may be missing in the suite."""
        self.missing.append(caught(node.handlers))
        self.block(node.body)
        self.missing.pop()
        for handler in node.handlers:
            if handler.type:
                self.visit(handler.type)
            self.block(handler.body)
        self.block(node.orelse)
        self.block(node.finalbody)

    visit_TryStar = visit_Try

    def visit_With(self, node: ast.With) -> None:
        """`with suppress(ImportError):` is a handler."""
        path_of = self.names.path(self.scope)
        kinds: set[str] = set()
        for item in node.items:
            self.visit(item)
            call = item.context_expr
            if isinstance(call, ast.Call) and path_of(call.func) == "contextlib.suppress":
                kinds |= {name for one in call.args for name in exceptions_in(one)}
        self.missing.append(missing_kinds(kinds))
        self.block(node.body)
        self.missing.pop()

    def is_guarded(self, kind: str, path: str) -> bool:
        """Does the program know that *path* may be missing?"""
        return (
            any(kind in kinds for kinds in self.missing)
            or path in self.there
            or path.rpartition(".")[2] in self.there
        )

    # --- uses -------------------------------------------------------------------------------------

    def report(
        self, node: ast.AST, kind: str, path: str, span: Span, unless: str | None, what: str = ""
    ) -> None:
        """A use of *path*, at the end of *node* (an attribute) or at its beginning; see `LibraryUse` for *unless*."""
        if not span.has(self.at) and not self.is_guarded(kind, path):
            line, column = node.lineno, node.col_offset  # type: ignore[attr-defined]
            if isinstance(node, ast.Attribute) and node.end_lineno and node.end_col_offset:
                line, column = node.end_lineno, node.end_col_offset - len(node.attr.encode())
            self.found.append(((line, column), what or path.removeprefix("builtins."), span, unless))

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        """What is imported: the first part of its path that is missing.  `from __future__ import` is syntax."""
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            return
        for alias, path, name, value in self.names.imported(node):
            if value is None or name == "*" and not (path := path.removesuffix(".*")):
                continue
            for part in prefixes(path):
                span = span_of(part)
                if span and not span.has(self.at):
                    self.report(alias, "import", part, span, "")
                    break

    visit_ImportFrom = visit_Import

    def visit_Name(self, node: ast.Name) -> None:
        """A builtin; other names are bound by something that has been looked at."""
        if isinstance(node.ctx, ast.Load) and self.scope.found(node.id) is None:
            value = self.names.of_name(node.id, self.scope)
            if value and (span := span_of(value.path)):
                self.report(node, "builtin", value.path, span, value.unless)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """An attribute of a module, of a class, of an instance; of what nobody knows."""
        self.visit(node.value)
        owner = self.names.value(node.value, self.scope)
        if owner is None:
            self.perhaps(node)
            return
        if any((one := span_of(part)) and not one.has(self.at) for part in prefixes(owner.path)):
            return  # that is said where it is got
        path = f"{owner.path}.{node.attr}"
        span = span_of_member(owner.path, node.attr) if owner.is_instance else span_of(path)
        if span and isinstance(node.ctx, ast.Load):
            self.report(node, "attribute", path, span, owner.unless)

    def perhaps(self, node: ast.Attribute) -> None:
        """A method that is known by its name alone, unless the program itself has one."""
        known = methods_by_name().get(node.attr)
        if known and isinstance(node.ctx, ast.Load) and node.attr not in self.defined:
            self.report(node, "attribute", known[0], known[1], None)

    def visit_Call(self, node: ast.Call) -> None:
        """The parameters of a call."""
        self.generic_visit(node)
        value = self.called(node.func)
        if value is None or (span := span_of(value.path)) and not span.has(self.at):
            return
        path = value.path
        for one in node.keywords:
            for name in [one.arg] if one.arg else self.names.keys(one.value, self.scope):
                if found := span_of_parameter(path, name):
                    what = f"{path.removeprefix('builtins.')}({name}=)"
                    self.report(one, "parameter", f"{path}.{name}", found, value.unless, what)

    def called(self, node: ast.expr) -> Value | None:
        """The function, class or method *node*."""
        value = self.names.value(node, self.scope)
        if value and not value.is_instance:
            return value
        if isinstance(node, ast.Attribute):
            owner = self.names.value(node.value, self.scope)
            if owner and owner.is_instance:
                return owner._replace(path=f"{owner.path}.{node.attr}", is_instance=False)
        return None

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """An operator that the instances of a class did not always have: `{} | {}`.

        Not `T | None`: a type variable is a type, and unions of types are syntax, see `rewrites/lowering/union_type.py`.
        """
        self.generic_visit(node)
        self.operator(node, node.left, node.right)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """As `visit_BinOp`, for `options |= more`."""
        self.generic_visit(node)
        self.operator(node, node.target, node.value)

    def operator(self, node: ast.BinOp | ast.AugAssign, left: ast.expr, right: ast.expr) -> None:
        """Report the operator of *node*, if the class of both operands has it too late."""
        name = OPERATORS.get(type(node.op))
        sides = [self.names.value(one, self.scope) for one in (left, right)]
        if name and all(isinstance(one, Value) and one.is_instance for one in sides) and sides[0]:
            if sides[0].path.startswith("typing."):
                return
            span = span_of_member(sides[0].path, name)
            if span:
                kind = sides[0].path.removeprefix("builtins.")
                path, unless = f"{sides[0].path}.{name}", sides[0].unless
                self.report(node, "parameter", path, span, unless, f"{kind} | {kind}")


def prefixes(path: str) -> Iterator[str]:
    """*path* from its first part on: a, a.b, a.b.c."""
    parts = path.split(".")
    yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def scanned(tree: ast.Module, text: str, at: Version, own: frozenset[str]) -> Iterator[LibraryUse]:
    """The uses in *tree*, made of *text*, that *at* does not have; *own* are modules of the program itself."""
    names = Names(own)
    bindings = Bindings(names, at)
    bindings.visit(tree)
    lines = text.split("\n")
    found = set(Scan(bindings, names, tree).found)
    for (line, column), what, span, unless in sorted(found, key=lambda one: one[:2]):
        row = lines[line - 1] if line <= len(lines) else ""
        yield use(line, len(row.encode()[:column].decode(errors="ignore")) + 1, what, span, unless)
