"""What the names of a module mean, as far as imports, classes and assignments tell.

from collections import abc          abc.Callable       collections.abc.Callable
import queue as q                    q.Queue            queue.Queue
class A: ...                         A                  the definition
X = int                              X                  the expression, if nothing else binds X
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.scopes.analysis import Scope, Scopes, normal
from mvpy.tree.suite import statements_inside

LONGEST_WAY = 20  # from a name to what it is bound to, by other names
# Where the library has names that are in `typing` of newer Pythons.
TYPING_MODULES = ("typing_extensions", "mypy_extensions")

Binding = str | cst.CSTNode | None  # a path of the library, a definition, an expression; None: nobody knows


class Bindings:
    """What binds the names of each scope of the module *tree*."""

    def __init__(self, tree: cst.Module, scopes: Scopes) -> None:
        self.scopes, self.star = scopes, any(scope.star_import for scope in scopes.all)
        self.found: dict[tuple[int, str], list[Binding]] = {}
        self.add(tree, scopes.module)

    def add(self, around: cst.CSTNode, scope: Scope) -> None:
        """Note what the statements inside of *around* bind in *scope*, and those in definitions in theirs."""
        waiting: list[tuple[cst.CSTNode, Scope]] = [(around, scope)]
        for node, here in waiting:
            for statement in node.body if isinstance(node, cst.Module) else statements_inside(node):
                inside = self.scopes.find(statement) or here
                if isinstance(statement, cst.ClassDef):
                    self.note(here, statement.name.value, statement)
                for name, binding in bound_by_line(statement):
                    self.note(here, name, binding)
                waiting.append((statement, inside))

    def note(self, scope: Scope, name: str, binding: Binding) -> None:
        self.found.setdefault((id(scope), normal(name)), []).append(binding)

    def of(self, name: str, scope: Scope) -> Binding:
        """What *name* means in *scope*; None unless all that binds it says the same."""
        owner = scope.resolve(name)
        name = normal(name)
        if owner.kind == "module" and name not in owner.bound:
            return None if self.star else f"builtins.{name}"
        found = self.found.get((id(owner), name), [])
        is_known = len(found) == owner.stores(name) and not owner.rebound_inside(name)
        return found[0] if is_known and all(one == found[0] for one in found) else None

    def path(self, node: cst.CSTNode, scope: Scope, depth: int = 0) -> str:
        """The path of the library that the expression *node* means in *scope*, as `typing.Optional`; "" if none is known.

        *depth* other names have been asked for it, which may be in a circle.
        """
        if isinstance(node, cst.Attribute):
            around = self.path(node.value, scope, depth)
            return in_typing(f"{around}.{node.attr.value}") if around else ""
        if not isinstance(node, cst.Name) or depth > LONGEST_WAY:
            return ""
        found = self.of(node.value, scope)
        if isinstance(found, (cst.Name, cst.Attribute)):
            return self.path(found, scope.resolve(node.value), depth + 1)
        return found if isinstance(found, str) else ""


def bound_by_line(statement: cst.CSTNode) -> Iterator[tuple[str, Binding]]:
    """The names that the small statements of *statement* bind, and what to."""
    for small in statement.body if isinstance(statement, cst.SimpleStatementLine) else ():
        match small:
            case cst.Import(names=names):
                yield from map(imported, names)
            case cst.ImportFrom(names=[*names]):
                yield from (from_module(small, alias) for alias in names)
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value):
                yield name, value
            case cst.AnnAssign(target=cst.Name(value=name), value=cst.BaseExpression() as value):
                yield name, value


def imported(alias: cst.ImportAlias) -> tuple[str, Binding]:
    """What `import a.b` and `import a.b as c` bind."""
    path = alias.evaluated_name
    return (alias.evaluated_alias, path) if alias.evaluated_alias else (path.partition(".")[0],) * 2


def from_module(node: cst.ImportFrom, alias: cst.ImportAlias) -> tuple[str, Binding]:
    """What `from m import a as b` binds; a module of the package itself is nobody's path."""
    module = cst.Module([]).code_for_node(node.module) if node.module is not None else ""
    dots = "." * len(node.relative)
    return alias.evaluated_alias or alias.evaluated_name, in_typing(f"{dots}{module}.{alias.evaluated_name}")


def in_typing(path: str) -> str:
    """*path*, as `typing` calls it where it is in a module that has the same for older Pythons."""
    module, _, name = path.rpartition(".")
    return f"typing.{name}" if module in TYPING_MODULES else path
