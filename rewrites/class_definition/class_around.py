"""What `__class__` is outside of a class that has such a cell itself: only a function out there can tell."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.quote import quote

AROUND = quote("""
    def $function():
        return __class__
""")
READ = quote("$function()")
CELL = quote("class_cell($function).cell_contents")
FORGET = quote("""
    $function()
    del class_cell($function).cell_contents
""")
DELETE = quote("del $function")


class ClassAround:
    """The `__class__` of a scope around a class; *function* reads it, if the body of the class needs one."""

    def __init__(self, cx) -> None:
        self.cx = cx
        self.function: cst.Name | None = None

    def reader(self) -> cst.Name:
        """The function."""
        self.function = self.function or self.cx.names.new("class_around")
        return self.function

    def value(self) -> cst.BaseExpression:
        """What reads it."""
        return READ.expression(self.cx, function=self.reader())

    def target(self) -> cst.BaseExpression:
        """What it is bound by."""
        return CELL.expression(self.cx, function=self.reader())

    def forgotten(self) -> tuple:
        """The statements that unbind it."""
        return FORGET(self.cx, function=self.reader())

    def known_to(self, statements: tuple) -> tuple:
        """*statements*, with the function if they need it."""
        if self.function is None:
            return statements
        return (
            *AROUND(self.cx, function=self.function),
            *statements,
            *DELETE(self.cx, function=self.function),
        )
