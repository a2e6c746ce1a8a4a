"""The body of a class: its names move into the namespace, and what CPython adds stands before and after."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.machine.scope_walk import ScopeWalk
from mvpy.rewrites.annotated_assignment import documented
from mvpy.rewrites.class_definition.class_around import ClassAround
from mvpy.rewrites.class_definition.old_decorators import with_old_decorators
from mvpy.rewrites.class_definition.static_attributes import static_attributes
from mvpy.scopes.analysis import Scope, mangled
from mvpy.scopes.qualname import in_function
from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.let import Let
from mvpy.tree.literals import is_docstring, string
from mvpy.tree.suite import OneOrMore, Statements, suite_of

FIRST_LINE = quote("set_first_line($namespace, $line)")
STATIC_ATTRIBUTES = quote("set_static_attributes($namespace, $names)")
LOAD_GLOBAL = quote("load_global($names, $name)")
LOAD = quote("load_name($namespace, $names, $name)")
FIND = quote("""
    value = find_name($namespace, $name, end)
    if value is end:
        value = $outside
    value
""")
FORGET_GLOBAL = quote("delete_global($names, $name)")
FORGET = quote("delete_name($namespace, $name)")


class ClassWalk(ScopeWalk):
    """The body of a class, its names moved into the namespace.

    has_cell      do its methods mean this class by `__class__`, or by `super`?
    class_around  the `__class__` of a scope around
    """

    def __init__(self, scope: Scope, namespace: cst.Name, names: cst.Name, cx: Context) -> None:
        super().__init__(cx, self.load_name, self.store_name, self.delete_name)
        self.scope, self.namespace, self.names = scope, namespace, names
        self.scope_marker = None
        self.has_cell = scope.captured("__class__")
        self.class_around = ClassAround(cx)
        self.nonlocals = {mangled(name, scope.name) for name in scope.nonlocals}
        # The function that the body becomes must not declare them: functions inside do not see what a class declares.
        self.globals = {mangled(name, scope.name) for name in scope.globals}

    def body(self, node: cst.ClassDef) -> Statements:
        """The statements of the class, with the entries that CPython adds before and after them."""
        before: Statements = ()
        if self.cx.target >= (3, 13):
            line = self.cx.lines.of(self.scope.node, self.cx.place.line)
            before = FIRST_LINE(self.cx, namespace=self.namespace, line=cst.Integer(str(line)))
        statements = self.suite_as_stored(node)
        after: Statements = ()
        if self.cx.target >= (3, 13):
            names = static_attributes(node, self.cx)
            after = STATIC_ATTRIBUTES(self.cx, namespace=self.namespace, names=names)
        return (*before, *statements, *after)

    def suite_as_stored(self, node: cst.ClassDef) -> Statements:
        """The statements of the class, its type parameters first, its docstring an entry like others."""
        parameters, statements = self.type_parameters(suite_of(node.body))
        real = [(i, s) for i, s in enumerate(statements) if isinstance(s, cst.SimpleStatementLine)]
        if real and is_docstring(real[0][1]) and not self.precedes(statements[: real[0][0]]):
            i, line = real[0]
            statements = (*statements[:i], documented(line, self.cx), *statements[i + 1 :])
        return (*parameters, *self.sequence(statements))

    def type_parameters(self, statements: Statements) -> tuple[Statements, Statements]:
        """(the statement that stores the type parameters of the class, if it has any; the other *statements*)."""
        for i, statement in enumerate(statements):
            match statement:
                case cst.SimpleStatementLine(
                    body=[
                        cst.Assign(
                            targets=[cst.AssignTarget(target=cst.Name(value="__type_params__"))],
                            value=cst.Name(value=name),
                        )
                    ]
                ) if (
                    name in self.cx.names.temporaries
                ):
                    return tuple(self.sequence((statement,))), (*statements[:i], *statements[i + 1 :])
        return (), statements

    def function(self, node: cst.FunctionDef) -> OneOrMore:
        new = super().function(node)
        return new if self.cx.library >= (3, 9) else with_old_decorators(new, self.cx)

    def naming(self, name: str) -> cst.Call:
        return self.qualifying(name) if name in self.globals else super().naming(name)

    def line(self, node: cst.SimpleStatementLine, old: cst.SimpleStatementLine) -> OneOrMore:
        if isinstance(node.body[0], cst.Global):
            return self.placed(node, (), self.cx.place.line)
        return super().line(node, old)

    def precedes(self, statements: Statements) -> bool:
        """Is one of *statements* more than comments?"""
        return any(not isinstance(statement, CommentStatement) for statement in statements)

    def mine(self, name: str) -> bool:
        if name in self.nonlocals or name in self.cx.names.temporaries or name in self.cx.names.hosted.used:
            return False
        if name in ("__build_class__", "__import__"):
            return name in self.scope.reads or name in self.scope.bound
        return self.cx.names.hosted.names.get(name) != name or name in self.cx.names.read_in_classes

    def load_name(self, name: str) -> cst.BaseExpression | None:
        if name in self.nonlocals:
            return self.find_name(name)
        if not self.mine(name) or name in ("True", "False", "None", "__debug__"):
            return None
        if name in self.globals:
            return LOAD_GLOBAL.expression(self.cx, names=self.names, name=string(name))
        if in_function(self.scope, name) and name not in self.scope.own:
            return self.find_name(name)
        return LOAD.expression(self.cx, namespace=self.namespace, names=self.names, name=string(name))

    def find_name(self, name: str) -> Let:
        """*name*, from the namespace if somebody has put it there, else from the function around."""
        self.letting = True
        outside: cst.BaseExpression = cst.Name(name)
        if self.is_hidden(name):
            outside = self.class_around.value()
        return FIND.let(self.cx, namespace=self.namespace, name=string(name), outside=outside)

    def is_hidden(self, name: str) -> bool:
        """Is *name* one that means something else in the function around the body than outside of it?"""
        return name == "__class__" and self.has_cell

    def store_name(self, name: str) -> cst.BaseExpression | None:
        if name in self.nonlocals and self.is_hidden(name):
            return self.class_around.target()
        if not self.mine(name):
            return None
        index = cst.SubscriptElement(cst.Index(string(name)))
        return cst.Subscript(self.names if name in self.globals else self.namespace, [index])

    def delete_name(self, name: str) -> Statements:
        if name in self.globals:
            return FORGET_GLOBAL(self.cx, names=self.names, name=string(name))
        if name in self.nonlocals:
            return self.class_around.forgotten()
        return FORGET(self.cx, namespace=self.namespace, name=string(name))

    def definition_name(self, name: str) -> str:
        """A name for the function that no function inside takes for the one it is looking for."""
        if name in self.globals or name in self.cx.names.real or self.scope.nested_reads_global(name):
            return self.cx.names.fresh(self.cx.names.real.get(name, name).strip("_") or "function")
        return name
