"""Names that `:=` in a comprehension binds: they belong to the scope around it."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.quote import quote

LOCAL = quote("""
    if 0:
        $name = None
""")


def outer_names(scope) -> tuple:
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


def bound_around(scope, kind: str) -> set[str]:
    """The names of *kind*, nonlocals or globals, that `:=` binds in the comprehension *scope* and those inside it."""
    inside = (bound_around(child, kind) for child in scope.children if child.kind == "comprehension")
    return getattr(scope, kind).union(*inside)


def kept_local(scope, cx) -> tuple:
    """Names that only `:=` in the comprehension binds stay names of the function around."""
    out: list = []
    if scope.parent.kind in ("function", "lambda"):
        for name in sorted(bound_around(scope, "nonlocals") & scope.parent.own):
            out += LOCAL(cx, name=cst.Name(name))
    return tuple(out)
