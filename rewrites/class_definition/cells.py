"""The cells of a class that its functions see, and that the making of the class fills: `__class__`, `__classdict__`.

The function around the body has the variables, and a function of ours that reads them; so there are such cells.
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.type_parameters.class_names import sharing_cell

CELL = quote("""
    __class__ = None
    del __class__
    def $cell():
        return __class__
""")
FILL_CELL = quote("""
    $namespace["__classcell__"] = class_cell($cell)
    return $namespace["__classcell__"]
""")
CLASS_DICT = quote("__classdict__ = $namespace")
DICT_CELL = quote("""
    def $cell():
        return __classdict__
""")
FILL_DICT_CELL = quote("set_class_dict($namespace, class_cell($cell))")

Statements = tuple[cst.BaseStatement, ...]


def with_dict_cell(
    statements: Statements, names: cst.Name | None, namespace: cst.Name, cx: Context
) -> tuple[Statements, Statements]:
    """(what makes the cell with the names of a class, its *statements*, which fill that).

    The functions that evaluate deferred annotations see it, and those of the annotation scopes that have it in *names*.
    """
    reader = cx.names.new("cell")
    cell = DICT_CELL(cx, cell=reader)
    set_up = CLASS_DICT(cx, namespace=namespace)
    fill = FILL_DICT_CELL(cx, namespace=namespace, cell=reader)
    return cell, (*set_up, *sharing_cell(statements, names, reader, cx), *fill)


def with_class_cell(
    statements: Statements, namespace: cst.Name, cx: Context
) -> tuple[Statements, Statements]:
    """(what makes the cell with a class, its *statements*, which hand that on to `type.__new__`)."""
    reader = cx.names.new("cell")
    return CELL(cx, cell=reader), (*statements, *FILL_CELL(cx, namespace=namespace, cell=reader))
