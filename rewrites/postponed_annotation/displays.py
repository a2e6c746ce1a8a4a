"""How the compiler writes displays of tuples, lists, sets and dicts, and comprehensions."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.rewrites.postponed_annotation.spelling import ABOVE_TEST, Level, in_parentheses_if, text


def element(node: cst.BaseElement | cst.BaseDictElement, place: Level = Level.TEST) -> str:
    """One element of a display."""
    if isinstance(node, cst.DictElement):
        return f"{text(node.key, Level.TEST)}: {text(node.value, Level.TEST)}"
    if isinstance(node, cst.StarredDictElement):
        return "**" + text(node.value, Level.BIT_OR)
    if isinstance(node, cst.StarredElement):
        return starred_text(node.value)
    return text(node.value, Level.TEST)


def starred_text(value: cst.BaseExpression) -> str:
    return "*" + text(value, Level.BIT_OR)


def as_tuple(elements: Sequence[str]) -> str:
    """The written *elements* as a tuple without parentheses."""
    return ", ".join(elements) + ("," if len(elements) == 1 else "")


def tuple_display(node: cst.Tuple, place: Level) -> str:
    if not node.elements:
        return "()"
    return in_parentheses_if(place > Level.TUPLE, as_tuple([element(each) for each in node.elements]))


def list_display(node: cst.List, place: Level) -> str:
    return f"[{', '.join(element(each) for each in node.elements)}]"


def braces_display(node: cst.Set | cst.Dict, place: Level) -> str:
    return f"{{{', '.join(element(each) for each in node.elements)}}}"


def generator(node: cst.GeneratorExp, place: Level) -> str:
    return f"({text(node.elt, Level.TEST)}{loops(node.for_in)})"


def list_comprehension(node: cst.ListComp, place: Level) -> str:
    return f"[{text(node.elt, Level.TEST)}{loops(node.for_in)}]"


def set_comprehension(node: cst.SetComp, place: Level) -> str:
    return f"{{{text(node.elt, Level.TEST)}{loops(node.for_in)}}}"


def dict_comprehension(node: cst.DictComp, place: Level) -> str:
    pair = f"{text(node.key, Level.TEST)}: {text(node.value, Level.TEST)}"
    return f"{{{pair}{loops(node.for_in)}}}"


def merging_comprehension(node: cst.StarredDictComp, place: Level) -> str:
    return f"{{**{text(node.value, Level.BIT_OR)}{loops(node.for_in)}}}"


def loops(loop: cst.CompFor | None) -> str:
    """The `for` and `if` parts of a comprehension, from *loop* on."""
    result = ""
    while loop:
        word = "async for" if loop.asynchronous else "for"
        result += f" {word} {text(loop.target, Level.TUPLE)} in {text(loop.iter, ABOVE_TEST)}"
        result += "".join(f" if {text(each.test, ABOVE_TEST)}" for each in loop.ifs)
        loop = loop.inner_for_in
    return result
