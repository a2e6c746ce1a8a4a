"""The assignment expression: assign, then use the value.

    print(total := total + fee)

becomes

    _value = print
    total = total + fee
    _value(total)

Grammar
    assignment_expression ::= [identifier ":="] expression

Meaning
    1. The value is assigned at its place among the other operands.
    2. In a comprehension the name belongs to the scope around it.

Exactly
    1. (namespace) The name is not read again, which a namespace may notice.

Reference
    https://docs.python.org/3/reference/expressions.html#assignment-expressions
    PEP 572; https://snarky.ca/unravelling-assignment-expressions/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.let import Let

CONTRACT = Contract(
    removes=Construct("assignment expression", cst.NamedExpr),
    grammar="assignment_expression, slice, group, star_named_expression, args",
    words=("walrus", "walrus operator", "named expression"),
    newer=(Newer((3, 8), "an assignment expression"),),
)

ASSIGN = quote("""
    value = $value
    $target = value
    value
""")
NAMED = quote("""
    $target = $value
    $target
""")
EFFECT = quote("""
    $target = $value
    None
""")


@rewrites(cst.NamedExpr)
def assignment_expression(node: cst.NamedExpr, cx: Context) -> Let:
    if cx.place.position == "effect":
        template = EFFECT
    elif cx.exactly("namespace") or cx.place.in_class_body:
        template = ASSIGN
    else:
        template = NAMED
    return template.let(cx, target=node.target, value=node.value)
