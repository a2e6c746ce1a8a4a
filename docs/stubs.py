"""What typeshed says of the parameters of functions, version by version."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

Version = tuple[int, int]
PLATFORM = "linux"


class Stubs:
    """The stubs of a standard library, in *folder*."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, ast.Module | None] = {}

    def parameters(self, path: str, at: Version) -> list[str] | None:
        """The names that the function or class *path* takes as keywords in the version *at*; None if no stub says."""
        module, names = self.module_of(path)
        if not names:
            return None
        found = self.found(module, names, at, 0)
        made = [
            node
            for kind in found
            if isinstance(kind, ast.ClassDef)
            for node in self.constructors(module, kind, at)
        ]
        functions = [
            node for node in [*found, *made] if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        ]
        if not functions:
            return None
        return sorted({name for node in functions for name in keywords(node, len(names) > 1 or bool(made))})

    def constructors(self, module: str, kind: ast.ClassDef, at: Version) -> list[ast.stmt]:
        """What makes an instance of the class *kind*."""
        return [node for name in ("__new__", "__init__") for node in named(kind.body, name, at)]

    def found(self, module: str, names: list[str], at: Version, depth: int) -> list[ast.stmt]:
        """The statements that define *names* (a name, or a class and its member) in *module*."""
        tree = self.tree(module)
        if tree is None or depth > 5:
            return []
        defined = named(tree.body, names[0], at)
        for node in defined:
            if isinstance(node, ast.ImportFrom) and node.module:
                original = next(one.name for one in node.names if (one.asname or one.name) == names[0])
                source = node.module if not node.level else f"{module}.{node.module}"
                return self.found(source, [original, *names[1:]], at, depth + 1)
        if len(names) == 1:
            return defined
        return [
            node
            for kind in defined
            if isinstance(kind, ast.ClassDef)
            for node in named(kind.body, names[1], at)
        ]

    def module_of(self, path: str) -> tuple[str, list[str]]:
        """The module and the names in it that *path* is."""
        parts = path.split(".")
        for end in range(len(parts) - 1, 0, -1):
            if self.tree(".".join(parts[:end])) is not None:
                return ".".join(parts[:end]), parts[end:]
        return path, []

    def tree(self, module: str) -> ast.Module | None:
        """The tree of the stub of *module*."""
        if module not in self.read:
            base = self.folder.joinpath(*module.split("."))
            paths = [path for path in (base.with_suffix(".pyi"), base / "__init__.pyi") if path.is_file()]
            self.read[module] = ast.parse(paths[0].read_text(encoding="utf-8")) if paths else None
        return self.read[module]


def named(body: list[ast.stmt], name: str, at: Version) -> list[ast.stmt]:
    """The statements of *body* that define *name* in the version *at*."""
    return [node for node in live(body, at) if name in names_of(node)]


def names_of(node: ast.stmt) -> list[str]:
    """What *node* defines."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.ImportFrom):
        return [one.asname or one.name for one in node.names]
    return []


def live(body: list[ast.stmt], at: Version) -> Iterator[ast.stmt]:
    """The statements of *body* that count in the version *at*."""
    for node in body:
        if isinstance(node, ast.If):
            yield from live(node.body if holds(node.test, at) else node.orelse, at)
        else:
            yield node


def holds(test: ast.expr, at: Version) -> bool:
    """Is *test*, of a stub, true in the version *at*?"""
    names = {"sys": type("sys", (), {"version_info": (*at, 99), "platform": PLATFORM})}
    return bool(eval(compile(ast.Expression(test), "stub", "eval"), names))


def keywords(node: ast.FunctionDef | ast.AsyncFunctionDef, in_class: bool) -> list[str]:
    """The names that *node* takes as keywords; those that begin with two underscores are positional."""
    bound = in_class and not is_static(node) and not node.args.posonlyargs
    found = [*node.args.args[bound:], *node.args.kwonlyargs]
    names = [one.arg for one in found if not one.arg.startswith("__")]
    return [*names, "**"] if node.args.kwarg else names


def is_static(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Is *node* a static method?"""
    return any(isinstance(one, ast.Name) and one.id == "staticmethod" for one in node.decorator_list)
