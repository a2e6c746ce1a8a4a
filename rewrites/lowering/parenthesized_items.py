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
    2. Older Pythons take `with (a, b):` for one manager, a tuple, and `with (a as b):` for an error.

Left alone
    `with (a):`, in which the parentheses belong to the expression.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-with-statement
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements


def has_parentheses(node: cst.With) -> bool:
    """Are there parentheses around the items of *node*, and not just around one expression?"""
    first, *others = node.items
    is_several = bool(others) or first.asname is not None or isinstance(first.comma, cst.Comma)
    return isinstance(node.lpar, cst.LeftParen) and is_several


CONTRACT = Contract(
    removes=Construct("context managers in parentheses", cst.With, such=has_parentheses),
    grammar="with_stmt",
    newer=(Newer((3, 9), "context managers in parentheses"),),
    sees=("layout", "elif"),
)


@rewrites(cst.With)
def parenthesized_items(node: cst.With, cx: Context) -> Statements | None:
    if not has_parentheses(node):
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
