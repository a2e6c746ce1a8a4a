"""Annotation scopes that go before their time: with the class in which they are, whose names they see."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.rewrite import Rules
from mvpy.machine.walk import Walk
from mvpy.rewrites.type_parameters.class_names import with_class_names


def opened_inside(node: cst.ClassDef, cx: Context) -> cst.ClassDef:
    """*node*, a class that goes while annotation scopes stay: those in it, which see its names, go as well."""
    if not any(cx.node_kinds.holds(node, kind) for kind in (cst.TypeParameters, cst.TypeAlias)):
        return node
    rules: Rules = {}
    for name in ("type_parameters", "type_statement"):
        for kind, found in cx.passes.order.named(name).rules.items():
            rules.setdefault(kind, []).extend(found)
    around, origin = cx.walk, cx.place.origin
    walk = Walk(rules, cx)
    cx.walk = walk
    cx.place.blocks.append(origin)
    cx.place.functions.append(None)
    body = walk(node.body)
    cx.place.functions.pop()
    cx.place.blocks.pop()
    cx.walk, cx.expand_early, cx.settled, cx.place.origin = (
        around,
        around.expand_early,
        around.settled,
        origin,
    )
    node = node.with_changes(body=body)
    asked_for = cx.place.after_children.pop(id(origin), None)
    return with_class_names(node, origin, cx) if asked_for else node
