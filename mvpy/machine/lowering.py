"""Lowering: of a program goes what a host does not read, or does not get right; all else stays as it is written.

    Lowering((3, 8))                                what CPython 3.8 does not read
    Lowering(constructs=("with_statement",))        this construct, wherever it is
    Lowering(constructs=("docstring",), forms={"tuple_display": ("elements: StarredElement",), "attribute": (BESIDE,)})
                                                    displays with a star, too; and attributes, but only in statements
                                                    that lose one of those
    Lowering(constructs=("comprehension",), kept={"comprehension": ("elt: Await",)})
                                                but where it has this form, it stays

Which forms of a construct came with which Python is said in the contracts, see `Newer`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # start-up: they import libcst, and what is remembered needs none
    from mvpy.machine.contract import Newer
    from mvpy.machine.passes import Order
    from mvpy.machine.rewrite import Rewrite

OLDEST_HOST = (3, 6)
NEWEST = (3, 15)
# From the first of these Pythons on annotations wait until somebody asks for them.
DEFERRED, BEFORE_DEFERRED = (3, 14), (3, 13)
BESIDE = "beside another"
# What `mvpy conform --profile` has written of the interpreters that are known.
PROFILES = Path(__file__).parents[1] / "hosts" / "profiles"


@dataclass(frozen=True)
class Lowering:
    """What is to go for a host: forms that came after its *version*, and *constructs*, by the names of their rewrites.

    Of those *unread* the newer forms go, whatever the version.
    Other constructs go in some *forms* only: words for the shapes of their nodes, see `mvpy.machine.shapes`, or BESIDE:
    in statements in which another one goes.  What has a form of those *kept* stays, for the host gets it wrong without
    it, too.  *lacks* are entries of the host contract that *host* cannot be given.
    With *annotations* types go from those, too, that the host keeps as texts.
    """

    version: tuple[int, int] | None = None
    constructs: tuple[str, ...] = ()
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    host: str = ""
    annotations: bool = False
    unread: tuple[str, ...] = ()

    @property
    def is_of_interpreter(self) -> bool:
        """Is the host one that may lack anything, and not a CPython that is only older?"""
        return bool(self.constructs or self.forms or self.unread)

    def newer(self, rewrite: Rewrite) -> Iterator[Newer]:
        """The forms of the construct of *rewrite* that the host does not read."""
        for form in rewrite.contract.newer:
            if rewrite.name in self.unread or self.version is not None and form.since > self.version:
                yield form

    def enabled(self, order: Order) -> frozenset[str]:
        """The names of the rewrites in *order* that are at work for this host."""
        return frozenset(
            rewrite.name for rewrite in order.rewrites
            if rewrite.name in self.constructs or rewrite.name in self.forms or any(self.newer(rewrite))
        )  # fmt: skip

    def takes_all(self, rewrite: Rewrite) -> bool:
        """Does the construct of *rewrite*, which is at work, go wherever it is?"""
        if rewrite.name in self.constructs:
            return rewrite.name not in self.kept
        return any(not form.kinds and form.such is None for form in self.newer(rewrite))

    def is_wrong(self, name: str, shape: frozenset[str], is_beside: bool = False) -> bool:
        """Does the construct that the rewrite *name* takes go where it has this *shape*, perhaps *beside* another that goes?"""
        if not shape.isdisjoint(self.kept.get(name, ())):
            return False
        forms = self.forms.get(name, ())
        return name in self.constructs or is_beside and BESIDE in forms or not shape.isdisjoint(forms)

    @property
    def names(self) -> tuple[str, ...]:
        """The rewrites whose constructs go, all or some."""
        return (*self.constructs, *self.forms, *self.unread)

    def without(self, names: Collection[str]) -> Lowering:
        """The same, but the constructs that the rewrites *names* take stay."""
        return replace(
            self,
            constructs=tuple(name for name in self.constructs if name not in names),
            forms={name: found for name, found in self.forms.items() if name not in names},
            unread=tuple(name for name in self.unread if name not in names),
            kept={**self.kept, **dict.fromkeys(names, ())},
        )

    def with_unread(self, names: Collection[str]) -> Lowering:
        """The same, but the newer forms that the rewrites *names* take go, too."""
        return replace(self, unread=(*self.unread, *names))

    def with_forms(self, name: str, forms: Collection[str]) -> Lowering:
        """The same, but the construct that the rewrite *name* takes goes in these *forms*, too."""
        kept = {other: found for other, found in self.kept.items() if other != name or found}
        return replace(self, forms={**self.forms, name: joined(self.forms.get(name, ()), forms)}, kept=kept)

    def with_kept(self, name: str, forms: Collection[str]) -> Lowering:
        """The same, but the construct that the rewrite *name* takes stays in these *forms*."""
        return replace(self, kept={**self.kept, name: joined(self.kept.get(name, ()), forms)})


def lowering_with(
    forms: Mapping[str, tuple[str, ...]],
    kept: Mapping[str, tuple[str, ...]],
    lacks: tuple[str, ...],
    host: str,
) -> Lowering:
    """What takes the constructs of *forms*, those without any wherever they are; see `Lowering` for the rest."""
    everywhere = tuple(name for name, found in forms.items() if not found)
    some = {name: found for name, found in forms.items() if found}
    return Lowering(constructs=everywhere, forms=some, kept=kept, lacks=lacks, host=host)


def joined(some: Collection[str], more: Collection[str]) -> tuple[str, ...]:
    """The forms *some*, and those in *more*, in their order."""
    return tuple(sorted({*some, *more}))
