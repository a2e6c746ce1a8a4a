"""What the host evaluates of each kind of node, and in which role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import libcst as cst

from mvpy.rewrites.lowering.run_time_types.branches import branches_that_run
from mvpy.rewrites.lowering.run_time_types.roles import (
    ARGUMENTS,
    BASE,
    CLASS,
    CLASSINFO,
    TYPE,
    VALUE,
    At,
    Part,
    bounds,
    operands,
)
from mvpy.tree.nodes import nodes_inside, parameters

if TYPE_CHECKING:  # it asks for the parts
    from mvpy.rewrites.lowering.run_time_types.places import Places


def function(places: Places, node: cst.FunctionDef, at: At) -> Iterator[Part]:
    header = At(TYPE, places.scopes.find(node.type_parameters) or at.scope)
    for decorator in node.decorators:
        yield decorator, at
    yield from bounds(node, header)
    for param in parameters(node.params):
        yield from annotation(places, param.annotation, header)
        if param.default is not None:
            yield param.default, at
    yield from annotation(places, node.returns, header)
    yield node.body, At(VALUE, places.scopes.of(node))


def annotation(places: Places, node: cst.Annotation | None, at: At) -> Iterator[Part]:
    if node is not None and (places.texts or not at.scope.module.postponed):
        yield node.annotation, at


def class_definition(places: Places, node: cst.ClassDef, at: At) -> Iterator[Part]:
    header = At(TYPE, places.scopes.find(node.type_parameters) or at.scope)
    for decorator in node.decorators:
        yield decorator, at
    yield from bounds(node, header)
    for base in node.bases:
        yield base.value, At(BASE, header.scope)
    for keyword in node.keywords:
        yield keyword.value, At(VALUE, header.scope)
    yield node.body, At(VALUE, places.scopes.of(node))


def annotated_assignment(places: Places, node: cst.AnnAssign, at: At) -> Iterator[Part]:
    is_alias = places.path(node.annotation.annotation, at) == "typing.TypeAlias"
    if at.scope.kind != "function":  # the annotations of variables of functions are never evaluated
        yield from annotation(places, node.annotation, At(TYPE, at.scope))
    yield node.target, at
    if node.value is not None:
        yield node.value, At(TYPE if is_alias or id(node.value) in places.aliases else VALUE, at.scope)


def assignment(places: Places, node: cst.Assign, at: At) -> Iterator[Part]:
    yield from ((target.target, at) for target in node.targets)
    yield node.value, At(TYPE if id(node.value) in places.aliases else VALUE, at.scope)


def type_alias(places: Places, node: cst.TypeAlias, at: At) -> Iterator[Part]:
    inside = At(TYPE, places.scopes.of(node))
    yield from bounds(node, inside)
    yield node.value, inside


def branches(places: Places, node: cst.If, at: At) -> Iterator[Part]:
    yield node.test, at
    version = places.cx.passes.lowering.version if places.cx.passes.lowering else None
    yield from (
        (branch, at) for branch in branches_that_run(node, lambda part: places.path(part, at), version)
    )


def call(places: Places, node: cst.Call, at: At) -> Iterator[Part]:
    yield node.func, At(CLASS, at.scope)
    called = node.func.value if isinstance(node.func, cst.Subscript) else node.func
    role, where = ARGUMENTS.get(places.path(called, at), (VALUE, ()))
    for number, arg in enumerate(node.args):
        name = arg.keyword.value if arg.keyword is not None else ""
        is_meant = name in where if name else number in where or number > 0 and -1 in where
        own = role if is_meant else CLASS if name == "default_factory" else VALUE
        if own == CLASSINFO:
            yield arg, At(own, at.scope)
        else:
            yield arg.value, At(own, at.scope)


def argument(places: Places, node: cst.Arg, at: At) -> Iterator[Part]:
    yield node.value, at


def subscription(places: Places, node: cst.Subscript, at: At) -> Iterator[Part]:
    yield node.value, At(VALUE, at.scope)
    path = places.path(node.value, at)
    if path == "typing.Literal":
        return
    is_type = at.role in (TYPE, BASE) or path.startswith("typing.") or places.is_generic(path)
    for number, element in enumerate(node.slice):
        item = element.slice
        of_type = is_type and not (number and path == "typing.Annotated")
        if isinstance(item, cst.Index):
            yield item.value, At(TYPE if of_type else VALUE, at.scope)
        else:
            yield item, At(VALUE, at.scope)


def display(places: Places, node: cst.List | cst.Tuple, at: At) -> Iterator[Part]:
    own = at if at.role in (TYPE, CLASSINFO) else At(VALUE, at.scope)
    yield from ((element.value, own) for element in node.elements)


def operation(places: Places, node: cst.BinaryOperation, at: At) -> Iterator[Part]:
    if isinstance(node.operator, cst.BitOr) and places.is_union(node, at):
        own = at if at.role == CLASSINFO else At(TYPE, at.scope)
        yield from ((operand, own) for operand in operands(node))
    else:
        yield from ((part, At(VALUE, at.scope)) for part in (node.left, node.right))


def attribute(places: Places, node: cst.Attribute, at: At) -> Iterator[Part]:
    yield node.value, At(CLASS if not node.attr.value.startswith("__") else VALUE, at.scope)


def scope_inside(places: Places, node: cst.Lambda | cst.BaseComp, at: At) -> Iterator[Part]:
    own = At(VALUE, places.scopes.find(node) or at.scope)
    yield from ((part, own) for part in nodes_inside(node))


# Any: each takes nodes of the kind that it is for.
PARTS: dict[type, Callable[[Places, Any, At], Iterator[Part]]] = {
    cst.FunctionDef: function,
    cst.ClassDef: class_definition,
    cst.AnnAssign: annotated_assignment,
    cst.Assign: assignment,
    cst.TypeAlias: type_alias,
    cst.If: branches,
    cst.Call: call,
    cst.Arg: argument,
    cst.Subscript: subscription,
    cst.List: display,
    cst.Tuple: display,
    cst.BinaryOperation: operation,
    cst.Attribute: attribute,
    **dict.fromkeys((cst.Lambda, cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp), scope_inside),
}
