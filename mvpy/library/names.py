"""What the names of a program stand for: modules of the standard library, what is in them, instances of its classes."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from mvpy.library.table import is_known
from mvpy.tree.syntax_trees import expression_tree

BUILTINS = frozenset(dir(builtins)) | {
    "aiter",
    "anext",
    "ExceptionGroup",
    "BaseExceptionGroup",
    "EncodingWarning",
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SCOPES = (*FUNCTIONS, ast.ClassDef, *COMPREHENSIONS)
LITERALS: dict[type[ast.expr], str] = {
    ast.JoinedStr: "str", ast.Dict: "dict", ast.DictComp: "dict", ast.Set: "set", ast.SetComp: "set", ast.List: "list",
    ast.ListComp: "list", ast.Tuple: "tuple",
}  # fmt: skip


class Value(NamedTuple):
    """What an expression is: what *path* leads to, or an instance of that class; *unless* an import brings another."""

    path: str
    is_instance: bool = False
    unless: str = ""


Binding = Value | ast.expr | None  # what is bound, or an expression that gives it; None if nobody knows


@dataclass
class Scope:
    """A scope: what its names are bound to, and the scope around it."""

    around: Scope | None
    is_class: bool = False
    names: dict[str, list[Binding]] = field(default_factory=dict)
    elsewhere: dict[str, Scope] = field(default_factory=dict)  # global and nonlocal names
    unknown_star: str = ""  # an import that may bring any name
    libraries: list[str] = field(
        default_factory=list
    )  # modules of the standard library whose names are all here

    def bind(self, name: str, binding: Binding) -> None:
        """Let *name* stand for *binding*, too."""
        self.elsewhere.get(name, self).names.setdefault(name, []).append(binding)

    def found(self, name: str) -> tuple[Scope, list[Binding]] | None:
        """Where *name* is bound, as it is seen from here, and to what; None for a builtin."""
        scope: Scope | None = self
        while scope is not None:
            home = scope.elsewhere.get(name, scope)
            if name in home.names and (home is self or not home.is_class):
                return home, home.names[name]
            scope = scope.around
        return None

    def outermost(self) -> Scope:
        """The scope of the module."""
        return self if self.around is None else self.around.outermost()


class Names:
    """Answers what expressions are; *own* are modules of the program itself, which hide those of the library."""

    def __init__(self, own: frozenset[str]) -> None:
        self.own = own
        self.asking: set[tuple[int, str]] = set()

    def value(self, node: ast.expr, scope: Scope) -> Value | None:
        """What *node* is, in *scope*; None if nobody knows."""
        match node:
            case ast.Name():
                return self.of_name(node.id, scope)
            case ast.Attribute():
                owner = self.value(node.value, scope)
                if owner and not owner.is_instance:
                    return owner._replace(path=f"{owner.path}.{node.attr}")
                return None
            case ast.Call():
                made = self.value(node.func, scope)
                return instance_of(made)
            case ast.Constant(value=str() | bytes() | bool() | int() | float() | complex() as value):
                return Value(f"builtins.{type(value).__name__}", True)
        kind = LITERALS.get(type(node))
        return Value(f"builtins.{kind}", True) if kind else None

    def of_name(self, name: str, scope: Scope) -> Value | None:
        """What *name* stands for in *scope*: if it is bound more than once, always the same."""
        found = scope.found(name)
        if found is None:
            return brought(name, scope.outermost())
        home, bindings = found
        asked = (id(home), name)
        if asked in self.asking:
            return None
        self.asking.add(asked)
        values = {self.value(one, home) if isinstance(one, ast.expr) else one for one in bindings}
        self.asking.discard(asked)
        return values.pop() if len(values) == 1 else None

    def keys(self, node: ast.expr, scope: Scope) -> list[str]:
        """The texts among the keys of the dictionary that *node* is, if it is one that the program writes, `**options`."""
        if isinstance(node, ast.Name):
            found = scope.found(node.id)
            bound = found[1] if found else []
            if len(bound) != 1 or not isinstance(bound[0], ast.expr):
                return []
            node = bound[0]
        keys = node.keys if isinstance(node, ast.Dict) else []
        return [key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]

    def path(self, scope: Scope) -> Callable[[ast.expr], str | None]:
        """What gives the path that an expression in *scope* is."""

        def path_of(node: ast.expr) -> str | None:
            value = self.value(node, scope)
            return value.path if value and not value.is_instance else None

        return path_of

    def annotated(self, node: ast.expr | None, scope: Scope) -> Value | None:
        """What a name with the annotation *node* holds: an instance of the class, or of `X | None`, `Optional[X]`."""
        match node:
            case ast.BinOp(op=ast.BitOr(), right=ast.Constant(value=None)):
                return self.annotated(node.left, scope)
            case ast.Subscript() if self.path(scope)(node.value) == "typing.Optional":
                return self.annotated(node.slice, scope)
            case ast.Subscript():
                return self.annotated(node.value, scope)  # `dict[str, int]`
            case ast.Constant(value=str() as text):
                try:
                    return self.annotated(expression_tree(text), scope)
                except SyntaxError:
                    return None
            case ast.Name() | ast.Attribute():
                return instance_of(self.value(node, scope))
        return None

    def imported(
        self, node: ast.Import | ast.ImportFrom
    ) -> Iterator[tuple[ast.alias, str, str, Value | None]]:
        """For each name that *node* imports: where, the path, the name that it binds, and what to."""
        for alias in node.names:
            if isinstance(node, ast.Import):
                top = alias.name.partition(".")[0]
                path = alias.name if alias.asname else top
                yield alias, alias.name, alias.asname or top, None if top in self.own else Value(path)
            else:
                path = f"{node.module}.{alias.name}"
                is_ours = node.level > 0 or (node.module or "").partition(".")[0] in self.own
                yield alias, path, alias.asname or alias.name, None if is_ours else Value(path)


def brought(name: str, module: Scope) -> Value | None:
    """What *name* is, which *module* does not bind: a builtin, or from a library all of whose names are there."""
    if name in BUILTINS:
        return Value(f"builtins.{name}", unless=module.unknown_star)
    paths = [path for library in module.libraries if is_known(path := f"{library}.{name}")]
    return Value(paths[0], unless=module.unknown_star) if len(paths) == 1 else None


def instance_of(kind: Value | None) -> Value | None:
    """An instance of *kind*, if that looks like a class."""
    if kind and not kind.is_instance and is_class(kind.path):
        return kind._replace(is_instance=True)
    return None


def is_class(path: str) -> bool:
    """Does *path* look like a class?  All in the table that are none have no members there."""
    owner, _, name = path.rpartition(".")
    return name[:1].isupper() or owner in ("builtins", "collections", "datetime", "array")
