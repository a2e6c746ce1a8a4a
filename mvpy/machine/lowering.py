"""Lowering: of a program goes what a host does not read, or does not get right; all else stays as it is written.

    Lowering((3, 8))                                what CPython 3.8 does not read
    Lowering(constructs=("with_statement",))        this construct, wherever it is
    Lowering(constructs=("docstring",), forms={"tuple_display": ("elements: StarredElement",), "attribute": (BESIDE,)})
                                                    displays with a star, too; and attributes, but only in statements
                                                    that lose one of those

Which forms of a construct came with which Python is said in the contracts, see `Newer`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # start-up: they import libcst, and what is remembered needs none
    from mvpy.machine.contract import Newer
    from mvpy.machine.passes import Order
    from mvpy.machine.rewrite import Rewrite

OLDEST_HOST = (3, 6)
# From the first of these Pythons on annotations wait until somebody asks for them.
DEFERRED, BEFORE_DEFERRED = (3, 14), (3, 13)
BESIDE = "beside another"


@dataclass(frozen=True)
class Lowering:
    """What is to go for a host: forms that came after its *version*, and *constructs*, by the names of their rewrites.

    Other constructs go in some *forms* only: words for the shapes of their nodes, see `mvpy.machine.shapes`, or BESIDE:
    in statements in which another one goes.  *lacks* are entries of the host contract that *host* cannot be given.
    With *annotations* types go from those, too, that the host keeps as texts.
    """

    version: tuple[int, int] | None = None
    constructs: tuple[str, ...] = ()
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    host: str = ""
    annotations: bool = False

    @property
    def is_of_interpreter(self) -> bool:
        """Is the host one that may lack anything, and not a CPython that is only older?"""
        return bool(self.constructs or self.forms)

    def newer(self, rewrite: Rewrite) -> Iterator[Newer]:
        """The forms of the construct of *rewrite* that the host does not read."""
        for form in rewrite.contract.newer:
            if self.version is not None and form.since > self.version:
                yield form

    def enabled(self, order: Order) -> frozenset[str]:
        """The names of the rewrites in *order* that are at work for this host."""
        return frozenset(
            rewrite.name for rewrite in order.rewrites
            if rewrite.name in self.constructs or rewrite.name in self.forms or any(self.newer(rewrite))
        )  # fmt: skip

    def takes_all(self, rewrite: Rewrite) -> bool:
        """Does the construct of *rewrite*, which is at work, go wherever it is?"""
        return rewrite.name in self.constructs or any(
            not form.kinds and form.such is None for form in self.newer(rewrite)
        )
