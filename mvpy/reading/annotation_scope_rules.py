"""What Python refuses in type parameters and in the values of type aliases, which older Pythons can't even read.

https://docs.python.org/3/reference/executionmodel.html#annotation-scopes
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from mvpy.reading.legality import Wrong, refuse_first
from mvpy.scopes.analysis import analyse, has_node, normal
from mvpy.tree.nodes import nodes_inside, parameters, statements_and_clauses

GENERIC = (cst.TypeParameters, cst.TypeAlias)
KINDS = {cst.TypeVar: "TypeVar", cst.TypeVarTuple: "TypeVarTuple", cst.ParamSpec: "ParamSpec"}
REFUSED = {cst.Yield: "yield expression", cst.Await: "await expression", cst.NamedExpr: "named expression"}


def refuse_in_annotation_scopes(module: cst.Module, text: str, filename: str) -> None:
    """A SourceError at the first place where the type parameters or aliases of *module* are against the rules."""
    if not has_node(module, GENERIC, into_functions=True):
        return
    nonlocals = wrong_nonlocals(module) if "nonlocal" in text else ()
    wrong = [*nonlocals, *(found for node in generic_nodes(module) for found in wrong_in(node))]
    refuse_first(wrong, module, text, filename)


def generic_nodes(module: cst.Module) -> Iterator[cst.FunctionDef | cst.ClassDef | cst.TypeAlias]:
    """The aliases of *module*, and its definitions with type parameters: statements, none of which is in an expression."""
    stack: list[cst.CSTNode] = list(module.body)
    while stack:
        node = stack.pop()
        if (
            isinstance(node, (cst.FunctionDef, cst.ClassDef))
            and node.type_parameters is not None
            or isinstance(node, cst.TypeAlias)
        ):
            yield node
        stack += statements_and_clauses(node)


def wrong_in(node: cst.FunctionDef | cst.ClassDef | cst.TypeAlias) -> Iterator[Wrong]:
    """What is wrong in the annotation scopes of *node*."""
    if isinstance(node, cst.TypeAlias):
        yield from wrong_name(node.name, node)
    if node.type_parameters is not None:
        yield from wrong_parameters(node.type_parameters.params)
    for part, place in parts(node):
        yield from wrong_in_expression(part, place)


def wrong_name(name: cst.Name, place: cst.CSTNode) -> Iterator[Wrong]:
    if name.value == "__debug__":
        yield place, "cannot assign to __debug__"


def wrong_parameters(params: Sequence[cst.TypeParam]) -> Iterator[Wrong]:
    """What is wrong with the names of type parameters, and with their order."""
    seen: set[str] = set()
    after_default = False
    for item in params:
        name = normal(item.param.name.value)
        yield from wrong_name(item.param.name, item.param.name)
        if name in seen:
            yield item.param.name, f"duplicate type parameter '{name}'"
        if after_default and item.default is None:
            yield item, f"non-default type parameter '{name}' follows default type parameter"
        seen.add(name)
        after_default = after_default or item.default is not None


def parts(node: cst.FunctionDef | cst.ClassDef | cst.TypeAlias) -> Iterator[tuple[cst.CSTNode, str]]:
    """The expressions of the annotation scopes of *node*, and what Python calls the place of each."""
    for item in node.type_parameters.params if node.type_parameters is not None else ():
        bound = getattr(item.param, "bound", None)
        if bound is not None:
            yield bound, f"a TypeVar {'constraint' if isinstance(bound, cst.Tuple) else 'bound'}"
        if item.default is not None:
            yield item.default, f"a {KINDS[type(item.param)]} default"
    if isinstance(node, cst.TypeAlias):
        yield node.value, "a type alias"
        return
    if isinstance(node, cst.ClassDef):
        inside = [arg.value for arg in (*node.bases, *node.keywords)]
    else:
        inside = [param.annotation.annotation for param in parameters(node.params) if param.annotation]
        inside += [node.returns.annotation] if node.returns else []
    yield from ((part, "the definition of a generic") for part in inside)


def wrong_in_expression(node: cst.CSTNode, place: str) -> Iterator[Wrong]:
    """What *node*, an expression in *place*, may not hold; a lambda in it is a function of its own."""
    stack = [(node, False)]
    while stack:
        at, repeated = stack.pop()
        if isinstance(at, cst.Lambda):
            continue
        if repeated and isinstance(at, cst.NamedExpr):
            where = "within the definition of a generic" if place.startswith("the") else f"in {place}"
            yield at, f"assignment expression within a comprehension cannot be used {where}"
        elif type(at) in REFUSED:
            yield at, f"{REFUSED[type(at)]} cannot be used within {place}"
        if isinstance(at, (cst.ListComp, cst.SetComp, cst.DictComp)) and is_asynchronous(at.for_in):
            yield at, "asynchronous comprehension outside of an asynchronous function"
        repeated = repeated or isinstance(at, cst.BaseComp)
        stack += [(part, repeated) for part in nodes_inside(at)]


def is_asynchronous(clause: cst.CompFor | None) -> bool:
    """Is *clause* of a comprehension, or a later one, `async for`?"""
    while clause is not None:
        if clause.asynchronous is not None:
            return True
        clause = clause.inner_for_in
    return False


def wrong_nonlocals(module: cst.Module) -> Iterator[Wrong]:
    """The `nonlocal` statements that mean a type parameter."""
    for scope in analyse(module).all:
        for name in scope.nonlocals:
            if scope.kind != "comprehension" and scope.resolve(name).kind == "type":
                yield statement_of(
                    scope.node or module, name
                ), f"nonlocal binding not allowed for type parameter '{name}'"


def statement_of(definition: cst.CSTNode, name: str) -> cst.CSTNode:
    """The first `nonlocal` statement in *definition* for *name*."""
    stack = [definition]
    while stack:
        at = stack.pop()
        if isinstance(at, cst.Nonlocal) and any(normal(item.name.value) == name for item in at.names):
            return at
        stack += reversed(nodes_inside(at))
    return definition
