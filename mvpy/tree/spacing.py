"""The space between a keyword and its operand: brackets do without it, a name does not.

    return[i for i in items]      is Python, and must not become
    return_comprehension          but
    return _comprehension

Whoever puts another operand into a node asks `maker_of` or `spaced` for it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TypeVar

import libcst as cst
from libcst._nodes.expression import ExpressionPosition

from mvpy.tree.let import Let
from mvpy.tree.nodes import maker

N = TypeVar("N", bound=cst.CSTNode)
ONE = cst.SimpleWhitespace(" ")
BEFORE, AFTER = ExpressionPosition.LEFT, ExpressionPosition.RIGHT  # where the operand stands
WORDS = (cst.In, cst.NotIn, cst.Is, cst.IsNot)

# (the path to the space, the operand, on which side of the keyword it stands)
Gap = tuple[str, "cst.BaseExpression | cst.From | None", ExpressionPosition]


def negation(node: cst.UnaryOperation) -> Iterable[Gap]:
    """`not`; the signs are no words."""
    if isinstance(node.operator, cst.Not):
        yield "operator.whitespace_after", node.expression, AFTER


def comparison(node: cst.Comparison) -> Iterable[Gap]:
    """`in`, `is` and their negations, each behind the operand to its left."""
    left = node.left
    for i, target in enumerate(node.comparisons):
        if isinstance(target.operator, WORDS):
            yield f"comparisons.{i}.operator.whitespace_before", left, BEFORE
        left = target.comparator


def compared(node: cst.ComparisonTarget) -> Iterable[Gap]:
    """`in`, `is` and their negations, before the operand to the right."""
    if isinstance(node.operator, WORDS):
        yield "operator.whitespace_after", node.comparator, AFTER


def clause(node: cst.CompFor) -> Iterable[Gap]:
    """`for … in …` of a comprehension, with the `if` and `for` behind it."""
    yield "whitespace_after_for", node.target, AFTER
    yield "whitespace_before_in", node.target, BEFORE
    yield "whitespace_after_in", node.iter, AFTER
    last = node.iter
    for i, condition in enumerate(node.ifs):
        yield f"ifs.{i}.whitespace_before", last, BEFORE
        last = condition.test
    if node.inner_for_in is not None:
        yield "inner_for_in.whitespace_before", last, BEFORE


def item(node: cst.WithItem) -> Iterable[Gap]:
    """`… as …` of a `with`."""
    if node.asname is not None:
        yield "asname.whitespace_before_as", node.item, BEFORE


def handler(node: cst.ExceptHandler) -> Iterable[Gap]:
    """`except … as …`."""
    yield "whitespace_after_except", node.type, AFTER
    if node.name is not None:
        yield "name.whitespace_before_as", node.type, BEFORE


def star_handler(node: cst.ExceptStarHandler) -> Iterable[Gap]:
    """`except* … as …`; behind the star nothing has to be."""
    if node.name is not None:
        yield "name.whitespace_before_as", node.type, BEFORE


def raising(node: cst.Raise) -> Iterable[Gap]:
    """`raise … from …`."""
    yield "whitespace_after_raise", node.exc, AFTER
    if node.cause is not None:
        yield "cause.whitespace_before_from", node.exc, BEFORE


GAPS: dict[type, Callable[..., Iterable[Gap]]] = {
    cst.UnaryOperation: negation,
    cst.BooleanOperation: lambda node: (
        ("operator.whitespace_before", node.left, BEFORE),
        ("operator.whitespace_after", node.right, AFTER),
    ),
    cst.Comparison: comparison,
    cst.ComparisonTarget: compared,
    cst.IfExp: lambda node: (
        ("whitespace_before_if", node.body, BEFORE),
        ("whitespace_after_if", node.test, AFTER),
        ("whitespace_before_else", node.test, BEFORE),
        ("whitespace_after_else", node.orelse, AFTER),
    ),
    cst.ListComp: lambda node: (("for_in.whitespace_before", node.elt, BEFORE),),
    cst.SetComp: lambda node: (("for_in.whitespace_before", node.elt, BEFORE),),
    cst.GeneratorExp: lambda node: (("for_in.whitespace_before", node.elt, BEFORE),),
    cst.DictComp: lambda node: (("for_in.whitespace_before", node.value, BEFORE),),
    cst.StarredDictComp: lambda node: (("for_in.whitespace_before", node.value, BEFORE),),
    cst.CompFor: clause,
    cst.CompIf: lambda node: (("whitespace_before_test", node.test, AFTER),),
    cst.Await: lambda node: (("whitespace_after_await", node.expression, AFTER),),
    cst.Yield: lambda node: (("whitespace_after_yield", node.value, AFTER),),
    cst.From: lambda node: (("whitespace_after_from", node.item, AFTER),),
    cst.AsName: lambda node: (("whitespace_after_as", node.name, AFTER),),
    cst.WithItem: item,
    cst.Assert: lambda node: (("whitespace_after_assert", node.test, AFTER),),
    cst.Del: lambda node: (("whitespace_after_del", node.target, AFTER),),
    cst.Raise: raising,
    cst.Return: lambda node: (("whitespace_after_return", node.value, AFTER),),
    cst.ExceptHandler: handler,
    cst.ExceptStarHandler: star_handler,
    cst.For: lambda node: (
        ("whitespace_after_for", node.target, AFTER),
        ("whitespace_before_in", node.target, BEFORE),
        ("whitespace_after_in", node.iter, AFTER),
    ),
    cst.If: lambda node: (("whitespace_before_test", node.test, AFTER),),
    cst.While: lambda node: (("whitespace_after_while", node.test, AFTER),),
    cst.With: lambda node: (("whitespace_after_with", node.items[0].item, AFTER),),
    cst.Match: lambda node: (("whitespace_after_match", node.subject, AFTER),),
    cst.MatchCase: lambda node: (("whitespace_after_if", node.guard, AFTER),),
}


def spaced(node: N) -> N:
    """*node*, with a space wherever a keyword would run into its operand."""
    gaps = GAPS.get(node.__class__)
    if gaps is not None:
        for path, operand, side in gaps(node):
            if operand is not None and is_empty(node, path) and runs_into(operand, side):
                node = with_space(node, path)
    return node


def runs_into(operand: cst.BaseExpression | cst.From, side: ExpressionPosition) -> bool:
    """Does *operand*, on that side of a word, need a space between?"""
    if isinstance(operand, cst.From):
        return True
    while operand.__class__ is Let:
        operand = operand.value
    return not operand._safe_to_use_with_word_operator(side) or side is BEFORE and ends_in_number(operand)


def ends_in_number(node: cst.BaseExpression) -> bool:
    """Is the last token of *node* a number?  `0or a` is none to Python, whatever libcst thinks of it."""
    while not node.rpar:
        match node:
            case cst.BaseNumber():
                return True
            case cst.BinaryOperation(right=last) | cst.BooleanOperation(right=last):
                node = last
            case cst.UnaryOperation(expression=last) | cst.IfExp(orelse=last) | cst.Lambda(body=last):
                node = last
            case cst.Comparison(comparisons=[*_, cst.ComparisonTarget(comparator=last)]):
                node = last
            case cst.Tuple(elements=[*_, cst.BaseElement(value=last, comma=cst.MaybeSentinel.DEFAULT)]):
                node = last
            case _:
                return False
    return False


def is_empty(node: cst.CSTNode, path: str) -> bool:
    """Is there nothing at all in the space at *path*?"""
    at: object = node
    for step in path.split("."):
        at = at[int(step)] if isinstance(at, (tuple, list)) else getattr(at, step)
    return at.__class__ is cst.SimpleWhitespace and not at.value


def with_space(node: N, path: str) -> N:
    """*node* with one blank for the space at *path*."""
    field, _, rest = path.partition(".")
    if not rest:
        return with_fields(node, {field: ONE})
    part = getattr(node, field)
    if not isinstance(part, (tuple, list)):
        return with_fields(node, {field: with_space(part, rest)})
    index, _, rest = rest.partition(".")
    return with_fields(node, {field: with_item_spaced(part, int(index), rest)})


def with_item_spaced(nodes: Sequence[cst.CSTNode], index: int, path: str) -> tuple[cst.CSTNode, ...]:
    """*nodes*, where the one at *index* has a blank for the space at *path*."""
    return (*nodes[:index], with_space(nodes[index], path), *nodes[index + 1 :])


def maker_of(node: N, **changes: object) -> N:
    """*node* with some fields changed: unchecked, but for the spaces around its keywords."""
    return spaced(with_fields(node, changes))


def with_fields(node: N, changes: dict[str, object]) -> N:
    """*node* with some fields changed, unchecked."""
    cls = node.__class__
    new: N = maker(cls)(*[changes[f] if f in changes else getattr(node, f) for f in fields_of(cls)])
    return new


@cache
def fields_of(cls: type) -> tuple[str, ...]:
    """The names of the fields of *cls*."""
    return tuple(field.name for field in dataclasses.fields(cls))
