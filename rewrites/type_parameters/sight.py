"""What an annotation scope sees: in a class, the names of that class first, whenever it runs."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.machine.scope_walk import ScopeWalk
from mvpy.scopes.analysis import Scope
from mvpy.scopes.qualname import in_function
from mvpy.tree.literals import string
from mvpy.tree.nodes import parenthesized

# How an annotation scope in a class finds a name.
FROM_CLASS = quote("load_name(__classdict__, globals(), $name)")
FROM_GLOBALS = quote("load_global(globals(), $name)")
PLAIN_FROM_CLASS = quote("__classdict__[$name] if $name in __classdict__ else eval($name, globals())")
PLAIN_FROM_GLOBALS = quote("eval($name, globals())")
PLAIN_FROM_CLASS_OR_SCOPE = quote("__classdict__[$name] if $name in __classdict__ else $outside")
FROM_CLASS_OR_SCOPE = quote("__classdict__[$name] if is_name_of(__classdict__, $name) else $outside")

Expression = cst.BaseExpression
Seen = Callable[[Any], Any]  # of an expression, or a node that holds some, another of that kind


def sight(own: set[str], cx: Context, shared: Container[str] = (), late: bool = True) -> Seen:
    """What an expression of an annotation scope with these *own* names becomes, so that it finds the names it reads.

    CPython finds the own names that are *shared* in the class, if it has them.  If the expression is not
    evaluated *late*, there are no other names in the class than those that its body binds.
    """
    if not cx.place.in_class_body:
        return lambda value: value
    sight = ClassSight(own, cx.scopes.here, cx)
    sight.in_class_first, sight.late = shared, late
    if not late and not cx.exactly("namespace", "kinds"):
        sight.bound = cx.scopes.here.own

    def see(value: Any) -> Any:
        origin = cx.place.origin
        value = sight(value)
        cx.place.origin = origin
        return value

    return see


class ClassSight(ScopeWalk):
    """The expressions of an annotation scope in a class; it finds the names of the class first."""

    def __init__(self, own: set[str], scope: Scope, cx: Context) -> None:
        super().__init__(cx, self.load_name, lambda name: None, lambda name: ())
        self.own, self.scope = own, scope
        self.in_class_first: Container[str] = ()
        self.late = True
        self.bound: Container[str] | None = None  # what the class can have, where that is known

    def load_name(self, name: str) -> Expression | None:
        if name in ("True", "False", "None", "__debug__", "__class__"):
            return None
        if name in self.own:
            return self.load_own(name) if name in self.in_class_first else None
        if name in self.cx.names.temporaries or name in self.cx.names.hosted.used:
            return None
        stored = self.cx.names.stored(name)
        key = string(stored)
        exact = self.cx.exactly("namespace", "kinds")
        if name in self.scope.globals:
            return (FROM_GLOBALS if exact else PLAIN_FROM_GLOBALS).expression(self.cx, name=key)
        if self.bound is not None and name not in self.bound and stored not in self.bound:
            return None
        around = (
            in_function(self.scope, name) or in_function(self.scope, stored)
        ) and name not in self.scope.own
        if not exact:
            if name in self.scope.own and in_function(self.scope, name):
                return parenthesized(PLAIN_FROM_CLASS.expression(self.cx, name=key))
            return parenthesized(
                PLAIN_FROM_CLASS_OR_SCOPE.expression(self.cx, name=key, outside=cst.Name(name))
            )
        if around or self.cx.target >= (3, 14):  # there `annotationlib` wants to see the name itself
            return parenthesized(FROM_CLASS_OR_SCOPE.expression(self.cx, name=key, outside=cst.Name(name)))
        return FROM_CLASS.expression(self.cx, name=key)

    def load_own(self, name: str) -> Expression | None:
        """The type parameter *name*, or what the class has by that name."""
        key, exact = string(self.cx.names.stored(name)), self.cx.exactly("namespace", "kinds")
        bound = name in self.scope.own
        if bound and self.late:  # an annotation scope inside takes no name that the class binds
            if exact:
                return FROM_CLASS.expression(self.cx, name=key)
            return parenthesized(PLAIN_FROM_CLASS.expression(self.cx, name=key))
        if not exact and not bound:
            return None
        template = FROM_CLASS_OR_SCOPE if exact else PLAIN_FROM_CLASS_OR_SCOPE
        return parenthesized(template.expression(self.cx, name=key, outside=cst.Name(name)))


def is_taken_inside(name: str, scope: Scope, cx: Context) -> bool:
    """Does a function inside take the type parameter *name* from *scope*?

    An annotation scope takes no name that the class around binds.
    """
    hidden = name in cx.scopes.here.own
    return any(
        (
            any(name in below.free for below in inner.children)
            if hidden and inner.kind == "type"
            else name in inner.free
        )
        for inner in scope.children
    )
