"""The `elif` clause: another `if`, where none before it was taken.

    if n < 0:
        sign = "negative"
    elif n > 0:
        sign = "positive"
    else:
        sign = "zero"

becomes

    _otherwise = 1
    if n < 0:
        _otherwise = 0
        sign = "negative"
    if _otherwise and n > 0:
        _otherwise = 0
        sign = "positive"
    if _otherwise:
        sign = "zero"

Grammar
    if_stmt ::= "if" test ":" suite ("elif" test ":" suite)* ["else" ":" suite]

Meaning
    1. The tests are evaluated in turn, until one holds; the later ones are not evaluated.
    2. Suites stand beside one another, not inside: a chain may be as long as it likes.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#the-if-statement
    https://snarky.ca/unravelling-elif-else-from-if-statements/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("elif clause", cst.If, such=lambda node: isinstance(node.orelse, cst.If)),
    grammar="if_stmt, elif_stmt, else_block",
    words=("else if",),
    after={
        "match_statement": "its cases become branches",
    },
)

IF = quote("""
    $otherwise = 1
    if $test:
        $otherwise = 0
        $suite
""")
ELIF = quote("""
    if $otherwise and $test:
        $otherwise = 0
        $suite
""")
ELSE = quote("""
    if $otherwise:
        $suite
""")


@rewrites(cst.If)
def elif_clause(node: cst.If, cx: Context) -> Statements | None:
    if not isinstance(node.orelse, cst.If):
        return None
    otherwise = cx.names.flag("otherwise")
    out = [*IF(cx, otherwise=otherwise, test=node.test, suite=node.body)]
    clause: cst.If | cst.Else | None = node.orelse
    while isinstance(clause, cst.If):
        out += above(clause)
        new = ELIF(cx, otherwise=otherwise, test=clause.test, suite=clause.body)
        cx.lines.locate_part(new, cx.lines.of(clause, cx.place.line))
        out += new
        clause = clause.orelse
    if clause is not None:
        out += ELSE(cx, otherwise=otherwise, suite=clause)
    return tuple(out)


def above(clause: cst.If) -> tuple[CommentStatement, ...]:
    """The comments above an `elif`, as a remark."""
    lines = tuple(line for line in clause.leading_lines if line.comment)
    return (CommentStatement(lines),) if lines else ()
