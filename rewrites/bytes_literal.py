"""A bytes literal: a constant, made at the start of the program.

    send(b"ok")

becomes

    send(_b_ok)

Grammar
    bytesliteral ::= bytesprefix (shortbytes | longbytes)

Meaning
    1. Prefixes, quotes and escapes are read as CPython reads them.

Opens
    Adjacent literals.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
    https://snarky.ca/unravelling-literals/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.set_display import opened_with
from mvpy.tree.literals import plain_value
from mvpy.tree.node_kinds import BytesLiteral

CONTRACT = Contract(
    removes=Construct(
        "bytes literal", cst.SimpleString, such=lambda node: isinstance(plain_value(node), bytes)
    ),
    grammar="strings, STRING",
    words=("b''",),
    after={
        "match_statement": "the value of a literal pattern becomes an operand",
    },
    needs=(BytesLiteral,),
    opens=(opened_with(cst.SimpleString, cst.ConcatenatedString),),
    stays_at=("readable",),
)


@rewrites(cst.SimpleString, cst.ConcatenatedString)
def bytes_literal(node: cst.SimpleString | cst.ConcatenatedString, cx: Context) -> cst.Name | None:
    value = None if cx.place.position == "part" else plain_value(node)
    return cst.Name(cx.names.hosted.constant(value)) if isinstance(value, bytes) else None
