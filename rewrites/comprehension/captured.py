"""Which variables of a comprehension functions inside use, and whether these can be made elsewhere (see `cells`)."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.comprehension.frames import clauses, may_run_in_place, seen_by_function
from mvpy.scopes.analysis import Scope, has_node, names_in
from mvpy.tree.nodes import nodes_inside


def may_have_cells(node: cst.BaseComp, scope: Scope, cx: Context) -> bool:
    """Can the comprehension *node*, whose variables are used by functions inside, stay where it is all the same?

    Not where people will read the outcome, and not where a function that uses them cannot be made elsewhere; nor where
    a target has parts that could see half of it bound.
    """
    if (
        not (cx.is_core and cx.exactly("frames"))
        or cx.program.in_prelude
        or scope.has_await_or_async
        or scope.is_coroutine
    ):
        return False
    if not may_run_in_place(scope, cx) or scope.reads & {"super", "__class__"}:
        return False
    captured = captured_in(node, scope, cx)
    if any(names_in(function) & captured and not is_movable(function) for function in functions_in(node)):
        return False
    return all(is_simple(clause.target) for clause in clauses(node) if names_in(clause.target) & captured)


def captured_in(node: cst.BaseComp, scope: Scope, cx: Context) -> set[str]:
    """The variables of the comprehension *node* that functions in it use."""
    used = set().union(*map(names_in, functions_in(node)), set())
    return {name for name in scope.own & used if seen_by_function(scope, name, cx)}


def functions_in(node: cst.BaseComp) -> Iterator[cst.CSTNode]:
    """The functions, lambdas and generator expressions in *node* but for its first iterable, none inside another."""
    stack: list[cst.CSTNode] = [part for part in nodes_inside(node) if not isinstance(part, cst.CompFor)]
    for n, clause in enumerate(clauses(node)):
        stack += [clause.target, *clause.ifs, *([clause.iter] if n else [])]
    while stack:
        at = stack.pop()
        if isinstance(at, (cst.FunctionDef, cst.Lambda, cst.GeneratorExp)):
            yield at
        else:
            stack += nodes_inside(at)


def is_movable(function: cst.CSTNode) -> bool:
    """Does *function* do in another function what it does here?

    A generator expression that waits or binds a name by `:=` does so in the function around.
    """
    if isinstance(function, cst.GeneratorExp):
        waits = any(clause.asynchronous for clause in clauses(function))
        return not waits and not has_node(function, (cst.Await, cst.NamedExpr))
    return isinstance(function, cst.Lambda)


def is_simple(target: cst.BaseExpression) -> bool:
    """Does *target* bind all its names at once, and evaluate nothing?"""
    if isinstance(target, (cst.Tuple, cst.List)):
        return all(isinstance(element.value, cst.Name) for element in target.elements)
    return isinstance(target, cst.Name)
