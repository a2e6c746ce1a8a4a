"""Context managers in parentheses, without them.

    with (open(a) as source, open(b) as target):
        copy(source, target)

becomes

    with open(a) as source, open(b) as target:
        copy(source, target)

Grammar
    with_stmt ::= "with" "(" with_item ("," with_item)* [","] ")" ":" suite

Meaning
    1. The parentheses mean nothing but that the items may stand on several lines.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-with-statement
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct(
        "context managers in parentheses",
        cst.With,
        such=lambda node: isinstance(node.lpar, cst.LeftParen),
    ),
    grammar="with_stmt",
    newer=(Newer((3, 9), "context managers in parentheses"),),
    sees=("layout",),
)


@rewrites(cst.With)
def parenthesized_items(node: cst.With, cx: Context) -> Statements | None:
    if not isinstance(node.lpar, cst.LeftParen):
        return None
    *others, last = node.items
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    items = [
        *(item.with_changes(comma=comma) for item in others),
        last.with_changes(comma=cst.MaybeSentinel.DEFAULT),
    ]
    new = node.with_changes(
        items=items,
        lpar=cst.MaybeSentinel.DEFAULT,
        rpar=cst.MaybeSentinel.DEFAULT,
        whitespace_after_with=cst.SimpleWhitespace(" "),
    )
    return (new,)
