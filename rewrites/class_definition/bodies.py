"""Functions that stand for class bodies: they keep no locals of their own.

In such a function `locals()` is the namespace of the class, and up to Python 3.12 asking for it copies every
local into that mapping, and deletes there what is unbound.  Free variables are left out of this.  So what a
body binds for itself (its methods before they are stored, temporaries) belongs to the function around it:

    def _make_body(_item=0):
        def _body():
            nonlocal _item
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.walk import Walk
from mvpy.scopes.analysis import bound_in, has_node
from mvpy.tree import quick
from mvpy.tree.clauses import statements_in
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import Statements, body_of

DECLARATIONS = (cst.Nonlocal, cst.Global)


def with_shared_names(statements: Statements, cx: Context) -> Statements:
    """*statements*, in which every function that makes a class body shares the names that the body binds."""
    return tuple(shared(s, cx) if isinstance(s, cst.FunctionDef) else s for s in statements)


def with_all_names_shared(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, in which this is so at any depth."""
    if not cx.names.makers:
        return tree

    def share(node: cst.FunctionDef, cx: Context) -> Statements | None:
        new = shared(node, cx)
        return None if new is node else (new.with_changes(leading_lines=()),)

    with cx.unrecorded():
        return Walk({cst.FunctionDef: [share]}, cx).module(tree)


def shared(node: cst.FunctionDef, cx: Context) -> cst.FunctionDef:
    """*node*, if it is a function that makes a class body, with its parameters and the `nonlocal` in the body."""
    if node.name.value not in cx.names.makers:
        return node
    *before, body, last = body_of(node.body)
    assert isinstance(body, cst.FunctionDef)
    declared: set[str] = set()
    given = {param.name.value for param in node.params.params}
    kept: list[cst.BaseStatement] = []
    for statement in body_of(body.body):
        if ours := declared_by_us(statement, given):
            declared |= ours
            continue
        if isinstance(statement, cst.SimpleStatementLine) and isinstance(statement.body[0], cst.Nonlocal):
            declared -= {item.name.value for item in statement.body[0].names}
        kept.append(statement)
    users = {
        item.name.value for statement in kept for small in declarations_in(statement) for item in small.names
    }
    names = sorted((bound_in(kept) | declared) - users)
    if names:
        items = [quick.NameItem(quick.Name(name)) for name in names]
        kept.insert(0, cst.SimpleStatementLine([cst.Nonlocal(items)]))
    params = [quick.Param(quick.Name(name), default=quick.Integer("0")) for name in names]
    body = moved(body, maker_of(body, body=maker_of(body.body, body=tuple(kept))), cx)
    new = maker_of(
        node,
        params=cst.Parameters(params=params),
        body=maker_of(node.body, body=(*before, body, last)),
    )
    return moved(node, new, cx)


def declared_by_us(statement: cst.BaseStatement, given: set[str]) -> set[str]:
    """The names of the `nonlocal` that we put first, if *statement* is that; these, and no others, are *given* around."""
    match statement:
        case cst.SimpleStatementLine(body=[cst.Nonlocal(names=names)]) if names[0].name.value in given:
            return {item.name.value for item in names}
    return set()


def declarations_in(statement: cst.BaseStatement) -> list[cst.Nonlocal | cst.Global]:
    """The user's `nonlocal` and `global` statements in *statement*, at any depth of this scope."""
    if isinstance(statement, cst.SimpleStatementLine):
        return [small for small in statement.body if isinstance(small, DECLARATIONS)]
    if isinstance(statement, (cst.FunctionDef, cst.ClassDef)) or not has_node(statement, DECLARATIONS):
        return []
    return [small for inner in statements_in(statement) for small in declarations_in(inner)]


def moved(old: cst.FunctionDef, new: cst.FunctionDef, cx: Context) -> cst.FunctionDef:
    cx.lines.placed(old, new)
    return new
