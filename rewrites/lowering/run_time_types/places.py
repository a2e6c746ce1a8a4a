"""Where types stand in a module, and are evaluated: annotations, arguments such as that of `cast`, bases, aliases.

Every part of the tree has a role.  Where it is said that a type stands there, a `|` makes a union, whatever its operands
are; elsewhere only where that is certain, see `mvpy.rewrites.lowering.run_time_types.certain`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.lowering.run_time_types.bindings import Bindings
from mvpy.rewrites.lowering.run_time_types.branches import branches_that_run
from mvpy.rewrites.lowering.run_time_types.library import GENERIC
from mvpy.scopes.analysis import Scope
from mvpy.tree.node_kinds import kinds_of
from mvpy.tree.nodes import STATEMENTS, nodes_inside, parameters, type_parameters

# A value; a type; what `isinstance` asks for; a class that is called, or asked for an attribute; a base.
VALUE, TYPE, CLASSINFO, CLASS, BASE = "value", "type", "class information", "class", "base"


class At(NamedTuple):
    """The *role* of a part of the tree, and the *scope* that it is evaluated in."""

    role: str
    scope: Scope


Part = tuple[cst.CSTNode, At]

# What is done with arguments: by their positions and keywords; -1 means all but the first.
ARGUMENTS: dict[str, tuple[str, tuple[int | str, ...]]] = {
    "builtins.isinstance": (CLASSINFO, (1,)),
    "builtins.issubclass": (CLASSINFO, (1,)),
    "collections.defaultdict": (CLASS, (0,)),
    "typing.assert_type": (TYPE, (1,)),
    "typing.cast": (TYPE, (0, "typ")),
    "typing.NewType": (TYPE, (1, "tp")),
    "typing.TypeAliasType": (TYPE, (1, "value")),
    "typing.TypeVar": (TYPE, (-1, "bound", "default")),
}


class Places:
    """The places of the module *tree*, of which statements with nodes that are *looked_for* matter.

    Annotations that are kept as texts count if the host's *texts* are to be rewritten.
    """

    def __init__(self, tree: cst.Module, cx: Context, *looked_for: type[cst.CSTNode]) -> None:
        self.tree, self.cx = tree, cx
        self.texts = cx.passes.lowering is not None and cx.passes.lowering.annotations
        self.scopes = cx.scopes.now()
        self.bindings = Bindings(tree, self.scopes)
        self.looked_for = kinds_of((*looked_for, *[cst.SimpleString] * self.texts))
        self.aliases: set[int] = set()  # values that are types, as their names are used as such
        self.is_union: Callable[[cst.BinaryOperation, At], bool] = lambda node, at: at.role in (
            TYPE,
            CLASSINFO,
        )

    def is_generic(self, path: str) -> bool:
        """Is *path* a class of the library that can be subscripted, in Python 3.13?"""
        return path in GENERIC

    def path(self, node: cst.CSTNode, at: At) -> str:
        """What the expression *node* means, see `Bindings.path`."""
        return self.bindings.path(node, at.scope)

    def inside(self, node: cst.CSTNode, at: At) -> Sequence[Part]:
        """The parts of *node* that the host evaluates."""
        found = PARTS.get(node.__class__)
        if found is not None:
            return list(found(self, node, at))
        value = at if at.role == VALUE else At(VALUE, at.scope)
        return [(part, value) for part in nodes_inside(node)]

    def found(self, node: cst.CSTNode, at: At, such: Callable[[cst.CSTNode, At], bool]) -> Iterator[Part]:
        """The outermost nodes in *node*, or it itself, that are *such*."""
        waiting = [(node, at)]
        kinds = self.cx.node_kinds.of
        while waiting:
            part, here = waiting.pop()
            if isinstance(part, STATEMENTS) and not kinds(part) & self.looked_for:
                continue
            if such(part, here):
                yield part, here
            else:
                waiting += reversed(self.inside(part, here))


def function(places: Places, node: cst.FunctionDef, at: At) -> Iterator[Part]:
    header = At(TYPE, places.scopes.find(node.type_parameters) or at.scope)
    for decorator in node.decorators:
        yield decorator, at
    yield from bounds(places, node, header)
    for param in parameters(node.params):
        yield from annotation(places, param.annotation, header)
        if param.default is not None:
            yield param.default, at
    yield from annotation(places, node.returns, header)
    yield node.body, At(VALUE, places.scopes.of(node))


def annotation(places: Places, node: cst.Annotation | None, at: At) -> Iterator[Part]:
    if node is not None and (places.texts or not at.scope.module.postponed):
        yield node.annotation, at


def bounds(places: Places, node: cst.FunctionDef | cst.ClassDef | cst.TypeAlias, at: At) -> Iterator[Part]:
    """The bounds and defaults of the type parameters of *node*."""
    for item in type_parameters(node):
        for value in (getattr(item.param, "bound", None), item.default):
            if isinstance(value, cst.Tuple):
                yield from ((element.value, at) for element in value.elements)
            elif value is not None:
                yield value, at


def class_definition(places: Places, node: cst.ClassDef, at: At) -> Iterator[Part]:
    header = At(TYPE, places.scopes.find(node.type_parameters) or at.scope)
    for decorator in node.decorators:
        yield decorator, at
    yield from bounds(places, node, header)
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
    yield from bounds(places, node, inside)
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


def operands(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    """The operands of the chain of `|` that *node* is; parentheses end it."""
    out: list[cst.BaseExpression] = []
    at = node
    while (
        isinstance(at, cst.BinaryOperation)
        and isinstance(at.operator, cst.BitOr)
        and (at is node or not at.lpar)
    ):
        out.append(at.right)
        at = at.left
    return [at, *reversed(out)]


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
