"""Type aliases in plain outputs: those of `typing` get their value at once, what stands for them a function.

Those of `typing` do where the target has them and nobody can tell when the value is evaluated: it is made of builtin types.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.type_parameters.parameters import name_of, parts_of, tuple_of_names
from mvpy.rewrites.type_parameters.plain import is_early, keyword
from mvpy.rewrites.type_parameters.steadiness import steady_names
from mvpy.tree.literals import string
from mvpy.tree.nodes import with_arguments

ALIAS = quote("TypeAlias($name, $evaluate)")
GENERIC_ALIAS = quote("GenericTypeAlias($name, $evaluate)")
REAL_ALIAS = quote("TypeAliasType($name, $value)")
GENERIC_TYPES = frozenset({"dict", "frozenset", "list", "set", "tuple", "type"})

Expression = cst.BaseExpression


def alias(name: str, evaluate: Expression, names: Sequence[str], cx: Context) -> Expression:
    """The type alias *name* with the type parameters *names*, whose value the function *evaluate* gives."""
    made = (GENERIC_ALIAS if names else ALIAS).expression(cx, name=string(name), evaluate=evaluate)
    return with_arguments(made, [cst.Arg(cst.Name(one)) for one in names])


def real_alias(name: str, value: Expression, names: Sequence[str], cx: Context) -> Expression:
    """The type alias *name* of `typing` with the type parameters *names* and this *value*."""
    made = REAL_ALIAS.expression(cx, name=string(name), value=value)
    given = [keyword("type_params", tuple_of_names(names))] if names else []
    return with_arguments(made, given)


def is_real(node: cst.TypeAlias, names: Sequence[str], cx: Context) -> bool:
    """Is the alias *node*, whose type parameters are in the variables *names*, one of `typing` in a plain output?"""
    if cx.exactly("frames", "kinds") or cx.library < (3, 12):
        return False
    if cx.place.in_class_body and (cx.scopes.here.node.bases or cx.scopes.here.node.keywords):
        return False  # its mapping may have names
    params = node.type_parameters.params if node.type_parameters else ()
    if any(parts_of(item, cx) for item in params):
        return False  # what stands for them is none of `typing`
    variables = {name_of(item) for item in params if isinstance(item.param, cst.TypeVar)}
    return is_type(node.value, variables.intersection(steady_names(names, cx)), cx)


def is_type(value: Expression, variables: Container[str], cx: Context) -> bool:
    """Is *value* a type, the same whenever it is evaluated: is it made of builtin types and type *variables*?"""
    match value:
        case cst.Name(value=name):
            return name == "None" or name in variables or is_early(value, cx)
        case cst.BinaryOperation(left=left, operator=cst.BitOr(), right=right):
            of_none = all(isinstance(side, cst.Name) and side.value == "None" for side in (left, right))
            return not of_none and is_type(left, variables, cx) and is_type(right, variables, cx)
        case cst.Subscript(value=cst.Name(value=name) as generic, slice=items):
            arguments = [item.slice for item in items]
            return (
                name in GENERIC_TYPES
                and is_early(generic, cx)
                and all(isinstance(one, cst.Index) and not one.star for one in arguments)
                and all(
                    is_argument(one.value, variables, cx) for one in arguments if isinstance(one, cst.Index)
                )
            )
    return False


def is_argument(value: Expression, variables: Container[str], cx: Context) -> bool:
    """Is *value* a type, or `...`?"""
    return isinstance(value, cst.Ellipsis) or is_type(value, variables, cx)
