"""What a rewrite promises: its contract, one declaration in the rewrite's own file.

    CONTRACT = Contract(
        removes=Construct("conditional expression", cst.IfExp),
        grammar="expression",
        after={"assignment_expression": "…"},
    )

From the contracts follow the order in which the rewrites may run, what has to be gone after each of them, which
one expands a construct before its turn, and what stays at each level.  The checks are in `mvpy.machine.passes`.
After nanopass, where a pass names the language that it leaves, and Dotty, whose phases say what they ensure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import libcst as cst

if TYPE_CHECKING:  # they know this file
    from mvpy.machine.context import Context
    from mvpy.machine.rewrite import Rules

LEVELS = ("core", "readable")


class Construct:
    """A construct of the language: what the judge calls it, the kinds of its nodes, and which of these are meant.

    One without kinds cannot be seen at a node: whether a name is private, say, is a matter of what is around it.
    """

    def __init__(
        self, name: str, *kinds: type[cst.CSTNode], such: Callable[[Any], bool] | None = None
    ) -> None:
        self.name, self.kinds, self.such = name, kinds, such

    def __repr__(self) -> str:
        return f"Construct({self.name!r})"

    def is_at(self, node: cst.CSTNode) -> bool:
        """Is *node* this construct?"""
        return isinstance(node, self.kinds) and (self.such is None or self.such(node))


@dataclass(frozen=True)
class Opening:
    """A construct that cannot stay where another goes, and why; *such* says which of its nodes, if not all."""

    rewrite: str
    because: str
    such: Callable[[Any, Context], bool] = lambda node, cx: True


@dataclass(frozen=True)
class Newer:
    """A form of a construct that Pythons before *since* do not read; *words* call it, as in "it has …".

    *kinds* and *such* say which nodes are meant; without them it is all that the rewrite removes.  *at* gives the node
    in such a one that people are shown.  A look at the text that says where there is none is in
    `mvpy.rewrites.lowering.hints`.
    """

    since: tuple[int, ...]
    words: str
    kinds: tuple[type[cst.CSTNode], ...] = ()
    such: Callable[[Any], bool] | None = None
    at: Callable[[Any], cst.CSTNode] | None = None

    def is_at(self, node: cst.CSTNode, removes: Construct) -> bool:
        """Is *node* of this form of the construct that the rewrite *removes*?"""
        if not self.kinds:
            return removes.is_at(node) and (self.such is None or self.such(node))
        return isinstance(node, self.kinds) and (self.such is None or self.such(node))


@dataclass(frozen=True)
class Contract:
    """What one rewrite promises.

    removes     the construct that is gone when it has run
    grammar     the rules of Python's grammar of which it takes alternatives, with commas between
    words       what its construct is called besides: signs, and words of everyday; its name, its title and the Grammar
                of its docstring say most of them
    first       why it runs before all that do not say so, if it does
    after       rewrites that must have run before, each with the reason; that a rewrite comes before those that
                take what its templates are made of need not be said
    opens       constructs that go with this one, where they would stay otherwise
    stays_at    the levels at which the construct stays
    always      whether it runs although it is to be kept
    since       the Python from which on there is the construct, or from which on the rewrite does something
    newer       forms of the construct that not all Pythons read from 3.6 on: these go where an output is for an older one
    needs       kinds of nodes, or marks, see `mvpy.tree.node_kinds`: a statement in which there is none is not
                entered; where none are said, these are the kinds of nodes that there are rules for
    sees        what the walk shows to this rewrite only, see `SIGHTS`
    finish      what is done to the whole module when all rewrites have run
    where_kept  the rules that run in its place, one after the other, where the construct stays: a function of
                (the module as it was, the lines of those that are opened all the same, the context)
    must_open   the lines of those that cannot stay, as it turns out when all rewrites have run: a function of
                (the module now, as it was, the context)
    """

    removes: Construct
    grammar: str
    words: tuple[str, ...] = ()
    first: str = ""
    after: Mapping[str, str] = field(default_factory=dict)
    opens: tuple[Opening, ...] = ()
    stays_at: tuple[str, ...] = ()
    since: tuple[int, int] = (3, 8)
    newer: tuple[Newer, ...] = ()
    needs: tuple[type, ...] = ()
    sees: tuple[str, ...] = ()
    always: bool = False
    finish: Callable[[cst.Module, Context], cst.Module] | None = None
    where_kept: Callable[[cst.Module, frozenset[int], Context], list[Rules]] | None = None
    must_open: Callable[[cst.Module, cst.Module, Context], set[int]] | None = None


# What the walk keeps from most rewrites, so that they need not think of it.
SIGHTS = {
    "layout": "lines and suites as they are written; for others each statement has a line of its own",
    "elif": "an `elif` as a statement; for others it is a part of the statement around",
    "targets": "subscriptions that are targets; for others they belong to the statements around",
    "unevaluated": "annotations of locals; for others, since nobody evaluates them, they are not there",
    "texts": "what is inside of annotations that are nothing but texts",
    "fields": "formatted strings whose fields hold what a field cannot: it takes them apart, or reads them no more",
    "templates": "template strings whose fields have changed: it shows the text that they had",
}
