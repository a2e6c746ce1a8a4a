"""The cases of a `match` statement, as `if` statements.

Where each case can say in one test whether it is the one, they are a row of `if` and `elif`.  A case that has to bind
names before its guard is asked cannot; then, and where the row would be long, the cases ask a flag:

    match number:                       subject = number
        case 0:                         unmatched = 1
            zero()                      if subject == 0:
        case n if n > limit:     ->         unmatched = 0
            large(n)                        del subject
        case _:                             zero()
            other()                     if unmatched:
                                            n = subject
                                            if n > limit:
                                                unmatched = 0
                                                del subject
                                                large(n)
                                        if unmatched:
                                            del subject
                                            other()
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from mvpy.machine.hoisting import has_let
from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.patterns import Pattern, Temporaries, bare_tuple, joined
from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.joining import joined as joined_lines
from mvpy.tree.suite import suite_of

SUBJECT = quote("$subject = $value")
NOTHING = quote("$temporary = 0")
RELEASE = quote("del $temporary")
FLAG = quote("$unmatched = 1")
LOWER = quote("$unmatched = 0")
IF = quote("""
    if $test:
        $suite
""")

LONGEST_CHAIN = 25  # a longer row of `elif`, which nest, goes too deep for some interpreters
LONGEST_LINE = 80

Statements = tuple[cst.BaseStatement, ...]


@dataclass
class Case:
    """A case: its tests; what it binds if they hold; the guard, unless that is one of the tests; what it runs.

    *held* are the temporaries that have parts of the subject after the tests.
    """

    node: cst.MatchCase
    line: int
    tests: list[cst.BaseExpression]
    bindings: Statements
    held: list[cst.Name]
    guard: cst.BaseExpression | None

    @property
    def body(self) -> Statements:
        return suite_of(self.node.body)


class Matching:
    """A `match` statement on its way to `if` statements."""

    def __init__(self, node: cst.Match, cx) -> None:
        self.node, self.cx = node, cx
        self.subject = cx.names.new("subject")
        self.temporaries = Temporaries(cx)
        self.always_bound: list[str] = []
        self.cases = [self.case(case, line) for case, line in zip(node.cases, lines_of_cases(cx))]
        self.held = list({name.value: name for case in self.cases for name in case.held}.values())

    def case(self, node: cst.MatchCase, line: int) -> Case:
        pattern = Pattern(self.cx, self.temporaries)
        comments: list[cst.EmptyLine] = []
        pattern.match(joined_lines(node.pattern, comments), self.subject)
        if comments:
            node = node.with_changes(leading_lines=[*node.leading_lines, *comments])
        self.always_bound.append(pattern.bound_first)
        bindings, tests, guard = pattern.bindings(), pattern.conditions(), node.guard
        held = list(pattern.bound.values())
        if guard is not None and not bindings and not held:
            tests, guard = [*tests, guard], None
        return Case(node, line, tests, bindings, held, guard)

    def statements(self) -> Statements:
        """What the statement becomes."""
        (subject,) = SUBJECT(self.cx, subject=self.subject, value=self.node.subject)
        if self.node.whitespace_after_colon.comment:
            subject = subject.with_changes(trailing_whitespace=self.node.whitespace_after_colon)
        nothing = self.emptied(name for name in self.held if name.value != self.always_bound[0])
        chained = len(self.cases) <= LONGEST_CHAIN and all(case.guard is None for case in self.cases[:-1])
        cases = self.chain() if chained else self.row()
        return (subject, *nothing, *cases, *remark(self.node.footer))

    def chain(self) -> Statements:
        """The cases as `if`, `elif` and `else`."""
        *cases, last = self.cases
        suite = self.unguarded(last)
        if last.tests:
            orelse = self.clause(last, last.tests, suite, cst.Else(cst.IndentedBlock(self.release())))
        elif cases:
            orelse = cst.Else(cst.IndentedBlock(suite), leading_lines=last.node.leading_lines)
            self.cx.lines.locate(suite, last.line)
        else:
            return (*remark(last.node.leading_lines), *suite)
        for case in reversed(cases):
            orelse = self.clause(case, case.tests, (*case.bindings, *self.release(), *case.body), orelse)
        return (orelse,)

    def unguarded(self, case: Case) -> Statements:
        """The suite of the last *case*: whatever its guard says, nobody needs the subject any more."""
        body = case.body if case.guard is None else self.tested([case.guard], case.body)
        return (*case.bindings, *self.release(), *body)

    def row(self) -> Statements:
        """The cases one after the other, each run if those before it did not match."""
        unmatched = self.cx.names.new("unmatched")
        out: list[cst.BaseStatement] = [*FLAG(self.cx, unmatched=unmatched)]
        for case in self.cases:
            tests = case.tests if case is self.cases[0] else [unmatched, *case.tests]
            suite, orelse = self.flagged(case, unmatched), None
            if case is self.cases[-1]:
                suite = self.unguarded(case)
                orelse = self.tested([unmatched], self.release())[0] if case.tests else None
            if tests:
                out.append(self.clause(case, tests, suite, orelse))
            else:
                self.cx.lines.locate_part(suite, case.line)
                out += (*remark(case.node.leading_lines), *suite)
        return tuple(out)

    def flagged(self, case: Case, unmatched: cst.Name) -> Statements:
        """The suite of a *case* after which others are asked, unless it lowers the flag *unmatched*."""
        taken = (*LOWER(self.cx, unmatched=unmatched), *self.release(), *case.body)
        if case.guard is None:
            return (*case.bindings, *taken)
        return (*case.bindings, *self.emptied(case.held), *self.tested([case.guard], taken))

    # Statements ----------------------------------------------------------------------------

    def clause(self, case: Case, tests: Sequence[cst.BaseExpression], suite: Statements, orelse) -> cst.If:
        """`if` for *case*, which may become an `elif`."""
        (clause,) = self.tested(tests or [cst.Name("True")], suite)
        clause = clause.with_changes(orelse=orelse, leading_lines=case.node.leading_lines)
        self.cx.lines.locate_part((clause,), case.line)
        return clause

    def tested(self, tests: Sequence[cst.BaseExpression], suite: Statements) -> Statements:
        """`if` *tests* hold: *suite*."""
        return IF(self.cx, test=self.test(tests), suite=suite)

    def test(self, tests: Sequence[cst.BaseExpression]) -> cst.BaseExpression:
        """*tests*, joined by `and`, on several lines if that is long and people will read it."""
        test = joined(tests, cst.And())
        stays = self.cx.stays(cst.BooleanOperation) and not has_let(tests)
        if stays and isinstance(test, cst.BooleanOperation) and not test.lpar:
            return on_lines(test)
        return test

    def release(self) -> Statements:
        """Let go the subject, and the parts of it."""
        (line,) = RELEASE(self.cx, temporary=self.subject)
        names = [cst.Element(name) for name in (self.subject, *self.held)]
        return (line.with_changes(body=[cst.Del(bare_tuple(names))]),) if self.held else (line,)

    def emptied(self, names) -> Statements:
        return tuple(statement for name in names for statement in NOTHING(self.cx, temporary=name))


def lines_of_cases(cx) -> list[int]:
    """The lines of the source at which the cases of the statement at hand begin."""
    return [cx.lines.of(case, cx.place.line) for case in cx.place.origin.cases]


def remark(lines: Sequence[cst.EmptyLine]) -> tuple[CommentStatement, ...]:
    """The comments among *lines*, between two statements."""
    comments = tuple(line for line in lines if line.comment)
    return (CommentStatement(comments),) if comments else ()


def on_lines(test: cst.BooleanOperation, depth: int = 0) -> cst.BooleanOperation:
    """*test* in parentheses if it is long, with each operand of its row on a line of its own."""
    if len(cst.Module([]).code_for_node(test)) + 4 * depth <= LONGEST_LINE:
        return test
    opening = cst.LeftParen(whitespace_after=line_end(depth + 1))
    closing = cst.RightParen(whitespace_before=line_end(depth))
    return operands_on_lines(test, depth + 1).with_changes(lpar=[opening], rpar=[closing])


def operands_on_lines(test: cst.BooleanOperation, depth: int) -> cst.BooleanOperation:
    left, right = test.left, test.right
    if isinstance(left, cst.BooleanOperation):
        left = on_lines(left, depth) if left.lpar else operands_on_lines(left, depth)
    if isinstance(right, cst.BooleanOperation):
        right = on_lines(right, depth)
    operator = test.operator.with_changes(whitespace_before=line_end(depth))
    return test.with_changes(left=left, operator=operator, right=right)


def line_end(depth: int) -> cst.ParenthesizedWhitespace:
    return cst.ParenthesizedWhitespace(indent=True, last_line=cst.SimpleWhitespace("    " * depth))
