"""A plus before a number in a pattern: the number, which is the same.

    match temperature:
        case +40:
            warn()

becomes

    match temperature:
        case 40:
            warn()

Grammar
    literal_pattern ::= signed_number

Meaning
    1. Also before the first number of a complex one, and in the key of a mapping.

Reference
    https://docs.python.org/3.15/reference/compound_stmts.html#literal-patterns
"""

from typing import TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements

Holder = TypeVar("Holder", cst.MatchValue, cst.MatchMappingElement)
# Where the number is.
FIELDS: dict[type[cst.CSTNode], str] = {cst.MatchValue: "value", cst.MatchMappingElement: "key"}


def has_plus(node: cst.CSTNode) -> bool:
    """Is there a plus before the number of the pattern *node*?"""
    number = getattr(node, FIELDS[type(node)])
    return without_plus(number) is not number


def without_plus(number: cst.BaseExpression) -> cst.BaseExpression:
    """*number* as it is written before Python 3.15."""
    match number:
        case cst.BinaryOperation(left=left) if (bare := without_plus(left)) is not left:
            return number.with_changes(left=bare)
        case cst.UnaryOperation(operator=cst.Plus(), expression=cst.BaseNumber() as bare):
            return bare.with_changes(lpar=[*number.lpar, *bare.lpar], rpar=[*bare.rpar, *number.rpar])
    return number


CONTRACT = Contract(
    removes=Construct("plus before a number in a pattern", *FIELDS, such=has_plus),
    grammar="signed_number",
    newer=(Newer((3, 15), "a plus before a number in a pattern"),),
    sees=("layout", "elif"),
)


class WithoutPlus(cst.CSTTransformer):
    """Takes it out of a pattern, and knows whether there was one."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def bare(self, original_node: Holder, updated_node: Holder) -> Holder:
        """*updated_node* without the plus, if there is one."""
        if not has_plus(updated_node):
            return updated_node
        self.found = True
        name = FIELDS[type(updated_node)]
        return updated_node.with_changes(**{name: without_plus(getattr(updated_node, name))})

    leave_MatchValue = leave_MatchMappingElement = bare


@rewrites(cst.Match)
def positive_number(node: cst.Match, cx: Context) -> Statements | None:
    without = WithoutPlus()
    cases = [case.with_changes(pattern=case.pattern.visit(without)) for case in node.cases]
    return (node.with_changes(cases=cases, leading_lines=()),) if without.found else None
