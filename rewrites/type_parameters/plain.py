"""Type parameters in plain outputs: objects of `typing`, and what only looks like them.

Those of `typing` evaluate a bound at once.  They do where nobody can tell: it is a builtin type.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.tree.literals import string
from mvpy.tree.nodes import with_arguments

VARIABLE = quote("type_variable($name)")
VARIABLE_TUPLE = quote("type_variable_tuple($name)")
SPECIFICATION = quote("parameter_specification($name)")
LATE = quote("LateTypeParameter($real)")
WITH_DEFAULT = quote("TypeParameterWithDefault($real)")
TUPLE_WITH_DEFAULT = quote("TypeVariableTupleWithDefault($real)")
GENERIC = quote("Generic[$parameters]")
GENERIC_OF_ANY = quote("generic_base($parameters)")
BUILTIN_TYPES = frozenset(name for name, value in vars(builtins).items() if isinstance(value, type))

Expression = cst.BaseExpression
# (what it is, its value, the function that evaluates it)
Part = tuple[str, Expression, Expression]


def parameter(item: cst.TypeParam, name: str, parts: Sequence[Part], cx: Context) -> Expression:
    """The type parameter *item*, called *name*, with its *parts*."""
    template = {cst.TypeVar: VARIABLE, cst.TypeVarTuple: VARIABLE_TUPLE}.get(type(item.param), SPECIFICATION)
    made = template.expression(cx, name=string(name))
    if not parts:
        return made
    if all(is_early(value, cx) for _, value, _ in parts) and item.default is None:
        ((what, value, _),) = parts
        constraints = value.elements if what != "bound" and isinstance(value, cst.Tuple) else ()
        return with_arguments(made, [cst.Arg(one.value) for one in constraints] or [keyword(what, value)])
    late = LATE
    if item.default is not None:
        late = TUPLE_WITH_DEFAULT if isinstance(item.param, cst.TypeVarTuple) else WITH_DEFAULT
    made = late.expression(cx, real=made)
    return with_arguments(made, [keyword(f"__{what}__", given) for what, _, given in parts])


def is_early(value: Expression, cx: Context) -> bool:
    """Is *value*, a bound or constraints, taken by `typing` for what it is, and can nobody tell when it is evaluated?"""
    match value:
        case cst.Name(value=name):
            return name in BUILTIN_TYPES and name not in cx.scopes.bound_anywhere
        case cst.Tuple(elements=[_, _, *_] as elements):
            return all(isinstance(one, cst.Element) and is_early(one.value, cx) for one in elements)
    return False


def generic_base(
    params: Sequence[cst.TypeParam], names: Sequence[str], parameters: cst.Name, cx: Context
) -> Expression:
    """`Generic[…]` with the *params*, which are in the variables *names*, and in a tuple in *parameters*."""
    if any(isinstance(item.param, cst.TypeVarTuple) for item in params):
        return GENERIC_OF_ANY.expression(cx, parameters=parameters)
    base = GENERIC.expression(cx, parameters=parameters)
    assert isinstance(base, cst.Subscript)
    (element,) = base.slice
    return base.with_changes(slice=[element.with_changes(slice=cst.Index(cst.Name(name))) for name in names])


def keyword(name: str, value: Expression) -> cst.Arg:
    space = cst.SimpleWhitespace("")
    return cst.Arg(value, keyword=cst.Name(name), equal=cst.AssignEqual(space, space))
