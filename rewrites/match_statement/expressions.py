"""Small expressions that tests and bindings of patterns are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.tree.nodes import parenthesized

ITEM = quote("$subject[$index]")
HAS_AT_LEAST = quote("len($subject) >= $length")

Expression = cst.BaseExpression
E = TypeVar("E", bound=cst.BaseExpression)
LOOSE = (cst.BooleanOperation, cst.NamedExpr, cst.IfExp, cst.Lambda)


def bare(name: E) -> E:
    """*name*, without parentheses, if it is one."""
    return name.with_changes(lpar=(), rpar=()) if isinstance(name, cst.Name) and name.lpar else name


def joined(tests: Sequence[Expression], operator: cst.BaseBooleanOp) -> Expression:
    """*tests*, with *operator* between them."""
    if len(tests) == 1:
        return tests[0]
    test, *others = (parenthesized(t) if isinstance(t, LOOSE) and not t.lpar else t for t in tests)
    for other in others:
        test = cst.BooleanOperation(test, operator, other)
    return test


def item_of(name: cst.Name, index: int, cx: Context) -> Expression:
    return ITEM.expression(cx, subject=name, index=cst.Integer(str(index)))


def tuple_of(items: Sequence[Expression]) -> cst.Tuple:
    return cst.Tuple([cst.Element(bare(item)) for item in items])


def bare_tuple(elements: Sequence[cst.BaseElement]) -> cst.Tuple:
    """A tuple of *elements*, without parentheses."""
    return cst.Tuple(elements, lpar=(), rpar=())


def assigned_to_all(names: Sequence[cst.Name], value: Expression, star: int) -> cst.SimpleStatementLine:
    """The assignment of *value* to all of *names*, of which that at *star* is starred."""
    elements = [cst.StarredElement(name) if i == star else cst.Element(name) for i, name in enumerate(names)]
    target = cst.Tuple(elements) if len(names) == 1 else bare_tuple(elements)
    return cst.SimpleStatementLine([cst.Assign([cst.AssignTarget(target)], value)])


def same(some: Sequence[Expression], others: Sequence[Expression]) -> bool:
    """Are these the very same places?"""
    return len(some) == len(others) and all(a is b for a, b in zip(some, others))
