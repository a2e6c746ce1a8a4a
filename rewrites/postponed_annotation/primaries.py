"""How the compiler writes primaries: attributes, calls, subscriptions."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.rewrites.postponed_annotation.displays import as_tuple, starred_text
from mvpy.rewrites.postponed_annotation.spelling import Level, identifier, text


def attribute(node: cst.Attribute, place: Level) -> str:
    """An attribute; the dot after an integer needs a space, or the number would be a float."""
    dot = " ." if isinstance(node.value, cst.Integer) else "."
    return text(node.value, Level.ATOM) + dot + identifier(node.attr.value)


def call(node: cst.Call, place: Level) -> str:
    """A call, its positional arguments first, wherever they stood."""
    called = text(node.func, Level.ATOM)
    if is_lone_generator(node.args):
        return called + text(node.args[0].value, Level.TEST)
    positional = [each for each in node.args if is_positional(each)]
    by_keyword = [each for each in node.args if not is_positional(each)]
    return f"{called}({', '.join(argument(each) for each in positional + by_keyword)})"


def is_lone_generator(arguments: Sequence[cst.Arg]) -> bool:
    """Whether a call has one argument, a generator expression, whose parentheses are those of the call."""
    return (
        len(arguments) == 1
        and isinstance(arguments[0].value, cst.GeneratorExp)
        and arguments[0].keyword is None
        and not arguments[0].star
    )


def is_positional(node: cst.Arg) -> bool:
    return node.keyword is None and node.star != "**"


def argument(node: cst.Arg) -> str:
    if node.star == "*":
        return starred_text(node.value)
    keyword = f"{identifier(node.keyword.value)}=" if node.keyword else node.star
    return keyword + text(node.value, Level.TEST)


def subscript(node: cst.Subscript, place: Level) -> str:
    return f"{text(node.value, Level.ATOM)}[{index(node.slice)}]"


def index(elements: Sequence[cst.SubscriptElement]) -> str:
    """What stands in the brackets: one expression or slice, or a tuple of them without its parentheses."""
    first = elements[0]
    if len(elements) > 1 or isinstance(first.comma, cst.Comma) or is_starred(first.slice):
        return as_tuple([index_element(each.slice, Level.TEST) for each in elements])
    return index_element(first.slice, Level.TUPLE)


def is_starred(node: cst.BaseSlice) -> bool:
    return isinstance(node, cst.Index) and bool(node.star)


def index_element(node: cst.BaseSlice, place: Level) -> str:
    """One element of the brackets, an expression in *place* or a slice."""
    if isinstance(node, cst.Index):
        return starred_text(node.value) if node.star else text(node.value, place)
    assert isinstance(node, cst.Slice)
    lower, upper, step = (text(x, Level.TEST) if x else "" for x in (node.lower, node.upper, node.step))
    return f"{lower}:{upper}:{step}" if node.step else f"{lower}:{upper}"
