"""A `match` statement, as `if` statements.

Where each case can say in one test whether it is the one, they are a row of `if` and `elif`.  A case that binds names
before its guard cannot always; then, and where the row would be long, the cases ask a flag:

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

from collections.abc import Iterable, Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.hoisting import has_let
from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.cases import Case, Statements, cases_of
from mvpy.rewrites.match_statement.expressions import bare_tuple, joined
from mvpy.rewrites.match_statement.layout import longest_line, on_lines, remark
from mvpy.rewrites.match_statement.subject import Subject

SUBJECT = quote("$subject = $value")
NOTHING = quote("$temporary = 0")
RELEASE = quote("del $temporary")
FLAG = quote("$unmatched = 1")
LOWER = quote("$unmatched = 0")
IF = quote("if $test:\n    $suite")

Tests = Sequence[cst.BaseExpression]
# A row of more `elif`, which nest, goes too deep for some interpreters.
LONGEST_CHAIN, LONGEST_ELIF = 25, 200


class Matching:
    """A `match` statement on its way to `if` statements."""

    def __init__(self, node: cst.Match, cx: Context) -> None:
        self.node, self.cx = node, cx
        self.subject = Subject(node, cx)
        self.cases = cases_of(node, self.subject, cx)
        self.held = list({name.value: name for case in self.cases for name in case.held}.values())

    def statements(self) -> Statements:
        """What the statement becomes."""
        nothing = self.emptied(name for name in self.held if name.value != self.cases[0].bound_first)
        longest = LONGEST_ELIF if self.cx.stays("elif clause") and self.subject.is_plain else LONGEST_CHAIN
        chained = len(self.cases) <= longest and all(case.guard is None for case in self.cases[:-1])
        cases = self.chain() if chained else self.row()
        return (*self.first(), *nothing, *cases, *remark(self.node.footer))

    def first(self) -> Statements:
        """The statement that puts the subject where it can be read, if it is not."""
        behind = self.node.whitespace_after_colon
        if self.subject.is_local:
            return remark([cst.EmptyLine(comment=behind.comment)])
        (subject,) = SUBJECT(self.cx, subject=self.subject.name, value=self.node.subject)
        return (subject.with_changes(trailing_whitespace=behind) if behind.comment else subject,)

    def chain(self) -> Statements:
        """The cases as `if`, `elif` and `else`."""
        *cases, last = self.cases
        suite = self.unguarded(last)
        orelse: cst.If | cst.Else
        if last.tests:
            release = self.release()
            otherwise = cst.Else(cst.IndentedBlock(release)) if release else None
            orelse = self.clause(last, last.tests, suite, otherwise)
        elif cases:
            orelse = cst.Else(cst.IndentedBlock(suite), leading_lines=last.node.leading_lines)
            self.cx.lines.locate(suite, last.line)
        else:
            return (*remark(last.node.leading_lines), *suite)
        for case in reversed(cases):
            orelse = self.clause(case, case.tests, (*case.bindings, *self.release(), *case.body), orelse)
        assert isinstance(orelse, cst.If)
        return (orelse,)

    def unguarded(self, case: Case) -> Statements:
        """The suite of the last *case*: whatever its guard says, nobody needs the subject any more."""
        body = case.body if case.guard is None else (self.tested([case.guard], case.body),)
        return (*case.bindings, *self.release(), *body)

    def row(self) -> Statements:
        """The cases one after the other, each run if those before it did not match."""
        unmatched = self.cx.names.new("unmatched")
        out: list[cst.BaseStatement] = [*FLAG(self.cx, unmatched=unmatched)]
        for case in self.cases:
            tests = case.tests if case is self.cases[0] else [unmatched, *case.tests]
            suite: Statements = self.flagged(case, unmatched)
            orelse: cst.If | None = None
            if case is self.cases[-1]:
                suite = self.unguarded(case)
                release = self.release()
                orelse = self.tested([unmatched], release) if case.tests and release else None
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
        return (*case.bindings, *self.emptied(case.held), self.tested([case.guard], taken))

    # Statements ----------------------------------------------------------------------------

    def clause(self, case: Case, tests: Tests, suite: Statements, orelse: cst.Else | cst.If | None) -> cst.If:
        """`if` for *case*, which may become an `elif`."""
        clause = self.tested(tests or [cst.Name("True")], suite)
        clause = clause.with_changes(orelse=orelse, leading_lines=case.node.leading_lines)
        self.cx.lines.locate_part((clause,), case.line)
        return clause

    def tested(self, tests: Tests, suite: Statements) -> cst.If:
        """`if` *tests* hold: *suite*."""
        (clause,) = IF(self.cx, test=self.test(tests), suite=suite)
        assert isinstance(clause, cst.If)
        return clause

    def test(self, tests: Tests) -> cst.BaseExpression:
        """*tests*, joined by `and`, on several lines if that is long and people will read it."""
        test = joined(tests, cst.And())
        stays = self.cx.stays(cst.BooleanOperation) and not has_let(tests)
        if stays and isinstance(test, cst.BooleanOperation) and not test.lpar:
            return on_lines(test, longest_line(self.cx))
        return test

    def release(self) -> Statements:
        """Let go the subject, and the parts of it."""
        if not self.cx.lets_go:
            return ()
        (line,) = RELEASE(self.cx, temporary=self.subject.name)
        names = [cst.Element(name) for name in (self.subject.name, *self.held)]
        return (line.with_changes(body=[cst.Del(bare_tuple(names))]),) if self.held else (line,)

    def emptied(self, names: Iterable[cst.Name]) -> Statements:
        """Something else for *names* to hold."""
        if not self.cx.lets_go:
            return ()
        return tuple(statement for name in names for statement in NOTHING(self.cx, temporary=name))
