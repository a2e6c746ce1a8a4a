"""The body of a class as an ordinary function: what it binds are entries of the namespace.

    x = 1                    _namespace["x"] = 1
    y = x            ->      _namespace["y"] = _namespace["x"]
    print(y)                 print(_namespace["y"])

A name that is certainly in the namespace is read there, and one that certainly is not, as what it is outside.  Only
where it depends on what has run, `look_up` asks.

A method is defined under its own name, unless something in the body looks for what this name means outside: then it is
`_area`, and called `area`.  So nothing in methods is rewritten, but for `super()` and `__class__`.
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.machine.scope_walk import STORE
from mvpy.rewrites.class_definition.certain_names import CertainWalk
from mvpy.rewrites.class_definition.class_around import PlainClassAround
from mvpy.rewrites.class_definition.class_variable import Variable
from mvpy.rewrites.class_definition.outside_names import OutsideNames, Sought, global_reader, read_global
from mvpy.rewrites.class_definition.shown_names import calls_helper, with_namespace
from mvpy.scopes.analysis import Scope
from mvpy.scopes.qualname import hidden, in_function
from mvpy.tree import quick
from mvpy.tree.literals import string
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import OneOrMore, Statements

LOOK_UP = quote("look_up($namespace, $name, lambda: $outside)")
LOOK_UP_OUTSIDE = quote("look_up($namespace, $name, $outside)")
NAMED = quote("$function.__name__ = $name")
DELETE = quote("del $namespace[$name]")
DELETE_IF_THERE = quote("delete_name($namespace, $name)")
DELETE_GLOBAL = quote("delete_global(globals(), $name)")
GLOBAL = quote("globals()[$name]")
CONSTANTS = frozenset({"True", "False", "None", "__debug__"})


class PlainWalk(CertainWalk):
    """The body of a class, its names moved into the namespace.

    outside         what reads for others what the body sees itself
    hidden_globals  the names declared global that cannot be declared so in the function that the body becomes
    """

    def __init__(self, scope: Scope, namespace: cst.Name, variable: Variable | None, cx: Context) -> None:
        super().__init__(scope, namespace, cx)
        self.has_cell = variable is not None and variable.name.value == "__class__"
        self.outside, self.class_around = OutsideNames(cx), PlainClassAround(cx)
        self.sought = Sought(scope)
        gone = cx.is_gone(cst.Global)
        self.hidden_globals = {n for n in self.globals if gone or hidden(scope, n) or self.is_hidden(n)}

    # Names ------------------------------------------------------------------------------

    def load_name(self, name: str) -> cst.BaseExpression | None:
        if not (name in self.nonlocals or self.mine(name)) or name in CONSTANTS:
            return None
        if name in self.globals:
            return read_global(name, self.cx) if name in self.hidden_globals else None
        if name in self.bound and name not in self.nonlocals:
            return self.store_name(name)
        if self.shows or name in self.possible and name not in self.nonlocals:
            return self.looked_up(name)
        if self.is_hidden(name):
            return self.class_around.value()
        return read_global(name, self.cx) if self.is_covered(name) else None

    def looked_up(self, name: str) -> cst.BaseExpression:
        """What reads *name* where it may be in the namespace."""
        entry = {"namespace": self.namespace, "name": string(name)}
        if self.is_hidden(name):
            return LOOK_UP_OUTSIDE.expression(self.cx, outside=self.class_around.reader(), **entry)
        if self.is_covered(name):
            return LOOK_UP_OUTSIDE.expression(self.cx, outside=global_reader(name, self.cx), **entry)
        if self.cx.is_gone(cst.Lambda):
            return LOOK_UP_OUTSIDE.expression(self.cx, outside=self.outside.function(name), **entry)
        return LOOK_UP.expression(self.cx, outside=cst.Name(name), **entry)

    def is_covered(self, name: str) -> bool:
        """Would *name*, which is a global outside of the class, be something else in the body?"""
        if name in self.nonlocals:
            return False
        if name in self.scope.bound:
            return in_function(self.scope, name) or self.is_local(name)
        return self.scope.resolve(name).kind == "module" and hidden(self.scope, name)

    def is_local(self, name: str) -> bool:
        """Does a definition in the body bind *name* as a local of the function that this becomes?"""
        defined = any(child.kind == "function" and child.name == name for child in self.scope.children)
        return defined and name not in self.sought

    def store_name(self, name: str) -> cst.BaseExpression | None:
        if name in self.nonlocals and self.is_hidden(name):
            return self.class_around.target()
        if name in self.hidden_globals:
            return GLOBAL.expression(self.cx, name=string(name))
        if name in self.globals or name in self.nonlocals or not self.mine(name):
            return None
        return quick.Subscript(self.namespace, [quick.SubscriptElement(quick.Index(string(name)))])

    def delete_name(self, name: str) -> Statements:
        if name in self.globals:
            return DELETE_GLOBAL(self.cx, name=string(name))
        if name in self.nonlocals:
            return self.class_around.forgotten()
        delete = DELETE if name in self.bound else DELETE_IF_THERE
        self.bound.discard(name)
        return delete(self.cx, namespace=self.namespace, name=string(name))

    def line(self, node: cst.SimpleStatementLine, old: cst.SimpleStatementLine) -> OneOrMore:
        if isinstance(small := node.body[0], (cst.Global, cst.Nonlocal)):
            return self.declared(node, small)
        return super().line(node, old)

    def declared(self, node: cst.SimpleStatementLine, small: cst.Global | cst.Nonlocal) -> OneOrMore:
        """The declaration *small* in *node*, with those names that no function around hides, nor the class's own."""
        gone = self.hidden_globals | ({"__class__"} if self.has_cell else set())
        items = [item for item in small.names if item.name.value not in gone]
        if not items:
            return self.placed(node, (), self.cx.place.line)
        if len(items) == len(small.names):
            return node
        items[-1] = items[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return node.with_changes(body=[small.with_changes(names=items)])

    def augmented(self, node: cst.AugAssign) -> cst.Assign | cst.AugAssign:
        name = node.target.value if isinstance(node.target, cst.Name) else None
        if name not in self.bound or self.store(name) is None:
            return super().augmented(node)
        return maker_of(node, target=self.store(name), value=self(node.value))

    # Definitions ------------------------------------------------------------------------

    def bound_by_definition(self, node: cst.FunctionDef) -> OneOrMore:
        name = self.name_bound_by(node)
        target = self.store(name)
        if target is None or node.decorators or not (name in self.cx.names.real or name in self.sought):
            return super().bound_by_definition(node)
        local = cst.Name(self.definition_name(name))
        renamed = maker_of(node, name=local)
        self.moved(node, renamed)
        naming = NAMED(self.cx, function=local, name=string(self.cx.names.real.get(name, name)))
        return (renamed, *naming, *STORE(self.cx, target=target, value=local))

    def definition_name(self, name: str) -> str:
        if name in self.cx.names.real or name in self.sought:
            return self.cx.names.fresh(self.cx.names.real.get(name, name).strip("_") or "function")
        return name

    def call(self, node: cst.Call) -> cst.BaseExpression:
        new = super().call(node)
        if calls_helper(node, "set_up_annotations", self.cx):
            self.binds("__annotations__")
        return with_namespace(node, new, self.namespace, self.cx)
