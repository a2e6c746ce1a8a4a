"""Assignment expressions without parentheses where older Pythons want them: in parentheses.

    seen = {first := 1, 2}

becomes

    seen = {(first := 1), 2}

Grammar
    set_display ::= "{" (flexible_expression_list | comprehension) "}"
    subscription ::= primary "[" flexible_expression_list "]"
    flexible_expression ::= assignment_expression | starred_expression

Meaning
    1. The parentheses mean nothing.

Left alone
    What Python 3.8 reads: an assignment expression in a list, in a call, or as a condition.

Reference
    https://docs.python.org/3/whatsnew/3.10.html#other-language-changes
    PEP 572
"""

from typing import TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.tree.nodes import parenthesized

Holder = TypeVar("Holder", cst.Index, cst.Set, cst.SetComp, cst.GeneratorExp)


def is_bare(node: cst.CSTNode) -> bool:
    """Is *node* an assignment expression without parentheses?"""
    return isinstance(node, cst.NamedExpr) and not node.lpar


def holds_bare(node: cst.Index | cst.Set | cst.SetComp | cst.GeneratorExp) -> bool:
    """Does *node* hold an assignment expression in no parentheses, neither its own nor those of a generator?"""
    match node:
        case cst.Index():
            return is_bare(node.value)
        case cst.Set():
            return any(is_bare(element.value) for element in node.elements)
        case cst.GeneratorExp():
            return not node.lpar and is_bare(node.elt)
    return is_bare(node.elt)


CONTRACT = Contract(
    removes=Construct(
        "assignment expression without parentheses",
        cst.Index,
        cst.Set,
        cst.SetComp,
        cst.GeneratorExp,
        such=holds_bare,
    ),
    grammar="slice, set, setcomp, genexp",
    newer=(
        Newer(
            (3, 9),
            "an assignment expression without parentheses in a set or a generator",
            (cst.Set, cst.SetComp, cst.GeneratorExp),
            holds_bare,
        ),
        Newer((3, 10), "an assignment expression without parentheses in an index", (cst.Index,), holds_bare),
    ),
    sees=("layout", "elif", "fields", "targets", "texts", "unevaluated"),
)


@rewrites(cst.Index, cst.Set, cst.SetComp, cst.GeneratorExp)
def unparenthesized_assignment(node: Holder, cx: Context) -> Holder | None:
    if not holds_bare(node):
        return None
    match node:
        case cst.Index():
            return node.with_changes(value=parenthesized(node.value))
        case cst.Set():
            elements = [
                (
                    element.with_changes(value=parenthesized(element.value))
                    if is_bare(element.value)
                    else element
                )
                for element in node.elements
            ]
            return node.with_changes(elements=elements)
    return node.with_changes(elt=parenthesized(node.elt))
