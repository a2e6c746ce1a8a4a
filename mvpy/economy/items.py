"""The statements of a core on their way to fewer: like the nodes of libcst, but such that they can be changed in place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard, TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.tree import quick
from mvpy.tree.clauses import same
from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.nodes import bound_by
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import body_of

WIDTH = 100  # columns of a line of a plain core: its names are long, and a call within a call is no statement
LEAVE = (cst.Return, cst.Raise)
E = TypeVar("E", cst.BaseExpression, cst.BaseExpression | None, cst.BaseExpression | cst.From | None)


@dataclass(eq=False)
class Item:
    """A statement; *lead* are the comments and blank lines above it."""

    node: cst.BaseStatement
    lead: Sequence[cst.EmptyLine]
    # The names that `read_by` has found last, and the expression that it has found them in.
    asked: cst.BaseExpression | None = field(default=None, init=False)
    read: Sequence[str] = field(default=(), init=False)


@dataclass(eq=False)
class Line(Item):
    """A simple statement: it evaluates *value*, if it has one, and assigns it to *name*, if it has one."""

    node: cst.SimpleStatementLine
    name: str = ""
    value: cst.BaseExpression | None = None

    @property
    def leaves(self) -> bool:
        """Is it `return` or `raise`?"""
        return isinstance(self.node.body[0], LEAVE)


@dataclass(eq=False)
class Loop(Item):
    """A `while`."""

    node: cst.While
    test: cst.BaseExpression
    body: list[Item]


@dataclass(eq=False)
class Handler:
    """An `except`, which binds *name*, if it has one."""

    node: cst.ExceptHandler
    name: str
    type: cst.BaseExpression | None
    body: list[Item]


@dataclass(eq=False)
class Trial(Item):
    """A `try`."""

    node: cst.Try
    body: list[Item]
    handlers: list[Handler] = field(default_factory=list)


@dataclass(eq=False)
class Function(Item):
    """A `def`; its body is a scope of its own, and has been seen to."""

    node: cst.FunctionDef
    name: str = ""


@dataclass(eq=False)
class Other(Item):
    """A remark, or a declaration."""


Block = list[Item]


def items_of(statements: Iterable[cst.BaseStatement]) -> Block:
    """The items for *statements*."""
    return [item_of(statement) for statement in statements]


def item_of(node: cst.BaseStatement) -> Item:
    """The item for the statement *node*, with those of its suites."""
    lead: Sequence[cst.EmptyLine] = getattr(node, "leading_lines", ())
    # Not by one `match`: this is asked of every statement, and most are lines.
    if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1:
        return line_of(node, node.body[0], lead)
    match node:
        case cst.While(test=test, body=block):
            return Loop(node, lead, test, items_of(body_of(block)))
        case cst.Try(body=block, handlers=handlers):
            return Trial(node, lead, items_of(body_of(block)), [handler_of(handler) for handler in handlers])
        case cst.FunctionDef(name=cst.Name(value=name)):
            return Function(node, lead, name)
    return Other(node, lead)


def line_of(
    node: cst.SimpleStatementLine, small: cst.BaseSmallStatement, lead: Sequence[cst.EmptyLine]
) -> Item:
    """The item for *node*, which is *small*."""
    if isinstance(small, cst.Assign):
        if len(small.targets) == 1 and isinstance(target := small.targets[0].target, cst.Name):
            return Line(node, lead, target.value, small.value)
    elif isinstance(small, (cst.Expr, cst.Return)):
        return Line(node, lead, "", small.value)
    elif isinstance(small, cst.Raise):
        return Line(node, lead, "", small.exc)
    return Other(node, lead)


def handler_of(node: cst.ExceptHandler) -> Handler:
    return Handler(node, bound_by(node.name) if node.name else "", node.type, items_of(body_of(node.body)))


# Back to nodes --------------------------------------------------------------------------


def statements_of(block: Block, cx: Context) -> tuple[cst.BaseStatement, ...]:
    """The statements that *block* has become; those that are as they were are the very nodes."""
    return tuple(statement_of(item, cx) for item in block)


def statement_of(item: Item, cx: Context) -> cst.BaseStatement:
    """The statement that *item* has become."""
    node = item.node
    changes = changes_of_line(item) if isinstance(item, Line) else {}
    if item.lead is not getattr(node, "leading_lines", None):
        changes["leading_lines"] = item.lead
    if isinstance(item, Loop):
        changes |= {} if item.test is item.node.test else {"test": item.test}
        changes |= changed_body(item, cx)
    elif isinstance(item, Trial):
        handlers = [rebuilt_handler(handler, cx) for handler in item.handlers]
        changes |= {} if same(handlers, item.node.handlers) else {"handlers": handlers}
        changes |= changed_body(item, cx)
    if not changes:
        return node
    new = maker_of(node, **changes)
    cx.moved(node, new)
    return new


def changes_of_line(item: Line) -> dict[str, object]:
    """What has become of *item*: the fields of its node that are other ones."""
    (small,) = item.node.body
    if not isinstance(small, cst.Assign):
        field = "exc" if isinstance(small, cst.Raise) else "value"
        same = item.value is None or item.value is getattr(small, field)
        return {} if same else {"body": [maker_of(small, **{field: item.value})]}
    target = small.targets[0].target
    assert isinstance(target, cst.Name) and item.value is not None
    if item.value is small.value and item.name == target.value:
        return {}
    return {"body": [quick.Assign([quick.AssignTarget(quick.Name(item.name))], item.value)]}


def rebuilt_handler(handler: Handler, cx: Context) -> cst.ExceptHandler:
    changes = changed_body(handler, cx)
    if handler.type is not handler.node.type:
        changes["type"] = handler.type
    if not changes:
        return handler.node
    new = maker_of(handler.node, **changes)
    cx.moved(handler.node, new)
    return new


def changed_body(item: Loop | Trial | Handler, cx: Context) -> dict[str, object]:
    block, body = item.node.body, statements_of(item.body, cx)
    return {} if same(body, block.body) else {"body": maker_of(block, body=body)}


# What stands in them --------------------------------------------------------------------


def blocks_in(item: Item) -> Iterator[Block]:
    """The suites of *item*."""
    if isinstance(item, (Loop, Trial)):
        yield item.body
    if isinstance(item, Trial):
        yield from (handler.body for handler in item.handlers)


def all_items(block: Block) -> Iterator[Item]:
    """The items of *block* and those inside them, functions not opened."""
    waiting = [*reversed(block)]
    while waiting:
        item = waiting.pop()
        yield item
        if isinstance(item, (Loop, Trial)):  # few are, and this is asked of every item several times a round
            for inner in blocks_in(item):
                waiting += reversed(inner)


def assigned_in(block: Block) -> set[str]:
    """The names that assignments in *block* bind."""
    found: set[str] = set()
    waiting = [block]
    while (
        waiting
    ):  # not by `all_items`: it is asked for most loops at each look, and their order is all the same
        for item in waiting.pop():
            if isinstance(item, Line):
                found.add(item.name)
            elif isinstance(item, (Loop, Trial)):
                waiting += blocks_in(item)
    found.discard("")
    return found


def bound_otherwise(block: Block) -> set[str]:
    """The names that something else in *block* binds: `def`, `except … as`, `nonlocal`."""
    found: set[str] = set()
    for item in all_items(block):
        match item:
            case Function(name=name):
                found.add(name)
            case Trial(handlers=handlers):
                found |= {handler.name for handler in handlers}
            case Other(node=cst.SimpleStatementLine(body=[cst.Nonlocal(names=names)])):
                found |= {name.name.value for name in names}
    return found


def names_read(expression: cst.BaseExpression | None) -> list[str]:
    """The names that *expression* reads, each as often as it does."""
    found: list[str] = []
    waiting: list[cst.BaseExpression | cst.From] = [expression] if expression is not None else []
    while waiting:
        node = waiting.pop()
        # `isinstance` takes four times as long, and this is asked of every name in each round.
        if node.__class__ is cst.Name:
            found.append(node.value)
        elif node.__class__ is cst.Call:
            waiting.append(node.func)
            waiting += [argument.value for argument in node.args]
        elif node.__class__ is cst.Yield and node.value is not None:
            waiting.append(node.value)
    return found


def read_by(item: Item) -> Sequence[str]:
    """The names that *item* itself reads, without its suites."""
    if isinstance(item, (Line, Loop)):
        expression = item.value if isinstance(item, Line) else item.test
        if item.asked is not expression:  # each round asks several times, and few expressions change
            item.asked, item.read = expression, names_read(expression)
        return item.read
    if isinstance(item, Function):
        params = item.node.params
        some = (*params.posonly_params, *params.params, *params.kwonly_params)
        return [name for parameter in some for name in names_read(parameter.default)]
    return ()


def read_in(block: Block) -> set[str]:
    """The names that are read in *block*, functions not opened."""
    found: set[str] = set()
    for item in all_items(block):
        found.update(read_by(item))
        if isinstance(item, Trial):
            found.update(name for handler in item.handlers for name in names_read(handler.type))
    return found


def with_names(expression: E, new: Mapping[str, cst.BaseExpression]) -> E:
    """*expression* with what *new* has for names in their place."""
    if isinstance(expression, cst.Name):
        return new.get(expression.value, expression)
    if isinstance(expression, cst.Call):
        func = with_names(expression.func, new)
        arguments = [argument_with_names(argument, new) for argument in expression.args]
        same = func is expression.func and all(a is b for a, b in zip(arguments, expression.args))
        return expression if same else maker_of(expression, func=func, args=arguments)
    if isinstance(expression, cst.Yield) and expression.value is not None:
        value = with_names(expression.value, new)
        return expression if value is expression.value else maker_of(expression, value=value)
    return expression


def argument_with_names(argument: cst.Arg, new: Mapping[str, cst.BaseExpression]) -> cst.Arg:
    value = with_names(argument.value, new)
    return argument if value is argument.value else maker_of(argument, value=value)


def leaves(block: Block) -> bool:
    """Is what stands behind *block* never reached?"""
    last = next((item for item in reversed(block) if not isinstance(item, Other)), None)
    if isinstance(last, Trial):
        return leaves(last.body) and all(leaves(handler.body) for handler in last.handlers)
    return isinstance(last, Line) and last.leaves


def is_alone(block: Block, at: int) -> bool:
    """Is the item *at* a place of *block* its only statement?  Remarks alone are no suite."""
    return all(is_remark(item) for i, item in enumerate(block) if i != at)


def is_remark(item: Item) -> bool:
    """Does *item* consist of comments?"""
    return isinstance(item.node, CommentStatement)


def is_zero(item: Item, name: str) -> bool:
    """Is *item* `name = 0`?"""
    return is_number(item, name, "0")


def is_number(item: Item, name: str, number: str) -> bool:
    """Does *item* assign this *number* to *name*?"""
    match item:
        case Line(name=assigned, value=cst.Integer(value=value)):
            return assigned == name and value == number
    return False


def guard_of(item: Item, flags: Collection[str]) -> str:
    """That of the *flags* which *item* asks and lowers first, if it is a loop that so runs at most once; else nothing.

    A variable of the program that looks the same may be raised by somebody else.
    """
    match item:
        case Loop(test=cst.Name(value=name), body=[first, *rest]) if name in flags and is_zero(first, name):
            return "" if name in assigned_in(rest) else name
    return ""


def handed_on(item: Item, block: Block, at: int) -> bool:
    """Hand the comments of *item*, which goes, on to the item at *at* in *block*; False if there is no place."""
    if not item.lead:
        return True
    if at >= len(block):
        return all(line.comment is None for line in item.lead)
    block[at].lead = (*item.lead, *block[at].lead)
    return True


def comment_of(item: Item) -> tuple[cst.EmptyLine, ...]:
    """The comment at the end of the line of *item*, on a line of its own."""
    return (cst.EmptyLine(comment=item.node.trailing_whitespace.comment),) if is_commented(item) else ()


def is_commented(item: Item) -> TypeGuard[Line]:
    """Is there a comment at the end of the line of *item*?"""
    return isinstance(item, Line) and item.node.trailing_whitespace.comment is not None
