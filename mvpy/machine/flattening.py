"""Guards beside one another: CPython nests `if` as deep as you like, but loops and `try` only twenty deep.

An `if` has become a loop that runs at most once, a *guard*:

    while then:
        then = 0
        first()
        for …                                       (a loop, another guard, a `try`)
        last()

In a function that would nest too deeply the guard is taken apart. Its pieces stand beside one another, each
under a guard of its own; a loop is entered only if its piece before has said so; a `try` is entered anyway, with
guarded pieces inside. What is left nests no deeper than the loops and `try` statements of the source, but one.
A program that keeps other statements keeps them whole: under a guard of their own, and a `for` without one.

    go = then
    then = 0
    run = go
    while run:
        run = 0
        first()
        more = …
    while more: …
    run = go
    while run:
        run = 0
        last()
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import libcst as cst

from mvpy.errors import SourceError
from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.tree.clauses import statements_in, with_statements
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import Statement, Statements, body_of, suite_of

N = TypeVar("N", bound=cst.CSTNode)
C = TypeVar("C", bound=cst.BaseCompoundStatement | cst.ExceptHandler)
SCOPES = (cst.FunctionDef, cst.ClassDef)
DECLARATIONS = (cst.Nonlocal, cst.Global)
INDENTS = 99  # levels of indentation that CPython's tokenizer takes
TOO_DEEP = f"what becomes of this is nested more than {INDENTS} levels deep, and Python takes no more"
DEEPEST = 18  # blocks; CPython's limit is 20, and a handler may cost one more than is counted here

START = quote("""
    $go = $then
    $then = 0
""")
RUN = quote("""
    $run = $go
    while $run:
        $run = 0
        $piece
""")
ENTER = quote("$more = $test")
ZERO = quote("$flag = 0")
LOOP = quote("""
    while $more:
        $suite
        $more = $test
""")
NOTHING = quote("$items = tuple()")
RAISE = quote("raise_if($flag)")


def flattened(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, none of whose functions nests deeper than CPython takes, if that can be had."""
    body = Flattening(cx).block(tree.body, depth_of(tree.body) > DEEPEST)
    return tree if body is tree.body else tree.with_changes(body=body)


def depth_of(statements: Sequence[cst.CSTNode]) -> int:
    """How deeply loops and `try` statements nest in *statements*, functions inside not counted."""
    deepest = 0
    stack: list[tuple[cst.CSTNode, int]] = [(statement, 0) for statement in statements]
    while stack:
        node, depth = stack.pop()
        if node.__class__ is cst.SimpleStatementLine:  # most are
            pass
        elif isinstance(node, (cst.Try, cst.TryStar)):
            depth += 1 + bool(node.handlers and node.finalbody)
            stack += [(inner, depth) for inner in node.body.body]
            stack += [
                (inner, depth) for clause in (node.orelse, node.finalbody) for inner in statements_of(clause)
            ]
            for handler in node.handlers:
                stack += [(inner, depth + 1) for inner in handler.body.body]
            depth += 1
        elif isinstance(node, cst.BaseCompoundStatement) and not isinstance(node, SCOPES):
            depth += not isinstance(node, (cst.If, cst.Match))
            stack += [(inner, depth) for inner in statements_in(node)]
        deepest = max(deepest, depth)
    return deepest


def refuse_too_deep(tree: cst.Module, cx: Context, filename: str) -> None:
    """A SourceError if *tree* is indented deeper than Python takes: nested lambdas and classes cost levels."""
    stack = [(statement, 0, 0) for statement in tree.body if isinstance(statement, cst.BaseCompoundStatement)]
    while stack:
        node, depth, line = stack.pop()
        line = cx.lines.of(node, line)
        if depth == INDENTS:
            raise SourceError(TOO_DEEP, filename, line)
        stack += [
            (inner, depth + (inner is not getattr(node, "orelse", None)), line)
            for inner in statements_in(node)
            if isinstance(inner, cst.BaseCompoundStatement)
        ]


def statements_of(clause: cst.Else | cst.Finally | None) -> Statements:
    return () if clause is None else tuple(statements_in(clause))


def guard_flag(node: cst.CSTNode, cx: Context) -> cst.Name | None:
    """The flag of *node* if it is a guard."""
    match node:
        case cst.While(
            test=cst.Name(value=name) as flag,
            body=cst.IndentedBlock(
                body=[
                    cst.SimpleStatementLine(
                        body=[
                            cst.Assign(
                                targets=[cst.AssignTarget(target=cst.Name(value=stored))],
                                value=cst.Integer(value="0"),
                            )
                        ]
                    ),
                    *_,
                ]
            ),
        ) if (
            name == stored and name in cx.names.guards
        ):
            return flag
    return None


class Flattening:
    """Takes guards apart, where a function has to be flattened."""

    def __init__(self, cx: Context) -> None:
        self.cx = cx

    def block(self, statements: Sequence[Statement], deep: bool) -> Sequence[Statement]:
        """*statements*, of a function that nests too deeply if *deep* says so."""
        out: list[Statement] = []
        changed = False
        for statement in statements:
            new = self.statement(statement, deep)
            changed |= len(new) != 1 or new[0] is not statement
            out += new
        return tuple(out) if changed else statements

    def statement(self, node: Statement, deep: bool) -> tuple[Statement, ...]:
        """What *node*, in a function that nests too deeply if *deep* says so, becomes."""
        if isinstance(node, SCOPES):
            body = self.block(node.body.body, depth_of(node.body.body) > DEEPEST)
            return (self.rebuilt(node, body=body),)
        if not isinstance(node, cst.BaseCompoundStatement):
            return (node,)
        if not plain(node):
            return (with_statements(node, lambda inner: self.statement(inner, deep), self.cx),)
        if deep and isinstance(node, cst.While) and (flag := guard_flag(node, self.cx)):
            if holds_block(node.body.body):
                return self.taken_apart(node, flag)
        body = self.block(node.body.body, deep)
        if not isinstance(node, cst.Try):
            return (self.rebuilt(node, body=body),)
        return (self.rebuilt(self.with_handlers(node, deep), body=body),)

    def with_handlers(self, node: cst.Try, deep: bool) -> cst.Try:
        handlers = []
        for handler in node.handlers:
            suite = self.block(handler.body.body, deep)
            suite = tuple(self.raised(statement) for statement in suite) if deep else suite
            handlers.append(handler if suite is handler.body.body else replaced_body(handler, suite))
        same = all(a is b for a, b in zip(handlers, node.handlers))
        return node if same else self.kept(node, maker_of(node, handlers=tuple(handlers)))

    def raised(self, statement: Statement) -> Statement:
        """A guard that does nothing but raise again, in a handler far inside: a call that does."""
        if not isinstance(statement, cst.While):
            return statement
        flag = guard_flag(statement, self.cx)
        if flag is None or len(statement.body.body) != 2:
            return statement
        match statement.body.body[1]:
            case cst.SimpleStatementLine(body=[cst.Raise(exc=None)]):
                (line,) = RAISE(self.cx, flag=flag)
                return self.kept(statement, line.with_changes(leading_lines=statement.leading_lines))
        return statement

    def rebuilt(self, node: C, body: Sequence[Statement]) -> C:
        if body is node.body.body:
            return node
        return self.kept(node, replaced_body(node, body))

    def kept(self, old: cst.CSTNode, new: N) -> N:
        """*new*, which stands where *old* stood."""
        self.cx.moved(old, new)
        return new

    def taken_apart(self, node: cst.While, flag: cst.Name) -> Statements:
        """The pieces of a guard, beside one another."""
        go = self.cx.names.new("go")
        _, *body = body_of(node.body)
        above = suite_of(maker_of(node.body, body=()))  # the comments of its header and its end
        out: list[cst.BaseStatement] = [*START(self.cx, go=go, then=flag), *above[:1]]
        out += [*self.pieces(body, go), *above[1:]]
        if node.leading_lines:
            out[0] = out[0].with_changes(leading_lines=node.leading_lines)
        return tuple(out)

    def pieces(self, statements: Sequence[cst.BaseStatement], go: cst.Name) -> Statements:
        """*statements*, each piece of them run only if *go* is set."""
        flags = sorted(
            {flag.value for statement in statements if (flag := guard_flag(statement, self.cx)) is not None}
        )
        out: list[cst.BaseStatement] = [s for flag in flags for s in ZERO(self.cx, flag=cst.Name(flag))]
        piece: list[cst.BaseStatement] = []

        def close() -> None:
            if piece:
                out.extend(RUN(self.cx, run=self.cx.names.new("run"), go=go, piece=tuple(piece)))
                piece.clear()

        for statement in statements:
            if isinstance(statement, cst.SimpleStatementLine) and isinstance(statement.body[0], DECLARATIONS):
                out.append(statement)
            elif isinstance(statement, cst.While) and (flag := guard_flag(statement, self.cx)):
                close()
                out += self.taken_apart(statement, flag)
            elif isinstance(statement, cst.For) and plain(statement):
                items = self.cx.names.new("items")
                out += NOTHING(self.cx, items=items)
                piece += ENTER(self.cx, more=items, test=statement.iter)
                close()
                entered = replaced_body(statement, self.block(statement.body.body, True))
                out.append(self.kept(statement, maker_of(entered, iter=items)))
                out += ZERO(self.cx, flag=items)
            elif isinstance(statement, cst.While) and plain(statement):
                more = self.cx.names.new("more")
                out += ZERO(self.cx, flag=more)
                piece += ENTER(self.cx, more=more, test=statement.test)
                close()
                suite = replaced_body(statement, self.block(statement.body.body, True)).body
                (loop,) = LOOP(self.cx, more=more, test=statement.test, suite=suite)
                out.append(self.kept(statement, loop.with_changes(leading_lines=statement.leading_lines)))
            elif isinstance(statement, cst.Try) and plain(statement):
                close()
                body = self.pieces(body_of(statement.body), go)
                out.append(self.rebuilt(self.with_handlers(statement, True), body=body))
            else:
                piece += [
                    new for new in self.statement(statement, True) if isinstance(new, cst.BaseStatement)
                ]
        close()
        return tuple(out)


def replaced_body(node: C, statements: Sequence[Statement]) -> C:
    """*node* with other *statements* in its suite."""
    return maker_of(node, body=maker_of(node.body, body=tuple(statements)))


def holds_block(statements: Sequence[Statement]) -> bool:
    """Is there a loop, a `try` or another block among *statements*?"""
    return any(
        isinstance(statement, cst.BaseCompoundStatement) and not isinstance(statement, SCOPES)
        for statement in statements
    )


def plain(node: cst.BaseCompoundStatement) -> bool:
    """Is *node* a loop or a `try` without further clauses, which can be taken apart?"""
    if isinstance(node, cst.For):
        return node.orelse is None and node.asynchronous is None
    if isinstance(node, cst.Try):
        return node.orelse is None and node.finalbody is None
    return isinstance(node, cst.While) and node.orelse is None
