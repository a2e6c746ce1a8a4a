"""Type parameters that stay, while what is in their bounds is rewritten.

def f[T: (1, 2)](): ...    ->    def f[T: tuple((1, 2))](): ...

Up to Python 3.13 a tuple that the compiler knows is a bound; when it knows it no longer, it would be constraints.
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import Rule, Rules
from mvpy.rewrites.type_parameters.parameters import Parameter, is_bound_at_once
from mvpy.tree.suite import Statements, line_of

AS_BOUND = quote("tuple($bound)")
LITERALS = (
    cst.Tuple,
    cst.SimpleString,
    cst.Float,
    cst.Imaginary,
    cst.Ellipsis,
    cst.UnaryOperation,
    cst.BinaryOperation,
)


def rules_for_bounds(original: cst.Module, opened: frozenset[int], cx: Context) -> list[Rules]:
    """The rules where definitions with type parameters stay, and literals do not."""
    rules: list[Rule] = [definition_with_bounds]
    return [{cst.FunctionDef: rules, cst.ClassDef: rules}] if literals_go(cx) else []


def rules_for_aliases(original: cst.Module, opened: frozenset[int], cx: Context) -> list[Rules]:
    """The rules where type aliases stay, and literals do not."""
    return [{cst.TypeAlias: [alias_with_bounds]}] if literals_go(cx) else []


def literals_go(cx: Context) -> bool:
    """Could a tuple that is a bound be taken for constraints, as literals in it go?"""
    return (3, 12) <= cx.target < (3, 14) and not all(cx.stays(one) for one in ("negative number", *LITERALS))


def definition_with_bounds(node: cst.FunctionDef | cst.ClassDef, cx: Context) -> Statements | None:
    new = with_bounds(node.type_parameters, cx)
    return None if new is None else (node.with_changes(type_parameters=new),)


def alias_with_bounds(node: cst.TypeAlias, cx: Context) -> Statements | None:
    new = with_bounds(node.type_parameters, cx)
    return None if new is None else (line_of(node.with_changes(type_parameters=new)),)


def with_bounds(found: cst.TypeParameters | None, cx: Context) -> cst.TypeParameters | None:
    """The type parameters *found*, their bounds such that they stay bounds whatever becomes of the literals in them.

    None if they do anyway.
    """
    if found is None or not any(is_bound_at_once(item.param, cx) for item in found.params):
        return None
    return found.with_changes(params=[item.with_changes(param=kept(item.param, cx)) for item in found.params])


def kept(param: Parameter, cx: Context) -> Parameter:
    """*param*, with a bound that is no tuple in the source."""
    if not isinstance(param, cst.TypeVar) or not is_bound_at_once(param, cx):
        return param
    return param.with_changes(bound=AS_BOUND.expression(cx, bound=param.bound))
