"""A private name: the name of the class goes in front of it.

    class Account:
        def pay(self, amount):
            self.__balance -= amount

becomes

    class Account:
        def pay(self, amount):
            self._Account__balance -= amount

Grammar
    identifier ::= xid_start xid_continue*

Meaning
    1. In a class, names that begin with two underscores and do not end with two are mangled, wherever they
       occur: variables, parameters, attributes, imports, `global`, nested functions.
    2. Leading underscores of the class's name are dropped; a class of underscores only mangles nothing.
    3. Keywords of calls are left, and so are dotted names of modules, strings, and the text that `f"{__x=}"` shows.
    4. Under `from __future__ import annotations` an annotation is a string.

Opens
    Formatted strings that show the text of a private name.

Reference
    https://docs.python.org/3/reference/expressions.html#private-name-mangling
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.private_name import found as private_names
from mvpy.rewrites.private_name.renaming import Renaming

CONTRACT = Contract(
    removes=Construct("private name"),
    grammar="",
    words=("name mangling", "mangling", "__x"),
)


@rewrites(cst.Module)
def private_name(node: cst.Module, cx: Context) -> cst.Module | None:
    if not private_names.may_be_in(cx.program.text):
        return None
    if not any(private_names.are_in(statement, cx) for statement in node.body):
        return None
    new: cst.Module = Renaming(cx, classes_go=not cx.stays(cst.ClassDef)).renamed(node, None)
    return None if new is node else new
