"""What an occurrence of a construct looks like, in words: so that an interpreter can be wrong in some forms of it only.

    shape_of(node of `(*a, b)`)    {"elements: StarredElement", "elements: Element", "elements: several", …}
    shape_of(node of `R"\\d"`)     {"prefix R", "backslash"}

A word names a field of the node and the kind of what is there, two steps down, or a peculiarity of a name, a number, a
text.  Suites are not looked into.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.tree.nodes import fields_with_nodes

STEPS = 2
LONG = 9  # digits of an integer, from which on it may not fit into a machine word
SUITES = (cst.BaseSuite, cst.BaseStatement, cst.Else, cst.Finally, cst.ExceptHandler, cst.ExceptStarHandler)
LAYOUT = (
    cst.BaseParenthesizableWhitespace, cst.TrailingWhitespace, cst.EmptyLine, cst.Newline, cst.Comma, cst.Colon,
    cst.Dot, cst.Semicolon, cst.AssignEqual, cst.LeftParen, cst.RightParen, cst.LeftSquareBracket,
    cst.RightSquareBracket, cst.LeftCurlyBrace, cst.RightCurlyBrace,
)  # fmt: skip
CONSTANTS = frozenset({"None", "True", "False", "__debug__"})


def shape_of(node: cst.CSTNode, steps: int = STEPS) -> frozenset[str]:
    """The words for *node*, and for what is so many *steps* below it."""
    return frozenset(words(node, steps))


def words(node: cst.CSTNode, steps: int) -> Iterator[str]:
    """`shape_of`, one word after the other; some more than once."""
    yield from peculiarities(node)
    for name in fields_with_nodes(type(node)):
        value = getattr(node, name)
        children = value if isinstance(value, (list, tuple)) else (value,)
        count = 0
        for child in children:
            if not isinstance(child, cst.CSTNode) or isinstance(child, LAYOUT):
                continue
            count += 1
            if isinstance(child, SUITES):
                yield name
                continue
            yield f"{name}: {type(child).__name__}"
            below = words(child, steps - 1) if steps > 1 else peculiarities(child)
            yield from (f"{name}: {type(child).__name__}: {word}" for word in below)
        if count > 1:
            yield f"{name}: several"


def peculiarities(node: cst.CSTNode) -> Iterator[str]:
    """What is peculiar about the text of *node*: a name, a number, a string."""
    if isinstance(node, cst.Name):
        yield from of_name(node.value)
    elif isinstance(node, cst.Attribute):
        yield from (f"attribute {word}" for word in of_name(node.attr.value))
    elif isinstance(node, cst.FormattedStringExpression) and node.conversion:
        yield f"conversion {node.conversion}"
    elif isinstance(node, cst.Integer) and len(node.value) > LONG:
        yield "long"
    elif isinstance(node, cst.SimpleString):
        yield from of_string(node)


def of_name(name: str) -> Iterator[str]:
    """What is peculiar about *name*."""
    if name in CONSTANTS or name.startswith("__") and name.endswith("__"):
        yield name
    elif name.startswith("__"):
        yield "private"
    if not name.isascii():
        yield "not ASCII"


def of_string(node: cst.SimpleString) -> Iterator[str]:
    """What is peculiar about the string *node*."""
    prefix = node.value[: len(node.prefix)]  # as it is written
    if prefix:
        yield f"prefix {prefix}"
    if len(node.quote) > 1:
        yield "triple quotes"
    if "\\" in node.raw_value:
        yield "backslash"
    if "\\N" in node.raw_value:
        yield "name of a character"
    if not node.raw_value.isascii():
        yield "not ASCII"
