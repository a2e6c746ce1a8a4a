"""What kinds of nodes a statement holds, so that a pass skips the statements that hold nothing for it.

Most rewrites find something in few statements, and most statements stay the same for many passes.  So each
statement is looked through once, and its kinds are kept; a kind is a bit of an integer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import count
from typing import Any

import libcst as cst

from mvpy.tree.description import walked_fields
from mvpy.tree.generated import compiled, function
from mvpy.tree.let import Let
from mvpy.tree.nodes import STATEMENTS

NUMBERS = count()
CONSTANTS = frozenset({"None", "True", "False", "__debug__"})
MANY = 60  # calls in one statement
# Half of all nodes are names, and most of them have nothing that is marked: no function is called for these.
IS_PLAIN_NAME = "not value.lpar and value.value not in CONSTANTS"
IS_BYTES = "node.value[0] in 'bB' or node.value[0] in 'rR' and node.value[1] in 'bB'"


# Marks: what is found in nearly every statement, but seldom such that a rewrite has to do with it.


class Constant:
    """Marks a statement in which there is a name of CONSTANTS."""


class Parenthesized:
    """Marks a statement in which there is a name, a call or an integer in parentheses."""


class BytesLiteral:
    """Marks a statement in which there is a bytes literal."""


class ManyCalls:
    """Marks a statement in which there are MANY calls, or more."""


class NodeKinds:
    """The kinds of the nodes in each statement."""

    def __init__(self, before: NodeKinds | None = None) -> None:
        """What is known *before* holds here, too: of statements that stay as long as this does."""
        self.known: dict[int, int] = dict(before.known) if before else {}  # by the id of the statement
        self.kept: list[cst.CSTNode] = []  # these statements: so nothing else gets their ids
        self.calls = 0  # in the statement at hand

    def of(self, node: cst.CSTNode) -> int:
        """The kinds in the statement *node*."""
        known = self.known.get(id(node))
        if known is not None:
            return known
        around, self.calls = self.calls, 0
        kinds = collector(node.__class__)(node, self)
        if self.calls >= MANY:
            kinds |= MANY_CALLS
        self.calls = around
        self.known[id(node)] = kinds
        self.kept.append(node)
        return kinds

    def holds(self, statement: cst.CSTNode, cls: type) -> bool:
        """Is *statement* a node of type *cls*, or is there one in it?"""
        return bool(self.of(statement) & kind_of(cls))


@cache
def kind_of(cls: type) -> int:
    """The kind of *cls*."""
    return 1 << next(NUMBERS)


@cache
def collector(cls: type) -> Callable[[Any, NodeKinds], int]:
    """A function of a node of type *cls* that gives the kinds in it; statements inside it are asked of the `NodeKinds`.

    It is generated, since every statement is looked through again whenever it has changed.
    """
    lines = ["def collect(node, at):", f"    kinds = {kind_of(cls)}"]
    lines += ["    at.calls += 1"] if cls is cst.Call else []
    lines += (
        [f"    if node.lpar: kinds |= {PARENTHESIZED}"] if cls in (cst.Call, cst.Integer, cst.Name) else []
    )
    lines += [f"    if {IS_BYTES}: kinds |= {BYTES_LITERAL}"] if cls is cst.SimpleString else []
    lines += [f"    if node.value in CONSTANTS: kinds |= {CONSTANT}"] if cls is cst.Name else []
    if cls is cst.IndentedBlock:  # most of its statements have been looked through
        lines += [
            "    known = at.known.get",
            "    for part in node.body: kinds |= known(id(part)) or at.of(part)",
        ]
    for field in walked_fields(cls) if cls not in (cst.Name, cst.IndentedBlock) else ():
        lines += [
            f"    value = node.{field}",
            "    kind = value.__class__",
            f"    if kind is Name and {IS_PLAIN_NAME}: kinds |= {kind_of(cst.Name)}",
            "    elif value is None: pass",
            "    elif kind is tuple or kind is list:",
            "        for part in value: kinds |= inner[part.__class__](part, at)",
            "    else: kinds |= inner[kind](value, at)",
        ]
    source = "\n".join([*lines, "    return kinds"])
    env = {"inner": INNER, "CONSTANTS": CONSTANTS, "Name": cst.Name}
    return function(compiled(source, f"kinds in {cls.__name__}"), "collect", env)


class InnerCollectors(dict[type, Callable[[Any, NodeKinds], int]]):
    """By type: the same of a node inside a statement; other statements keep their kinds themselves.

    To ask a dictionary takes half as long as to call a function that remembers what it gave.
    """

    def __missing__(self, cls: type) -> Callable[[Any, NodeKinds], int]:
        is_statement = issubclass(cls, STATEMENTS)
        self[cls] = kinds_of_statement if is_statement else collector(cls)
        return self[cls]


INNER = InnerCollectors()


def kinds_of_statement(statement: cst.CSTNode, at: NodeKinds) -> int:
    """The kinds in *statement*, as *at* keeps them."""
    return at.of(statement)


def kinds_of(classes: Iterable[type]) -> int:
    """The kinds of *classes*; and that of `Let`, which concerns every pass."""
    out = kind_of(Let)
    for cls in classes:
        out |= kind_of(cls)
    return out


CONSTANT, PARENTHESIZED, BYTES_LITERAL, MANY_CALLS = map(
    kind_of, (Constant, Parenthesized, BytesLiteral, ManyCalls)
)
