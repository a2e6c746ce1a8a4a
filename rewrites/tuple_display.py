"""A tuple: what a function gets for its arguments.

    pair = first, second

becomes

    pair = _tuple_of(first, second)

Grammar
    parenth_form ::= "(" [starred_expression] ")"
    starred_expression ::= expression | (starred_item ",")* [starred_item]

Meaning
    1. The items are evaluated from left to right; a starred one is iterated at its place.

Differs
    A tuple of constants is made anew each time; in CPython it is one object.

Reference
    https://docs.python.org/3/reference/expressions.html#expression-lists
    https://snarky.ca/unravelling-data-structure-displays/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.set_display import opened_with
from mvpy.tree import quick

CONTRACT = Contract(
    removes=Construct("tuple", cst.Tuple),
    grammar=(
        "annotated_rhs, return_stmt, star_expressions, star_expression, yield_expr, tuple, "
        "star_named_expression"
    ),
    words=("()", ",", "comma", "pair"),
    after={
        "dict_display": "pairs are put into tuples",
        "list_display": "its items are put into one",
        "subscription": "several indices are one tuple",
    },
    opens=(opened_with(cst.Tuple),),
    stays_at=("readable",),
)


@rewrites(cst.Tuple)
def tuple_display(node: cst.Tuple, cx: Context) -> cst.Call:
    arguments = [
        quick.Arg(e.value, star="*" if isinstance(e, cst.StarredElement) else "") for e in node.elements
    ]
    if len(arguments) == 1 and arguments[0].star:
        # A second star makes it a display for the compiler, with the error message of one.
        arguments.append(quick.Arg(quick.Call(cx.names.helper("tuple_of")), star="*"))
    return quick.Call(cx.names.helper("tuple_of"), arguments)
