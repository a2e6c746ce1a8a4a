"""Names that `:=` in a comprehension binds: they belong to the scope around it."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.scopes.analysis import Scope
from mvpy.tree.suite import Statements

LOCAL = quote("""
    if 0:
        $name = None
""")


def outer_names(scope: Scope) -> Statements:
    """The declarations for what `:=` binds around the comprehension, also in one inside that has no frame of its own."""
    out = []
    for kind, names in (
        (cst.Nonlocal, bound_around(scope, "nonlocals")),
        (cst.Global, bound_around(scope, "globals")),
    ):
        if names:
            items = [cst.NameItem(cst.Name(name)) for name in sorted(names)]
            out.append(cst.SimpleStatementLine([kind(items)]))
    return tuple(out)


def bound_around(scope: Scope, kind: str) -> set[str]:
    """The names of *kind*, nonlocals or globals, that `:=` binds in the comprehension *scope* and those inside it."""
    inside = (bound_around(child, kind) for child in scope.children if child.kind == "comprehension")
    here: set[str] = getattr(scope, kind)
    return here.union(*inside)


def kept_local(scope: Scope, cx: Context) -> Statements:
    """Names that only `:=` in the comprehension binds stay names of the function around."""
    out: list[cst.BaseStatement] = []
    if scope.around.kind in ("function", "lambda"):
        for name in sorted(bound_around(scope, "nonlocals") & scope.around.own):
            out += LOCAL(cx, name=cst.Name(name))
    return tuple(out)
