"""A string literal: a constant, made at the start of the program.

    print("Hello, world")

becomes

    print(_s_Hello_world_90761b)

Grammar
    stringliteral ::= [stringprefix] (shortstring | longstring)

Meaning
    1. Prefixes, quotes and escapes are read as CPython reads them; lone surrogates survive.
    2. Strings that look like identifiers are interned, as CPython's are.

Left alone
    The parts of a formatted string.

Opens
    Adjacent literals.

Reference
    https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
    https://snarky.ca/unravelling-literals/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Opening
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.set_display import opened_with
from mvpy.tree import quick
from mvpy.tree.literals import plain_value

CONTRACT = Contract(
    removes=Construct(
        "string literal", cst.SimpleString, such=lambda node: isinstance(plain_value(node), str)
    ),
    grammar="strings, STRING",
    words=("str", "text", "''", "'", '"""', "raw string", "escape"),
    after={
        "attribute": "the name of an attribute becomes a string",
        "delete_statement": "the name that is not bound becomes a string",
    },
    opens=(
        Opening("docstring", "what is no literal is no docstring"),
        opened_with(cst.SimpleString, cst.ConcatenatedString),
    ),
    stays_at=("readable",),
)


@rewrites(cst.SimpleString, cst.ConcatenatedString)
def string_literal(node: cst.SimpleString | cst.ConcatenatedString, cx: Context) -> cst.Name | None:
    value = None if cx.place.position == "part" else plain_value(node)
    return quick.Name(cx.names.hosted.constant(value)) if isinstance(value, str) else None
