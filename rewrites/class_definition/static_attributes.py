"""The attributes that the methods of a class store, which CPython 3.13 and later note in the class.

https://docs.python.org/3/reference/datamodel.html#type.__static_attributes__
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.tree.literals import string
from mvpy.tree.node_kinds import kinds_of
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.suite import suite_of

# Where a statement stands, seen from a class: in its own body, in a function of it, in the body of a class inside.
BODY, FUNCTION, INNER_BODY = "body", "function", "inner body"
FUNCTIONS = (cst.FunctionDef, cst.Lambda, cst.GeneratorExp)  # other comprehensions are none where this counts

# What can store something through `self`, see `stored_by`.
STORING = kinds_of((cst.AssignTarget, cst.For, cst.CompFor, cst.AnnAssign, cst.AsName))

# What the bodies of classes store through `self`, by the names of the functions that they have become.
STORED_BY_BODIES: Note[dict[str, set[str]]] = Note(dict)


def static_attributes(node: cst.ClassDef, cx: Context) -> cst.Tuple:
    """The attributes that functions of the class assign through `self`, as CPython 3.13 records them.

    What a body assigns itself counts for the class around it; augmented assignment and `del` do not count.
    """
    found = set(stores(node, cx))
    elements = [cst.Element(string(name)) for name in sorted(found)]
    return cst.Tuple(elements, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def keep_stores_of_body(node: cst.ClassDef, body: str, cx: Context) -> None:
    """The class *node* becomes the function *body*, which does not show what it stores through `self`."""
    if cx.target < (3, 13):
        return
    stored = STORED_BY_BODIES.of(cx)[body] = set()
    stack: list[cst.CSTNode] = list(suite_of(node.body))
    while stack:
        at = stack.pop()
        if not isinstance(at, (*FUNCTIONS, cst.ClassDef)):
            stored |= {as_written(name, node, cx) for name in stored_by(at)}
            stack += nodes_inside(at)


def stores(node: cst.ClassDef, cx: Context) -> Iterator[str]:
    """The attribute of each store through `self` that counts for the class *node*."""
    stack: list[tuple[cst.CSTNode, str, cst.ClassDef]] = [
        (statement, BODY, node) for statement in suite_of(node.body)
    ]
    while stack:
        at, where, innermost = stack.pop()
        if at.__class__ is cst.SimpleStatementLine and not cx.node_kinds.of(at) & STORING:
            continue  # as most, which only call something
        inside = where
        if is_body(at, cx):
            inside = INNER_BODY
        elif isinstance(at, FUNCTIONS) and not makes_body(at, cx):
            inside = FUNCTION
        if where == INNER_BODY and (inside == FUNCTION or isinstance(at, cst.ClassDef) or makes_body(at, cx)):
            continue
        if isinstance(at, cst.FunctionDef):
            yield from STORED_BY_BODIES.of(cx).get(at.name.value, ())
        if where != BODY:
            yield from (as_written(name, innermost, cx) for name in stored_by(at))
        innermost = at if isinstance(at, cst.ClassDef) else innermost
        stack += [(part, inside, innermost) for part in nodes_inside(at)]


def as_written(name: str, node: cst.ClassDef, cx: Context) -> str:
    """The attribute *name* as it is written in the class *node*, where it may be private."""
    private = f"_{cx.names.real.get(node.name.value, node.name.value).lstrip('_')}__"
    return name[len(private) - 2 :] if name.startswith(private) and not name.endswith("__") else name


def is_body(node: cst.CSTNode, cx: Context) -> bool:
    """Is *node* a class inside, or the function that its body has become?"""
    return (
        isinstance(node, cst.ClassDef)
        or isinstance(node, cst.FunctionDef)
        and node.name.value in cx.names.bodies
    )


def makes_body(node: cst.CSTNode, cx: Context) -> bool:
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


def stored_on_self(target: cst.BaseExpression) -> set[str]:
    match target:
        case cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=name)):
            return {name}
        case cst.Tuple() | cst.List():
            return set().union(*(stored_on_self(element.value) for element in target.elements), set())
    return set()
