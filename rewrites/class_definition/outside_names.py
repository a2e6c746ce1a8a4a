"""What a name means outside of a class, where the function that its body becomes means something else by it.

    def f(x):                  def _global_x():
        class C:                   return x
            x = x       ->     def f(x):
                                   def _body(_namespace):
                                       _namespace["x"] = _global_x()

A body skips the functions around for a name that it binds; and a method is a local of the function until it is stored.
"""

from __future__ import annotations

from functools import cached_property

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.machine.quote import quote
from mvpy.scopes.analysis import Scope
from mvpy.tree.suite import Statements, introduction

READER = quote("""
    def $function():
        return $name
""")
CALL = quote("$function()")
GLOBAL_READERS: Note[dict[str, cst.Name]] = Note(dict)  # by what they read: functions of the module
UNDEFINED: Note[list[str]] = Note(list)  # what is read by those of them that are not in the tree yet


def global_reader(name: str, cx: Context) -> cst.Name:
    """The function of the module that reads the global or builtin *name*."""
    readers = GLOBAL_READERS.of(cx)
    if name not in readers:
        hint = f"global_{name.strip('_')}"
        found = cx.names.fresh(hint)
        while any(found in used for section, used in cx.names.used.items() if section != cx.place.section):
            found = cx.names.fresh(hint)
        cx.names.of_program.add(found)  # it is taken everywhere
        readers[name] = cst.Name(found)
        UNDEFINED.of(cx).append(name)
    return readers[name]


def read_global(name: str, cx: Context) -> cst.BaseExpression:
    """What reads the global or builtin *name*."""
    return CALL.expression(cx, function=global_reader(name, cx))


def with_global_readers(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, with the functions that read its globals."""
    readers, names = GLOBAL_READERS.of(cx), UNDEFINED.of(cx)
    if not names:
        return tree
    found = tuple(s for name in names for s in READER(cx, function=readers[name], name=cst.Name(name)))
    names.clear()
    cx.lines.locate(found, 0)
    at = introduction(tree.body, futures=not cx.is_core)
    return tree.with_changes(body=(*tree.body[:at], *found, *tree.body[at:]))


class Sought:
    """The names that functions inside of the class *scope*, or classes at any depth, look for outside of it."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def __contains__(self, name: str) -> bool:
        return self.scope.nested_reads_global(name) or name in self.read_in_classes

    @cached_property
    def read_in_classes(self) -> set[str]:
        """Those that classes read."""
        return read_in_classes(self.scope)


def read_in_classes(scope: Scope) -> set[str]:
    """The names that classes inside *scope*, at any depth, read."""
    found: set[str] = set()
    for inside in scope.children:
        found |= read_in_classes(inside) | (inside.reads if inside.kind == "class" else set())
    return found


class OutsideNames:
    """The functions at the beginning of a body that read what it sees itself, for others."""

    def __init__(self, cx: Context) -> None:
        self.cx = cx
        self.functions: dict[str, cst.Name] = {}

    def function(self, name: str) -> cst.Name:
        """The one that reads *name*."""
        if name not in self.functions:
            self.functions[name] = self.cx.names.new(f"outside_{name.strip('_')}")
        return self.functions[name]

    def definitions(self) -> Statements:
        """The functions."""
        found = self.functions.items()
        return tuple(s for name, f in found for s in READER(self.cx, function=f, name=cst.Name(name)))
