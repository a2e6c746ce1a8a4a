"""Annotations from Python 3.14 on: a function evaluates them when somebody asks.

    def area(shape: Shape) -> float:
        return shape.width * shape.height

becomes

    def _annotate(_requested, /):
        if _requested > 2:
            raise NotImplementedError
        return {"shape": Shape, "return": float}
    @_deferred(_annotate)
    def area(shape):
        return shape.width * shape.height
    del _annotate

Grammar
    parameter ::= identifier [":" expression]
    funcdef ::= … ["->" expression] ":" suite
    annotated_assignment_stmt ::= augtarget ":" expression ["=" (starred_expression | yield_expression)]

Meaning
    1. Nothing of an annotation is evaluated where it stands; `__annotations__` calls `__annotate__`, once it succeeds.
    2. `__annotate__` answers the formats 1 and 2, and raises NotImplementedError for others: `annotationlib` runs its
       code with names of its own making. So it reads only names of the program's from the globals.
    3. A module and a class have one `__annotate__` for all their plain names, in the order of the source. Under `if`
       and the like, and in a module anywhere, a name counts only if its statement was run.
    4. In a class the names of the class are seen, as they are when the annotation is evaluated.
    5. An annotated target that is not a plain name has no annotation; what the target needs is evaluated.
    6. The value of an annotated assignment is evaluated and stored at once.

Left alone
    Annotations up to Python 3.13, and those of local variables. Under `from __future__ import annotations` only
    functions are concerned: their `__annotate__` gives texts.

Opens
    Classes with annotations, and those with annotated methods.

Exactly
    1. (frames) Functions that evaluate annotations, and what is in them, are named and qualified as in CPython.

Differs
    On hosts before Python 3.14, which have no `__annotate__`, the `__annotations__` of functions and classes, and of
    the module among its globals, are dictionaries that fill themselves when they are first used. In a class they see
    its names as they are at the end of its body, before Python 3.12. Functions inside an annotation, and
    comprehensions, do not see the names of the class. `__annotate__` has keyword-only parameters.

Reference
    https://docs.python.org/3/reference/executionmodel.html#annotation-scopes
    https://docs.python.org/3/reference/simple_stmts.html#annotated-assignment-statements
    PEP 649; PEP 749
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.annotated_assignment import has_annotation
from mvpy.rewrites.deferred_annotation.blocks import Block
from mvpy.rewrites.deferred_annotation.functions import seen_from_class, with_own_helpers
from mvpy.rewrites.function_annotation import annotations, unannotated
from mvpy.rewrites.kept_classes import opens_class
from mvpy.rewrites.type_parameters.class_names import end_of_class, variable_of
from mvpy.scopes.analysis import normal
from mvpy.tree.literals import string
from mvpy.tree.suite import Statements, body_of, introduction

CONTRACT = Contract(
    removes=Construct("deferred annotation"),
    grammar="assignment, function_def_raw, star_etc, param",
    words=("type hint", "annotationlib"),
    after={
        "postponed_annotation": "an annotation that is a text is never evaluated",
        "private_name": "the key of an annotation is a private name, too",
    },
    since=(3, 14),
    finish=with_own_helpers,
)

ANNOTATE = quote("""
    def $function(requested, /):
        if requested > 2:
            raise NotImplementedError
        return $annotations
""")
DECORATOR = quote("deferred($function)")
GENERIC_DECORATOR = quote("deferred($function, $generic)")
DELETE = quote("del $function")
RUN_SET = quote("$run = set()")
SET_CLASS = quote("defer_annotations_of_class(locals(), $function)")
SET_MODULE = quote("defer_annotations_of_module(globals(), $function)")
RUN_IN_MODULE = cst.Name("__conditional_annotations__")


@rewrites(cst.FunctionDef, cst.ClassDef, cst.Module)
def deferred_annotation(
    node: cst.FunctionDef | cst.ClassDef | cst.Module, cx: Context
) -> cst.Module | Statements | None:
    if isinstance(node, cst.FunctionDef):
        return function(node, cx) if cx.program.makes_annotate_functions else None
    if not cx.program.defers_annotations:
        return None
    if not any(map(has_annotation, node.body if isinstance(node, cst.Module) else node.body.body)):
        return None
    return module(node, cx) if isinstance(node, cst.Module) else class_(node, cx)


def function(node: cst.FunctionDef, cx: Context) -> Statements | None:
    """The function without its annotations, and before it the one that evaluates them."""
    found = annotations(node, cx)
    if not found:
        return None
    around = cx.place.blocks[-1] if cx.place.in_class_body else None
    if isinstance(around, cst.ClassDef) and cx.program.defers_annotations:
        found = [(name, seen_from_class(value, around.name.value, cx)) for name, value in found]
        opens_class(around, cx)
    elements = [cst.DictElement(cst.SimpleString(f'"{name}"'), value) for name, value in found]
    name = cx.names.annotate_function()
    annotate = ANNOTATE(cx, function=name, annotations=cst.Dict(elements))
    decorators = [*node.decorators, cst.Decorator(decorated(node, name, cx))]
    params = unannotated(node.params)
    bare = node.with_changes(params=params, returns=None, decorators=decorators, leading_lines=())
    return (*annotate, bare, *DELETE(cx, function=name))


def decorated(node: cst.FunctionDef, annotate: cst.Name, cx: Context) -> cst.BaseExpression:
    """The decorator that gives the function *node* its *annotate*; that of a generic function says the name."""
    generic = cx.place.blocks and cx.place.blocks[-1].name.value in cx.names.scopes
    if generic and cx.exactly("frames"):
        name = normal(node.name.value)
        real = string(cx.names.real.get(name, name))
        return GENERIC_DECORATOR.expression(cx, function=annotate, generic=real)
    return DECORATOR.expression(cx, function=annotate)


def class_(node: cst.ClassDef, cx: Context) -> Statements:
    """The class without annotated assignments, and at its end the function that evaluates the annotations."""
    origin = cx.place.origin
    opens_class(origin, cx)
    block = Block(cx, run=cx.names.new("run"), always=False, class_name=node.name.value)
    body = block.replaced_all(body_of(node.body))
    at = introduction(body, futures=False)
    set_up = RUN_SET(cx, run=block.run) if block.count else ()
    name, annotate = block.function()
    end = end_of_class(body, variable_of(origin, cx))
    last = (*annotate, *SET_CLASS(cx, function=name), *DELETE(cx, function=name))
    body = [*body[:at], *set_up, *body[at:end], *last, *body[end:]]
    return (node.with_changes(body=node.body.with_changes(body=body), leading_lines=()),)


def module(node: cst.Module, cx: Context) -> cst.Module:
    """The module without annotated assignments, and at its beginning the function that evaluates the annotations."""
    block = Block(cx, run=RUN_IN_MODULE, always=True)
    body = block.replaced_all(node.body)
    at = introduction(body, futures=not cx.is_core)
    name, annotate = block.function()
    start = [*annotate, *SET_MODULE(cx, function=name), *DELETE(cx, function=name)]
    return node.with_changes(body=[*body[:at], *start, *body[at:]])
