"""The annotation `*args: *Ts`: the one item that unpacking gives.

    def call(*args: *Ts):
        return args

becomes

    def _only_item(types):
        if not hasattr(type(types), "__iter__"):
            return types
        [item] = types
        return item

    def call(*args: _only_item(Ts)):
        return args

Grammar
    star_parameter ::= "*" identifier [":" ["*"] expression]

Meaning
    1. The annotation is the only item of what is unpacked, which a TypeVarTuple makes for that.

Differs
    What cannot be unpacked is not refused: before Python 3.11 that are all types.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#function-definitions
    PEP 646
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites


def is_starred(node: cst.Param) -> bool:
    """Is the annotation of the parameter *node* unpacked?"""
    return node.annotation is not None and isinstance(node.annotation.annotation, cst.StarredElement)


CONTRACT = Contract(
    removes=Construct("starred annotation", cst.Param, such=is_starred),
    grammar="param_no_default_star_annotation",
    newer=(Newer((3, 11), "a starred annotation"),),
    sees=("layout", "elif", "texts", "unevaluated"),
)

ONLY_ITEM = quote("only_item($value)")


@rewrites(cst.Param)
def starred_annotation(node: cst.Param, cx: Context) -> cst.Param | None:
    if not is_starred(node):
        return None
    assert node.annotation is not None and isinstance(node.annotation.annotation, cst.StarredElement)
    item = ONLY_ITEM.expression(cx, value=node.annotation.annotation.value)
    return node.with_changes(annotation=node.annotation.with_changes(annotation=item))
