"""The `match` statement: patterns are tests, and names that are bound when all of them hold.

    match shape:
        case "dot":
            area = 0
        case Square(side=0 | 1 as area):
            report(area)
        case [width, height]:
            area = width * height
        case _:
            area = None

becomes

    _subject = shape
    if _subject == "dot":
        area = 0
    else:
        pass

Grammar
    match_stmt ::= "match" subject_expr ":" case_block+
    case_block ::= "case" patterns ["if" guard] ":" suite

Meaning
    1. The subject is evaluated once.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-match-statement
    PEP 634; PEP 636
"""

import libcst as cst

from mvpy.matching import Matching
from mvpy.rule import rewrites


@rewrites(cst.Match)
def match_statement(node: cst.Match, cx):
    return Matching(node, cx).statements()
