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
"""

import libcst as cst

from mvpy.machine.rewrite import rewrites
from mvpy.tree.literals import plain_value


@rewrites(cst.SimpleString, cst.ConcatenatedString)
def bytes_literal(node: cst.SimpleString | cst.ConcatenatedString, cx):
    value = None if cx.position == "part" else plain_value(node)
    return cst.Name(cx.host.constant(value)) if isinstance(value, bytes) else None
