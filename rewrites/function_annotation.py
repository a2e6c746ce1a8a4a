"""Annotations of a function: a dictionary, set when the function is defined.

    def area(shape: Shape) -> float:
        return shape.width * shape.height

becomes

    _annotations = {"shape": Shape, "return": float}
    def area(shape):
        return shape.width * shape.height
    area.__annotations__ = _annotations

Grammar
    parameter ::= identifier [":" expression]
    funcdef ::= … ["->" expression] ":" suite

Meaning
    1. They are evaluated after the defaults, parameters in CPython's order, then the return annotation.
    2. `*args: *Ts` stands for the one item of Ts.
    3. The keys are the names as the compiler stores them, mangled inside a class.

Opens
    Decorated functions, and functions with type parameters.

Exactly
    1. (release) The function alone has its annotations.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#function-definitions
    PEP 3107, PEP 646
"""

from typing import TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import timeless
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import after_rule, rewrites
from mvpy.rewrites.annotated_assignment.statement import evaluated
from mvpy.rewrites.kept_classes import reads_definition
from mvpy.tree.evaluation import parts, rebuilt
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("annotation", cst.Annotation),
    grammar="function_def_raw, star_etc, param",
    words=("parameter annotation", "return annotation", "type hint", ":"),
    after={
        "postponed_annotation": "an annotation that is a text is never evaluated",
        "class_definition": "a method is annotated before it is stored among the names of the class",
    },
)

SPILL = quote("$name = $value")
SET = quote("$function.__annotations__ = $annotations")
DELETE = quote("del $name  # release 1")
ITEM = quote("unpack($items, 1)[0]")
P = TypeVar("P", bound=cst.Param | cst.ParamStar | cst.MaybeSentinel | None)


@rewrites(cst.FunctionDef)
def function_annotation(node: cst.FunctionDef, cx: Context) -> Statements | None:
    found = annotations(node, cx)
    if not found or cx.program.makes_annotate_functions:
        return None
    if node.type_parameters is not None:
        return cx.reworked(cx.expanded_by("type_parameters", node))
    if node.decorators:
        return after_rule(cx.expanded_by("decorator", node), cst.FunctionDef, function_annotation, cx)
    before: list[cst.BaseStatement] = []
    names: list[cst.Name] = []
    bare = node
    if not all(timeless(value, cx) for _, value in found):
        inside = parts(node)
        for i, value in enumerate(inside):
            if not timeless(value, cx):
                inside[i] = name = cx.names.new("default")
                names.append(name)
                before += SPILL(cx, name=name, value=value)
        bare = rebuilt(node, inside)
    elements = [cst.DictElement(cst.SimpleString(f'"{name}"'), value) for name, value in found]
    table = cx.names.new("annotations")
    before += SPILL(cx, name=table, value=cst.Dict(elements))
    reads_definition(cx)
    after = SET(cx, function=cst.Name(node.name.value), annotations=table)
    bare = bare.with_changes(params=unannotated(bare.params), returns=None)
    deleted = [s for name in (*names, table) for s in DELETE(cx, name=name)]
    return (*before, bare.with_changes(leading_lines=()), *after, *deleted)


def annotations(node: cst.FunctionDef, cx: Context) -> list[tuple[str, cst.BaseExpression]]:
    """(name, annotation) in the order of evaluation: positional-only parameters come after the others."""
    params = node.params
    order = (
        [*params.params, *params.posonly_params]
        if cx.target < (3, 15)
        else [*params.posonly_params, *params.params]
    )
    order += [p for p in (params.star_arg,) if isinstance(p, cst.Param)]
    order += [*params.kwonly_params, *(p for p in (params.star_kwarg,) if p)]
    out = [
        (cx.names.stored(p.name.value), value_of(p.annotation.annotation, cx)) for p in order if p.annotation
    ]
    return [*out, ("return", evaluated(node.returns.annotation, cx))] if node.returns else out


def value_of(annotation: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """What an annotation evaluates to; `*Ts` stands for the one item of it."""
    if isinstance(annotation, cst.StarredElement) and not cx.annotations_are_texts:
        return ITEM.expression(cx, items=evaluated(annotation.value, cx))
    return evaluated(annotation, cx)


def unannotated(params: cst.Parameters) -> cst.Parameters:
    """*params* without annotations."""

    def bare(param: P) -> P:
        if not isinstance(param, cst.Param) or param.annotation is None:
            return param
        return param.with_changes(annotation=None)

    return params.with_changes(
        posonly_params=[bare(p) for p in params.posonly_params],
        params=[bare(p) for p in params.params],
        kwonly_params=[bare(p) for p in params.kwonly_params],
        star_arg=bare(params.star_arg),
        star_kwarg=bare(params.star_kwarg),
    )
