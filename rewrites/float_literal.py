"""A float literal: a constant, made at the start of the program.

    half = 0.5

becomes

    half = _f_0_5

Grammar
    floatnumber ::= pointfloat | exponentfloat

Meaning
    1. The value is exact, also where it overflows to infinity or is subnormal.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#floating-point-literals
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.set_display import opened_with
from mvpy.tree.literals import float_value

CONTRACT = Contract(
    removes=Construct("float literal", cst.Float),
    grammar="NUMBER",
    words=("1.5", "decimal"),
    after={
        "match_statement": "the value of a literal pattern becomes an operand",
    },
    opens=(opened_with(cst.Float),),
    stays_at=("readable",),
)


@rewrites(cst.Float)
def float_literal(node: cst.Float, cx: Context) -> cst.Name:
    return cst.Name(cx.names.hosted.constant(float_value(node.value)))
