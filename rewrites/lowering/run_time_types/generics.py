"""The forms that a class with items takes on a host that cannot subscript it."""

from __future__ import annotations

import libcst as cst

from mvpy.rewrites.lowering.run_time_types.library import ARGUMENTS, GENERIC, in_typing_of
from mvpy.rewrites.lowering.run_time_types.places import Places
from mvpy.rewrites.lowering.run_time_types.roles import CLASS, At
from mvpy.rewrites.lowering.run_time_types.spelling import Spelling

UNPACKED = (3, 11)  # from then on `*tuple[int, ...]` can be an item


class Generics:
    """The classes with items among *places*, with the names that *spelling* has for those of `typing`."""

    def __init__(self, places: Places, spelling: Spelling) -> None:
        self.places, self.spelling = places, spelling
        lowering = places.cx.passes.lowering
        self.host = (lowering.version if lowering else None) or (3, 6)

    def is_lacking(self, node: cst.CSTNode, at: At) -> bool:
        """Is *node* a class with items that the host cannot subscript?"""
        if not isinstance(node, cst.Subscript):
            return False
        since = GENERIC.get(self.places.path(node.value, at), (0, 0))
        return since > self.host or bool(since[0]) and self.host < UNPACKED and unpacks_items(node)

    def is_one(self, node: cst.CSTNode, at: At) -> bool:
        """Is *node* a site: such a class, or a call of a variable that is bound to one?"""
        if isinstance(node, cst.Call):
            found = (
                self.places.bindings.of(node.func.value, at.scope)
                if isinstance(node.func, cst.Name)
                else None
            )
            return (
                isinstance(found, cst.Subscript) and self.is_lacking(found, at) and self.has_other(found, at)
            )
        return self.is_lacking(node, at)

    def other(self, node: cst.Subscript, at: At) -> str:
        """What `typing` of the host has for the class in *node*."""
        return in_typing_of(self.host, self.places.path(node.value, at))

    def has_other(self, node: cst.Subscript, at: At) -> bool:
        return bool(self.other(node, at))

    def form(self, node: cst.CSTNode, updated: cst.CSTNode, at: At) -> cst.CSTNode:
        """What becomes of the site *node*, which is *updated* inside."""
        if isinstance(updated, cst.Call):
            attribute = "__origin__" if self.host >= (3, 7) else "__extra__"
            return updated.with_changes(func=cst.Attribute(updated.func, cst.Name(attribute)))
        assert isinstance(node, cst.Subscript) and isinstance(updated, cst.Subscript)
        other = self.other(node, at)
        if at.role == CLASS or not other or unpacks_items(node):
            return bare(updated)
        items = with_count(updated, ARGUMENTS[other]) if other in ARGUMENTS else updated.slice
        return updated.with_changes(value=self.spelling.name(other), slice=items)


def unpacks_items(node: cst.Subscript) -> bool:
    """Are the items of another class with items among those of *node*: `tuple[str, *tuple[int, ...]]`?"""
    return any(
        isinstance(item.slice, cst.Index) and item.slice.star and isinstance(item.slice.value, cst.Subscript)
        for item in node.slice
    )


def bare(node: cst.Subscript) -> cst.BaseExpression:
    """The class in *node*, in the parentheses of the whole."""
    return node.value.with_changes(lpar=node.lpar, rpar=node.rpar) if node.lpar else node.value


def with_count(node: cst.Subscript, count: int) -> list[cst.SubscriptElement]:
    """The items of *node*, *count* of them: the last ones are left out, or None."""
    items = list(node.slice)[:count]
    last = items[-1].comma
    items += [cst.SubscriptElement(cst.Index(cst.Name("None")))] * (count - len(items))
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    return [*(item.with_changes(comma=comma) for item in items[:-1]), items[-1].with_changes(comma=last)]
