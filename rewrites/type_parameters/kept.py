"""Type parameters that stay, while what is in their bounds is rewritten.

def f[T: (1, 2)](): ...    ->    def f[T: tuple((1, 2))](): ...

Up to Python 3.13 a tuple that the compiler knows is a bound; when it knows it no longer, it would be constraints.
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.machine.rewrite import Rules
from mvpy.rewrites.type_parameters.parameters import is_bound_at_once

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
OWNERS = (cst.FunctionDef, cst.ClassDef, cst.TypeAlias)


def rules_for_bounds(original: cst.Module, opened: frozenset[int], cx) -> list[Rules]:
    """The rules where type parameters stay, and literals do not."""
    if not (3, 12) <= cx.target < (3, 14) or all(map(cx.stays, LITERALS)):
        return []
    return [dict.fromkeys(OWNERS, [with_bounds])]


def with_bounds(node: cst.FunctionDef | cst.ClassDef | cst.TypeAlias, cx):
    """*node*, whose bounds stay bounds whatever becomes of the literals in them; None if there is nothing to do."""
    params = node.type_parameters.params if node.type_parameters else ()
    if not any(is_bound_at_once(item.param, cx) for item in params):
        return None
    new = [item.with_changes(param=kept(item.param, cx)) for item in params]
    node = node.with_changes(type_parameters=node.type_parameters.with_changes(params=new))
    return node if isinstance(node, cst.TypeAlias) else (node,)


def kept(param, cx):
    """*param*, with a bound that is no tuple in the source."""
    if not is_bound_at_once(param, cx):
        return param
    return param.with_changes(bound=AS_BOUND.expression(cx, bound=param.bound))
