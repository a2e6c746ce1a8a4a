"""What Python evaluates in a construct, and in which order: read off the description of its kind.

The *parts* of a node are the expressions that are evaluated whenever it is, each in its turn, so that statements
may go before it; `rebuilt` puts others in their place.  What may not be evaluated at all, or more than once, or
when the construct has begun, stands in its *branches*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeGuard, TypeVar

import libcst as cst

from mvpy.tree.description import TABLE, Field, Role
from mvpy.tree.let import Let
from mvpy.tree.nodes import parenthesized, possible_children
from mvpy.tree.spacing import maker_of

N = TypeVar("N", bound=cst.CSTNode)
UNPACKED = (cst.Tuple, cst.List)


class Held(NamedTuple):
    """The node *child* in the field *name* of *node*, with its *number* there if it is one of several."""

    node: cst.CSTNode
    name: str
    number: int | None
    child: Any  # an expression, a target, or a node that holds such: `field` says it
    field: Field
    in_turn: bool

    @property
    def is_whole(self) -> bool:
        """Is this an expression?  Else it is a target, or a node that holds expressions."""
        return is_expression(self.child.__class__) and not self.field.target

    @property
    def is_unpacked(self) -> bool:
        return self.field.target and isinstance(self.child, UNPACKED)


@cache
def is_expression(cls: type) -> bool:
    """Are nodes of type *cls* expressions?  `*a` is none, though libcst thinks so."""
    return issubclass(cls, cst.BaseExpression) and cls is not cst.StarredElement


@cache
def evaluated_fields(cls: type) -> tuple[tuple[str, Field], ...]:
    """The fields of *cls* with what is evaluated, in the order of evaluation."""
    return fields_of_roles(cls, Role.ONCE, Role.BRANCH)


@cache
def fields_in_turn(cls: type) -> tuple[tuple[str, Field], ...]:
    """The fields of *cls* with what has its turn."""
    return fields_of_roles(cls, Role.ONCE)


def fields_of_roles(cls: type, *roles: Role) -> tuple[tuple[str, Field], ...]:
    return tuple((name, field) for name, field in TABLE.get(cls, {}).items() if field.role in roles)


def held(node: cst.CSTNode) -> Iterator[Held]:
    """What *node* holds that is evaluated, or holds what is; in the order of evaluation."""
    for name, field in evaluated_fields(node.__class__):
        value = getattr(node, name)
        if isinstance(value, (tuple, list)):
            in_place = field.count(node, len(value))
            for i in field.order(value) if field.order else range(len(value)):
                yield Held(node, name, i, value[i], field, i < in_place)
        elif isinstance(value, cst.CSTNode):
            yield Held(node, name, None, value, field, bool(field.count(node, 1)))


def in_turn(node: cst.CSTNode) -> Iterator[Held]:
    """What *node* evaluates in its turn; targets that are unpacked are not looked into."""
    return (one for one in held(node) if one.in_turn and (not one.field.target or has_parts(one.child)))


def has_parts(target: cst.CSTNode) -> bool:
    return isinstance(target, (cst.Attribute, cst.Subscript))


def parts(node: cst.CSTNode) -> list[cst.BaseExpression]:
    """The expressions that are evaluated whenever *node* is, in the order of evaluation."""
    out: list[cst.BaseExpression] = []
    for name, field in fields_in_turn(node.__class__):
        value = getattr(node, name)
        nodes = value if value.__class__ is tuple or value.__class__ is list else (value,)
        if field.order is not None:
            nodes = [nodes[i] for i in field.order(nodes)]
        if field.in_place is not None:
            nodes = nodes[: field.in_place(node)]
        for child in nodes:
            if not field.target and is_expression(child.__class__):
                out.append(child)
            elif not field.target or has_parts(child):
                out += parts(child)
    return out


def stars(node: cst.CSTNode) -> list[str]:
    """With which star each part of *node* is evaluated."""
    out: list[str] = []
    for one in in_turn(node):
        if one.field.star is not None:
            out.append(one.field.star(node, one.child))
        else:
            out += [""] if one.is_whole else stars(one.child)
    return out


def rebuilt(node: N, new: Sequence[cst.BaseExpression]) -> N:
    """*node* with the parts *new*."""
    return filled_in(node, iter(new))


def filled_in(node: N, new: Iterator[cst.BaseExpression]) -> N:
    """*node* with the next parts of *new*."""
    changes: dict[str, Any] = {}
    for one in in_turn(node):
        part = next(new) if one.is_whole else filled_in(one.child, new)
        if part is one.child:
            continue
        part = bare(part) if one.field.bare else part
        part = parenthesized(part) if one.field.primary and is_loose_await(part) else part
        if one.number is None:
            changes[one.name] = part
        else:
            several: list[cst.CSTNode] = changes.setdefault(one.name, list(getattr(node, one.name)))
            several[one.number] = part
    return maker_of(node, **changes) if changes else node


def bare(node: N) -> N:
    """*node* without parentheses that nothing needs."""
    return maker_of(node, lpar=(), rpar=()) if isinstance(node, cst.Name) and node.lpar else node


def is_loose_await(node: cst.CSTNode) -> TypeGuard[cst.Await]:
    """Is *node* an `await` that would take what follows along: `await f()[0]` for `(await f())[0]`?"""
    return isinstance(node, cst.Await) and not node.lpar


def target_parts(target: cst.CSTNode) -> list[cst.BaseExpression]:
    """The expressions inside a target that is not unpacked: the object, the index."""
    return parts(target) if has_parts(target) else []


def branches(node: cst.CSTNode) -> list[cst.BaseExpression]:
    """The expressions right inside *node* that are not evaluated once, in their turn."""
    if not may_branch(node.__class__):
        return []
    out: list[cst.BaseExpression] = []
    for one in held(node):
        if not one.in_turn or one.is_unpacked:
            out += whole(one)
        elif not one.is_whole and not one.field.target:
            out += branches(one.child)
    return out


def whole(one: Held) -> list[cst.BaseExpression]:
    """The expressions that *one* holds, or that it is."""
    if one.field.target:
        return in_targets(one.child)
    if one.is_whole and not (one.field.joined and one.field.joined(one.node, one.child)):
        return [one.child]
    return everything(one.child)


def everything(node: cst.CSTNode) -> list[cst.BaseExpression]:
    """The expressions right inside *node*, in their turn or not."""
    return [expression for one in held(node) for expression in whole(one)]


def in_targets(target: cst.CSTNode) -> list[cst.BaseExpression]:
    """The expressions inside *target*, however it is unpacked."""
    if isinstance(target, UNPACKED):
        return [part for element in target.elements for part in in_targets(element.value)]
    return target_parts(target)


@cache
def may_branch(cls: type) -> bool:
    """Can a node of type *cls* have branches?"""
    return any(
        field.role is Role.BRANCH
        or field.in_place is not None
        or field.target
        or any(
            may_branch(kind)
            for kind in possible_children(cls)[name]
            if not issubclass(kind, cst.BaseExpression)
        )
        for name, field in evaluated_fields(cls)
    )


@cache
def branch_fields(cls: type) -> tuple[str, ...]:
    """The fields of *cls* that are branches in the scope around."""
    return tuple(
        name for name, field in evaluated_fields(cls) if field.role is Role.BRANCH and not field.scope
    )


@cache
def fields_with_expressions(cls: type) -> tuple[tuple[str, Field], ...]:
    return fields_of_roles(cls, Role.ONCE, Role.BRANCH, Role.ANNOTATION)


def let_inside(node: cst.CSTNode) -> bool:
    """Is there a Let right inside *node*, in its turn or not?  Asked of every node; most have none."""
    for name, field in fields_with_expressions(node.__class__):
        value = getattr(node, name)
        cls: type = value.__class__
        if cls is Let:
            return True
        if cls is tuple or cls is list:
            for child in value:
                cls = child.__class__
                if cls is Let or not is_expression(cls) and let_inside(child):
                    return True
        elif field.target:
            if cls is not cst.Name and any(part.__class__ is Let for part in in_targets(value)):
                return True
        elif not is_expression(cls) or field.joined and field.joined(node, value):
            if let_inside(value):
                return True
    return False
