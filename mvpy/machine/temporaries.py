"""Temporaries that nobody shall see: gone from `globals()` after each statement, and from `locals()`.

In a function a temporary is a local like others, so `locals()`, `vars()` and `dir()` would show it; there the
call is wrapped.  At module level it is a global; after each statement of the module all that it used are
forgotten.  Where there is a comprehension, they are no globals if the module looks (see `mvpy.machine.kept_variables`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.hoisting import EQUAL, forgetting
from mvpy.machine.kept_variables import with_kept_variables
from mvpy.machine.walk import Visitor, Walk
from mvpy.scopes.analysis import bound_in, has_node, names_in
from mvpy.scopes.liveness import live_after
from mvpy.tree.suite import Statements

SHOWING = frozenset({"locals", "vars", "dir"})


def hidden(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree* with its temporaries out of sight."""
    out: list[cst.BaseStatement] = []
    kept: set[str] = set()
    for line, section, live in sections(tree.body, cx):
        statements, kept = closed(section, line, kept, live, cx)
        out += statements
    tree = tree.with_changes(body=tuple(out))
    shown = SHOWING & names_in(tree)
    return shielded(tree, cx) if shown else tree


def sections(
    body: Sequence[cst.BaseStatement], cx: Context
) -> list[tuple[int | None, list[cst.BaseStatement], frozenset[str]]]:
    """The *body* of the module in sections: (line, statements, the names that later sections need)."""
    lines: list[int | None] = []
    for statement in body:
        lines.append(cx.lines.section_of(statement, lines[-1] if lines else None))
    live = live_after(body, [() if line is None else cx.names.shared.get(line, ()) for line in lines])
    parts = groupby(zip(lines, body, live), key=lambda part: part[0])
    together = [(line, list(part)) for line, part in parts]
    return [(line, [statement for _, statement, _ in part], part[-1][2]) for line, part in together]


def closed(
    section: list[cst.BaseStatement], line: int | None, kept: set[str], live: frozenset[str], cx: Context
) -> tuple[list[cst.BaseStatement], set[str]]:
    """(The statements of one section of the module, the temporaries that are left after it).

    One statement at its end forgets those that nobody needs any more, those *kept* from sections before among them.
    """
    cx.place.section = line or 0
    if cx.names.are_looked_at:
        section = with_kept_variables(section, live | kept, cx)
    bound = bound_in(section) & cx.names.temporaries | kept
    names = sorted(bound - live - deleted_last(section))
    while names and section and is_release(section[-1], names, cx):
        section.pop()
    if not names:
        return section, bound & live
    forget = forgetting(names, cx)
    cx.lines.known[id(forget)] = (forget, line or 0)
    return [*section, forget], bound & live


def deleted_last(section: Sequence[cst.BaseStatement]) -> set[str]:
    """The names that `del` statements at the end of *section* delete."""
    found = set()
    for statement in reversed(section):
        match statement:
            case cst.SimpleStatementLine(body=[cst.Del(target=cst.Name(value=name))]):
                found.add(name)
            case _:
                break
    return found


def is_release(statement: cst.BaseStatement, names: Collection[str], cx: Context) -> bool:
    """Does *statement* release one of the temporaries *names*, and nothing else?"""
    match statement:
        case cst.SimpleStatementLine(
            body=[
                cst.Assign(
                    targets=[cst.AssignTarget(target=cst.Name(value=name))], value=cst.Integer(value="0")
                )
            ]
        ):
            commented = statement.leading_lines or statement.trailing_whitespace.comment
            return name in names and not commented
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.Call(func=cst.Name(value=name)))]):
            return cx.names.hosted.used.get(name) == "forget_hidden"
    return False


def shielded(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree* with the calls that show the locals of a function wrapped, so that they do not show temporaries."""

    def wrap(node: cst.FunctionDef, cx: Context) -> Statements | None:
        if node.name.value in cx.names.makers or node.name.value in cx.names.bodies:
            return None
        names = sorted(
            (bound_in(node.body.body) | {p.name.value for p in node.params.params}) & cx.names.temporaries
        )
        if not names or not has_node(node.body, (cst.Call,)):
            return None
        new = Shield(names, cx)(node.body)
        return None if new is node.body else (node.with_changes(body=new, leading_lines=()),)

    with cx.unrecorded():
        return Walk({cst.FunctionDef: [wrap]}, cx, ("fields",)).module(tree)


class Shield(Walk):
    """The calls of `locals()`, `vars()` and `dir()` in one function."""

    def __init__(self, names: list[str], cx: Context) -> None:
        super().__init__({cst.Call: [self.wrap]}, cx, ("fields",))
        self.names = names

    def learn(self, cls: type) -> Visitor:
        if cls is cst.FunctionDef or cls is cst.ClassDef:
            visitor = self.visitors[cls] = lambda node: node
            return visitor
        return super().learn(cls)

    def wrap(self, node: cst.Call, cx: Context) -> cst.Call | None:
        if isinstance(node.func, cst.Name) and node.func.value in SHOWING and not node.args:
            arguments = [cst.Arg(node.func), cst.Arg(node)]
            arguments += [
                cst.Arg(cst.Integer("0"), keyword=cst.Name(name), equal=EQUAL) for name in self.names
            ]
            return cst.Call(cx.names.helper("without_names"), arguments)
        return None
