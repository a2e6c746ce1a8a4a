"""A comprehension as loops in the frame of the code around: so it runs from Python 3.12 on."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.hoisting import named
from mvpy.machine.quote import quote
from mvpy.rewrites.comprehension.captured import captured_in
from mvpy.rewrites.comprehension.cells import Cells, CellWalk
from mvpy.rewrites.comprehension.filling import Filling
from mvpy.rewrites.comprehension.frames import clauses, shows_names, stands_in_function
from mvpy.rewrites.comprehension.loops import ASYNC_FOR, FOR, NAMED, loops
from mvpy.rewrites.comprehension.outer_names import kept_local
from mvpy.scopes.analysis import Scope
from mvpy.tree.let import Let
from mvpy.tree.suite import Statements

RELEASE = quote("$name = None  # release 1")
UNBIND = quote("""
    $name = None
    del $name  # namespace 2
""")
DELETE = quote("del $name  # release 1")


def in_place(node: cst.BaseComp, scope: Scope, filling: Filling, cx: Context) -> Let:
    """The comprehension as loops in the frame around, its variables renamed."""
    shown = scope.own if shows_names(scope) else set()
    names = {own: cx.names.fresh(own.strip("_") or "variable") for own in sorted(scope.own - shown)}
    first, *_ = clauses(node)
    captured = captured_in(node, scope, cx)
    walk = CellWalk(names, captured, cx)
    renamed = walk.renamed_comprehension(node)
    cells = Cells(cx.names.function(filling.name), captured, walk.makers, cx) if captured else None
    start, result, add = filling.started(node, cx)
    if cx.scopes.in_module_itself:
        cx.names.kept |= {result.value, *names.values()}

    def loop(clause: cst.CompFor, suite: Statements) -> Statements:
        template = ASYNC_FOR if clause.asynchronous else FOR
        return template(cx, target=clause.target, iterable=first.iter, suite=suite)

    def bound(target: cst.BaseExpression) -> Statements:
        return cells.bound(target, names) if cells else ()

    out = loops(renamed, filling.element(renamed, result, add, cx), cx, loop, bound)
    release = UNBIND if not cx.is_core and not stands_in_function(scope) else RELEASE
    released = tuple(s for n in sorted(names.values()) for s in release(cx, name=cst.Name(n)))
    released += tuple(s for n in sorted(shown) for s in UNBIND(cx, name=cst.Name(n)))
    released = released if cx.lets_go else ()
    done = DELETE(cx, name=add) if add else ()
    let = Let((*start, *out, *done, *released), result, (result.value,))
    return with_cells(let, cells, filling.name, scope, cx) if cells else let


def with_cells(let: Let, cells: Cells, name: str, scope: Scope, cx: Context) -> Let:
    """*let*, the loops of the comprehension *scope*, with the functions that they need for its *cells*."""
    naming = named(NAMED, cells.name, cst.SimpleString(f'"<{name}>"'), cx)
    before = (*kept_local(scope, cx), cells.definition(), *naming, *cells.taken())
    after = tuple(s for function in cells.functions for s in RELEASE(cx, name=function))
    return Let((*before, *let.statements, *after), let.value, (*let.temporaries, cells.name.value))
