"""Annotations that are left to the host, which evaluates them when asked: in a class that goes, they go with it.

The host would look for the names in them where the function that the body becomes has them, and not in the class.
"""

from __future__ import annotations

from typing import Any

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.walk import Walk
from mvpy.tree.nodes import identifiers_in


def with_own_annotations(node: cst.ClassDef, cx: Context) -> cst.ClassDef:
    """*node*, a class whose functions evaluate its annotations, and those of its methods."""
    if not cx.program.defers_annotations or not cx.stays("deferred annotation"):
        return node
    (rule,) = cx.passes.order.named("deferred_annotation").rules[cst.FunctionDef]
    origin = cx.place.origin

    def of_method(method: cst.FunctionDef, cx: Context) -> Any:
        return rule(method, cx) if cx.place.in_class_body else None

    cx.place.blocks.append(origin)
    body = Walk({cst.FunctionDef: [of_method]}, cx)(node.body)
    cx.place.blocks.pop()
    cx.place.origin = origin
    (new,) = cx.expanded_by("deferred_annotation", node.with_changes(body=body))
    assert isinstance(new, cst.ClassDef)
    return new


def names_are_asked_for(node: cst.ClassDef, cx: Context) -> bool:
    """Does a function of the class *node* look for names in it when it evaluates annotations?"""
    return cx.program.defers_annotations and "__classdict__" in identifiers_in(node.body)
