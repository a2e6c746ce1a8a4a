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

    3. Comments between the items come to stand above.

Left alone
    `with (a):`, in which the parentheses belong to the expression.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-with-statement
"""

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.tree.literals import source
from mvpy.tree.nodes import parenthesized
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


ONE = cst.SimpleWhitespace(" ")


@rewrites(cst.With)
def parenthesized_items(node: cst.With, cx: Context) -> Statements | None:
    if not has_parentheses(node):
        return None
    *others, last = map(on_a_line, node.items)
    comma = cst.Comma(whitespace_after=ONE)
    new = node.with_changes(
        items=[
            *(item.with_changes(comma=comma) for item in others),
            last.with_changes(comma=cst.MaybeSentinel.DEFAULT),
        ],
        lpar=cst.MaybeSentinel.DEFAULT,
        rpar=cst.MaybeSentinel.DEFAULT,
        whitespace_after_with=ONE,
        leading_lines=comments_between(node),
    )
    return (new,)


def on_a_line(item: cst.WithItem) -> cst.WithItem:
    """*item*, which goes on in the next line in brackets of its own only."""
    if "\n" in source(item.item):
        try:
            cst.parse_expression(source(item.item))
        except cst.ParserSyntaxError:
            item = item.with_changes(item=parenthesized(item.item))
    if item.asname is None:
        return item
    return item.with_changes(
        asname=item.asname.with_changes(whitespace_before_as=ONE, whitespace_after_as=ONE)
    )


def comments_between(node: cst.With) -> list[cst.EmptyLine]:
    """The comments between the items of *node*, on lines of their own."""
    spaces: list[cst.CSTNode] = [part for part in (node.lpar, node.rpar) if isinstance(part, cst.CSTNode)]
    spaces[1:1] = [item.comma for item in node.items if isinstance(item.comma, cst.Comma)]
    return [cst.EmptyLine(comment=comment) for space in spaces for comment in comments_in(space)]


def comments_in(node: cst.CSTNode) -> Iterator[cst.Comment]:
    """The comments in *node*, in their order."""
    if isinstance(node, cst.Comment):
        yield node
    for part in node.children:
        yield from comments_in(part)
