"""Classes that keep their namespace in a cell, for annotation scopes right inside of them.

    _class_names = class_names(locals())
    …
    __classdictcell__ = class_dict_cell(_class_names)

https://docs.python.org/3/reference/executionmodel.html#annotation-scopes
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Note
from mvpy.machine.quote import quote
from mvpy.tree.suite import split_docstring, suite_of

START_OF_CLASS = quote("$names = class_names(locals())")
END_OF_CLASS = quote("""
    __classdictcell__ = class_dict_cell($names)
    del $names
""")
CELL = quote("class_cell($reader)")
ASSIGN = quote("$target = $value")

# By the id of a class: it, the variable for its names, and whether an earlier rewrite has made that.
CLASS_NAMES: Note[dict[int, tuple[cst.CSTNode, cst.Name, bool]]] = Note(dict)


def class_names(cx) -> cst.Name:
    """The variable of the class at hand that holds the cell with its names."""
    block = cx.place.blocks[-1]
    if id(block) not in CLASS_NAMES.of(cx):
        made = variable_in(block, cx)
        CLASS_NAMES.of(cx)[id(block)] = (block, made or cx.names.new("class_names"), made is not None)
        cx.place.after_children[id(block)] = (block, with_class_names)
    return CLASS_NAMES.of(cx)[id(block)][1]


def variable_in(node: cst.ClassDef, cx) -> cst.Name | None:
    """The variable that an earlier rewrite has given the class *node* for this."""
    ours = cx.names.hosted.names.get("class_names")
    for statement in suite_of(node.body)[:2]:
        match statement:
            case cst.SimpleStatementLine(
                body=[cst.Assign(targets=[target], value=cst.Call(func=cst.Name(value=function)))]
            ) if (function == ours):
                return target.target
    return None


def end_of_class(statements: Sequence[cst.BaseStatement], cx) -> int:
    """The place in *statements* of a class where the cell with its names is put away; their end where none is."""
    ours = cx.names.hosted.names.get("class_dict_cell")
    for i, statement in enumerate(statements):
        match statement:
            case cst.SimpleStatementLine(
                body=[cst.Assign(value=cst.Call(func=cst.Name(value=function)))]
            ) if (function == ours):
                return i
    return len(statements)


def sharing_cell(
    statements: Sequence[cst.BaseStatement], reader: cst.Name, cx
) -> tuple[cst.BaseStatement, ...]:
    """The *statements* of a class with the cell that the function *reader* reads for the cell with its names.

    Where annotations are deferred, their functions have one already; a class fills only one.
    """
    ours = cx.names.hosted.names.get("class_names")

    def shared(statement: cst.BaseStatement) -> cst.BaseStatement:
        match statement:
            case cst.SimpleStatementLine(
                body=[cst.Assign(targets=[target], value=cst.Call(func=cst.Name(value=function)))]
            ) if (function == ours):
                (new,) = ASSIGN(cx, target=target.target, value=CELL.expression(cx, reader=reader))
                return new
        return statement

    return tuple(map(shared, statements))


def with_class_names(node: cst.ClassDef, old: cst.ClassDef, cx) -> cst.ClassDef:
    """The class *node*, which was *old*, with the cell for its names if an annotation scope in it has asked for one."""
    _, names, made = CLASS_NAMES.of(cx).pop(id(old), (None, None, True))
    if made:
        return node
    body = suite_of(node.body)
    above, docstring, rest = split_docstring(body) or ((), None, body)
    first = (*above, docstring) if docstring else ()
    start, end = START_OF_CLASS(cx, names=names), END_OF_CLASS(cx, names=names)
    return node.with_changes(body=cst.IndentedBlock((*first, *start, *rest, *end)))
