"""What is in `typing`, by the names that the module at hand has for it, or by one that it gets.

A module that says `import typing`, or imports the name itself, needs nothing.  One that has a line
`from typing import …` gets more names there.  Any other gets `import typing`, as it gets what helpers need.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.rewrites.lowering.run_time_types.bindings import Bindings
from mvpy.tree.nodes import bound_by


class Spelling:
    """The names of what is in `typing`, in the module *tree*; *line* is the statement of it that needs them."""

    def __init__(self, tree: cst.Module, bindings: Bindings, cx: Context) -> None:
        self.cx, self.line = cx, 0
        self.known: dict[str, tuple[int, cst.BaseExpression]] = (
            {}
        )  # the statement that binds it, and the name
        self.module: tuple[int, cst.Name] | None = None  # the same, of `typing` itself
        self.extended: int | None = None  # the statement that imports from it
        usable = bindings.scopes.module
        for number, small in imports_of(tree):
            for alias in small.names if not isinstance(small.names, cst.ImportStar) else ():
                if isinstance(small, cst.Import) and alias.evaluated_name != "typing":
                    continue
                own = bound_by(alias.asname) if alias.asname else alias.evaluated_name
                others = (scope for scope in bindings.scopes.all if scope is not usable)
                if usable.stores(own) != 1 or any(own in scope.own for scope in others):
                    continue
                if isinstance(small, cst.ImportFrom):
                    self.known.setdefault(alias.evaluated_name, (number, cst.Name(own)))
                else:
                    self.module = self.module or (number, cst.Name(own))
            if self.extended is None and can_take_more(small):
                self.extended = number

    def name(self, what: str) -> cst.BaseExpression:
        """The expression that means `typing.`*what* where the statement at hand is evaluated."""
        number, known = self.known.get(what, (self.line, None))
        if known is not None and number < self.line:
            return known
        if self.module is not None and self.module[0] < self.line:
            return cst.Attribute(self.module[1], cst.Name(what))
        if self.extended is not None and self.extended < self.line:
            return cst.Name(ADDED.of(self.cx).setdefault(what, self.free(what)))
        return self.cx.names.helper(f"typing_{what}")

    def free(self, what: str) -> str:
        """A name for *what* that the module does not have."""
        taken = self.cx.names.of_program
        return next((name for name in (what, f"_{what}") if name not in taken), "") or self.cx.names.fresh(
            what
        )


# What the import of the module at hand gets: name -> what it is bound to.
ADDED: Note[dict[str, str]] = Note(dict)


def imports_of(tree: cst.Module) -> Iterator[tuple[int, cst.Import | cst.ImportFrom]]:
    """The imports of and from `typing` among the statements of *tree* itself, with the numbers of these."""
    for number, statement in enumerate(tree.body):
        for small in statement.body if isinstance(statement, cst.SimpleStatementLine) else ():
            match small:
                case cst.ImportFrom(module=cst.Name(value="typing"), relative=[]):
                    yield number, small
                case cst.Import(names=names) if any(one.evaluated_name == "typing" for one in names):
                    yield number, small


def can_take_more(small: cst.BaseSmallStatement) -> bool:
    """Is *small* a line `from typing import …` to which names can be added?"""
    return isinstance(small, cst.ImportFrom) and not isinstance(small.names, cst.ImportStar)


def with_added_imports(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, whose first import from `typing` has also what has been added."""
    added = ADDED.of(cx)
    if not added:
        return tree
    number, found = next((number, small) for number, small in imports_of(tree) if can_take_more(small))
    assert isinstance(found, cst.ImportFrom) and not isinstance(found.names, cst.ImportStar)
    *before, last = found.names
    space = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    new = [imported(what, own) for what, own in added.items()]
    names = [*before, last.with_changes(comma=space), *(one.with_changes(comma=space) for one in new[:-1])]
    small = found.with_changes(names=[*names, new[-1].with_changes(comma=last.comma)])
    statement = tree.body[number]
    assert isinstance(statement, cst.SimpleStatementLine)
    changed = statement.with_changes(body=[small if one is found else one for one in statement.body])
    cx.moved(statement, changed)
    return tree.with_changes(body=[*tree.body[:number], changed, *tree.body[number + 1 :]])


def imported(what: str, own: str) -> cst.ImportAlias:
    """`what`, or `what as own`, in an import."""
    return cst.ImportAlias(cst.Name(what), cst.AsName(cst.Name(own)) if own != what else None)
