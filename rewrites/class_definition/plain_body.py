"""The body of a class as an ordinary function: what it binds are entries of the namespace.

    x = 1                    _namespace["x"] = 1
    y = x            ->      _namespace["y"] = _namespace["x"]
    print(y)                 print(_namespace["y"])

A name that is certainly in the namespace is read there, and one that certainly is not, as what it is outside.  Only
where it depends on what has run, `look_up` asks.
"""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.machine.scope_walk import EMPTY, STORE, ScopeWalk
from mvpy.rewrites.class_definition.body_walk import ClassWalk
from mvpy.rewrites.class_definition.own_class import Variable
from mvpy.scopes.analysis import bound_in, has_node
from mvpy.scopes.plain_classes import is_plain
from mvpy.scopes.qualname import hidden, in_function
from mvpy.tree.literals import string
from mvpy.tree.spacing import maker_of

LOOK_UP = quote("look_up($namespace, $name, lambda: $outside)")
LOOK_UP_OUTSIDE = quote("look_up($namespace, $name, $outside)")
OUTSIDE = quote("""
    def $function():
        global $name
        return $name
""")
# The same where `global` has gone.
OUTSIDE_BY_TEXT = quote("""
    def $function():
        return load_global(globals(), $name)
""")
CALL = quote("$function()")
NAMED = quote("$function.__name__ = $name")
DELETE = quote("del $namespace[$name]")
DELETE_IF_THERE = quote("delete_name($namespace, $name)")
DELETE_GLOBAL = quote("delete_global(globals(), $name)")
GLOBALS = quote("globals()[$name]")
GLOBAL_NAMES = quote("globals()")
SORTED = quote("sorted($namespace)")
DEFAULT = cst.MaybeSentinel.DEFAULT

STORING = (cst.Assign, cst.AugAssign, cst.Import, cst.ImportFrom)
COMPOUND = (cst.If, cst.For, cst.While, cst.Try, cst.TryStar, cst.With)
LOOPS = (cst.For, cst.While)
# What may change the names of a body without saying which.
SHOWING = frozenset({"locals", "vars", "eval", "exec"})


class PlainWalk(ClassWalk):
    """The body of a class, its names moved into the namespace.

    bound     the names that are certainly in the namespace where the walk is
    possible  those that may be
    shows     may others be, though no statement says so?
    outside   what reads globals that cannot be read by their names in the body: their names -> functions
    """

    def __init__(self, scope, namespace: cst.Name, variable: Variable | None, cx) -> None:
        super().__init__(scope, namespace, namespace, cx)
        self.has_cell = variable is not None and variable.name.value == "__class__"
        self.bound = {"__module__", *scope.reads & {"__qualname__"}}
        self.possible = set(self.bound)
        self.shows = (
            bool(scope.reads & SHOWING) or "__prepare__" in cx.names.of_program and not is_plain(scope)
        )
        self.outside: dict[str, cst.Name] = {}
        gone = cx.is_gone(cst.Global)
        self.hidden_globals = {name for name in self.globals if gone or hidden(scope, name)}
        self.steps_inside: dict[type, Callable] = {}
        self.bound_in_suites: dict[int, set[str]] = (
            {}
        )  # by the headers of suites that the walk is going to enter

    def learn(self, cls: type) -> Callable:
        own = (
            self.compound
            if cls in COMPOUND
            else {cst.IndentedBlock: self.block, cst.Call: self.call}.get(cls)
        )
        if own is None:
            return super().learn(cls)
        self.steps[cls] = own
        self.steps_inside[cls] = self.plain_step(cls)
        return own

    # What is certain --------------------------------------------------------------------

    def compound(self, node):
        """A compound statement: what it binds is not certain behind it."""
        return self.uncertain(node, self.steps_inside[type(node)])

    def match(self, node: cst.Match):
        return self.uncertain(node, super().match)

    def uncertain(self, node, step: Callable):
        """What *step* makes of *node*, of which nobody knows what runs, and how often."""
        self.bound -= self.scope.deletes
        if isinstance(node, LOOPS):
            self.possible |= bound_in([node])
        if isinstance(node, (cst.For, cst.With)):
            header = maker_of(node, body=EMPTY, **({"orelse": None} if isinstance(node, cst.For) else {}))
            self.bound_in_suites[id(node.body)] = bound_in([header])
        before = set(self.bound)
        new = step(node)
        self.bound = before
        return new

    def block(self, node: cst.IndentedBlock):
        """A suite: what it binds is certain in it."""
        before = set(self.bound)
        self.bound |= self.bound_in_suites.pop(id(node), set())
        new = self.steps_inside[cst.IndentedBlock](node)
        self.bound = before
        return new

    def handler(self, node: cst.ExceptHandler | cst.ExceptStarHandler):
        before = set(self.bound)
        if node.name is not None and self.store(node.name.name.value) is not None:
            self.bound.add(node.name.name.value)
        new = super().handler(node)
        self.bound = before
        return new

    def line(self, node, old):
        if isinstance(node.body[0], cst.Global):
            return self.declared(node)
        new = ScopeWalk.line(self, node, old)
        if isinstance(old.body[0], STORING) and not has_node(old, (cst.NamedExpr,)):
            self.bound |= bound_in([old])
        return new

    def function(self, node: cst.FunctionDef):
        new = super().function(node)
        self.bound.add(self.name_bound_by(node))
        return new if self.cx.target >= (3, 9) else with_old_decorators(new, self.cx)

    def class_(self, node: cst.ClassDef):
        new = super().class_(node)
        self.bound.add(self.name_bound_by(node))
        return new

    # Names ------------------------------------------------------------------------------

    def load_name(self, name: str):
        if not (name in self.nonlocals or self.mine(name)) or name in ("True", "False", "None", "__debug__"):
            return None
        if name in self.globals:
            return self.read_outside(name) if name in self.hidden_globals else None
        entry = {"namespace": self.namespace, "name": string(name)}
        if name in self.bound and name not in self.nonlocals:
            return self.store_name(name)
        if not self.shows and (name in self.nonlocals or name not in self.possible):
            return self.read_outside(name)
        outside = self.read_outside(name) or cst.Name(name)
        if isinstance(outside, cst.Call):
            return LOOK_UP_OUTSIDE.expression(self.cx, outside=outside.func, **entry)
        return LOOK_UP.expression(self.cx, outside=outside, **entry)

    def read_outside(self, name: str) -> cst.Call | None:
        """What reads *name* outside of the class; None where its name does."""
        if name in self.nonlocals or name not in self.scope.bound:
            if self.is_hidden(name):
                return self.class_around.value()
            seen = self.scope.resolve(name).kind != "module" or not hidden(self.scope, name)
        else:
            seen = not in_function(self.scope, name) and not self.is_local(name)
        if seen and name not in self.hidden_globals:
            return None
        if name not in self.outside:
            self.outside[name] = self.cx.names.new(f"global_{name.strip('_')}")
        return CALL.expression(self.cx, function=self.outside[name])

    def readers(self) -> tuple:
        """The functions that read what the body cannot read itself."""
        out: tuple = ()
        for name, function in self.outside.items():
            if self.cx.is_gone(cst.Global):
                out += OUTSIDE_BY_TEXT(self.cx, function=function, name=string(name))
            else:
                out += OUTSIDE(self.cx, function=function, name=cst.Name(name))
        return out

    def is_local(self, name: str) -> bool:
        """Does a definition in the body bind *name* as a local of the function that this becomes?"""
        return self.definition_name(name, fresh=False) == name and any(
            child.kind == "function" and child.name == name for child in self.scope.children
        )

    def store_name(self, name: str):
        if name in self.nonlocals and self.is_hidden(name):
            return self.class_around.target()
        if name in self.globals:
            stored = name in self.hidden_globals
            return GLOBALS.expression(self.cx, name=string(name)) if stored else None
        if name in self.nonlocals or not self.mine(name):
            return None
        self.possible.add(name)
        return cst.Subscript(self.namespace, [cst.SubscriptElement(cst.Index(string(name)))])

    def delete_name(self, name: str) -> tuple:
        if name in self.globals:
            return DELETE_GLOBAL(self.cx, name=string(name))
        if name in self.nonlocals:
            return self.class_around.forgotten()
        certain = name in self.bound
        self.bound.discard(name)
        return (DELETE if certain else DELETE_IF_THERE)(self.cx, namespace=self.namespace, name=string(name))

    def declared(self, node: cst.SimpleStatementLine):
        """The `global` statement *node*, with those names that no function around hides."""
        items = [item for item in node.body[0].names if item.name.value not in self.hidden_globals]
        if len(items) == len(node.body[0].names):
            return node
        if not items:
            return self.placed(node, (), self.cx.place.line)
        items[-1] = items[-1].with_changes(comma=DEFAULT)
        return node.with_changes(body=[cst.Global(items)])

    def augmented(self, node: cst.AugAssign):
        name = node.target.value if isinstance(node.target, cst.Name) else None
        if name not in self.bound or self.store(name) is None:
            return super().augmented(node)
        return maker_of(node, target=self.store(name), value=self(node.value))

    # Definitions ------------------------------------------------------------------------

    def bound_by_definition(self, node: cst.FunctionDef):
        name = self.name_bound_by(node)
        target, local = self.store(name), self.definition_name(name)
        if target is None or local == name or node.decorators:
            return super().bound_by_definition(node)
        renamed = maker_of(node, name=cst.Name(local))
        self.moved(node, renamed)
        called = string(self.cx.names.real.get(name, name))
        naming = NAMED(self.cx, function=cst.Name(local), name=called)
        return (renamed, *naming, *STORE(self.cx, target=target, value=cst.Name(local)))

    def definition_name(self, name: str, fresh: bool = True) -> str:
        """A name for the function that no function inside takes for the one it is looking for."""
        if (
            name in self.cx.names.real
            or self.scope.nested_reads_global(name)
            or read_in_class(self.scope, name)
        ):
            hint = self.cx.names.real.get(name, name).strip("_") or "function"
            return self.cx.names.fresh(hint) if fresh else ""
        return name

    # What shows names -------------------------------------------------------------------

    def call(self, node: cst.Call):
        """A call; one that asks for the names of the body gets the namespace."""
        new = self.steps_inside[cst.Call](node)
        if not isinstance(node.func, cst.Name):
            return new
        helper = self.cx.names.hosted.used.get(node.func.value, node.func.value)
        if helper == "set_up_annotations":
            self.bound.add("__annotations__")
        if helper == node.func.value and helper in self.cx.scopes.bound_anywhere:
            return new
        if not node.args and helper in ("locals", "vars"):
            return self.namespace
        if not node.args and helper == "dir":
            return SORTED.expression(self.cx, namespace=self.namespace)
        if helper in ("eval", "exec") and len(node.args) == 1 and not node.args[0].star:
            arguments = [*new.args, cst.Arg(GLOBAL_NAMES.expression(self.cx)), cst.Arg(self.namespace)]
            return new.with_changes(args=[arg.with_changes(comma=DEFAULT) for arg in arguments])
        return new

    def naming(self, name: str) -> cst.Call:
        return ScopeWalk.naming(self, name)


def with_old_decorators(new, cx):
    """*new*, a definition or what it has become, with decorators that Python 3.8 can read: dotted names and their calls."""
    statements = new if isinstance(new, tuple) else (new,)
    out: list[cst.BaseStatement] = []
    for statement in statements:
        if isinstance(statement, cst.FunctionDef) and not all(
            is_old(d.decorator) for d in statement.decorators
        ):
            names = [cx.names.new("decorator") for _ in statement.decorators]
            for name, decorator in zip(names, statement.decorators):
                out += STORE(cx, target=name, value=decorator.decorator)
            decorators = [d.with_changes(decorator=name) for name, d in zip(names, statement.decorators)]
            old, statement = statement, maker_of(statement, decorators=decorators)
            cx.moved(old, statement)
        out.append(statement)
    return new if len(out) == len(statements) else tuple(out)


def is_old(decorator: cst.BaseExpression) -> bool:
    """Is *decorator* a dotted name, or a call of one?"""
    at = decorator.func if isinstance(decorator, cst.Call) else decorator
    while isinstance(at, cst.Attribute):
        at = at.value
    return isinstance(at, cst.Name) and not decorator.lpar


def read_in_class(scope, name: str) -> bool:
    """Does a class inside *scope*, at any depth, read *name*?"""
    return any(
        child.kind == "class" and name in child.reads or read_in_class(child, name)
        for child in scope.children
    )
