"""An imaginary literal: a constant, made at the start of the program.

    i = 1j

becomes

    i = _j_1

Grammar
    imagnumber ::= (floatnumber | digitpart) ("j" | "J")

Meaning
    1. The real part is a positive zero.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#imaginary-literals
    https://snarky.ca/unravelling-literals/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.set_display import opened_with
from mvpy.tree.literals import imaginary_value

CONTRACT = Contract(
    removes=Construct("imaginary literal", cst.Imaginary),
    grammar="NUMBER",
    words=("1j", "complex", "complex number"),
    after={
        "match_statement": "the value of a literal pattern becomes an operand",
    },
    opens=(opened_with(cst.Imaginary),),
    stays_at=("readable",),
)


@rewrites(cst.Imaginary)
def imaginary_literal(node: cst.Imaginary, cx: Context) -> cst.Name:
    return cst.Name(cx.names.hosted.constant(imaginary_value(node.value)))
