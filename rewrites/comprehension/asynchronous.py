"""Comprehensions that wait, and those around them, which wait for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import libcst as cst

from mvpy.scopes.analysis import has_node
from mvpy.tree.nodes import nodes_inside

FILLED = (cst.ListComp, cst.SetComp, cst.DictComp, cst.StarredDictComp)
COMPREHENSIONS = (*FILLED, cst.GeneratorExp)


def holds_asynchronous(node: Any) -> bool:
    """Does the comprehension *node*, which does not wait itself, hold another that does?"""
    inner = list(own_nodes(node))
    return not waits(inner) and any(isinstance(one, FILLED) and waits(list(own_nodes(one))) for one in inner)


def is_asynchronous(node: cst.GeneratorExp) -> bool:
    """Does the generator expression *node* wait itself?"""
    return waits(list(own_nodes(node)))


def waits(nodes: list[cst.CSTNode]) -> bool:
    return any(isinstance(node, (cst.Await, cst.Asynchronous)) for node in nodes)


def own_nodes(node: Any) -> Iterator[cst.CSTNode]:
    """The nodes in the scope of the comprehension *node*: all but its first iterable, and what is in inner scopes."""
    waiting = [inside for inside in nodes_inside(node) if inside is not node.for_in]
    waiting += [inside for inside in inside_loop(node.for_in) if inside is not node.for_in.iter]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, COMPREHENSIONS):
            waiting.append(one.for_in.iter)
        elif isinstance(one, cst.CompFor):
            waiting += inside_loop(one)
        elif not isinstance(one, cst.Lambda):
            waiting += nodes_inside(one)


def inside_loop(loop: cst.CompFor) -> list[cst.CSTNode]:
    return [*nodes_inside(loop), *([loop.asynchronous] if loop.asynchronous else [])]


def awaits_in_field(node: cst.CSTNode) -> bool:
    """Does a formatted string wait in one of its fields?"""
    return has_node(node, (cst.Await,)) or any(
        isinstance(one, COMPREHENSIONS) and waits(list(own_nodes(one))) for one in every_node(node)
    )


def every_node(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """*node* and all nodes in it."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += nodes_inside(one)
