"""The truth of a test, each part of it asked as often as in the test of an `if`.

    if a and b: …               asks a, and then b if a is true
    flag = _truth(a and b)      asks a, and if it is false once more, as the value

So an expression of several parts has its truth taken where it is a condition.  While its rewrite is still to come,
the argument of `_truth` is one, for the walk; where it stays as it is, a conditional expression makes one.
"""

from __future__ import annotations

import dataclasses

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.tree.let import Let, merged

AS_CONDITION = quote("True if $test else False")
TRUTH = quote("truth($test)")


def truth_of(test: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """The truth of *test*: an expression, or a Let where only statements can tell."""
    if test.__class__ is Let:
        return merged(test, truth_of(test.value, cx))
    if not has_parts(test) or cx.is_core:
        return TRUTH.expression(cx, test=test)
    opened = is_chain(test) and not cx.stays("chain of comparisons")
    if not cx.program.kinds and (opened or is_guarded(test, cx)):
        return TRUTH.expression(cx, test=test)
    condition = AS_CONDITION.expression(cx, test=test)
    if not cx.is_gone(cst.IfExp):
        return condition
    if not cx.is_gone(cst.If):
        cx.place.position = "value"
        return cx.expand_early(condition)
    cx.place.position = "condition"
    return opened_parts(test, cx)


def opened_parts(test: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """The truth of *test*, which has parts, with the construct that they are parts of opened."""
    if isinstance(test, cst.UnaryOperation):
        opened = opened_parts(test.expression, cx)
        assert isinstance(opened, Let)
        return dataclasses.replace(opened, value=cst.UnaryOperation(cst.Not(), opened.value))
    return cx.expand_early(test)


def is_guarded(test: cst.BaseExpression, cx: Context) -> bool:
    """Is *test* `flag and rest`?  Nobody notices if the flag is asked once more."""
    match test:
        case cst.BooleanOperation(left=cst.Name(value=name), operator=cst.And(), right=rest):
            return name in cx.names.flags and not has_parts(rest)
    return False


def is_chain(test: cst.BaseExpression) -> bool:
    """Is *test* a chain of comparisons, or what is not one?"""
    if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        return is_chain(test.expression)
    return isinstance(test, cst.Comparison) and len(test.comparisons) > 1


def has_parts(test: cst.BaseExpression) -> bool:
    """Has *test* parts whose truth alone decides, so that its value would be asked once more?"""
    match test:
        case cst.BooleanOperation() | cst.Comparison(comparisons=[_, _, *_]):
            return True
        case cst.IfExp():
            return has_parts(test.body) or has_parts(test.orelse)
        case cst.UnaryOperation(operator=cst.Not()):
            return has_parts(test.expression)
    return False


def operands_of(node: cst.BooleanOperation) -> list[cst.BaseExpression]:
    """The operands of `a and b and c`, which nest to the left."""
    operator, out = type(node.operator), []
    while True:
        out.append(node.right)
        left = node.left
        if not isinstance(left, cst.BooleanOperation) or left.lpar or not isinstance(left.operator, operator):
            return [left, *reversed(out)]
        node = left
