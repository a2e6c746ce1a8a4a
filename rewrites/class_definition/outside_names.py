"""What a name means outside of a class, where the function that its body becomes means something else by it.

    x = x    ->    def _global_x():
                       global x
                       return x
                   _namespace["x"] = _global_x()

A body skips the functions around for a name that it binds; and a method is a local of the function until it is stored.
"""

from __future__ import annotations

import libcst as cst

from mvpy.machine.quote import quote
from mvpy.tree.literals import string

READER = quote("""
    def $function():
        return $name
""")
GLOBAL_READER = quote("""
    def $function():
        global $name
        return $name
""")
# The same where `global` has gone.
GLOBAL_READER_BY_TEXT = quote("""
    def $function():
        return load_global(globals(), $name)
""")
CALL = quote("$function()")


class OutsideNames:
    """The functions that read names outside of a class; they stand at the beginning of its body."""

    def __init__(self, cx) -> None:
        self.cx = cx
        self.functions: dict[tuple[str, bool], cst.Name] = {}

    def function(self, name: str, is_global: bool) -> cst.Name:
        """The one that reads *name*, past the functions around if it *is_global*."""
        if (name, is_global) not in self.functions:
            hint = f"{'global' if is_global else 'outside'}_{name.strip('_')}"
            self.functions[name, is_global] = self.cx.names.new(hint)
        return self.functions[name, is_global]

    def call(self, name: str) -> cst.BaseExpression:
        """What reads the global *name*."""
        return CALL.expression(self.cx, function=self.function(name, is_global=True))

    def definitions(self) -> tuple:
        """The functions."""
        out: tuple = ()
        for (name, is_global), function in self.functions.items():
            if is_global and self.cx.is_gone(cst.Global):
                out += GLOBAL_READER_BY_TEXT(self.cx, function=function, name=string(name))
            else:
                reader = GLOBAL_READER if is_global else READER
                out += reader(self.cx, function=function, name=cst.Name(name))
        return out
