"""Adjacent string literals: one literal.

    greeting = "Hello, " 'world'

becomes

    greeting = "Hello, world"

Grammar
    strings ::= (stringliteral | fstring)+

Meaning
    1. The parts are joined while compiling; prefixes and quotes may differ from part to part.
    2. Bytes are joined with bytes only.

Left alone
    Parts with an f-string among them, which belong to the formatted string.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#string-literal-concatenation
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.tree.literals import plain_value

CONTRACT = Contract(
    removes=Construct(
        "string concatenation", cst.ConcatenatedString, such=lambda node: plain_value(node) is not None
    ),
    grammar="strings",
    words=("implicit concatenation", "adjacent strings"),
    stays_at=("readable",),
    sees=("texts", "fields"),
)


@rewrites(cst.ConcatenatedString)
def string_concatenation(node: cst.ConcatenatedString, cx: Context) -> cst.SimpleString | None:
    if cx.place.position == "part" or plain_value(node) is None:
        return None
    return cst.SimpleString(ascii(plain_value(node)), lpar=node.lpar, rpar=node.rpar)
