"""Leaving a suite without `return`, `break` or `continue`: set a flag, and skip what is left.

    for x in xs:                      for x in xs:
        if p(x):                          going = 1
            continue                      if p(x):
        f(x)                                  going = 0
        if q(x):              ->          if going:
            continue                          f(x)
        g(x)                                  if q(x):
                                                  going = 0
                                          if going:
                                              g(x)

No exceptions: they could be caught by the user's handlers, and would leave a `__context__` behind.  Nothing is
dropped as unreachable: dead code still makes names local, and functions generators.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.tree.suite import carrying_comments, filled, suite_of

GUARD = quote("""
    if $going:
        $rest
""")
STOP = quote("$going = 0")

# What becomes of a jump: given the simple statement, the statements that stand for it, or None.
Replace = Callable[[cst.BaseSmallStatement], tuple | None]
LOOPS = (cst.For, cst.While)


class Leaving:
    """Takes jumps out of suites.  *replace* says which and what instead; `through_loops` if they leave loops too."""

    def __init__(self, cx, replace: Replace, going: cst.Name | None, *, through_loops: bool = False) -> None:
        self.cx, self.replace, self.going, self.through_loops = cx, replace, going, through_loops
        self.guards = 0

    def suite(self, statements: Sequence, in_loop: bool = False) -> tuple[tuple, bool]:
        """*statements* without the jumps, and whether one of them may have jumped."""
        out: list = []
        segment: list = []
        left = False
        statements = list(statements)
        for i, statement in enumerate(statements):
            new, leaves = self.statement(statement, in_loop)
            rest = statements[i + 1 :]
            if leaves and rest and not in_loop and (joined := self.otherwise(statement, new, rest)):
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
        """The statements *new* stand where *old* stood, of which we may only want to know whether it jumps."""
        if self.cx is not None and (entry := self.cx.lines.known.get(id(old))):
            self.cx.lines.locate(new, entry[1])

    def guarded(self, segment: list, guard: bool) -> tuple:
        if not segment or not guard:
            return tuple(segment)
        self.guards += 1
        return GUARD(self.cx, going=self.going or cst.Name("going"), rest=tuple(segment))

    def otherwise(self, old, new: tuple, rest: list):
        """`if c: ...; jump` with *rest* after it: *rest* is what happens otherwise, if nothing in it jumps."""
        if not isinstance(old, cst.If) or old.orelse is not None or len(new) != 1:
            return None
        *init, last = old.body.body
        if not self.jumps(last) or any(map(self.holds_jump, init)) or any(map(self.holds_jump, rest)):
            return None
        return new[0].with_changes(orelse=cst.Else(body=cst.IndentedBlock(rest)))

    def jumps(self, statement) -> bool:
        return isinstance(statement, cst.SimpleStatementLine) and self.replace(statement.body[0]) is not None

    def holds_jump(self, statement) -> bool:
        if self.jumps(statement):
            return True
        if isinstance(statement, LOOPS) and not self.through_loops:
            return bool(statement.orelse) and any(map(self.holds_jump, statement.orelse.body.body))
        return any(self.holds_jump(inner) for block in blocks(statement) for inner in block)

    def statement(self, node, in_loop: bool) -> tuple[tuple, bool]:
        """*node* without its jumps, and whether it may jump."""
        if isinstance(node, cst.SimpleStatementLine):
            new = self.replace(node.body[0])
            if new is None:
                return (node,), False
            if self.going is not None:
                new = (*new, *STOP(self.cx, going=self.going))
            if in_loop:
                new = (*new, cst.SimpleStatementLine([cst.Break()]))
            return carrying_comments(node, filled(new)), True
        if not self.holds_jump(node):
            return (node,), False
        match node:
            case cst.If():
                return (self.branches(node, in_loop),), True
            case cst.Match():
                cases = [case.with_changes(body=self.block(case.body, in_loop)[0]) for case in node.cases]
                return (node.with_changes(cases=cases),), True
            case cst.With():
                body, left = self.block(node.body, in_loop)
                return (node.with_changes(body=body),), left
            case cst.Try() | cst.TryStar():
                return self.try_statement(node, in_loop)
            case cst.For() | cst.While():
                return self.loop(node, in_loop)
        return (node,), False

    def block(self, block, in_loop: bool):
        body, left = self.suite(block.body, in_loop)
        return block.with_changes(body=body), left

    def branches(self, node: cst.If, in_loop: bool) -> cst.If:
        body, _ = self.block(node.body, in_loop)
        orelse = node.orelse
        if isinstance(orelse, cst.If):
            orelse = self.branches(orelse, in_loop)
        elif orelse is not None:
            orelse = orelse.with_changes(body=self.block(orelse.body, in_loop)[0])
        return node.with_changes(body=body, orelse=orelse)

    def try_statement(self, node: cst.Try | cst.TryStar, in_loop: bool):
        if node.finalbody is not None and any(map(self.holds_jump, node.finalbody.body.body)):
            # A jump in `finally` discards the exception: only in the opened form can it be told to.
            return self.suite(self.cx.expanded_by("finally_clause", node), in_loop)
        body, left = self.block(node.body, in_loop)
        handlers = []
        any_left = left
        for handler in node.handlers:
            suite, leaves = self.block(handler.body, in_loop)
            handlers.append(handler.with_changes(body=suite))
            any_left |= leaves
        orelse = node.orelse
        if orelse is not None:
            suite, leaves = self.suite(suite_of(orelse), in_loop)
            suite = self.guarded(list(suite), left and not in_loop)
            any_left |= leaves
            orelse = cst.Else(body=cst.IndentedBlock(suite))
        return (node.with_changes(body=body, handlers=handlers, orelse=orelse),), any_left

    def loop(self, node, in_loop: bool):
        orelse = node.orelse
        body, left = (self.block(node.body, True)) if self.through_loops else (node.body, False)
        if orelse is not None:
            suite, leaves = self.block(orelse.body, in_loop)
            orelse = orelse.with_changes(body=suite)
            left |= leaves
        new = (node.with_changes(body=body, orelse=orelse),)
        if left and in_loop:
            # The inner loop is left; now leave this one.
            leave = cst.SimpleStatementLine([cst.Break()])
            self.guards += 1
            test = cst.UnaryOperation(cst.Not(), self.going or cst.Name("going"))
            new = (*new, cst.If(test, cst.IndentedBlock([leave])))
        return new, left


def blocks(node) -> list[Sequence]:
    """The suites directly inside a compound statement (of the same scope)."""
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        return []
    out = []
    if isinstance(node, (cst.Try, cst.TryStar)):
        out += [handler.body.body for handler in node.handlers]
    if isinstance(node, cst.Match):
        out += [case.body.body for case in node.cases]
    for name in ("body", "orelse", "finalbody"):
        part = getattr(node, name, None)
        if isinstance(part, cst.If):
            out.append([part])
        elif isinstance(part, (cst.Else, cst.Finally)):
            out.append(part.body.body)
        elif isinstance(part, cst.BaseSuite):
            out.append(part.body)
    return out


def left_by(cx, statements, replace: Replace, *, through_loops: bool = False, need: bool = False):
    """(*statements* without the jumps that *replace* knows, the flag that is 0 after one, or None if not needed)."""
    trial = Leaving(cx, replace, None, through_loops=through_loops)
    new, _ = trial.suite(statements)
    if not trial.guards and not need:
        return new, None
    going = cx.names.flag("going")
    new, _ = Leaving(cx, replace, going, through_loops=through_loops).suite(statements)
    return new, going


def holds(statements: Sequence, kinds: tuple[type, ...], *, through_loops: bool = False) -> bool:
    """Is there a jump of these *kinds* among *statements* (not one that belongs to a loop among them)?"""

    def replace(small):
        return () if isinstance(small, kinds) else None

    leaving = Leaving(None, replace, None, through_loops=through_loops)
    return any(map(leaving.holds_jump, statements))


def returns_value(statements: Sequence) -> bool:
    """Is there a `return` with a value among *statements*?"""

    def replace(small):
        return () if isinstance(small, cst.Return) and small.value is not None else None

    leaving = Leaving(None, replace, None, through_loops=True)
    return any(map(leaving.holds_jump, statements))
