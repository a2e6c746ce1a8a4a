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

from mvpy.machine.quote import operand, quote
from mvpy.rewrites.type_parameters.class_names import class_names
from mvpy.scopes.analysis import normal
from mvpy.tree.literals import string

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
DELETE = quote("del $name")
SCOPE_CALLED = quote("type_scope($function, $name)")
SCOPE_OF_GLOBAL = quote('type_scope($function, $name, "")')
CLASS_DICT = cst.Name("__classdict__")
READ_CLASS = quote("class_dict($names)")

Expression = cst.BaseExpression


def annotation_scope(
    node,
    statements: Sequence[cst.BaseStatement],
    result: Expression,
    cx,
    defaults: Sequence[tuple[cst.Name, Expression]] = (),
) -> tuple[tuple[cst.BaseStatement, ...], Expression, cst.Name]:
    """The function that stands for the annotation scope of *node*, a call of it, and its name.

    It runs *statements* and returns *result*.  Its parameters are the names in *defaults*, for these values, and in
    a class the cell with the names of the class.
    """
    function = cx.names.new("type_parameters")
    cx.names.scopes.add(function.value)
    given = []
    if cx.place.in_class_body:
        given.append((CLASS_DICT, READ_CLASS.expression(cx, names=class_names(cx))))
    given += defaults
    (definition,) = SCOPE(cx, function=function, statements=tuple(statements), result=result)
    params = cst.Parameters(params=[cst.Param(name) for name, _ in given])
    definition = definition.with_changes(params=params)
    cx.scopes.moved(node.type_parameters or node, definition)
    declared = {node.name.value, cx.names.stored(node.name.value)} & cx.scopes.here.globals
    template = SCOPE_OF_GLOBAL if declared and cx.place.blocks else SCOPE_CALLED
    scope = template.expression(cx, function=function, name=string(real_name(node, cx)))
    return (definition,), cst.Call(scope, [cst.Arg(value) for _, value in given]), function


def real_name(node, cx) -> str:
    """What the definition *node* is called, whatever it is mangled to."""
    name = normal(node.name.value)
    return cx.names.real.get(name, name)


def bound_to(node, made: Expression, decorators: Sequence[cst.Decorator], function: cst.Name, cx) -> tuple:
    """The statements that bind the name of *node* to what its *decorators* make of *made*."""
    for decorator in reversed(decorators):
        made = cst.Call(operand(decorator.decorator), [cst.Arg(made)])
    return (*ASSIGN(cx, target=cst.Name(node.name.value), value=made), *DELETE(cx, name=function))


def evaluator(hint: str, value: Expression, cx) -> tuple[cst.Name, tuple[cst.BaseStatement, ...]]:
    """A function that evaluates *value* when it is called: its name, and the statements that define it.

    https://docs.python.org/3/library/annotationlib.html#annotationlib.call_evaluate_function
    """
    if cx.target < (3, 14):
        function = cx.names.new(hint)
        return function, EVALUATE(cx, function=function, value=value)
    function = cx.names.annotate_function("evaluate_" + hint)
    return function, EVALUATE_AS(cx, function=function, value=value)
