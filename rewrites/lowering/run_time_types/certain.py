"""What is certainly a type, though it stands where any value could, as in `Number = int | float`."""

from __future__ import annotations

import builtins
import re

import libcst as cst

from mvpy.rewrites.lowering.run_time_types.bindings import LONGEST_WAY
from mvpy.rewrites.lowering.run_time_types.places import Places
from mvpy.rewrites.lowering.run_time_types.roles import TYPE, VALUE, At
from mvpy.tree.node_kinds import kinds_of

BUILTIN_CLASSES = frozenset(
    f"builtins.{name}" for name, value in vars(builtins).items() if isinstance(value, type)
)
# What makes a type when it is called.
MAKERS = frozenset(
    {"typing.TypeVar", "typing.NewType", "typing.NamedTuple", "typing.TypedDict", "collections.namedtuple"}
)
CAPITALIZED = re.compile(r"_*[A-Z]\w*[a-z]\w*")


def is_type(places: Places, node: cst.BaseExpression, at: At, depth: int = 0) -> bool:
    """Is *node* a type for certain?  `None` alone is none; of the operands of `|` one is enough."""
    match node:
        case cst.BinaryOperation(left=left, operator=cst.BitOr(), right=right):
            return is_type(places, left, at, depth) or is_type(places, right, at, depth)
        case cst.Subscript(value=value):
            return places.path(value, at) != "typing.Literal" and is_type(places, value, at, depth)
        case cst.Name(value=name):
            found = places.bindings.of(name, at.scope)
            if isinstance(found, cst.ClassDef):
                return not found.keywords
            if isinstance(found, cst.BaseExpression) and depth < LONGEST_WAY:
                return id(found) in places.aliases or is_type_as_value(places, found, at, depth + 1)
    path = places.path(node, at)
    return path in BUILTIN_CLASSES or places.is_generic(path) or path.startswith("typing.")


def is_type_as_value(places: Places, value: cst.BaseExpression, at: At, depth: int) -> bool:
    """Is the *value* of a variable a type for certain?"""
    if isinstance(value, cst.Call):
        return places.path(value.func, at) in MAKERS
    return is_type(places, value, at, depth)


def find_aliases(places: Places) -> None:
    """Find the values of variables that are types, since these are used where only types are, at last in such a value."""
    values = [
        (name, found[0])
        for (_, name), found in places.bindings.found.items()
        if len(found) == 1 and isinstance(found[0], cst.BinaryOperation)
    ]
    while values:
        used = names_of_types(places)
        more = {id(value) for name, value in values if name in used} - places.aliases
        if not more:
            return
        places.aliases |= more


def names_of_types(places: Places) -> set[str]:
    """The names that are used where only types are, evaluated or not."""
    names: set[str] = set()

    def note(node: cst.CSTNode, at: At) -> bool:
        if at.role == TYPE and isinstance(node, cst.Name):
            names.add(node.value)
        elif at.role == TYPE and isinstance(node, cst.SimpleString):
            names.update(re.findall(r"\w+", node.value))
        return False

    evaluated, looked_for = places.texts, places.looked_for
    places.texts, places.looked_for = True, kinds_of(
        (cst.Annotation, cst.Call, cst.Subscript, cst.BinaryOperation)
    )
    list(places.found(places.tree, At(VALUE, places.scopes.module), note))
    places.texts, places.looked_for = evaluated, looked_for
    return names


def is_perhaps_type(node: cst.BaseExpression) -> bool:
    """Does *node*, a `|` of which nothing is known, look like a union: are all operands called like classes, or None?

    What is in something that is called like a class is none, but a flag such as `Access.Read`.
    """
    match node:
        case cst.BinaryOperation(left=left, operator=cst.BitOr(), right=right):
            return is_perhaps_type(left) and is_perhaps_type(right)
        case cst.Name(value=name):
            return name == "None" or CAPITALIZED.fullmatch(name) is not None
        case cst.Attribute(value=cst.Name() | cst.Attribute() as around, attr=cst.Name(value=name)):
            return CAPITALIZED.fullmatch(name) is not None and not is_perhaps_type(around)
    return False
