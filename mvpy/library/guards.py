"""What a program asks before it uses something: on which versions does a branch run, and what does it know is there?"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Version = tuple[int, int]
Names = Callable[[ast.expr], str | None]  # the path that an expression is, such as sys.version_info
HEX_DIGITS = 0xFF
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}  # fmt: skip
LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)
# What may be raised where something is missing, by what is missing: a module, an attribute, a parameter, a builtin.
RAISED = {
    "import": {"ImportError", "ModuleNotFoundError"}, "attribute": {"AttributeError"}, "parameter": {"TypeError"},
    "builtin": {"NameError"},
}  # fmt: skip
ALL = {"Exception", "BaseException"}


def truth(test: ast.expr, at: Version, path_of: Names) -> bool | None:
    """Is *test* true on the version *at*?  None if that is not a question of versions."""
    match test:
        case ast.Constant():
            return bool(test.value)
        case ast.UnaryOp(op=ast.Not()):
            inside = truth(test.operand, at, path_of)
            return None if inside is None else not inside
        case ast.BoolOp():
            return together(test, [truth(one, at, path_of) for one in test.values])
        case ast.Compare(ops=[op], comparators=[right]) if type(op) in COMPARISONS:
            return compared(test.left, COMPARISONS[type(op)], right, at, path_of)
    if path_of(test) in ("typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"):
        return False
    return None


def together(test: ast.BoolOp, values: Sequence[bool | None]) -> bool | None:
    """The truth of `and` or `or`, of those of its *values*."""
    decides = isinstance(test.op, ast.Or)
    if decides in values:
        return decides
    return None if None in values else not decides


def compared(
    left: ast.expr, holds: Callable[[Any, Any], bool], right: ast.expr, at: Version, path_of: Names
) -> bool | None:
    """The truth of a comparison of the version with something; either may stand first."""
    values = [version_part(one, at, path_of) for one in (left, right)]
    if all(value is None for value in values):
        return None
    try:
        both = [
            ast.literal_eval(one) if value is None else value for one, value in zip((left, right), values)
        ]
        return holds(*both)
    except (ValueError, TypeError):
        return None


def version_part(node: ast.expr, at: Version, path_of: Names) -> Any:
    """What *node*, a part of the version of the Python that runs, is *at*; None if it is none."""
    match node:
        case ast.Subscript(slice=ast.Constant(value=int() as index)):
            return whole(node.value, at, path_of, lambda parts: parts[index])
        case ast.Subscript(slice=ast.Slice(lower=None, upper=ast.Constant(value=int() as end), step=None)):
            return whole(node.value, at, path_of, lambda parts: parts[:end])
        case ast.Attribute(attr="major" | "minor" as part):
            return whole(node.value, at, path_of, lambda parts: parts[part == "minor"])
    if path_of(node) == "sys.hexversion":
        return at[0] << 24 | at[1] << 16 | HEX_DIGITS << 8
    return whole(node, at, path_of, lambda parts: parts)


def whole(node: ast.expr, at: Version, path_of: Names, part: Callable[[Any], Any]) -> Any:
    """*part* of the version, if *node* is that; the last release of a version counts."""
    return part((*at, 99, "final", 0)) if path_of(node) == "sys.version_info" else None


def asked_for(test: ast.expr, path_of: Names) -> Iterator[str]:
    """What is there if *test* is true: `name` of `hasattr(x, "name")`, a module that `find_spec` found."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        for one in test.values:
            yield from asked_for(one, path_of)
    for call in ast.walk(test) if not isinstance(test, ast.UnaryOp) else ():
        match call:
            case ast.Call(args=[_, ast.Constant(value=str() as name)]) if (
                path_of(call.func) == "builtins.hasattr"
            ):
                yield name
            case ast.Call(args=[ast.Constant(value=str() as name)]) if (
                path_of(call.func) == "importlib.util.find_spec"
            ):
                yield name
            case ast.Compare(left=ast.Constant(value=str() as name), ops=[ast.In()]):
                yield name  # "name" in dir(x), or in some table


def missing_in(test: ast.expr, path_of: Names) -> list[str]:
    """What is there if *test* is false: `not hasattr(x, "name")`."""
    match test:
        case ast.UnaryOp(op=ast.Not()):
            return list(asked_for(test.operand, path_of))
    return []


def leaves(body: Sequence[ast.stmt], path_of: Names) -> bool:
    """Does a program that has run *body* not go on below it?"""
    match body[-1] if body else None:
        case ast.Expr(value=ast.Call(func=func)):
            return path_of(func) in ("sys.exit", "os._exit", "builtins.exit")
        case last:
            return isinstance(last, LEAVING)


def caught(handlers: Sequence[ast.ExceptHandler]) -> set[str]:
    """What is no error in a `try` with *handlers*: keys of RAISED.  Handlers that only raise are no way out."""
    names: set[str] = set()
    for handler in handlers:
        if isinstance(handler.body[-1], ast.Raise):
            continue
        names |= exceptions_in(handler.type)
    return missing_kinds(names)


def exceptions_in(node: ast.expr | None) -> set[str]:
    """The names of the exceptions *node*; of a bare `except` all."""
    if node is None:
        return set(ALL)
    nodes = node.elts if isinstance(node, ast.Tuple) else [node]
    return {one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in nodes}


def missing_kinds(exceptions: set[str]) -> set[str]:
    """What may be missing where *exceptions* are caught."""
    return {kind for kind, raised in RAISED.items() if exceptions & (raised | ALL)}
