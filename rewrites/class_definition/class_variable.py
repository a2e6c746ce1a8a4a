"""The variable that holds a class for its methods, in the function that its body becomes.

    super().area()    ->    super(_class, self).area()

Methods may be called before the class statement is through, by `__init_subclass__` or a metaclass.  So the variable
is filled while `type.__new__` runs: by an entry of the namespace that has `__set_name__`, and takes itself away.
"""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.class_definition.own_class import OwnClass, mentions_class
from mvpy.scopes.analysis import Scope, Scopes, analyse
from mvpy.tree.literals import string
from mvpy.tree.suite import Statements, suite_of

# At the beginning of the function that the body becomes:
SET_UP = quote("""
    def $body():
        $variable = None
        $empty
        def set_class(cls):
            nonlocal $variable
            $variable = cls
        $namespace[$entry] = ClassSetter(set_class)
""")
# Who asks for `__class__` before there is a class is told so.
EMPTY = quote("del $variable")
# Functions that evaluate annotations ask the class, when there is one, for its names.
SET_UP_NAMES = quote("""
    def $body():
        __classdict__ = $namespace
        def set_names(cls):
            nonlocal __classdict__
            __classdict__ = vars(cls)
        $namespace[$entry] = ClassSetter(set_names)
""")


@dataclass(frozen=True)
class Variable:
    """The variable for a class; is it *read* by the program, not only for `super()`?"""

    name: cst.Name
    read: bool


def with_variable(node: cst.ClassDef, cx: Context) -> tuple[cst.ClassDef, Variable | None]:
    """(the class *node* as its methods name it, the variable that they name, if they do)."""
    bare = node.with_changes(decorators=(), bases=(), keywords=())
    scopes = analyse(cst.Module([bare]))
    try:
        return renamed_with(scopes, scopes.of(bare), node, cx)
    finally:
        scopes.let_go()


def renamed_with(
    scopes: Scopes, owner: Scope, node: cst.ClassDef, cx: Context
) -> tuple[cst.ClassDef, Variable | None]:
    """The same; *scopes* has those of the body of *node*, which is *owner*."""
    if cx.is_core and not any(mentions_class(scope) for scope in scopes.all):
        return node, None  # most classes; in a core no field is left that shows its text, and would be opened
    names = OwnClass(scopes, owner, cst.Name("_"), cx)
    names.renamed(node.body, names.owner)
    if names.spared:
        return node, Variable(cst.Name("__class__"), read=True)
    if not names.found:
        return node, None
    names.variable = cx.names.new("class")
    cx.names.temporaries.discard(names.variable.value)  # the program may bind it anew, and find it unbound
    new = names.changed(node, {"body": names.renamed(node.body, names.owner)})
    return new, Variable(names.variable, names.read)


def set_up(variable: Variable | None, namespace: cst.Name, sees_names: bool, cx: Context) -> Statements:
    """The first statements of a body, for its *variable*, and for functions that want to see its names."""
    body = cst.Name("_")
    before: Statements = ()
    if variable is not None:
        empty = EMPTY(cx, variable=variable.name) if variable.read else ()
        entry = entry_for("class_setter", cx)
        (function,) = SET_UP(
            cx, body=body, variable=variable.name, empty=empty, namespace=namespace, entry=entry
        )
        assert isinstance(function, cst.FunctionDef)
        before = suite_of(function.body)
    if sees_names:
        entry = entry_for("names_setter", cx)
        (function,) = SET_UP_NAMES(cx, body=body, namespace=namespace, entry=entry)
        assert isinstance(function, cst.FunctionDef)
        before = (*before, *suite_of(function.body))
    return before


def entry_for(hint: str, cx: Context) -> cst.SimpleString:
    """The key of an entry that the program knows nothing of; such names are no members of an Enum."""
    name, n = f"__{hint}__", 1
    while name in cx.names.of_program:
        n += 1
        name = f"__{hint}_{n}__"
    return string(name)
