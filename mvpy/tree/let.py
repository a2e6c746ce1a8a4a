"""The expression that needs statements first: what a rule gives back, and hoisting takes away.

    x = f(a) + (b if c else d)

A rule for the conditional expression cannot say what it means in an expression.  It gives a Let:

    Let([if c: result = b  else: result = d], result)

which reads "run the statements, and the value is `result`".  The walk carries every Let outwards, past
the operands that Python evaluates earlier (see `mvpy.machine.hoisting`), until it meets a statement.  No Let is
left when a walk ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import libcst as cst
from libcst._nodes.internal import CodegenState


@dataclass(frozen=True)
class Let(cst.BaseExpression):
    """*statements*, then *value*.  *temporaries* are the names to delete once the value has been used.

    *pure* says that nobody can tell when the statements run: they only define functions of ours.
    *truth* is the name of a flag that already holds the truth of the value, or None.
    """

    statements: Sequence[cst.BaseStatement]
    value: cst.BaseExpression
    temporaries: Sequence[str] = ()
    truth: str | None = None
    pure: bool = False
    lpar: Sequence[cst.LeftParen] = ()
    rpar: Sequence[cst.RightParen] = ()

    def _visit_and_replace_children(self, visitor: cst.CSTVisitorT) -> Let:
        raise NotImplementedError("a Let is hoisted before any visitor sees it")

    def _codegen_impl(self, state: CodegenState) -> None:
        raise NotImplementedError("a Let is hoisted before it is printed")


def merged(outer: Let, value: cst.BaseExpression, truth: str | None = None) -> Let:
    """*outer* with *value* for its value, which may be a Let itself."""
    if value.__class__ is Let:
        statements = (*outer.statements, *value.statements)
        pure = outer.pure and value.pure
        return Let(statements, value.value, (*outer.temporaries, *value.temporaries), value.truth, pure)
    return replace(outer, value=value, truth=truth)
