"""Functions that evaluate annotations.

`annotationlib` runs their code with globals of its own making, in which every name stands for itself, to learn how
an annotation is written.  So what our expansions of the annotations call comes in as defaults.

https://docs.python.org/3/library/annotationlib.html
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.machine.walk import Walk
from mvpy.scopes.analysis import mangled, normal
from mvpy.tree.literals import string
from mvpy.tree.nodes import identifiers_in
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import Statements

CONSTANTS = frozenset({"None", "True", "False", "__debug__"})
IN_CLASS = quote("found if (found := find_name(__classdict__, $name, end)) is not end else $outside")


def seen_from_class(annotation: cst.BaseExpression, class_name: str, cx: Context) -> cst.BaseExpression:
    """*annotation*, in which a name is first looked for among those of the class around, *class_name*."""
    seen = annotation.visit(NamesOfClass(class_name, cx))
    assert isinstance(seen, cst.BaseExpression)
    return seen


class NamesOfClass(cst.CSTTransformer):
    """Looks names up in the class first."""

    def __init__(self, class_name: str, cx: Context) -> None:
        super().__init__()
        self.class_name, self.cx = class_name, cx

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Scopes inside are left alone."""
        return super().on_visit(node) and not isinstance(node, (cst.Lambda, cst.BaseComp))

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.Attribute:
        """The attribute as it was."""
        return updated_node.with_changes(attr=original_node.attr)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        """The keyword as it was."""
        return updated_node.with_changes(keyword=original_node.keyword)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        """The look-up of a name."""
        if updated_node.value in CONSTANTS:
            return updated_node
        name = string(mangled(normal(updated_node.value), self.class_name))
        found = IN_CLASS.expression(self.cx, name=name, outside=updated_node)
        return found.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def with_own_helpers(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, in which the functions that evaluate annotations have all that they call as defaults."""
    if not cx.names.annotating:
        return tree

    def give(node: cst.FunctionDef, cx: Context) -> Statements | None:
        if node.name.value not in cx.names.annotating or node.params.kwonly_params:
            return None
        used = sorted(identifiers_in(node.body) & cx.names.hosted.used.keys())
        if not used:
            return None
        cx.names.hosted.handed.update(used)
        given = [cst.Param(cst.Name(name), default=cst.Name(name)) for name in used]
        params = node.params.with_changes(star_arg=cst.ParamStar(), kwonly_params=given)
        return (maker_of(node, params=params, leading_lines=()),)

    with cx.unrecorded():
        return Walk({cst.FunctionDef: [give]}, cx).module(tree)
