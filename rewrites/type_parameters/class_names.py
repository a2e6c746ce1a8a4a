"""Classes that keep their namespace in a cell, for annotation scopes right inside of them.

    _class_names = class_names(locals())
    …
    __classdictcell__ = class_dict_cell(_class_names)

https://docs.python.org/3/reference/executionmodel.html#annotation-scopes
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.machine.quote import quote
from mvpy.tree.suite import split_docstring, suite_of

START_OF_CLASS = quote("$names = class_names(locals())")
END_OF_CLASS = quote("""
    __classdictcell__ = class_dict_cell($names)
    del $names
""")
# An entry that looks at the class when it has been made, and takes itself out of it.
PLAIN_START = quote("""
    $names = ClassNames(locals())
    __class_names__ = $names
""")
LENGTH_OF_END = 2  # statements, the last ones of the class
CELL = quote("class_cell($reader)")
ASSIGN = quote("$target = $value")
CLASS_NAMES: Note[dict[int, cst.Name]] = Note(dict)  # by the line of a class: the variable for its names


def class_names(cx: Context) -> cst.Name:
    """The variable of the class at hand that holds the cell with its names."""
    block = cx.place.blocks[-1]
    names, line = CLASS_NAMES.of(cx), cx.lines.of(block)
    if line not in names:
        names[line] = cx.names.new("class_names")
        cx.place.after_children[id(block)] = (block, with_class_names)
    return names[line]


def with_class_names(node: cst.ClassDef, old: cst.ClassDef, cx: Context) -> cst.ClassDef:
    """The class *node*, which was *old*, with the cell for its names that an annotation scope in it has asked for."""
    names = CLASS_NAMES.of(cx)[cx.lines.of(old)]
    body = suite_of(node.body)
    above, docstring, rest = split_docstring(body) or ((), None, body)
    first = (*above, docstring) if docstring else ()
    if cx.exactly("namespace", "kinds"):
        start, end = START_OF_CLASS(cx, names=names), END_OF_CLASS(cx, names=names)
    else:
        start, end = PLAIN_START(cx, names=names), ()
    return node.with_changes(body=cst.IndentedBlock((*first, *start, *rest, *end)))


def variable_of(node: cst.ClassDef, cx: Context) -> cst.Name | None:
    """The variable of the class *node* that holds the cell with its names, if it has one."""
    return CLASS_NAMES.of(cx).get(cx.lines.of(node))


def end_of_class(statements: Sequence[cst.BaseStatement], names: cst.Name | None) -> int:
    """The place in the *statements* of a class where the cell in *names* is put away; their end where none is."""
    match statements[-LENGTH_OF_END:] if names else ():
        case [
            cst.SimpleStatementLine(
                body=[cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value="__classdictcell__"))])]
            ),
            _,
        ]:
            return len(statements) - LENGTH_OF_END
    return len(statements)


def sharing_cell(
    statements: Sequence[cst.BaseStatement], names: cst.Name | None, reader: cst.Name, cx: Context
) -> tuple[cst.BaseStatement, ...]:
    """The *statements* of a class with the cell that the function *reader* reads for that in *names*.

    Where annotations are deferred, their functions have one already; a class fills only one.
    """
    if names is None or not cx.exactly("namespace", "kinds"):
        return tuple(statements)

    def shared(statement: cst.BaseStatement) -> cst.BaseStatement:
        match statement:
            case cst.SimpleStatementLine(
                body=[cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=names.value))])]
            ):
                (new,) = ASSIGN(cx, target=names, value=CELL.expression(cx, reader=reader))
                return new
        return statement

    return tuple(map(shared, statements))
