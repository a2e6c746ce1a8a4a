"""A string literal: a constant, made at the start of the program.

    print("Hello, world")

becomes

    print(_s_Hello_world_f44c4f)

Grammar
    stringliteral ::= [stringprefix] (shortstring | longstring)

Meaning
    1. Prefixes, quotes and escapes are read as CPython reads them; lone surrogates survive.
    2. Strings that look like identifiers are interned, as CPython's are.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
"""

import libcst as cst

from mvpy.literals import string_value
from mvpy.rule import rewrites


@rewrites(cst.SimpleString)
def string_literal(node: cst.SimpleString, cx):
    value = string_value(node)
    return cst.Name(cx.host.constant(value)) if isinstance(value, str) else None
