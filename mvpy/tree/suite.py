"""The statements of a clause, with the comments that stood around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, overload

import libcst as cst

from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.literals import is_docstring
from mvpy.tree.spacing import with_fields

DEFAULT = cst.MaybeSentinel.DEFAULT
B = TypeVar("B", cst.FunctionDef, cst.ClassDef, cst.Module)

Statement = cst.BaseStatement | cst.BaseSmallStatement
Statements = tuple[cst.BaseStatement, ...]  # what stands, or is to stand, in a suite
OneOrMore = cst.BaseStatement | Statements  # what becomes of a statement
# What stands for statements.
Clause = (
    cst.BaseSuite
    | cst.Else
    | cst.Finally
    | Sequence[cst.BaseStatement]
    | cst.BaseStatement
    | cst.BaseExpression
    | None
)


def suite_of(clause: Clause) -> Statements:
    """The statements that *clause* stands for, its comments among them.

    *clause* is None, an expression (it becomes an expression statement), a sequence of statements, a block,
    or a clause that holds a block (`else`, `finally`).
    """
    if clause is None:
        return ()
    if isinstance(clause, tuple):
        return clause
    if isinstance(clause, Sequence):
        return tuple(clause)
    if isinstance(clause, cst.BaseSuite):
        return with_comments(clause, ())
    if isinstance(clause, (cst.Else, cst.Finally)):
        return with_comments(clause.body, clause.leading_lines)
    if isinstance(clause, cst.BaseExpression):
        return (cst.SimpleStatementLine([cst.Expr(clause)]),)
    return (clause,)


def body_of(block: cst.BaseSuite) -> Sequence[cst.BaseStatement]:
    """The statements of *block*, which has lines of its own."""
    assert isinstance(block, cst.IndentedBlock)
    return block.body


def with_comments(block: cst.BaseSuite, above: Sequence[cst.EmptyLine]) -> tuple[cst.BaseStatement, ...]:
    """The statements of *block*; comments in its header, above it and below it become remarks."""
    body: Statements
    if isinstance(block, cst.SimpleStatementSuite):
        body = tuple(cst.SimpleStatementLine([s.with_changes(semicolon=DEFAULT)]) for s in block.body)
        header = block.trailing_whitespace
    else:
        assert isinstance(block, cst.IndentedBlock)
        body, header = tuple(block.body), block.header
    lines = [*(line for line in above if line.comment)]
    if header.comment:
        lines.append(comment_line(header.comment))
    footer = [line for line in getattr(block, "footer", ()) if line.comment]
    if lines:
        body = (CommentStatement(tuple(lines)), *body)
    if footer:
        body = (*body, CommentStatement(tuple(footer)))
    return body


def split_docstring(
    body: Sequence[cst.BaseStatement],
) -> tuple[Statements, cst.SimpleStatementLine, Statements] | None:
    """(remarks, docstring, the rest) of a *body* that has one, else None."""
    at = 0
    while at < len(body) and isinstance(body[at], CommentStatement):
        at += 1
    line = body[at] if at < len(body) else None
    if not isinstance(line, cst.SimpleStatementLine) or not is_docstring(line):
        return None
    return tuple(body[:at]), line, tuple(body[at + 1 :])


def starts_with_docstring(body: Sequence[cst.BaseStatement]) -> bool:
    """Does the *body* of a function, class or module begin with its docstring?"""
    first = next((statement for statement in body if not isinstance(statement, CommentStatement)), None)
    return isinstance(first, cst.SimpleStatementLine) and is_docstring(first)


def introduction(body: Sequence[cst.BaseStatement], futures: bool = True) -> int:
    """How many statements of *body* come before the first that does something: its docstring, and its *futures*."""
    start = split_docstring(body)
    at = len(start[0]) + 1 if start else 0
    while futures and at < len(body) and is_future_import(body[at]):
        at += 1
    return at


def imports_above(body: Sequence[cst.BaseStatement], at: int) -> int:
    """Where in *body* the imports end that stand at its top, from *at* on; `from m import *` is none of them."""
    while at < len(body) and imports_names(body[at]):
        at += 1
    return at


def imports_names(statement: cst.BaseStatement) -> bool:
    """Does *statement* only import, and tell under which names?"""
    return isinstance(statement, cst.SimpleStatementLine) and all(
        isinstance(small, (cst.Import, cst.ImportFrom)) and not isinstance(small.names, cst.ImportStar)
        for small in statement.body
    )


def futures_first(body: Sequence[cst.BaseStatement]) -> Sequence[cst.BaseStatement]:
    """The *body* of a module that goes on being Python, where rewrites have put something before its futures."""
    at = introduction(body)
    late = [statement for statement in body[at:] if is_future_import(statement)]
    return [*body[:at], *late, *(s for s in body[at:] if s not in late)] if late else body


def is_future_import(statement: cst.BaseStatement) -> bool:
    """Is *statement* `from __future__ import …`?"""
    match statement:
        case cst.SimpleStatementLine(body=[cst.ImportFrom(module=cst.Name(value="__future__"), relative=[])]):
            return True
    return False


def comments_above(clause: cst.ExceptHandler | cst.ExceptStarHandler) -> tuple[CommentStatement, ...]:
    """The comments above *clause*, as a statement; none if there are none."""
    lines = tuple(line for line in clause.leading_lines if line.comment)
    return (CommentStatement(lines),) if lines else ()


def blank_lines(lines: Sequence[cst.EmptyLine]) -> int:
    """How many of *lines* are blank before the first comment."""
    for count, line in enumerate(lines):
        if line.comment is not None:
            return count
    return len(lines)


def comment_line(comment: cst.Comment) -> cst.EmptyLine:
    """*comment* on a line of its own."""
    return cst.EmptyLine(comment=comment)


def statements_inside(statement: cst.CSTNode) -> list[cst.BaseStatement]:
    """The statements in the suites of the compound *statement*, an `elif` among them; of a simple one none."""
    inside: list[cst.BaseStatement] = []
    if isinstance(statement, cst.SimpleStatementLine):
        return inside
    clauses = [getattr(statement, name, None) for name in ("body", "orelse", "finalbody")]
    for clause in (*clauses, *getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        if isinstance(clause, cst.If):
            inside.append(clause)
            continue
        block = getattr(clause, "body", clause) if not isinstance(clause, cst.BaseSuite) else clause
        if isinstance(block, cst.IndentedBlock):
            inside += block.body
    return inside


def line_of(small: cst.BaseSmallStatement) -> cst.SimpleStatementLine:
    """*small*, on a line of its own."""
    return cst.SimpleStatementLine([small.with_changes(semicolon=cst.MaybeSentinel.DEFAULT)])


def as_else(statements: Statements) -> cst.Else | cst.If:
    """An `elif` that became several statements, as the `else` clause that holds them."""
    if len(statements) == 1 and statements[0].__class__ is cst.If:
        return statements[0]
    return cst.Else(body=cst.IndentedBlock(statements))


ZERO = cst.Expr(cst.Integer("0"))


def undocumented(node: B, old: B) -> B:
    """*node*, which was *old*: what has become a string at the beginning of a body is no docstring of it."""
    if not starts_with_docstring(suite_of(node.body)) or starts_with_docstring(suite_of(old.body)):
        return node
    return node.with_changes(body=without_docstring(node.body))


@overload
def without_docstring(body: Statements) -> Statements: ...
@overload
def without_docstring(
    body: cst.BaseSuite | Sequence[cst.BaseStatement],
) -> cst.BaseSuite | Sequence[cst.BaseStatement]: ...
def without_docstring(
    body: cst.BaseSuite | Sequence[cst.BaseStatement],
) -> cst.BaseSuite | Sequence[cst.BaseStatement]:
    """*body*, a block or its statements, in which the string at the beginning is none."""
    if isinstance(body, cst.IndentedBlock):
        return body.with_changes(body=without_docstring(body.body))
    assert isinstance(body, Sequence)
    return (cst.SimpleStatementLine([ZERO]), *body)


def filled(body: Statements) -> Statements:
    """*body*, the statements of a block, with a `0` if nothing in it is a statement."""
    if all(statement.__class__ is CommentStatement for statement in body):
        return (*body, cst.SimpleStatementLine([ZERO]))
    return body


def carrying_comments(old: cst.BaseStatement, new: Statements) -> Statements:
    """*new*, with the comments that stood above *old* and at the end of its line."""
    above: Sequence[cst.EmptyLine] = getattr(old, "leading_lines", ())
    if above and any(line is above[-1] for one in new for line in getattr(one, "leading_lines", ())):
        above = ()  # they have their places
    if old.__class__ is cst.SimpleStatementLine and (comment := old.trailing_whitespace.comment):
        if any(getattr(s, "trailing_whitespace", None) is old.trailing_whitespace for s in new):
            pass  # the statement has kept its comment
        elif new and new[-1].__class__ is cst.SimpleStatementLine and not new[-1].trailing_whitespace.comment:
            new = (*new[:-1], with_fields(new[-1], {"trailing_whitespace": old.trailing_whitespace}))
        else:
            above = (*above, comment_line(comment))
    if not above:
        return new
    if not new:
        above = tuple(line for line in above if line.comment)
        return (CommentStatement(above),) if above else ()
    lines = (*above, *getattr(new[0], "leading_lines", ()))
    return (with_fields(new[0], {"leading_lines": lines}), *new[1:])
