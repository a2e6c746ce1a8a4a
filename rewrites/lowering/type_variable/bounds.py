"""The objects that type variables are: what `typing` is given for a bound, and when."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.lowering import OLDEST_HOST
from mvpy.machine.quote import quote
from mvpy.rewrites.lowering.run_time_types.sites import source
from mvpy.rewrites.lowering.run_time_types.spelling import Spelling
from mvpy.rewrites.type_parameters.plain import (
    LATE,
    TUPLE_WITH_DEFAULT,
    WITH_DEFAULT,
    keyword,
)
from mvpy.scopes.analysis import names_in
from mvpy.tree.literals import string
from mvpy.tree.nodes import with_arguments

SPECIFICATION = quote("ParameterSpecification($name)")
VARIABLE_TUPLE = quote("TypeVariableTuple($name)")
# From which Python on `typing` has them, and what stands for them before.
STAND_INS = {cst.ParamSpec: ((3, 10), SPECIFICATION), cst.TypeVarTuple: ((3, 11), VARIABLE_TUPLE)}
BUILTIN_TYPES = frozenset(name for name, value in vars(builtins).items() if isinstance(value, type))
Expression = cst.BaseExpression
Parts = Sequence[tuple[str, Expression]]  # (what it is, expression), see `parts_of`
IsThere = Callable[[str], bool]  # can what has that name be read where the variable is made?


def variable(
    item: cst.TypeParam, parts: Parts, made: Expression, is_there: IsThere, asked: bool, cx: Context
) -> Expression:
    """The type parameter *item*, which is *made* of its name, with its *parts*.

    Who is *asked* for bounds gives what they are, and no text.
    """
    if not parts:
        return made
    if item.default is None and (given := at_once(parts[0], is_there, asked, cx)):
        return with_arguments(made, given)
    late = LATE
    if item.default is not None:
        late = TUPLE_WITH_DEFAULT if isinstance(item.param, cst.TypeVarTuple) else WITH_DEFAULT
    made = late.expression(cx, real=made)
    functions = [(what, cst.Lambda(cst.Parameters(), value)) for what, value in parts]
    return with_arguments(made, [keyword(f"__{what}__", function) for what, function in functions])


def made_of_name(item: cst.TypeParam, spelling: Spelling, cx: Context) -> Expression:
    """The type parameter *item* as far as its name says what it is."""
    name = string(item.param.name.value)
    since, stand_in = STAND_INS.get(type(item.param), (OLDEST_HOST, SPECIFICATION))
    if cx.library < since:
        return stand_in.expression(cx, name=name)
    return cst.Call(spelling.name(type(item.param).__name__), [cst.Arg(name)])


def at_once(part: tuple[str, Expression], is_there: IsThere, asked: bool, cx: Context) -> list[cst.Arg]:
    """The arguments that give `typing` the bound or constraints that are *part*, if it takes them."""
    what, value = part
    values = [value]
    if what == "constraints":
        assert isinstance(value, cst.Tuple)
        values = [element.value for element in value.elements if isinstance(element, cst.Element)]
        if len(values) < max(2, len(value.elements)):
            return []
    given = [one if is_early(one, is_there, cx) else as_text(one, asked, cx) for one in values]
    made = [one for one in given if one is not None]
    if len(made) < len(given):
        return []
    return [cst.Arg(one) for one in made] if what == "constraints" else [keyword(what, made[0])]


def as_text(value: Expression, asked: bool, cx: Context) -> Expression | None:
    """*value* as a text that `typing` takes for a type; None if it cannot be one."""
    is_type = isinstance(value, (cst.Name, cst.Attribute, cst.Subscript, cst.BinaryOperation))
    if asked or not is_type or names_in(value) & cx.names.hosted.used.keys():
        return None
    text = source(value)
    return None if set('"\\\n') & set(text) else cst.SimpleString(f'"{text}"')


def is_early(value: Expression, is_there: IsThere, cx: Context) -> bool:
    """Is *value* a type that can be evaluated where the variable is made?"""
    match value:
        case cst.SimpleString():
            return True
        case cst.Name(value=name):
            return name in cx.names.hosted.used or is_there(name)
        case cst.Attribute(value=cst.Name(value=module)):
            return module in sys.stdlib_module_names and is_there(module)
        case cst.BinaryOperation(left=left, operator=cst.BitOr(), right=right):
            return is_early(left, is_there, cx) and is_early(right, is_there, cx)
        case cst.Subscript(value=generic, slice=items):
            inside = [item.slice for item in items]
            return is_early(generic, is_there, cx) and all(
                isinstance(one, cst.Index) and not one.star and is_argument(one.value, is_there, cx)
                for one in inside
            )
    return False


def is_argument(value: Expression, is_there: IsThere, cx: Context) -> bool:
    """Is *value*, which stands between brackets, there?"""
    if isinstance(value, cst.List):
        return all(is_argument(one.value, is_there, cx) for one in value.elements)
    is_none = isinstance(value, cst.Name) and value.value == "None"
    return is_none or isinstance(value, cst.Ellipsis) or is_early(value, is_there, cx)
