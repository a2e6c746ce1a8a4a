"""Type parameters: a function around the definition, whose locals they are.

    @registered
    def first[T: Item](items: list[T], default: T = nothing()) -> T:
        return items[0]
    class Box[T](Base):
        pass

becomes

    def _type_parameters(_default):
        T = _LateTypeParameter(_type_variable("T"), __bound__=lambda: Item)
        def first(items: list[T], default: T = _default) -> T:
            return items[0]
        first.__type_params__ = (T,)
        first.__qualname__ = "first"
        return first
    first = registered(_type_parameters(nothing()))
    def _type_parameters():
        T = _type_variable("T")
        _parameters = (T,)
        class Box(Base, typing.Generic[T]):
            __qualname__ = "Box"
            __type_params__ = _parameters
            pass
        return Box
    Box = _type_parameters()

Grammar
    type_params ::= "[" type_param ("," type_param)* "]"
    type_param ::= typevar | typevartuple | paramspec

Meaning
    1. Decorators and defaults are evaluated first, outside; annotations, bases and keywords see the type parameters.
    2. Bounds, constraints and defaults of type parameters are evaluated when they are asked for, and kept; as long as
       that fails, again.
    3. A generic class has `Generic[…]` for its last base, made before the others, and `__type_params__` from the start
       of its body.
    4. In a class, all these expressions see the names of the class, whenever they are evaluated.
    5. The definition is called, qualified and found under its name as if the function around it were not there.
    6. A private type parameter keeps its name, though its variable is mangled; in a class, with the name of that class.

Opens
    Classes with decorators or in a class, whose methods use their names.

Exactly
    1. (frames) What is defined, and what is in it, is named and qualified as if the function around it were not there.
    2. (namespace) No name of ours is left.
    3. (kinds) Type parameters and aliases with late parts look like those of `typing` wherever somebody looks, also on
       hosts that have none, and to `annotationlib`.

Differs
    On CPython 3.12 and later, a type parameter with a bound, constraints or a default that is not made of builtin types
    alone is no `typing.TypeVar`, though `isinstance` says so. There is no door in Python to one with a late bound.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#type-parameter-lists
    https://docs.python.org/3/reference/executionmodel.html#annotation-scopes
    PEP 695; PEP 696
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.hoisting import timeless
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.decorator.wrapped import comments_of
from mvpy.rewrites.type_parameters.annotation_scope import Made, annotation_scope, bound_to, real_name
from mvpy.rewrites.type_parameters.classes import generic_class
from mvpy.rewrites.type_parameters.inner_name import inner_name, qualname
from mvpy.rewrites.type_parameters.kept import rules_for_bounds
from mvpy.rewrites.type_parameters.parameters import WITHOUT_PARAMETERS, Parameters
from mvpy.tree.evaluation import parts, rebuilt
from mvpy.tree.literals import string
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct(
        "type parameters", cst.FunctionDef, cst.ClassDef, such=lambda node: node.type_parameters is not None
    ),
    grammar="class_def_raw, function_def_raw, type_params, type_param",
    words=("generic", "type variable", "TypeVar", "TypeVarTuple", "ParamSpec", "[T]"),
    since=(3, 12),
    newer=(Newer((3, 12), "type parameters", at=lambda node: node.type_parameters),),
    where_kept=rules_for_bounds,
)

GENERIC = quote("generic($function, $parameters)")
PLAIN_GENERIC = quote("""
    $function.__type_params__ = $parameters
    $function.__qualname__ = $qualname
""")
NAMED = quote("named($function, $name)")
PLAIN_NAMED = quote("$function.__name__ = $name")


@rewrites(cst.FunctionDef, cst.ClassDef)
def type_parameters(node: cst.FunctionDef | cst.ClassDef, cx: Context) -> Statements | None:
    if node.type_parameters is None:
        return None
    parameters = Parameters(node, cx)
    if isinstance(node, cst.FunctionDef):
        statements, result, defaults = generic_function(node, parameters, cx)
    else:
        statements, result, defaults = generic_class(node, parameters, cx)
    scope, call, function = annotation_scope(node, statements, result, cx, defaults)
    return (*scope, *bound_to(node, call, node.decorators, function, cx))


def generic_function(node: cst.FunctionDef, parameters: Parameters, cx: Context) -> Made:
    """(statements that define the function *node*, the expression that gives it, the defaults to be handed in)."""
    bare = node.with_changes(
        decorators=(), lines_after_decorators=(), leading_lines=comments_of(node), **WITHOUT_PARAMETERS
    )
    inside = parts(bare)
    defaults: list[tuple[cst.Name, cst.BaseExpression]] = []
    for i, value in enumerate(inside):
        if not timeless(value, cx):
            inside[i] = name = cx.names.new("default")
            defaults.append((name, value))
    bare = rebuilt(bare, inside)
    late = cx.target >= (3, 14)
    params = parameters.here(bare.params, late)
    returns = bare.returns and parameters.here(bare.returns, late)
    name = inner_name(node, cx)
    bare = bare.with_changes(params=params, returns=returns, name=name)
    cx.scopes.moved(cx.place.origin, bare)
    statements: list[cst.BaseStatement] = [*parameters.statements, bare]
    if name is not node.name:
        cx.names.real[name.value] = real_name(node, cx)
        statements += (NAMED if cx.exactly("frames") else PLAIN_NAMED)(
            cx, function=name, name=string(real_name(node, cx))
        )
    if not cx.exactly("frames"):
        statements += PLAIN_GENERIC(cx, function=name, parameters=parameters.display(), qualname=qualname(cx))
        return statements, name, defaults
    return statements, GENERIC.expression(cx, function=name, parameters=parameters.display()), defaults
