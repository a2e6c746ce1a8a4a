"""Suites without their jumps: a flag is set instead, and what is left is skipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.jumps.found import Jumps, may_end_a_jump, otherwise
from mvpy.tree.suite import Statements, body_of, carrying_comments, filled, suite_of

GUARD = quote("""
    if $going:
        $rest
""")
STOP = quote("$going = 0")


class Leaving:
    """Takes *jumps* out of suites, and lets the flag *going* say so, if there is one.

    Jumps out of `finally` and `with` inside are opened, where an error of these may end the jump; *opened* keeps what
    is expanded so, by the ids of the statements.
    """

    def __init__(
        self, cx: Context, jumps: Jumps, going: cst.Name | None, opened: dict[int, Statements]
    ) -> None:
        self.cx, self.jumps, self.going, self.opened = cx, jumps, going, opened
        self.guards = 0
        self.caught = False  # may what the statement at hand raises be caught before the flag is read?

    def suite(
        self, statements: Sequence[cst.BaseStatement], in_loop: bool = False
    ) -> tuple[Statements, bool]:
        """*statements* without the jumps, and whether one of them may have jumped."""
        out: list[cst.BaseStatement] = []
        segment: list[cst.BaseStatement] = []
        left = False
        statements = list(statements)
        for i, statement in enumerate(statements):
            new, leaves = self.statement(statement, in_loop)
            rest = statements[i + 1 :]
            if leaves and rest and not in_loop and (joined := otherwise(statement, new, rest, self.jumps)):
                self.locate((joined,), statement)
                segment.append(joined)
                left = True
                break
            self.locate(new, statement)
            segment += new
            if leaves and not in_loop and rest:
                out += self.guarded(segment, left)
                segment = []
            left |= leaves
        return (*out, *self.guarded(segment, bool(out))), left

    def locate(self, new: Sequence[cst.BaseStatement], old: cst.BaseStatement) -> None:
        """The statements *new* stand where *old* stood."""
        if entry := self.cx.lines.known.get(id(old)):
            self.cx.lines.locate(new, entry[1])

    def guarded(self, segment: Sequence[cst.BaseStatement], guard: bool) -> Statements:
        if not segment or not guard:
            return tuple(segment)
        self.guards += 1
        return GUARD(self.cx, going=self.going or cst.Name("going"), rest=tuple(segment))

    def statement(self, node: cst.BaseStatement, in_loop: bool) -> tuple[Statements, bool]:
        """*node* without its jumps, and whether it may jump."""
        if isinstance(node, cst.SimpleStatementLine):
            new = self.jumps.replace(node.body[0])
            if new is None:
                return (node,), False
            if self.going is not None:
                new = (*new, *STOP(self.cx, going=self.going))
            if in_loop:
                new = (*new, cst.SimpleStatementLine([cst.Break()]))
            return carrying_comments(node, filled(new)), True
        if not self.jumps.are_in(node):
            return (node,), False
        if may_end_a_jump(node, self.jumps, self.caught):
            if id(node) not in self.opened:
                self.opened[id(node)] = self.cx.expanded_by("jump_through_finally", node)
            return self.suite(self.opened[id(node)], in_loop)
        match node:
            case cst.If():
                return (self.branches(node, in_loop),), True
            case cst.Match():
                cases = [case.with_changes(body=self.block(case.body, in_loop)[0]) for case in node.cases]
                return (node.with_changes(cases=cases),), True
            case cst.With():
                with self.catching():
                    body, left = self.block(node.body, in_loop)
                return (node.with_changes(body=body),), left
            case cst.Try() | cst.TryStar():
                return self.try_statement(node, in_loop)
            case cst.For() | cst.While():
                return self.loop(node, in_loop)
        return (node,), False

    @contextmanager
    def catching(self, catches: bool = True) -> Iterator[None]:
        """Meanwhile, errors may be caught, if it *catches* or something around does."""
        before, self.caught = self.caught, self.caught or catches
        yield
        self.caught = before

    def block(self, block: cst.BaseSuite, in_loop: bool) -> tuple[cst.BaseSuite, bool]:
        body, left = self.suite(body_of(block), in_loop)
        return block.with_changes(body=body), left

    def branches(self, node: cst.If, in_loop: bool) -> cst.If:
        body, _ = self.block(node.body, in_loop)
        orelse = node.orelse
        if isinstance(orelse, cst.If):
            orelse = self.branches(orelse, in_loop)
        elif orelse is not None:
            orelse = orelse.with_changes(body=self.block(orelse.body, in_loop)[0])
        return node.with_changes(body=body, orelse=orelse)

    def try_statement(self, node: cst.Try | cst.TryStar, in_loop: bool) -> tuple[Statements, bool]:
        if node.finalbody is not None and self.jumps.are_among(node.finalbody.body.body):
            # A jump in `finally` discards the exception: only in the opened form can it be told to.
            return self.suite(self.cx.expanded_by("finally_clause", node), in_loop)
        with self.catching(bool(node.handlers)):
            body, left = self.block(node.body, in_loop)
        handlers = []
        any_left = left
        for handler in node.handlers:
            suite, leaves = self.block(handler.body, in_loop)
            handlers.append(handler.with_changes(body=suite))
            any_left |= leaves
        orelse = node.orelse
        if orelse is not None:
            rest, leaves = self.suite(suite_of(orelse), in_loop)
            any_left |= leaves
            orelse = cst.Else(body=cst.IndentedBlock(self.guarded(rest, left and not in_loop)))
        return (node.with_changes(body=body, handlers=handlers, orelse=orelse),), any_left

    def loop(self, node: cst.For | cst.While, in_loop: bool) -> tuple[Statements, bool]:
        orelse = node.orelse
        body, left = (self.block(node.body, True)) if self.jumps.through_loops else (node.body, False)
        if orelse is not None:
            suite, leaves = self.block(orelse.body, in_loop)
            orelse = orelse.with_changes(body=suite)
            left |= leaves
        new: Statements = (node.with_changes(body=body, orelse=orelse),)
        if left and in_loop:
            # The inner loop is left; now leave this one.
            leave = cst.SimpleStatementLine([cst.Break()])
            self.guards += 1
            test = cst.UnaryOperation(cst.Not(), self.going or cst.Name("going"))
            new = (*new, cst.If(test, cst.IndentedBlock([leave])))
        return new, left
