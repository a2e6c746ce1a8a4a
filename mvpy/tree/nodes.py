"""Nodes and their fields: which hold other nodes, and a quick constructor for each kind."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator
from functools import cache

import libcst as cst

from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.generated import compiled, function


@cache
def maker(cls: type[cst.CSTNode]) -> Callable[..., cst.CSTNode]:
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


def parenthesized(node: cst.BaseExpression) -> cst.BaseExpression:
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def parameters(params: cst.Parameters):
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


# Fields that hold names which are neither read nor evaluated.
UNWALKED = {
    (cst.Attribute, "attr"), (cst.Arg, "keyword"), (cst.Param, "name"), (cst.FunctionDef, "name"),
    (cst.ClassDef, "name"), (cst.NameItem, "name"), (cst.Import, "names"), (cst.ImportFrom, "names"),
    (cst.ImportFrom, "module"), (cst.ExceptHandler, "name"), (cst.ExceptStarHandler, "name"), (cst.NamedExpr, "target"),
    (cst.TypeAlias, "name"), (cst.TypeVar, "name"), (cst.TypeVarTuple, "name"), (cst.ParamSpec, "name"),
    (cst.MatchCase, "pattern"),  # what looks like an expression in it is none
    (cst.LazyImport, "names"), (cst.LazyImportFrom, "names"), (cst.LazyImportFrom, "module"),
}  # fmt: skip


@cache
def fields_to_walk(cls: type) -> list[str]:
    """The fields of *cls* that can hold something to walk: no trivia, no names that are only names."""
    return [name for name in fields_with_nodes(cls) if (cls, name) not in UNWALKED]


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


def node_types(hint: object) -> Iterator[type]:
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
