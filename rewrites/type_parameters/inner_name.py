"""The name that a generic definition has in the scope of its type parameters, where others may go by its own name."""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.scopes.analysis import normal
from mvpy.scopes.qualname import qualified_name
from mvpy.tree.literals import string


def inner_name(node: cst.FunctionDef | cst.ClassDef, cx: Context) -> cst.Name:
    """The name that *node* has in the scope of its type parameters; nothing there may take it for its own."""
    return (
        cx.names.new(normal(node.name.value).strip("_") or "function") if is_sought(node, cx) else node.name
    )


def is_sought(node: cst.FunctionDef | cst.ClassDef, cx: Context) -> bool:
    """Is the name of *node* used inside of it, or is it one of its type parameters?"""
    scope = cx.scopes.of(cx.place.origin).around
    name = normal(node.name.value)
    used = name in scope.own | scope.reads or scope.nested_reads_global(name)
    return used or cx.names.stored(name) != name


def declared(node: cst.ClassDef, cx: Context) -> cst.SimpleStatementLine | None:
    """The declaration by which a class binds its name where that belongs, if it may do so before its time."""
    name = normal(node.name.value)
    own = cx.scopes.of(cx.place.origin).around.own
    if node.decorators or cx.place.in_class_body or name in own:
        return None
    at_top = not cx.place.blocks or name in cx.scopes.here.globals
    items = [cst.NameItem(node.name)]
    return cst.SimpleStatementLine([cst.Global(items) if at_top else cst.Nonlocal(items)])


def qualname(cx: Context) -> cst.SimpleString:
    """The `__qualname__` of the definition at hand, as if there were no scope of type parameters."""
    return string(qualified_name(cx.scopes.of(cx.place.origin), cx.names.real, cx.names.scopes))
