"""Where the walk is, as rules may ask."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import TYPE_CHECKING, Any

import libcst as cst

if TYPE_CHECKING:  # it knows this file
    from mvpy.machine.context import Context

VALUE, CONDITION, EFFECT, OPERAND, CHAIN = "value", "condition", "effect", "operand", "chain"
OBJECT = "object"


class Place:
    """The node at hand, and what is around it.

    position    what becomes of the value of the expression at hand: VALUE; CONDITION (only its truth
                matters); EFFECT (nothing); OPERAND (the left operand of `and`, `or`: value and truth);
                OBJECT (an attribute of it is looked up); CHAIN (the rule of the parent takes this node apart)
    origin      the node at hand as it was, before what is inside of it was rewritten
    line        of the source, at which the statement at hand stands
    section     the line at which the statement of the module began of which the one at hand is a part, or has become
    toplevel    the statement of the module in which the walk is
    blocks      the functions and classes in whose bodies it is, outer before inner
    functions   the names of the functions around, None for a class
    """

    def __init__(self, bodies: Set[str]) -> None:
        """*bodies* are the functions of ours that stand for the bodies of classes."""
        self.position = VALUE
        self.origin: Any = None  # of a kind that the rule at work takes
        self.line = 0
        self.section = 0
        self.toplevel: cst.CSTNode | None = None
        self.blocks: list[cst.FunctionDef | cst.ClassDef] = []
        self.functions: list[str | None] = []
        self.bodies = bodies
        # compound statement -> what is done with it when what is inside has been rewritten: (new, old, cx) -> new
        self.after_children: dict[int, tuple[cst.CSTNode, Callable[[Any, Any, Context], Any]]] = {}

    @property
    def in_function(self) -> bool:
        """Is the statement at hand in a function (not in the body of a class)?"""
        around = self.functions[-1] if self.functions else None
        return around is not None and around not in self.bodies

    @property
    def in_class_body(self) -> bool:
        """Is the rule at work in the body of a class that stays?"""
        return bool(self.blocks) and isinstance(self.blocks[-1], cst.ClassDef)
