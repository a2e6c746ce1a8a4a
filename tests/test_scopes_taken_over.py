"""Scopes of functions that stay are taken over from the analysis before, and are what a new analysis finds."""

from __future__ import annotations

import libcst as cst
import pytest

from mvpy.scopes.analysis import Scope, Scopes, analyse

PROGRAM = """\
x = 1

def outer(a, b=[y := n for n in (1,)]):
    global x
    total = 0
    def inner(c):
        nonlocal total
        total += (last := a) + sum(last for _ in c)
        return __class__, super
    return inner, lambda: (total, b, q)

class C[T]:
    def method(self, value: T = x):
        return super().method, __class__, T, {k: (z := v) async for k, v in value}
    def other(self):
        return x
"""
FIELDS = (
    "kind", "name", "parameters", "globals", "nonlocals", "bound", "own", "reads", "free", "deletes", "is_generator",
    "is_coroutine", "has_await_or_async", "star_import", "_sites", "_used_inside", "_rebound_inside", "_sought_outside",
)  # fmt: skip


def described(scopes: Scopes) -> list[object]:
    """All that is known of each of *scopes*."""
    places = {id(scope): place for place, scope in enumerate(scopes.all)}

    def of(scope: Scope) -> object:
        around = None if scope.parent is None else places[id(scope.parent)]
        fields = [getattr(scope, field) for field in FIELDS]
        return (
            around,
            [places[id(child)] for child in scope.children],
            scope.module is scopes.module,
            fields,
        )

    return [(of(scope), scopes.of(scope.node) is scope) for scope in scopes.all]


def twice(tree: cst.Module) -> cst.Module:
    """*tree* with its function there twice, the very node."""
    return tree.with_changes(body=(*tree.body, tree.body[1]))


def inner_first(tree: cst.Module) -> cst.Module:
    """*tree* with the inner function above the one in which it stands, too."""
    return tree.with_changes(body=(tree.body[1].body.body[2], *tree.body))


def with_other_names(tree: cst.Module) -> cst.Module:
    """*tree* with another variable, which functions read, and without one that they declare."""
    return tree.with_changes(body=(cst.parse_statement("q = total = 3\n"), *tree.body[1:]))


def without_class(tree: cst.Module) -> cst.Module:
    """*tree* with the methods of its class as functions of the module."""
    return tree.with_changes(body=(*tree.body[:2], *tree.body[2].body.body))


@pytest.mark.parametrize("change", [twice, inner_first, with_other_names, without_class, lambda tree: tree])
def test_what_is_taken_over_is_what_is_found_anew(change):
    tree = cst.parse_module(PROGRAM)
    changed = change(tree)
    assert described(analyse(changed, analyse(tree))) == described(analyse(changed))


def test_functions_are_taken_over():
    tree = cst.parse_module(PROGRAM)
    before = analyse(tree)
    function = before.of(tree.body[1])
    after = analyse(with_other_names(tree), before)
    assert after.of(tree.body[1]) is function and function.module is after.module


def test_scopes_that_are_let_go_leave_those_that_were_taken_over():
    tree = cst.parse_module(PROGRAM)
    before = analyse(tree)
    after = analyse(with_other_names(tree), before)
    before.let_go()
    assert after.of(tree.body[1]).children


def test_postponed_annotations_are_another_matter():
    tree = cst.parse_module(PROGRAM)
    future = cst.parse_statement("from __future__ import annotations\n")
    changed = tree.with_changes(body=(future, *tree.body))
    assert described(analyse(changed, analyse(tree))) == described(analyse(changed))
