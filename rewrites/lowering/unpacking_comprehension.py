"""Unpacking in a comprehension: one loop more.

    flat = [*row for row in rows]
    merged = {**part for part in parts}

becomes

    flat = [_item for row in rows for _item in row]
    merged = {_key: part[_key] for part in parts for _key in part.keys()}

Grammar
    comprehension ::= flexible_expression comp_for
    dict_comprehension ::= "**" or_expr comp_for

Meaning
    1. Each time, all of what is unpacked comes, in its order.
    2. Of a mapping, the keys are asked for first, and then the value of each.

Differs
    What is unpacked in a generator expression gets nothing that is sent to the generator. What is no mapping is refused
    with an AttributeError.

Reference
    https://docs.python.org/3.15/reference/expressions.html#displays-for-lists-sets-and-dictionaries
    PEP 798
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.tree.nodes import parenthesized

LISTED = (cst.ListComp, cst.SetComp, cst.GeneratorExp)


def unpacks(node: cst.CSTNode) -> bool:
    """Does the comprehension *node* unpack its element?"""
    return isinstance(node, cst.StarredDictComp) or (
        isinstance(node, LISTED) and isinstance(node.elt, cst.StarredElement)
    )


CONTRACT = Contract(
    removes=Construct("unpacking in a comprehension", *LISTED, cst.StarredDictComp, such=unpacks),
    grammar="listcomp, setcomp, genexp, dictcomp",
    newer=(Newer((3, 15), "unpacking in a comprehension"),),
    sees=("layout", "elif", "fields", "texts", "unevaluated"),
)


@rewrites(*LISTED)
def unpacked_items(
    node: cst.ListComp | cst.SetComp | cst.GeneratorExp, cx: Context
) -> cst.BaseExpression | None:
    if not isinstance(node.elt, cst.StarredElement):
        return None
    item = cx.names.new("item")
    return node.with_changes(elt=item, for_in=with_loop(node.for_in, item, node.elt.value))


@rewrites(cst.StarredDictComp)
def unpacked_mapping(node: cst.StarredDictComp, cx: Context) -> cst.DictComp:
    key, mapping, loops = cx.names.new("key"), node.value, node.for_in
    if not isinstance(mapping, cst.Name):
        name = cx.names.new("mapping")
        only = cst.Tuple([cst.Element(mapping, comma=cst.Comma())])
        mapping, loops = name, with_loop(loops, name, only)
    value = cst.Subscript(mapping, [cst.SubscriptElement(cst.Index(key))])
    keys = cst.Call(cst.Attribute(mapping, cst.Name("keys")))
    return cst.DictComp(
        key,
        value,
        with_loop(loops, key, keys),
        lbrace=node.lbrace,
        rbrace=node.rbrace,
        lpar=node.lpar,
        rpar=node.rpar,
    )


def with_loop(loop: cst.CompFor, target: cst.Name, iterable: cst.BaseExpression) -> cst.CompFor:
    """*loop*, in the innermost of whose loops *target* goes through *iterable*."""
    if loop.inner_for_in is not None:
        return loop.with_changes(inner_for_in=with_loop(loop.inner_for_in, target, iterable))
    if isinstance(iterable, cst.IfExp | cst.Lambda | cst.NamedExpr) and not iterable.lpar:
        iterable = parenthesized(iterable)
    return loop.with_changes(inner_for_in=cst.CompFor(target, iterable))
