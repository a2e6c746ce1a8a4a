"""What comprehensions fill, and how one more element gets into it."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import Template, quote
from mvpy.tree.suite import Statements

STORE = quote("$name = $value")
ADD = quote("$add($element)")
ADD_ITEM = quote("$add($key, $value)")


@dataclass(frozen=True)
class Filling:
    """How comprehensions of one kind fill their container.

    name    of the function that such a comprehension is in some versions, without its brackets
    new     an empty container
    adder   the method of it that takes an element
    unpack  adds all that the expression behind a star gives
    """

    name: str
    new: Template
    adder: str
    unpack: Template

    def started(
        self, node: cst.BaseComp, cx: Context
    ) -> tuple[Statements, cst.Name, cst.BaseExpression | None]:
        """The statements before the loops, the result and what adds to it, if something is to be called for that."""
        new, result = self.new.expression(cx), cx.names.new("result")
        if unpacked(node) is not None:
            return STORE(cx, name=result, value=new), result, None
        attribute = cst.Attribute(result, cst.Name(self.adder))
        if not cx.program.kinds:
            return STORE(cx, name=result, value=new), result, attribute
        add = cx.names.new("collect")
        return (*STORE(cx, name=result, value=new), *STORE(cx, name=add, value=attribute)), result, add

    def element(
        self, node: cst.BaseComp, result: cst.Name, add: cst.BaseExpression | None, cx: Context
    ) -> Statements:
        """The statements in the innermost loop, which put one element into *result*, by *add* unless it has a star."""
        if add is None:
            return self.unpack(cx, result=result, unpacked=unpacked(node))
        if isinstance(node, cst.DictComp):
            return ADD_ITEM(cx, add=add, key=node.key, value=node.value)
        assert isinstance(node, (cst.ListComp, cst.SetComp))
        return ADD(cx, add=add, element=node.elt)


def unpacked(node: cst.BaseComp) -> cst.BaseExpression | None:
    """What stands behind the star of *node*, if it has one."""
    if isinstance(node, cst.StarredDictComp):
        return node.value
    element = getattr(node, "elt", None)
    return element.value if isinstance(element, cst.StarredElement) else None


LIST = Filling("listcomp", quote("[]"), "append", quote("list_extended($result, $unpacked)"))
SET = Filling("setcomp", quote("set()"), "add", quote("$result.update($unpacked)"))
DICT = Filling("dictcomp", quote("{}"), "__setitem__", quote("dict_merged($result, $unpacked)"))
FILLINGS = {cst.ListComp: LIST, cst.SetComp: SET, cst.DictComp: DICT, cst.StarredDictComp: DICT}
