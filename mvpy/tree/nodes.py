"""Nodes and their fields: which hold other nodes, and a quick constructor for each kind."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import libcst as cst

from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.generated import compiled, function

E = typing.TypeVar("E", bound=cst.BaseExpression)


@cache
def maker(cls: type[cst.CSTNode]) -> Callable[..., Any]:  # Any: `cache` forgets which class it is
    """A constructor of *cls* that fills its slots and checks nothing."""
    fields = [field.name for field in dataclasses.fields(cls)]
    if hasattr(cls, "__slots__") and all(hasattr(getattr(cls, f, None), "__set__") for f in fields):
        env = {"_new": object.__new__, "_cls": cls} | {f"set_{f}": getattr(cls, f).__set__ for f in fields}
        fill = "".join(f"    set_{f}(node, {f})\n" for f in fields)
    else:  # our own node classes keep their fields in a dict
        env = {"_new": object.__new__, "_cls": cls, "put": object.__setattr__}
        fill = "".join(f"    put(node, {f!r}, {f})\n" for f in fields)
    source = f"def make({', '.join(fields)}):\n    node = _new(_cls)\n{fill}    return node\n"
    return function(compiled(source, f"maker of {cls.__name__}"), "make", env)


def parenthesized(node: E) -> E:
    """*node*, in parentheses."""
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def bound_by(asname: cst.AsName) -> str:
    """The name behind the `as` of an import or a handler, where nothing but a name can stand."""
    assert isinstance(asname.name, cst.Name)
    return asname.name.value


def with_arguments(call: cst.BaseExpression, arguments: Sequence[cst.Arg]) -> cst.Call:
    """*call*, which is one, with *arguments* behind those that it has."""
    assert isinstance(call, cst.Call)
    return call.with_changes(args=[*call.args, *arguments])


def type_parameters(node: cst.FunctionDef | cst.ClassDef | cst.TypeAlias) -> Sequence[cst.TypeParam]:
    """The type parameters of *node*, if it has any."""
    return () if node.type_parameters is None else node.type_parameters.params


def parameters(params: cst.Parameters) -> Iterator[cst.Param]:
    """Every parameter of a signature."""
    yield from params.posonly_params
    yield from params.params
    if isinstance(params.star_arg, cst.Param):
        yield params.star_arg
    yield from params.kwonly_params
    if params.star_kwarg is not None:
        yield params.star_kwarg


TRIVIA = (
    cst.BaseParenthesizableWhitespace, cst.TrailingWhitespace, cst.EmptyLine, cst.Newline, cst.Comment,
    cst.LeftParen, cst.RightParen, cst.LeftSquareBracket, cst.RightSquareBracket,
    cst.LeftCurlyBrace, cst.RightCurlyBrace, cst.Comma, cst.Colon, cst.Dot, cst.Semicolon, cst.AssignEqual,
    cst.BaseUnaryOp, cst.BaseBinaryOp, cst.BaseBooleanOp, cst.BaseCompOp, cst.BaseAugOp,
    cst.ImportStar, cst.Asynchronous, cst.ParamSlash, CommentStatement,
)  # fmt: skip


STATEMENTS = (cst.SimpleStatementLine, cst.BaseCompoundStatement)
CLAUSES = (cst.Else, cst.Finally, cst.ExceptHandler, cst.ExceptStarHandler, cst.MatchCase)
SUITES = ("body", "handlers", "cases", "orelse", "finalbody")


def nodes_inside(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The nodes right inside *node* but trivia: faster than `node.children`."""
    inside: list[cst.CSTNode] = []
    for field in fields_with_nodes(node.__class__):
        value = getattr(node, field)
        if value.__class__ is tuple or value.__class__ is list:
            inside += value
        elif isinstance(value, cst.CSTNode):
            inside.append(value)
    return inside


def statements_and_clauses(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The suites and clauses of *node*, or what stands in it if it is a suite: all in which there may be statements."""
    inside: list[cst.CSTNode] = []
    for field in suite_fields(node.__class__):
        value = getattr(node, field)
        if isinstance(value, cst.CSTNode):
            inside.append(value)
        elif value is not None:
            inside += value
    return inside


@cache
def suite_fields(cls: type) -> tuple[str, ...]:
    """The fields of statements, clauses and suites of type *cls* that hold suites, clauses or statements."""
    if not issubclass(cls, (cst.BaseStatement, cst.BaseSuite, *CLAUSES)):
        return ()
    return tuple(field.name for field in dataclasses.fields(cls) if field.name in SUITES)


@cache
def fields_with_nodes(cls: type) -> list[str]:
    """The fields of *cls* that can hold something other than trivia."""
    if not dataclasses.is_dataclass(cls) or issubclass(cls, TRIVIA):
        return []
    hints = typing.get_type_hints(cls)
    return [
        field.name for field in dataclasses.fields(cls)
        if any(not issubclass(t, TRIVIA) for t in node_types(hints[field.name]))
    ]  # fmt: skip


def node_types(hint: object) -> Iterator[type[cst.CSTNode]]:
    """The types of node that the annotation *hint* names."""
    if isinstance(hint, type) and issubclass(hint, cst.CSTNode):
        yield hint
    for arg in typing.get_args(hint):
        yield from node_types(arg)


def identifiers_in(node: cst.CSTNode) -> set[str]:
    """Every identifier in *node*, attributes included."""
    found: set[str] = set()
    stack = [node]
    while stack:
        at = stack.pop()
        if at.__class__ is cst.Name:
            found.add(at.value)
        else:
            stack += nodes_inside(at)
    return found


# Which kinds can stand where


def leads_to(cls: type, field: str, goals: tuple[type, ...]) -> bool:
    """Whether the *field* of a *cls* can hold, at any depth, a node of one of the types *goals*."""
    return not possible_children(cls)[field].isdisjoint(on_the_way_to(goals))


@cache
def on_the_way_to(goals: tuple[type, ...]) -> frozenset[type]:
    """The types *goals*, and those that can hold one of them at any depth."""
    found = {cls for cls in holders() if issubclass(cls, goals)}
    pending = list(found)
    while pending:
        new = holders()[pending.pop()] - found
        found |= new
        pending += new
    return frozenset(found)


@cache
def holders() -> dict[type, set[type]]:
    """For each type of node, the types that have a field for it."""
    every = kinds_of_node(cst.CSTNode)
    held_by: dict[type, set[type]] = {cls: set() for cls in every}
    for cls in every:
        for held in frozenset().union(*possible_children(cls).values()):
            held_by[held].add(cls)
    return held_by


@cache
def possible_children(cls: type) -> dict[str, frozenset[type[cst.CSTNode]]]:
    """For each field of *cls* that can hold nodes: the types they can have."""
    if not dataclasses.is_dataclass(cls):
        return {}
    hints = typing.get_type_hints(cls)
    held = {field.name: types_allowed(hints[field.name]) for field in dataclasses.fields(cls)}
    return {name: types for name, types in held.items() if types}


@cache
def types_allowed(hint: object) -> frozenset[type[cst.CSTNode]]:
    """The types of node that the annotation *hint* allows."""
    if isinstance(hint, type) and issubclass(hint, cst.CSTNode):
        return kinds_of_node(hint)
    return frozenset().union(*map(types_allowed, typing.get_args(hint)))


@cache
def kinds_of_node(cls: type[cst.CSTNode]) -> frozenset[type[cst.CSTNode]]:
    """*cls* and its subclasses, down to the last."""
    # libcst makes each class twice, to give it slots; the first one is still somebody's subclass.
    subclasses: Iterable[type[cst.CSTNode]] = cls.__subclasses__()
    slotted = (subclass for subclass in subclasses if "__slots__" in vars(subclass))
    return frozenset({cls}).union(*(kinds_of_node(subclass) for subclass in slotted))
