"""The `type` statement: an alias whose value is a function until somebody asks for it.

    type Pair[T] = tuple[T, Other]

becomes

    def _type_parameters():
        T = _type_variable("T")
        return _GenericTypeAlias("Pair", lambda: tuple[T, Other], T)
    Pair = _type_parameters()

Grammar
    type_stmt ::= 'type' identifier [type_params] "=" expression

Meaning
    1. The value is evaluated when `__value__` is read for the first time, and kept; as long as that fails, again.
    2. So an alias may name itself, and what is defined later.
    3. The value sees the names of functions around, as they are then; in a class those of the class, too.
    4. The type parameters are seen by the value, and by nothing else.

Exactly
    1. (frames) The function that evaluates the value has the name of the alias.
    2. (namespace) No name of ours is left.
    3. (kinds) An alias looks like one of `typing` wherever somebody looks, also on hosts that have none, can't be
       changed, and can be pickled; what it refuses is told in the words of `typing`.  For a target that has them, a
       plain output has an alias of `typing` where the value is made of builtin types.

Differs
    On CPython 3.12 and later, an alias whose value is not made of builtin types alone is no `typing.TypeAliasType`,
    though `isinstance` says so: `type(Pair)` shows it. There is no door in Python to one with a late value.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-type-statement
    https://docs.python.org/3/reference/executionmodel.html#annotation-scopes
    PEP 695
"""

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.type_parameters.annotation_scope import (
    ASSIGN,
    DELETE,
    annotation_scope,
    bound_to,
    evaluator,
    real_name,
)
from mvpy.rewrites.type_parameters.kept import rules_for_aliases
from mvpy.rewrites.type_parameters.parameters import Parameters, tuple_of_names
from mvpy.rewrites.type_parameters.plain import keyword
from mvpy.rewrites.type_parameters.plain_alias import alias as plain_alias, is_real, real_alias
from mvpy.rewrites.type_parameters.sight import Seen, sight
from mvpy.rewrites.type_parameters.steadiness import is_steady, steady_names
from mvpy.tree.literals import string
from mvpy.tree.nodes import with_arguments
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("type alias", cst.TypeAlias),
    grammar="type_alias, type_params, type_param",
    words=("type alias", "alias"),
    since=(3, 12),
    newer=(Newer((3, 12), "a type statement"),),
    where_kept=rules_for_aliases,
)

ALIAS = quote("type_alias($name, $value, $parameters)")


@rewrites(cst.TypeAlias)
def type_statement(node: cst.TypeAlias, cx: Context) -> Statements:
    if node.type_parameters is not None:
        parameters = Parameters(node, cx)
        return in_scope(node, parameters.statements, parameters.seen, parameters.names, cx)
    if cx.place.in_class_body and not is_real(node, (), cx):
        return in_scope(node, (), sight(set(), cx), (), cx)
    evaluate, alias, value = evaluated(node, node.value, (), cx)
    end = DELETE(cx, name=value) if evaluate and value else ()
    return (*evaluate, *ASSIGN(cx, target=node.name, value=alias), *end)


def in_scope(
    node: cst.TypeAlias,
    statements: Sequence[cst.BaseStatement],
    seen: Seen,
    names: Sequence[str],
    cx: Context,
) -> Statements:
    """The alias *node*, made in a scope of its own, where *statements* come first."""
    evaluate, alias, _ = evaluated(node, seen(node.value), names, cx)
    scope, made, function = annotation_scope(node, (*statements, *evaluate), alias, cx)
    return (*scope, *bound_to(node, made, (), function, cx))


def evaluated(
    node: cst.TypeAlias, value: cst.BaseExpression, names: Sequence[str], cx: Context
) -> tuple[Statements, cst.BaseExpression, cst.BaseExpression | None]:
    """The function that evaluates *value*, the expression that makes the alias *node* of it, the function's name."""
    if is_real(node, names, cx):
        return (), real_alias(real_name(node, cx), node.value, names, cx), None
    function, evaluate = evaluator("value", value, cx)
    if not cx.exactly("frames", "kinds"):
        return evaluate, plain_alias(real_name(node, cx), function, names, cx), function
    name = string(real_name(node, cx))
    alias = ALIAS.expression(cx, name=name, value=function, parameters=tuple_of_names(names))
    if is_steady(node.value, steady_names(names, cx), cx):
        alias = with_arguments(alias, [keyword("steady", cst.Integer("1"))])
    return evaluate, alias, function
