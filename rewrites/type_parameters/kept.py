"""Type parameters that stay, while what is in their bounds is rewritten.

def f[T: (1, 2)](): ...    ->    def f[T: tuple((1, 2))](): ...

Up to Python 3.13 a tuple that the compiler knows is a bound; when it knows it no longer, it would be constraints.
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.machine.rewrite import Rules
from mvpy.rewrites.type_parameters.parameters import is_bound_at_once
from mvpy.tree.suite import line_of

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


def rules_for_bounds(original: cst.Module, opened: frozenset[int], cx) -> list[Rules]:
    """The rules where definitions with type parameters stay, and literals do not."""
    rules = dict.fromkeys((cst.FunctionDef, cst.ClassDef), [definition_with_bounds])
    return [rules] if literals_go(cx) else []


def rules_for_aliases(original: cst.Module, opened: frozenset[int], cx) -> list[Rules]:
    """The rules where type aliases stay, and literals do not."""
    return [{cst.TypeAlias: [alias_with_bounds]}] if literals_go(cx) else []


def literals_go(cx) -> bool:
    """Could a tuple that is a bound be taken for constraints, as literals in it go?"""
    return (3, 12) <= cx.target < (3, 14) and not all(map(cx.stays, ("negative number", *LITERALS)))


def definition_with_bounds(node: cst.FunctionDef | cst.ClassDef, cx):
    new = with_bounds(node, cx)
    return None if new is node else (new,)


def alias_with_bounds(node: cst.TypeAlias, cx):
    new = with_bounds(node, cx)
    return None if new is node else (line_of(new),)


def with_bounds(node, cx):
    """*node*, whose bounds stay bounds whatever becomes of the literals in them."""
    params = node.type_parameters.params if node.type_parameters else ()
    if not any(is_bound_at_once(item.param, cx) for item in params):
        return node
    new = [item.with_changes(param=kept(item.param, cx)) for item in params]
    return node.with_changes(type_parameters=node.type_parameters.with_changes(params=new))


def kept(param, cx):
    """*param*, with a bound that is no tuple in the source."""
    if not is_bound_at_once(param, cx):
        return param
    return param.with_changes(bound=AS_BOUND.expression(cx, bound=param.bound))
