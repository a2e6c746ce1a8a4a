"""A dict display: keys and values, in turn.

    ages = {"Ada": 36, "Bob": age}
    names = {key: name}

becomes

    ages = _dict_of("Ada", 36, "Bob", age)
    names = dict(((key, name),))

Grammar
    dict_display ::= "{" [dict_item_list | dict_comprehension] "}"
    dict_item ::= expression ":" expression | "**" or_expr

Meaning
    1. Keys and values are evaluated from left to right, the key before its value; then the keys are hashed.
       From sixteen items on each is stored when it is evaluated, from Python 3.10 on.
    2. Of keys that are equal, the first key and the last value are kept.
    3. A mapping after `**` is asked for its keys, and updates what stands before it.

Exactly
    1. (words) What is no mapping is told as CPython tells it.
    2. (release) What is no mapping, and what was in the dictionary, is let go before the error is handled.

Reference
    https://docs.python.org/3/reference/expressions.html#dictionary-displays
    PEP 448; https://snarky.ca/unravelling-data-structure-displays/
"""

from collections.abc import Iterator, Sequence
from typing import TypeGuard

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.set_display import as_tuple
from mvpy.tree.let import Let
from mvpy.tree.literals import is_constant
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("dict", cst.Dict),
    grammar="dict, double_starred_kvpairs, double_starred_kvpair",
    words=("dictionary", "{}"),
    stays_at=("readable",),
)

Part = cst.BaseExpression | list[cst.DictElement]  # what stands after `**`, or pairs
START = quote("$items = dict()")
PUT = quote("setitem($items, $key, $value)")
ITEMS = quote("$items = $first")
UPDATE = quote("$items.update($more)")
MERGE = quote("dict_merged($items, $mapping)")


@rewrites(cst.Dict)
def dict_display(node: cst.Dict, cx: Context) -> cst.BaseExpression:
    most = 17 if cx.target >= (3, 10) else len(node.elements)
    parts = list(parts_of(node.elements, most))
    if cx.target >= (3, 10) and any(is_large(part) for part in parts):
        return one_by_one(parts, cx)
    out: cst.BaseExpression | None = None
    for part in parts:
        if isinstance(part, list):
            out = merged(out, dict_of(part, cx), cx)
        else:
            out = merged(out or dict_of([], cx), part, cx)
    return out or dict_of([], cx)


def parts_of(elements: Sequence[cst.BaseDictElement], most: int) -> Iterator[Part]:
    """The mappings after `**`, and between them lists of pairs, *most* of which CPython makes a dict of at once."""
    pairs: list[cst.DictElement] = []
    constant = all(is_constant(e.key) for e in elements if isinstance(e, cst.DictElement))
    for element in elements:
        if isinstance(element, cst.DictElement):
            pairs.append(element)
            if len(pairs) < most or constant:
                continue
        if pairs:
            yield pairs
            pairs = []
        if isinstance(element, cst.StarredDictElement):
            yield element.value
    if pairs:
        yield pairs


def is_large(part: Part) -> TypeGuard[list[cst.DictElement]]:
    """Does CPython store the pairs one by one, and can somebody tell?"""
    return isinstance(part, list) and len(part) > 15 and not all(is_constant(pair.key) for pair in part)


def one_by_one(parts: Sequence[Part], cx: Context) -> Let:
    """The display as statements that fill a dict."""
    items = cx.names.new("items")
    statements: Statements = ()
    names = [items.value]
    for n, part in enumerate(parts):
        if is_large(part):
            target = items if n == 0 else cx.names.new("more")
            statements += START(cx, items=target)
            for pair in part:
                statements += PUT(cx, items=target, key=pair.key, value=pair.value)
            if n > 0:
                statements += UPDATE(cx, items=items, more=target)
                names.append(target.value)
        elif n == 0:
            value = dict_of(part, cx) if isinstance(part, list) else merged(dict_of([], cx), part, cx)
            statements += ITEMS(cx, items=items, first=value)
        else:
            more = dict_of(part, cx) if isinstance(part, list) else part
            statements += MERGE(cx, items=items, mapping=more)
    return Let(statements, items, tuple(names))


def dict_of(pairs: list[cst.DictElement], cx: Context) -> cst.Call:
    """The dict of *pairs*; keys whose hash the program may see are hashed in its own frame."""
    if not pairs:
        return cst.Call(cx.names.helper("dict"))
    if all(is_constant(pair.key) for pair in pairs):
        parts = [part for pair in pairs for part in (pair.key, pair.value)]
        return cst.Call(cx.names.helper("dict_of"), [cst.Arg(part) for part in parts])
    tuples = [as_tuple([cst.Element(pair.key), cst.Element(pair.value)]) for pair in pairs]
    return cst.Call(cx.names.helper("dict"), [cst.Arg(as_tuple([cst.Element(pair) for pair in tuples]))])


def merged(left: cst.BaseExpression | None, right: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """*left* updated by *right*; *left* may be missing."""
    if left is None:
        return right
    return cst.Call(cx.names.helper("dict_merged"), [cst.Arg(left), cst.Arg(right)])
