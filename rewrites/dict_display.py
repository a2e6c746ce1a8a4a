"""A dict display: keys and values, in turn.

    ages = {"Ada": 36, name: age}

becomes

    ages = _dict_of("Ada", 36, name, age)

Grammar
    dict_display ::= "{" [dict_item_list | dict_comprehension] "}"
    dict_item ::= expression ":" expression | "**" or_expr

Meaning
    1. Keys and values are evaluated from left to right, the key before its value.
    2. Of keys that are equal, the first key and the last value are kept.
    3. A mapping after `**` is asked for its keys, and updates what stands before it.

Reference
    https://docs.python.org/3/reference/expressions.html#dictionary-displays
    PEP 448
"""

import libcst as cst

from mvpy.rule import rewrites


@rewrites(cst.Dict)
def dict_display(node: cst.Dict, cx):
    out = None
    pairs: list[cst.Arg] = []
    for element in node.elements:
        if isinstance(element, cst.StarredDictElement):
            out = merged(out, dict_of(pairs, cx) if pairs or out is None else None, cx)
            out, pairs = merged(out, element.value, cx), []
        else:
            pairs += [cst.Arg(element.key), cst.Arg(element.value)]
    if out is None:
        return dict_of(pairs, cx)
    return merged(out, dict_of(pairs, cx) if pairs else None, cx)


def dict_of(pairs: list[cst.Arg], cx) -> cst.Call:
    """The dict of keys and values that take turns."""
    return cst.Call(cx.helper("dict_of"), pairs) if pairs else cst.Call(cx.helper("dict"))


def merged(left, right, cx):
    """*left* updated by *right*; either may be missing."""
    if left is None or right is None:
        return left or right
    return cst.Call(cx.helper("dict_merged"), [cst.Arg(left), cst.Arg(right)])
