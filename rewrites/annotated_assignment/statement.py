"""One annotated assignment: what is stored, and what becomes of the annotation."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.postponed_annotation import text_of
from mvpy.scopes.analysis import mangled
from mvpy.tree.evaluation import target_parts
from mvpy.tree.suite import Statements

ASSIGN = quote("$target = $value")
EVALUATE = quote("$expression")
LOCAL = quote("""
    if 0:
        $target = None
""")


def assigned(node: cst.AnnAssign, kind: str, class_name: str | None, cx: Context) -> Statements:
    """The statements that one annotated assignment stands for; *class_name* is for names that Python does not mangle."""
    target, stored = node.target, stored_only(node, kind, cx)
    if kind == "function":
        return stored
    annotation = evaluated(node.annotation.annotation, cx)
    if isinstance(target, cst.Name) and is_plain(target):
        name = mangled(target.value, class_name) if class_name else target.value
        return (*stored, kept(name, annotation))
    return (*stored, *EVALUATE(cx, expression=annotation))


def is_plain(target: cst.BaseExpression) -> bool:
    """Is *target* a name, and not in brackets?"""
    return isinstance(target, cst.Name) and not target.lpar


def stored_only(node: cst.AnnAssign, kind: str, cx: Context) -> Statements:
    """What an annotated assignment does besides its annotation."""
    target = node.target
    if node.value is not None:
        return ASSIGN(cx, target=target, value=node.value)
    if is_plain(target):
        return LOCAL(cx, target=target) if kind == "function" else ()
    return tuple(s for part in target_parts(target) for s in EVALUATE(cx, expression=part))


def split(node: cst.AnnAssign, cx: Context) -> Statements | None:
    """A kept annotated assignment to a name that lives elsewhere: the assignment, and the annotation without a value."""
    if not cx.stays(cst.AnnAssign):
        return None
    if cx.place.in_function:
        return stored_only(node, "function", cx)
    return (
        *stored_only(node, "module", cx),
        cst.SimpleStatementLine([cst.AnnAssign(node.target, node.annotation)]),
    )


def evaluated(annotation: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """What is evaluated for an annotation: its text, where annotations are postponed."""
    if cx.annotations_are_texts:
        return text_of(annotation, cx)
    return annotation


def kept(name: str, annotation: cst.BaseExpression) -> cst.SimpleStatementLine:
    """`__annotations__["name"] = annotation`."""
    index = cst.SubscriptElement(cst.Index(cst.SimpleString(f'"{name}"')))
    target = cst.Subscript(cst.Name("__annotations__"), [index])
    return cst.SimpleStatementLine([cst.Assign([cst.AssignTarget(target)], annotation)])
