"""What `__class__` is outside of a class that has such a cell itself: only functions out there can tell, and bind it."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.tree.suite import Statements

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

# In plain outputs:
BIND = quote("""
    def $function(value):
        $declaration
        __class__ = value
""")
UNBIND = quote("""
    def $function():
        $declaration
        del __class__
""")
DECLARATION = cst.SimpleStatementLine([cst.Nonlocal([cst.NameItem(cst.Name("__class__"))])])
BOUND = quote("VariableAround($read, $bind).value")


class ClassAround:
    """The `__class__` of a scope around a class; *function* reads it, if the body of the class needs one."""

    def __init__(self, cx: Context) -> None:
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

    def forgotten(self) -> Statements:
        """The statements that unbind it."""
        return FORGET(self.cx, function=self.reader())

    def known_to(self, statements: Statements) -> Statements:
        """*statements*, with the function if they need it."""
        if self.function is None:
            return statements
        return (
            *AROUND(self.cx, function=self.function),
            *statements,
            *DELETE(self.cx, function=self.function),
        )


class PlainClassAround(ClassAround):
    """The same in a plain output, where nobody asks a function for its cells; others bind and unbind the variable."""

    def __init__(self, cx: Context) -> None:
        super().__init__(cx)
        self.binding: cst.Name | None = None
        self.unbinding: cst.Name | None = None

    def target(self) -> cst.BaseExpression:
        self.binding = self.binding or self.cx.names.new("set_class_around")
        return BOUND.expression(self.cx, read=self.reader(), bind=self.binding)

    def forgotten(self) -> Statements:
        self.unbinding = self.unbinding or self.cx.names.new("delete_class_around")
        return READ(self.cx, function=self.unbinding)

    def known_to(self, statements: Statements) -> Statements:
        functions: list[cst.BaseStatement] = []
        if self.function is not None:
            functions += AROUND(self.cx, function=self.function)
        for template, function in (BIND, self.binding), (UNBIND, self.unbinding):
            if function is not None:
                functions += template(self.cx, function=function, declaration=(DECLARATION,))
        return (*functions, *statements)
