"""How the compiler writes operations, and the words that bind as operators do."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.truth import operands_of
from mvpy.rewrites.postponed_annotation.spelling import ABOVE_TEST, Level, in_parentheses_if, text

BINARY = {
    cst.Add: ("+", Level.SUM),
    cst.Subtract: ("-", Level.SUM),
    cst.Multiply: ("*", Level.PRODUCT),
    cst.MatrixMultiply: ("@", Level.PRODUCT),
    cst.Divide: ("/", Level.PRODUCT),
    cst.FloorDivide: ("//", Level.PRODUCT),
    cst.Modulo: ("%", Level.PRODUCT),
    cst.LeftShift: ("<<", Level.SHIFT),
    cst.RightShift: (">>", Level.SHIFT),
    cst.BitOr: ("|", Level.BIT_OR),
    cst.BitXor: ("^", Level.BIT_XOR),
    cst.BitAnd: ("&", Level.BIT_AND),
    cst.Power: ("**", Level.POWER),
}
UNARY = {
    cst.Plus: ("+", Level.SIGN),
    cst.Minus: ("-", Level.SIGN),
    cst.BitInvert: ("~", Level.SIGN),
    cst.Not: ("not ", Level.NOT),
}
BOOLEAN = {cst.And: ("and", Level.AND), cst.Or: ("or", Level.OR)}
COMPARISONS = {
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
    cst.Is: "is",
    cst.IsNot: "is not",
    cst.In: "in",
    cst.NotIn: "not in",
}


def binary(node: cst.BinaryOperation, place: Level) -> str:
    """An operation whose right operand binds tighter; in `**`, which goes right to left, the left one."""
    operator, level = BINARY[type(node.operator)]
    from_the_right = level is Level.POWER
    left = text(node.left, level.tighter if from_the_right else level)
    right = text(node.right, level if from_the_right else level.tighter)
    return in_parentheses_if(place > level, f"{left} {operator} {right}")


def unary(node: cst.UnaryOperation, place: Level) -> str:
    operator, level = UNARY[type(node.operator)]
    return in_parentheses_if(place > level, operator + text(node.expression, level))


def boolean(node: cst.BooleanOperation, place: Level) -> str:
    operator, level = BOOLEAN[type(node.operator)]
    operands = (text(operand, level.tighter) for operand in operands_of(node))
    return in_parentheses_if(place > level, f" {operator} ".join(operands))


def comparison(node: cst.Comparison, place: Level) -> str:
    above = Level.COMPARISON.tighter
    rest = (f" {COMPARISONS[type(x.operator)]} {text(x.comparator, above)}" for x in node.comparisons)
    return in_parentheses_if(place > Level.COMPARISON, text(node.left, above) + "".join(rest))


def conditional(node: cst.IfExp, place: Level) -> str:
    body, test = text(node.body, ABOVE_TEST), text(node.test, ABOVE_TEST)
    return in_parentheses_if(place > Level.TEST, f"{body} if {test} else {text(node.orelse, Level.TEST)}")


def named(node: cst.NamedExpr, place: Level) -> str:
    inside = f"{text(node.target, Level.ATOM)} := {text(node.value, Level.ATOM)}"
    return in_parentheses_if(place > Level.TUPLE, inside)


def awaited(node: cst.Await, place: Level) -> str:
    return in_parentheses_if(place > Level.AWAIT, "await " + text(node.expression, Level.ATOM))


def yielded(node: cst.Yield, place: Level) -> str:
    """A `yield`, which stands in parentheses everywhere."""
    if node.value is None:
        return "(yield)"
    if isinstance(node.value, cst.From):
        return f"(yield from {text(node.value.item, Level.TEST)})"
    return f"(yield {text(node.value, Level.TEST)})"
