"""Names that are bound where they are read first."""

from __future__ import annotations

import libcst as cst

from mvpy.rewrites.match_statement.expressions import Expression

# Of each kind of expression, the part that is evaluated before anything else in it.
FIRST_PART: dict[type, str] = {
    cst.Comparison: "left",
    cst.BinaryOperation: "left",
    cst.BooleanOperation: "left",
    cst.UnaryOperation: "expression",
    cst.Attribute: "value",
    cst.Subscript: "value",
    cst.Call: "func",
}


def in_first_read(test: Expression, name: cst.Name, named: Expression) -> Expression:
    """*test* with *named* where it reads *name*, this very node, first."""
    new = test.visit(FirstRead(name, named))
    assert isinstance(new, cst.BaseExpression)
    return new


class FirstRead(cst.CSTTransformer):
    """Puts *named* in the place where *name*, this very node, is read first."""

    def __init__(self, name: cst.Name, named: Expression) -> None:
        super().__init__()
        self.name, self.named = name, named
        self.done = False

    def on_leave(self, original: cst.CSTNode, updated: cst.CSTNode) -> cst.CSTNode:  # type: ignore[override]
        """*named* for the first that is *name*; as an argument it needs no parentheses."""
        if original is self.name and not self.done:
            self.done = True
            return self.named
        if isinstance(updated, cst.Arg) and updated.value is self.named:
            return updated.with_changes(value=self.named.with_changes(lpar=(), rpar=()))
        return updated


def first_read_binding(guard: Expression, name: cst.Name, named: Expression) -> Expression | None:
    """*guard* with *named* for *name*, if that is what it evaluates before anything else; else None."""
    if isinstance(guard, cst.Name):
        return named if guard.value == name.value else None
    part = FIRST_PART.get(type(guard))
    if part is None:
        return None
    inner = first_read_binding(getattr(guard, part), name, named)
    return None if inner is None else guard.with_changes(**{part: inner})
