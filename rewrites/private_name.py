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
    3. Keywords of calls are left, and so are strings.

Reference
    https://docs.python.org/3/reference/expressions.html#private-name-mangling
"""

import dataclasses

import libcst as cst

from mvpy.rule import rewrites
from mvpy.scopes import mangled
from mvpy.spacing import maker_of

NAMES = (cst.Name, cst.Attribute, cst.Arg)


@rewrites(cst.Module)
def private_name(node: cst.Module, cx):
    if not any(name.startswith("__") and not name.endswith("__") for name in cx.all_names(node)):
        return None
    new = renamed(node, None, cx)
    return None if new is node else new


def renamed(node, class_name: str | None, cx):
    """*node* with its private names mangled for the class *class_name*."""
    if isinstance(node, cst.Name):
        new = mangled(node.value, class_name) if class_name and node.value.startswith("__") else node.value
        if new == node.value:
            return node
        cx.names.add(new)
        return node.with_changes(value=new)
    if isinstance(node, cst.ClassDef):
        name = definition_name(node, class_name, cx)
        outside = {f: renamed_all(getattr(node, f), class_name, cx) for f in ("decorators", "bases", "keywords")}
        body = renamed(node.body, node.name.value, cx)
        return changed(node, {"name": name, "body": body, **outside}, cx)
    if not isinstance(node, cst.CSTNode) or not dataclasses.is_dataclass(node):
        return node
    changes = {}
    if isinstance(node, cst.FunctionDef):
        changes["name"] = definition_name(node, class_name, cx)
    for field in dataclasses.fields(node):
        if field.name in changes:
            continue
        value = getattr(node, field.name)
        if isinstance(node, cst.Arg) and field.name == "keyword":
            continue
        if isinstance(value, cst.CSTNode):
            changes[field.name] = renamed(value, class_name, cx)
        elif isinstance(value, (tuple, list)):
            changes[field.name] = renamed_all(value, class_name, cx)
    return changed(node, changes, cx)


def definition_name(node: cst.FunctionDef | cst.ClassDef, class_name: str | None, cx) -> cst.Name:
    """The name that the definition *node* binds; what it is called itself is not mangled.

    Where class definitions are kept, Python itself mangles the one and not the other.
    """
    new = renamed(node.name, class_name, cx)
    if new is node.name or "class_definition" not in cx.enabled:
        return node.name
    cx.real_names[new.value] = node.name.value
    return new


def renamed_all(nodes, class_name: str | None, cx):
    new = tuple(renamed(node, class_name, cx) for node in nodes)
    return new if any(a is not b for a, b in zip(new, nodes)) else nodes


def changed(node, changes: dict, cx):
    """*node* with those *changes* that are any."""
    changes = {name: value for name, value in changes.items() if value is not getattr(node, name)}
    if not changes:
        return node
    new = maker_of(node, **changes)
    if entry := cx.lines.get(id(node)):
        cx.lines[id(new)] = (new, entry[1])
    return new
