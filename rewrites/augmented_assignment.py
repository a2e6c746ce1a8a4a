"""Augmented assignment: read the target, operate in place, store the result.

    total += price(item)

becomes

    total = operator.iadd(total, price(item))

Grammar
    augmented_assignment_stmt ::= augtarget augop expression
    augop ::= "+=" | "-=" | "*=" | "@=" | "/=" | "//=" | "%=" | "**=" | ">>=" | "<<=" | "&=" | "^=" | "|="

Meaning
    1. The target is read before the right side is evaluated.
    2. The object and the index of the target are evaluated once.
    3. The result is stored, always, even if the operation changed the object in place.

Exactly
    1. (release) The object and the index are let go when the result is stored.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#augmented-assignment-statements
    https://snarky.ca/unravelling-augmented-arithmetic-assignment/
"""

import libcst as cst

from mvpy.helpers.operators import IN_PLACE
from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import timeless
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.slicing import index_expression
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("augmented assignment", cst.AugAssign),
    grammar="assignment, annotated_rhs, augassign, single_target",
    words=("compound assignment", "in-place operator", "increment"),
)

NAME = quote("$target = $operator($target, $value)")
ATTRIBUTE = quote("$target = $operator($read, $value)")
SPILL = quote("$name = $value")
DELETE = quote("del $name  # release 1")


@rewrites(cst.AugAssign)
def augmented_assignment(node: cst.AugAssign, cx: Context) -> Statements:
    operator = cx.names.helper(IN_PLACE[type(node.operator)])
    if isinstance(node.target, cst.Name):
        return NAME(cx, target=node.target, operator=operator, value=node.value)
    assert isinstance(node.target, (cst.Attribute, cst.Subscript))
    before, target, names = evaluated_once(node.target, cx)
    stored = ATTRIBUTE(cx, target=target, operator=operator, read=target, value=node.value)
    return (*before, *stored, *(s for name in names for s in DELETE(cx, name=name)))


def evaluated_once(
    target: cst.Attribute | cst.Subscript, cx: Context
) -> tuple[Statements, cst.BaseExpression, list[cst.Name]]:
    """(statements, *target* in terms of temporaries, the temporaries)."""
    before: list[cst.BaseStatement] = []
    names: list[cst.Name] = []

    def once(node: cst.BaseExpression, hint: str) -> cst.BaseExpression:
        if timeless(node, cx):
            return node
        name = cx.names.new(hint)
        before.extend(SPILL(cx, name=name, value=node))
        names.append(name)
        return name

    value = once(target.value, "object")
    if isinstance(target, cst.Attribute):
        return tuple(before), maker_of(target, value=value), names
    index = once(index_expression(target, cx), "index")
    return tuple(before), maker_of(target, value=value, slice=[cst.SubscriptElement(cst.Index(index))]), names
