"""Temporaries let go when CPython's stack would let go of the value.

A rule releases its temporaries where that is easy to say: after the statement.  When all rules are through, three
things are put right, for every rewrite alike:

    _value = make()                         _value = make()
    _take = _unpacking(_value, 2)            _take = _unpacking(_value, 2)
    point.x = _take()               ->      _value = 0
    point.y = _take()                       point.x = _take()
    _take = 0                               point.y = _take()
    _value = 0                              _take = 0

1.  A release moves up to the last statement that uses the temporary.
2.  An unpacking that stays lets go of the iterable before it stores the items, where a target could notice.
3.  A handler first lets go what the exception has left behind in the suite, as CPython clears its stack.

Not done is what would take a `try` around the suite of a function: a temporary that an exception leaves behind in a
function lives as long as the traceback.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.hoisting import HOLD, TAKEN
from mvpy.machine.quote import quote
from mvpy.scopes.analysis import bound_in, names_in
from mvpy.tree.clauses import with_suites
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.suite import Statements, statements_inside, suite_of

LET_GO = quote("$name = 0")
LET_GO_READABLY = quote("$name = None")
TRIES = (cst.Try, cst.TryStar)
NOTHING_OF_THE_PROGRAM = frozenset({"truth", "not_", "is_", "is_not", "contains", "bool", "object"})


def with_early_releases(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, whose temporaries live no longer than they have to."""
    if not cx.names.temporaries:
        return tree
    out: list[cst.BaseStatement] = []
    section: list[cst.BaseStatement] = []
    current: int | None = None
    for statement in (*tree.body, None):
        line = None if statement is None else cx.lines.section_of(statement, current)
        if section and line != current:
            cx.place.section = current or 0
            out += Scope(section, cx).suite(section)
            section = []
        current = line
        if statement is not None:
            section.append(statement)
    return tree.with_changes(body=tuple(out))


def released(statement: cst.CSTNode, cx: Context) -> str | None:
    """The temporary that *statement* releases, if it does nothing else; or the flag that it lowers."""
    match statement:
        case cst.SimpleStatementLine(body=[cst.Del(target=cst.Name(value=name))]):
            pass
        case cst.SimpleStatementLine(
            body=[
                cst.Assign(
                    targets=[cst.AssignTarget(target=cst.Name(value=name))], value=cst.Integer(value="0")
                )
            ]
        ):
            pass
        case _:
            return None
    if name not in cx.names.temporaries or statement.leading_lines or statement.trailing_whitespace.comment:
        return None
    return name


class Scope:
    """The statements of one function, or of one section of the module, on their way to earlier releases."""

    def __init__(self, statements: Sequence[cst.CSTNode], cx: Context) -> None:
        self.statements, self.cx = statements, cx
        self.names: dict[cst.CSTNode, set[str]] = {}

    @cached_property
    def captured(self) -> set[str]:
        """The temporaries that something inside with a scope of its own may use, who knows when."""
        found: set[str] = set()
        stack: list[cst.CSTNode] = list(self.statements)
        while stack:
            node = stack.pop()
            if isinstance(node, (cst.FunctionDef, cst.Lambda)):
                found |= names_in(node.body)  # defaults are evaluated at once
            elif isinstance(node, (cst.ClassDef, cst.BaseComp)):
                found |= names_in(node)
            else:
                stack += nodes_inside(node)
        return found & self.cx.names.temporaries

    @cached_property
    def uses(self) -> Counter[str]:
        return counted(self.statements, self.cx)

    def suite(self, statements: Sequence[cst.BaseStatement]) -> list[cst.BaseStatement]:
        """*statements*, with what is wrong put right in them and in their suites."""
        out: list[cst.BaseStatement] = []
        for statement in statements:
            name = released(statement, self.cx)
            if name is not None and name not in self.cx.names.flags:
                self.release(name, statement, out)
            elif isinstance(statement, (cst.FunctionDef, cst.ClassDef)):
                inner = Scope(statement.body.body, self.cx)
                out.append(with_suites(statement, inner.suite, self.cx))
            elif isinstance(statement, cst.SimpleStatementLine):
                out.append(statement)
            else:
                new = with_suites(statement, self.suite, self.cx)
                out.append(self.letting_go(new) if isinstance(new, TRIES) else new)
        return self.consuming(out)

    def temporaries_in(self, statement: cst.CSTNode) -> set[str]:
        """The temporaries that stand in *statement*; kept, since every release behind it may ask."""
        if statement not in self.names:
            self.names[statement] = names_in(statement) & self.cx.names.temporaries
        return self.names[statement]

    def release(self, name: str, statement: cst.BaseStatement, out: list[cst.BaseStatement]) -> None:
        """Put *statement*, which releases *name*, into *out*, after the last statement there that uses it."""
        at = len(out)
        while at and name not in self.temporaries_in(out[at - 1]):
            at -= 1
        while at < len(out) and released(out[at], self.cx):
            at += 1
        if at == 0 or at < len(out) and name in self.captured:
            at = len(out)
        out.insert(at, statement)

    def consuming(self, suite: Sequence[cst.BaseStatement]) -> list[cst.BaseStatement]:
        """*suite*, in which no temporary is released only after the unpacking that uses it up."""
        out: list[cst.BaseStatement] = []
        at = 0
        while at < len(suite):
            end = at + 1
            unpacking = suite[at]
            value = consumed(unpacking)
            while value is not None and end < len(suite) and released(suite[end], self.cx):
                end += 1
            releases = suite[at + 1 : end]
            used = names_in(value) if value is not None and releases else set()
            early = [statement for statement in releases if released(statement, self.cx) in used]
            if early and value is not None and isinstance(unpacking, cst.SimpleStatementLine):
                hold, take = held(unpacking, value, self.cx)
                out += [hold, *early, take, *(statement for statement in releases if statement not in early)]
            else:
                out += suite[at:end]
            at = end
        return out

    def letting_go(self, node: cst.Try | cst.TryStar) -> cst.Try | cst.TryStar:
        """*node*, whose handlers first let go the temporaries that are in use, or used up, in its suite only."""
        body = node.body.body
        bound = bound_in(body) & self.cx.names.temporaries - self.cx.names.hidden
        brought = self.brought_into(node)
        if not (bound or brought) or not node.handlers:
            return node
        uses = counted(body, self.cx)
        names = [name for name in holding(body, self.cx) if name in bound and uses[name] == self.uses[name]]
        names += [name for name in brought if name not in names]
        if names:
            elsewhere = let_go_inside(body, self.cx) | self.captured
            names = [name for name in names if name not in elsewhere]
        if not names:
            return node
        order = as_on_the_stack(names, body, self.cx)
        template = LET_GO if self.cx.is_core else LET_GO_READABLY
        handlers: list[cst.CSTNode] = []
        for handler in node.handlers:
            releases = [s for name in order for s in template(self.cx, name=cst.Name(name))]
            suite = suite_of(handler.body)
            for statement in releases:
                self.cx.lines.placed(suite[0], statement)
            handlers.append(handler.with_changes(body=cst.IndentedBlock([*releases, *suite])))
        new = node.with_changes(handlers=handlers)
        self.cx.moved(node, new)
        return new

    def brought_into(self, node: cst.Try | cst.TryStar) -> list[str]:
        """The temporaries that come into *node* with an object, and that its suite uses up, as the target of a `with` does.

        Where nothing can fail before they are used up (`file = _value`), no handler will find one.
        """
        body = node.body.body
        start = next((i for i, statement in enumerate(body) if may_fail(statement, self.cx)), len(body))
        names = [name for name in (released(s, self.cx) for s in body[start:]) if name]
        # A flag holds nothing: there 0 is what it says.
        names = [name for name in names if name not in self.cx.names.hidden | self.cx.names.flags]
        if not names:
            return names
        bound = bound_in([statement for statement in body if not released(statement, self.cx)])
        others = [*node.handlers, *(part for part in (node.orelse, node.finalbody) if part)]
        used = counted(others, self.cx)
        return [name for name in names if name not in bound and not used[name]]


def may_fail(statement: cst.CSTNode, cx: Context) -> bool:
    """Does *statement* more than release a temporary, or give a name to what one holds?"""
    match statement:
        case cst.SimpleStatementLine(
            body=[cst.Assign(targets=[cst.AssignTarget(target=cst.Name())], value=cst.Name(value=name))]
        ):
            return name not in cx.names.temporaries
    return released(statement, cx) is None


def counted(statements: Sequence[cst.CSTNode], cx: Context) -> Counter[str]:
    """How often each temporary stands in *statements*."""
    found: Counter[str] = Counter()
    stack: list[cst.CSTNode] = list(statements)
    while stack:
        node = stack.pop()
        if node.__class__ is cst.Name:
            if node.value in cx.names.temporaries:
                found[node.value] += 1
        else:
            stack += nodes_inside(node)
    return found


def holding(statements: Sequence[cst.CSTNode], cx: Context) -> dict[str, None]:
    """The temporaries that *statements* assign an object of the program's to, in the order in which they do."""
    found: dict[str, None] = {}
    stack = list(reversed(statements))
    while stack:
        statement = stack.pop()
        match statement:
            case cst.FunctionDef() | cst.ClassDef():
                pass
            case cst.SimpleStatementLine(
                body=[cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value)]
            ):
                if name in cx.names.temporaries and not is_ours(value, cx):
                    found[name] = None
            case _:
                stack += reversed(statements_inside(statement))
    return found | assigned_in_expressions(statements, cx)


def assigned_in_expressions(statements: Sequence[cst.CSTNode], cx: Context) -> dict[str, None]:
    """The temporaries that `:=` assigns an object to, as in the questions that a pattern asks."""
    found: dict[str, None] = {}
    stack: list[cst.CSTNode] = [
        one for one in reversed(statements) if cx.node_kinds.holds(one, cst.NamedExpr)
    ]
    while stack:
        node = stack.pop()
        if isinstance(node, (cst.FunctionDef, cst.ClassDef, cst.Lambda)):
            continue
        if isinstance(node, cst.NamedExpr) and isinstance(node.target, cst.Name):
            name = node.target.value
            if name in cx.names.temporaries and not is_ours(node.value, cx):
                found[name] = None
        stack += reversed(nodes_inside(node))
    return found


def as_on_the_stack(names: Sequence[str], statements: Sequence[cst.CSTNode], cx: Context) -> list[str]:
    """*names* in the order in which CPython's stack would let go of them, if an exception left *statements*.

    What is released first there is on top; of those that are released together, or never, the last.
    """
    found: dict[str, None] = {}
    together: list[str] = []
    stack = list(reversed(statements))
    while stack or together:
        statement = stack.pop() if stack else None
        name = released(statement, cx) if statement is not None else None
        if name is not None:
            together.append(name)
            continue
        found.update(dict.fromkeys(name for name in reversed(together) if name in names))
        together = []
        if statement is not None and not isinstance(statement, (cst.FunctionDef, cst.ClassDef)):
            stack += reversed(statements_inside(statement))
    return [*found, *(name for name in reversed(names) if name not in found)]


def is_ours(value: cst.BaseExpression, cx: Context) -> bool:
    """Can *value* be nothing but an integer, a truth or a bare object, which hold nothing of the program's?"""
    match value:
        case cst.Integer() | cst.Comparison() | cst.UnaryOperation(operator=cst.Not()):
            return True
        case cst.Name(value=name):
            return name in ("True", "False", "None")
        case cst.Call(func=cst.Name(value=name)):
            return cx.names.hosted.used.get(name, name) in NOTHING_OF_THE_PROGRAM
    return False


def let_go_inside(statements: Sequence[cst.CSTNode], cx: Context) -> set[str]:
    """The temporaries that handlers of everything inside *statements* let go already."""
    found: set[str] = set()
    stack = list(statements)
    while stack:
        statement = stack.pop()
        if isinstance(statement, cst.Try) and any(handler.type is None for handler in statement.handlers):
            found |= bound_in(statement.body.body) & cx.names.temporaries
        if not isinstance(statement, (cst.FunctionDef, cst.ClassDef)):
            stack += statements_inside(statement)
    return found


def consumed(statement: cst.BaseStatement) -> cst.BaseExpression | None:
    """What *statement* unpacks into targets that may notice when it is let go; None if it does nothing like it."""
    match statement:
        case cst.SimpleStatementLine(
            body=[
                cst.Assign(targets=[cst.AssignTarget(target=cst.Tuple() | cst.List() as target)], value=value)
            ]
        ) if not all(isinstance(element.value, cst.Name) for element in target.elements):
            return value
    return None


def held(statement: cst.SimpleStatementLine, value: cst.BaseExpression, cx: Context) -> Statements:
    """A statement that evaluates the *value* that *statement* unpacks, and *statement*, which then takes it and keeps
    nothing.
    """
    take = cx.names.new("take")
    (hold,) = HOLD(cx, take=take, value=value)
    (small,) = statement.body
    new = statement.with_changes(
        body=[small.with_changes(value=TAKEN.expression(cx, take=take))], leading_lines=()
    )
    hold = hold.with_changes(leading_lines=statement.leading_lines)
    cx.moved(statement, new)
    cx.lines.placed(statement, hold)
    return hold, new
