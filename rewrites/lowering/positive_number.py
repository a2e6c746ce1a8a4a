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

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements

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
    """Takes it out of a pattern."""

    def leave_MatchValue(self, original_node: cst.MatchValue, updated_node: cst.MatchValue) -> cst.MatchValue:
        return updated_node.with_changes(value=without_plus(updated_node.value))

    def leave_MatchMappingElement(
        self, original_node: cst.MatchMappingElement, updated_node: cst.MatchMappingElement
    ) -> cst.MatchMappingElement:
        return updated_node.with_changes(key=without_plus(updated_node.key))


@rewrites(cst.Match)
def positive_number(node: cst.Match, cx: Context) -> Statements | None:
    patterns = [case.pattern.visit(WithoutPlus()) for case in node.cases]
    if all(new is case.pattern for new, case in zip(patterns, node.cases, strict=True)):
        return None
    cases = [case.with_changes(pattern=new) for new, case in zip(patterns, node.cases, strict=True)]
    return (node.with_changes(cases=cases, leading_lines=()),)
