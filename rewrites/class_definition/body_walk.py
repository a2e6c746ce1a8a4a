"""The body of a class: its names move into the namespace, and what CPython adds stands before and after."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.machine.scope_walk import ScopeWalk
from mvpy.rewrites.annotated_assignment import documented
from mvpy.scopes.analysis import mangled
from mvpy.scopes.qualname import in_function
from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.let import Let
from mvpy.tree.literals import is_docstring, string
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.suite import suite_of

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
# What `__class__` is outside of a class that has such a cell itself: only a function out there can tell.
CLASS_AROUND = quote("$function()")
CELL_AROUND = quote("class_cell($function).cell_contents")
FORGET_CLASS_AROUND = quote("""
    $function()
    del class_cell($function).cell_contents
""")
FORGET_GLOBAL = quote("delete_global($names, $name)")
FORGET = quote("delete_name($namespace, $name)")


class ClassWalk(ScopeWalk):
    """The body of a class, its names moved into the namespace.

    has_cell      do its methods mean this class by `__class__`, or by `super`?
    class_around  the function that reads the `__class__` of a scope around, if the body needs one
    """

    def __init__(self, scope, namespace: cst.Name, names: cst.Name, cx) -> None:
        super().__init__(cx, self.load_name, self.store_name, self.delete_name)
        self.scope, self.namespace, self.names = scope, namespace, names
        self.scope_marker = None
        self.has_cell = scope.captured("__class__")
        self.class_around: cst.Name | None = None
        self.nonlocals = {mangled(name, scope.name) for name in scope.nonlocals}
        # The function that the body becomes must not declare them: functions inside do not see what a class declares.
        self.globals = {mangled(name, scope.name) for name in scope.globals}

    def body(self, node: cst.ClassDef) -> tuple:
        """The statements of the class, with the entries that CPython adds before and after them."""
        statements = suite_of(node.body)
        before: tuple = ()
        if self.cx.target >= (3, 13):
            before = FIRST_LINE(self.cx, namespace=self.namespace, line=cst.Integer(str(self.cx.place.line)))
        parameters, statements = self.type_parameters(statements)
        before = (*before, *parameters)
        real = [i for i, s in enumerate(statements) if isinstance(s, cst.SimpleStatementLine)]
        if real and is_docstring(statements[real[0]]) and not self.precedes(statements[: real[0]]):
            i = real[0]
            statements = (*statements[:i], documented(statements[i], self.cx), *statements[i + 1 :])
        statements = self.sequence(statements)
        after: tuple = ()
        if self.cx.target >= (3, 13):
            names = static_attributes(node, self.cx)
            after = STATIC_ATTRIBUTES(self.cx, namespace=self.namespace, names=names)
        return (*before, *statements, *after)

    def type_parameters(self, statements: tuple) -> tuple[tuple, tuple]:
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
                    return self.sequence((statement,)), (*statements[:i], *statements[i + 1 :])
        return (), statements

    def naming(self, name: str) -> cst.Call:
        return self.qualifying(name) if name in self.globals else super().naming(name)

    def line(self, node, old):
        if isinstance(node.body[0], cst.Global):
            return self.placed(node, (), self.cx.place.line)
        return super().line(node, old)

    def precedes(self, statements) -> bool:
        """Is one of *statements* more than comments?"""
        return any(not isinstance(statement, CommentStatement) for statement in statements)

    def mine(self, name: str) -> bool:
        if (
            name == "__classdict__"
            or name in self.nonlocals
            or name in self.cx.names.temporaries
            or name in self.cx.names.hosted.used
        ):
            return False
        if name == "__build_class__":
            return name in self.scope.reads or name in self.scope.bound
        return self.cx.names.hosted.names.get(name) != name or name in self.cx.names.read_in_classes

    def load_name(self, name: str):
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
            outside = CLASS_AROUND.expression(self.cx, function=self.reader_around())
        return FIND.let(self.cx, namespace=self.namespace, name=string(name), outside=outside)

    def is_hidden(self, name: str) -> bool:
        """Is *name* one that means something else in the function around the body than outside of it?"""
        return name == "__class__" and self.has_cell

    def reader_around(self) -> cst.Name:
        self.class_around = self.class_around or self.cx.names.new("class_around")
        return self.class_around

    def store_name(self, name: str):
        if name in self.nonlocals and self.is_hidden(name):
            return CELL_AROUND.expression(self.cx, function=self.reader_around())
        if not self.mine(name):
            return None
        index = cst.SubscriptElement(cst.Index(string(name)))
        return cst.Subscript(self.names if name in self.globals else self.namespace, [index])

    def delete_name(self, name: str) -> tuple:
        if name in self.globals:
            return FORGET_GLOBAL(self.cx, names=self.names, name=string(name))
        if name in self.nonlocals:
            return FORGET_CLASS_AROUND(self.cx, function=self.reader_around())
        return FORGET(self.cx, namespace=self.namespace, name=string(name))

    def definition_name(self, name: str) -> str:
        """A name for the function that no function inside takes for the one it is looking for."""
        if name in self.globals or name in self.cx.names.real or self.scope.nested_reads_global(name):
            return self.cx.names.fresh(self.cx.names.real.get(name, name).strip("_") or "function")
        return name


# Where a statement stands, seen from a class: in its own body, in a function of it, in the body of a class inside.
BODY, FUNCTION, INNER_BODY = "body", "function", "inner body"
FUNCTIONS = (cst.FunctionDef, cst.Lambda, cst.BaseComp)


def static_attributes(node: cst.ClassDef, cx) -> cst.Tuple:
    """The attributes that functions of the class assign through `self`, as CPython 3.13 records them.

    What a body assigns itself counts for the class around it; augmented assignment and `del` do not count.
    """
    found: set[str] = set()
    stack = [(statement, BODY) for statement in suite_of(node.body)]
    while stack:
        at, where = stack.pop()
        inside = where
        if (
            isinstance(at, cst.ClassDef)
            or isinstance(at, cst.FunctionDef)
            and at.name.value in cx.names.bodies
        ):
            inside = INNER_BODY
        elif isinstance(at, FUNCTIONS) and not makes_body(at, cx):
            inside = FUNCTION
        if where == INNER_BODY and (inside == FUNCTION or isinstance(at, cst.ClassDef) or makes_body(at, cx)):
            continue
        if where != BODY:
            found |= stored_by(at)
        stack += [(part, inside) for part in nodes_inside(at)]
    private = f"_{cx.names.real.get(node.name.value, node.name.value).lstrip('_')}__"
    found = {
        name[len(private) - 2 :] if name.startswith(private) and not name.endswith("__") else name
        for name in found
    }
    elements = [cst.Element(string(name)) for name in sorted(found)]
    return cst.Tuple(elements, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def makes_body(node: cst.CSTNode, cx) -> bool:
    """Is *node* the function that a class inside has become?"""
    return isinstance(node, cst.FunctionDef) and node.name.value in cx.names.makers


def stored_by(node: cst.CSTNode) -> set[str]:
    """The attributes of `self` that *node* assigns."""
    match node:
        case cst.AssignTarget(target=target) | cst.For(target=target) | cst.CompFor(target=target):
            return stored_on_self(target)
        case cst.AnnAssign(target=target, value=cst.BaseExpression()) | cst.AsName(name=target):
            return stored_on_self(target)
    return set()


def stored_on_self(target) -> set[str]:
    match target:
        case cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=name)):
            return {name}
        case cst.Tuple() | cst.List():
            return set().union(*(stored_on_self(element.value) for element in target.elements), set())
    return set()
