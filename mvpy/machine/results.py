"""What a rule may give: for an expression an expression, for a statement statements, and else a node of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from mvpy.errors import ContractError
from mvpy.machine.quote import place_of

if TYPE_CHECKING:  # it knows this file
    from mvpy.machine.context import Context
    from mvpy.machine.rewrite import Rule

STATEMENTS = (cst.BaseCompoundStatement, cst.SimpleStatementLine, cst.BaseSmallStatement)
FITTING: set[tuple[type, type]] = (
    set()
)  # (kind of node, kind of what a rule may give for it), as far as asked


def refuse_misfit(rule: Rule, node: cst.CSTNode, new: object, cx: Context) -> None:
    """A ContractError if *new*, which *rule* gives for *node*, is nothing that can stand there."""
    if new.__class__ is tuple or (node.__class__, new.__class__) not in FITTING or new is node:
        if words := misfit(node, new):
            line = f"{cx.program.filename}:{cx.place.line}"
            raise ContractError(place_of(rule), f"the rule gives {words}, at {line}")
        FITTING.add((node.__class__, new.__class__))


def misfit(node: cst.CSTNode, new: object) -> str:
    """What is wrong with *new* in the place of *node*, in words; nothing if it fits."""
    kind = type(node).__name__
    if new is node:
        return f"the {kind} that it was given; where there is nothing to do it gives None"
    if isinstance(node, STATEMENTS):
        if not isinstance(new, tuple):
            return f"{a(new)} for a statement ({kind}), and not a tuple of statements"
        wrong = [part for part in new if not isinstance(part, cst.BaseStatement)]
        return f"{a(wrong[0])} among the statements for the {kind}" if wrong else ""
    if isinstance(node, cst.BaseExpression):
        return (
            ""
            if isinstance(new, cst.BaseExpression)
            else f"{a(new)} for an expression ({kind}), and not an expression"
        )
    family = cst.BaseSuite if isinstance(node, cst.BaseSuite) else type(node)
    return (
        "" if isinstance(new, family) else f"{a(new)} for a node of the kind {kind}, and not one of that kind"
    )


def a(thing: object) -> str:
    """The kind of *thing*, with its article."""
    kind = type(thing).__name__
    return f"an {kind}" if kind[0] in "AEIOUaeiou" else f"a {kind}"
