"""Tuples without parentheses where older Pythons want them: in parentheses.

    def path(first, rest):
        return first, *rest

becomes

    def path(first, rest):
        return (first, *rest)

Grammar
    return_stmt ::= "return" [star_expressions]
    yield_expression ::= "yield" [star_expressions]
    annotated_assignment_stmt ::= augtarget ":" expression ["=" (star_expressions | yield_expression)]
    augmented_assignment_stmt ::= augtarget augop (star_expressions | yield_expression)
    for_stmt ::= "for" target_list "in" star_expressions ":" suite ["else" ":" suite]

Meaning
    1. The parentheses mean nothing: the tuple is made as it was.

Reference
    https://docs.python.org/3/whatsnew/3.8.html#other-language-changes
    https://docs.python.org/3/reference/expressions.html#expression-lists
"""

from typing import Any

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.lowering.small_statements import with_statements
from mvpy.tree.nodes import parenthesized
from mvpy.tree.spacing import spaced
from mvpy.tree.suite import Statements

FIELDS: dict[type[cst.CSTNode], str] = {
    cst.Return: "value",
    cst.Yield: "value",
    cst.AnnAssign: "value",
    cst.AugAssign: "value",
    cst.For: "iter",
}


def is_bare(value: cst.CSTNode | None) -> bool:
    """Is *value* a tuple, or a `yield`, without parentheses?"""
    return isinstance(value, cst.Tuple | cst.Yield) and not value.lpar


def unpacks_bare(node: Any) -> bool:
    """Is the value of *node* a tuple without parentheses into which something is unpacked?"""
    value = getattr(node, FIELDS[type(node)])
    return (
        is_bare(value)
        and isinstance(value, cst.Tuple)
        and any(isinstance(element, cst.StarredElement) for element in value.elements)
    )


CONTRACT = Contract(
    removes=Construct(
        "tuple without parentheses",
        *FIELDS,
        such=lambda node: is_bare(getattr(node, FIELDS[type(node)])),
    ),
    grammar="return_stmt, yield_expr, assignment, for_stmt",
    newer=(
        Newer((3, 8), "unpacking in `return` without parentheses", (cst.Return,), unpacks_bare),
        Newer((3, 8), "unpacking in `yield` without parentheses", (cst.Yield,), unpacks_bare),
        Newer(
            (3, 8),
            "a tuple or `yield` without parentheses behind an annotation",
            (cst.AnnAssign,),
            lambda node: is_bare(node.value),
        ),
        Newer((3, 9), "unpacking in an augmented assignment", (cst.AugAssign,), unpacks_bare),
        Newer((3, 9), "unpacking in the head of `for`", (cst.For,), unpacks_bare),
    ),
    sees=("layout", "elif", "texts", "unevaluated"),
)


@rewrites(cst.SimpleStatementLine, cst.SimpleStatementSuite)
def in_statement(
    node: cst.SimpleStatementLine | cst.SimpleStatementSuite, cx: Context
) -> Statements | cst.SimpleStatementSuite | None:
    return with_statements(node, lambda small: in_parentheses(small) if cx.is_newer(small) else None)


@rewrites(cst.For)
def in_loop(node: cst.For, cx: Context) -> Statements | None:
    return (in_parentheses(node).with_changes(leading_lines=()),) if cx.is_newer(node) else None


@rewrites(cst.Yield)
def in_yield(node: cst.Yield, cx: Context) -> cst.Yield | None:
    return in_parentheses(node) if cx.is_newer(node) else None


def in_parentheses(node: Any) -> Any:
    """*node*, with its value in parentheses."""
    name = FIELDS[type(node)]
    return spaced(node.with_changes(**{name: parenthesized(getattr(node, name))}))
