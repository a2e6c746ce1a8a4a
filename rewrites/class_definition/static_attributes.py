"""The attributes that the methods of a class store, which CPython 3.13 and later note in the class.

https://docs.python.org/3/reference/datamodel.html#type.__static_attributes__
"""

from __future__ import annotations

import libcst as cst

from mvpy.tree.literals import string
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.suite import suite_of

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
