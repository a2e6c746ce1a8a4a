"""Which temporaries of a module are still needed: liveness, as compilers ask it of registers.

A statement that has become several may share its temporaries with them, though other statements stand between:

    otherwise = 1
    if a: ...; otherwise = 0                  <- here `otherwise` is live: it must not be forgotten yet
    if otherwise and b: ...

A name is live after a statement if one that follows may read it before it certainly binds it.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.scopes.analysis import bound_in, names_in, sought_by

Names = frozenset[str]


def live_after(statements: Sequence[cst.BaseStatement], shared: Sequence[Sequence[Names]]) -> list[Names]:
    """For each of *statements*, the names that later ones may read; *shared* has those that it may have from others."""
    live: Names = frozenset()
    out = []
    for statement, names in zip(reversed(statements), reversed(shared)):
        out.append(live)
        if not names:
            live = frozenset()
            continue
        read, bound = exposed((statement,))
        live = frozenset(name for name in live - bound | read if any(name in some for some in names))
    return out[::-1]


def exposed(statements: Sequence[cst.CSTNode]) -> tuple[Names, Names]:
    """(the names that *statements* may read before they bind them, those that they certainly bind)."""
    read: Names = frozenset()
    bound: Names = frozenset()
    for statement in statements:
        inside, binds = exposed_in(statement)
        read |= inside - bound
        bound |= binds
    return read, bound


def exposed_in(statement: cst.CSTNode) -> tuple[Names, Names]:
    match statement:
        case cst.SimpleStatementLine(body=[cst.Del()]):
            return frozenset(names_in(statement)), frozenset()
        case cst.SimpleStatementLine() | cst.FunctionDef() | cst.ClassDef():
            return frozenset(sought_by(statement)), frozenset(bound_in((statement,)))
        case cst.While(test=test, orelse=None, body=block):
            return frozenset(names_in(test)) | exposed(block.body)[0], frozenset()
        case cst.If(test=test, body=block, orelse=None):
            return frozenset(names_in(test)) | exposed(block.body)[0], frozenset()
        case cst.Try(orelse=None, finalbody=None, body=block, handlers=handlers):
            read, _ = exposed(block.body)
            for handler in handlers:
                read |= exposed_in_handler(handler)
            return read, frozenset()
    if isinstance(statement, cst.BaseCompoundStatement):
        return frozenset(names_in(statement)), frozenset()
    return frozenset(), frozenset()  # a comment


def exposed_in_handler(handler: cst.ExceptHandler) -> Names:
    read = exposed(handler.body.body)[0]
    if handler.name is not None:
        read -= names_in(handler.name.name)
    return read if handler.type is None else read | names_in(handler.type)
