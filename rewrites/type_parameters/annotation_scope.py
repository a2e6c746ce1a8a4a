"""Annotation scopes: the scopes of type parameters, their bounds and defaults, and of the values of type aliases.

Each becomes a function.  What CPython evaluates late is a function that a helper of the prelude calls when it is
asked for the value; the type parameters are locals of the function around it.  An annotation scope right inside a
class gets what reads the names of that class as its parameter `__classdict__` (see `class_names`): `annotationlib`
knows that name.  From Python 3.14 on the functions take the format that is wanted, as those of CPython do.

https://docs.python.org/3/reference/executionmodel.html#annotation-scopes
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import operand, quote
from mvpy.rewrites.type_parameters.class_names import class_names
from mvpy.scopes.analysis import normal
from mvpy.tree.literals import string
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.suite import Statements

SCOPE = quote("""
    def $function():
        $statements
        return $result
""")
EVALUATE = quote("""
    def $function():
        return $value
""")
EVALUATE_AS = quote("""
    def $function(requested=1, /):
        if requested > 2:
            raise NotImplementedError
        return $value
""")
ASSIGN = quote("$target = $value")
DELETE = quote("del $name  # namespace 2")
SCOPE_CALLED = quote("type_scope($function, $name)")
SCOPE_OF_GLOBAL = quote('type_scope($function, $name, "")')
CLASS_DICT = cst.Name("__classdict__")
READ_CLASS = quote("class_dict($names)")

Expression = cst.BaseExpression
Defaults = Sequence[tuple[cst.Name, Expression]]
Made = tuple[
    Sequence[cst.BaseStatement], Expression, Defaults
]  # statements, what they give, what they are handed


def annotation_scope(
    node: cst.ClassDef | cst.FunctionDef | cst.TypeAlias,
    statements: Sequence[cst.BaseStatement],
    result: Expression,
    cx: Context,
    defaults: Defaults = (),
) -> tuple[tuple[cst.BaseStatement, ...], Expression, cst.Name]:
    """The function that stands for the annotation scope of *node*, a call of it, and its name.

    It runs *statements* and returns *result*.  Its parameters are the names in *defaults*, for these values, and in
    a class the cell with the names of the class.
    """
    function = cx.names.new("type_parameters")
    cx.names.scopes.add(function.value)
    given = []
    (definition,) = SCOPE(cx, function=function, statements=tuple(statements), result=result)
    if cx.place.in_class_body and (cx.exactly("namespace", "kinds") or reads_class(definition)):
        names = class_names(cx)
        given.append(
            (
                CLASS_DICT,
                READ_CLASS.expression(cx, names=names) if cx.exactly("namespace", "kinds") else names,
            )
        )
    given += defaults
    params = cst.Parameters(params=[cst.Param(name) for name, _ in given])
    definition = definition.with_changes(params=params)
    cx.scopes.moved(node.type_parameters or node, definition)
    if not cx.exactly("frames"):
        return (definition,), cst.Call(function, [cst.Arg(value) for _, value in given]), function
    declared = {node.name.value, cx.names.stored(node.name.value)} & cx.scopes.here.globals
    template = SCOPE_OF_GLOBAL if declared and cx.place.blocks else SCOPE_CALLED
    scope = template.expression(cx, function=function, name=string(real_name(node, cx)))
    return (definition,), cst.Call(scope, [cst.Arg(value) for _, value in given]), function


def reads_class(definition: cst.CSTNode) -> bool:
    """Is the mapping with the names of a class read in *definition*?"""
    stack = [definition]
    while stack:
        node = stack.pop()
        if isinstance(node, cst.Name) and node.value == CLASS_DICT.value:
            return True
        stack += nodes_inside(node)
    return False


def real_name(node: cst.ClassDef | cst.FunctionDef | cst.TypeAlias, cx: Context) -> str:
    """What the definition *node* is called, whatever it is mangled to."""
    name = normal(node.name.value)
    return cx.names.real.get(name, name)


def bound_to(
    node: cst.ClassDef | cst.FunctionDef | cst.TypeAlias,
    made: Expression,
    decorators: Sequence[cst.Decorator],
    function: cst.Name,
    cx: Context,
) -> Statements:
    """The statements that bind the name of *node* to what its *decorators* make of *made*."""
    for decorator in reversed(decorators):
        made = cst.Call(operand(decorator.decorator), [cst.Arg(made)])
    return (*ASSIGN(cx, target=cst.Name(node.name.value), value=made), *DELETE(cx, name=function))


def evaluator(hint: str, value: Expression, cx: Context) -> tuple[Expression, tuple[cst.BaseStatement, ...]]:
    """A function that evaluates *value* when it is called, and the statements that define it.

    https://docs.python.org/3/library/annotationlib.html#annotationlib.call_evaluate_function
    """
    if not cx.exactly("frames", "kinds"):
        return cst.Lambda(cst.Parameters(), value), ()
    if cx.target < (3, 14):
        function = cx.names.new(hint)
        return function, EVALUATE(cx, function=function, value=value)
    function = cx.names.annotate_function("evaluate_" + hint)
    return function, EVALUATE_AS(cx, function=function, value=value)
