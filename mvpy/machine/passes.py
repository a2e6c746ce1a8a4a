"""The rewrites as passes: their order, held against their contracts; and what follows from the contracts.

    Order(rewrites)                      raises ContractError if they cannot run in this order
    passes = Passes(order, enabled)      some of them
    passes.stays(cst.ClassDef)           will there be class definitions in the output?
    passes.is_gone(cst.List, "unpacking")   are list displays gone when the rewrite of unpacking runs?

A rule asks for constructs, never for rewrites: which rewrite is enabled, and where it stands, is known here only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from inspect import CO_VARARGS
from types import FunctionType

import libcst as cst

from mvpy.errors import ContractError
from mvpy.machine.contract import LEVELS, SIGHTS, Construct, Contract, Opening
from mvpy.machine.lowering import Lowering
from mvpy.machine.occurrences import Chosen
from mvpy.machine.quote import place_of
from mvpy.machine.rewrite import Rewrite, Rules


class Order:
    """The *rewrites*, in the order in which they run; before them *lowering* ones, which take forms and no constructs."""

    def __init__(self, rewrites: Sequence[Rewrite], lowering: Sequence[Rewrite] = ()) -> None:
        self.rewrites = (*lowering, *rewrites)
        self.lowering = frozenset(rewrite.name for rewrite in lowering)
        self.names = tuple(rewrite.name for rewrite in self.rewrites)
        self.number = {name: n for n, name in enumerate(self.names)}
        self.last: dict[str | type, Rewrite] = {}  # construct, or kind of node -> who removes it
        self.removers: dict[type, list[Rewrite]] = {}
        others: list[Rewrite] = []
        for rewrite in lowering:
            check(rewrite, self.number)
        for rewrite in rewrites:
            check(rewrite, self.number)
            if self.names.count(rewrite.name) > 1:
                raise ContractError(rewrite.file, f"ORDER names `{rewrite.name}` twice")
            if rewrite.contract.first and others:
                words = f"it must run before `{others[0].name}`, and ORDER has it behind"
                raise ContractError(rewrite.file, f"{words}: {rewrite.contract.first}")
            others += [rewrite] if not rewrite.contract.first else []
            construct = rewrite.contract.removes
            if construct.name in self.last:
                other = self.last[construct.name].name
                raise ContractError(rewrite.file, f"`{other}` removes the {construct.name}, too")
            if late := self.taker_of_all(rewrite):
                words = f"it must run before `{late.name}`, and ORDER has it behind"
                raise ContractError(rewrite.file, f"{words}: that leaves no {construct.name} to it")
            self.last[construct.name] = rewrite
            for kind in construct.kinds:
                if construct.such is None or kind not in self.last:
                    self.last[kind] = rewrite
                self.removers.setdefault(kind, []).append(rewrite)

    def taker_of_all(self, rewrite: Rewrite) -> Rewrite | None:
        """One that comes before *rewrite* and removes all nodes that could be its construct, if there is one."""
        takers = [
            next((one for one in self.removers.get(kind, ()) if one.contract.removes.such is None), None)
            for kind in rewrite.contract.removes.kinds
        ]
        return takers[-1] if takers and all(takers) else None

    def named(self, name: str) -> Rewrite:
        """The rewrite called *name*."""
        return self.rewrites[self.number[name]]

    def remover(self, construct: str | type) -> Rewrite:
        """The rewrite that removes *construct*, a name or a kind of node."""
        return self.last[construct]

    def remover_of(self, node: cst.CSTNode) -> Rewrite:
        """The rewrite that removes *node*: the first whose construct it is."""
        for rewrite in self.removers.get(node.__class__, ()):
            if rewrite.contract.removes.is_at(node):
                return rewrite
        raise LookupError(f"no rewrite removes a {type(node).__name__}")

    def chosen(
        self, only: Sequence[str], keep: Sequence[str], until: str | None, level: str
    ) -> frozenset[str]:
        """The names of the rewrites that these options enable."""
        return frozenset(
            rewrite.name for rewrite in self.rewrites
            if (not only or rewrite.name in only)
            and level not in rewrite.contract.stays_at
            and (rewrite.name not in keep or rewrite.contract.always)
            and (until is None or self.number[rewrite.name] <= self.number[until])
        )  # fmt: skip


def check(rewrite: Rewrite, number: dict[str, int]) -> None:
    """A ContractError if the contract of *rewrite* does not fit it, or the order, in which *number* has the places."""
    name, contract = rewrite.name, rewrite.contract
    check_fields(rewrite)
    check_functions(rewrite)
    if not rewrite.rules:
        raise ContractError(rewrite.file, "it has no rule: no function is marked with @rewrites")
    for other, reason in contract.after.items():
        if other not in number:
            raise ContractError(rewrite.file, f"it is to run after `{other}`, which is no rewrite")
        if number[other] > number[name]:
            raise ContractError(
                rewrite.file, f"it must run after `{other}`, and ORDER has it before: {reason}"
            )
    for opening in contract.opens:
        if opening.rewrite not in number:
            raise ContractError(
                rewrite.file, f"it opens what `{opening.rewrite}` removes, which is no rewrite"
            )
    for said, known in ((contract.stays_at, LEVELS), (contract.sees, SIGHTS)):
        if unknown := set(said) - set(known):
            word = min(unknown)
            raise ContractError(
                rewrite.file, f"its contract says {word!r}, where there is {', '.join(known)}"
            )


# What stands in the fields of a contract, and how it looks.
FIELDS: dict[str, tuple[type, str]] = {
    "removes": (Construct, "Construct('assert', cst.Assert)"),
    "grammar": (str, "'assert_stmt'"),
    "words": (tuple, "('walrus',)"),
    "first": (str, "'others see one statement on a line'"),
    "after": (Mapping, "{'unpacking': 'the reason'}"),
    "opens": (tuple, "(Opening('break_statement', 'the reason'),)"),
    "stays_at": (tuple, "('readable',)"),
    "since": (tuple, "(3, 12)"),
    "sees": (tuple, "('layout',)"),
}


def check_fields(rewrite: Rewrite) -> None:
    """A ContractError if a field of the contract of *rewrite* holds what cannot stand there."""
    contract = rewrite.contract
    for name, (kind, example) in FIELDS.items():
        value = getattr(contract, name)
        if not isinstance(value, kind):
            raise ContractError(
                rewrite.file, f"its contract says {name}={value!r}, where something like {example} is meant"
            )
    for wrong in contract.removes.kinds:
        if not (isinstance(wrong, type) and issubclass(wrong, cst.CSTNode)):
            raise ContractError(
                rewrite.file, f"its construct is of the kind {wrong!r}, which is no kind of node"
            )
    for opening in contract.opens:
        if not isinstance(opening, Opening):
            raise ContractError(rewrite.file, f"its contract opens {opening!r}, which is no Opening")


def check_functions(rewrite: Rewrite) -> None:
    """A ContractError if a function of *rewrite* does not take what it is called with."""
    contract = rewrite.contract
    called: list[tuple[Callable[..., object], str]]
    called = [(rule, "node, cx") for rules in rewrite.rules.values() for rule in rules]
    called += [(contract.removes.such, "node")] if contract.removes.such else []
    called += [(opening.such, "node, cx") for opening in contract.opens]
    called += [(contract.finish, "tree, cx")] if contract.finish else []
    called += [(contract.where_kept, "tree, opened, cx")] if contract.where_kept else []
    called += [(contract.must_open, "tree, before, cx")] if contract.must_open else []
    for function, arguments in called:
        if not takes(function, arguments.count(",") + 1):
            name = getattr(function, "__name__", "it")
            raise ContractError(
                place_of(function), f"`{name}` does not take what it is called with: {arguments}"
            )


def takes(function: Callable[..., object], count: int) -> bool:
    """Can *function* be called with so many arguments?  What is not written in Python can."""
    code = getattr(function, "__code__", None)
    if code is None or not isinstance(function, FunctionType):
        return True
    least = code.co_argcount - len(function.__defaults__ or ())
    return least <= count and (count <= code.co_argcount or bool(code.co_flags & CO_VARARGS))


class Passes:
    """The rewrites of an *order* that are *enabled*; one may be at work at *chosen* occurrences only."""

    def __init__(
        self,
        order: Order,
        enabled: frozenset[str],
        chosen: Chosen | None = None,
        lowering: Lowering | None = None,
    ) -> None:
        self.order, self.enabled, self.chosen, self.lowering = order, enabled, chosen, lowering
        # The lines of the statements at which rewrites are at work by themselves.
        self.touched: frozenset[int] = frozenset()
        self.is_core = len(enabled) == len(order.rewrites)

    def __iter__(self) -> Iterator[Rewrite]:
        """All rewrites in their order, those that are not enabled among them."""
        return iter(self.order.rewrites)

    def of_helpers(self) -> Passes:
        """Those for the helpers that stand in an output which is no core: what the host does not read goes there, too."""
        enabled = self.enabled if self.lowering else frozenset()
        return Passes(self.order, enabled, lowering=self.lowering)

    def to_core(self) -> Passes:
        """All of them."""
        return self if self.is_core else Passes(self.order, frozenset(self.order.names))

    def stays(self, construct: str | type) -> bool:
        """May *construct*, a name or a kind of node, be in the output?"""
        return not self.goes(self.order.remover(construct))

    def goes(self, rewrite: Rewrite) -> bool:
        """Is the construct of *rewrite* to go wherever it is, and not only where it has a form that the host lacks?"""
        return rewrite.name in self.enabled and (self.lowering is None or self.lowering.takes_all(rewrite))

    def is_gone(self, construct: str | type, current_rewrite: str) -> bool:
        """Would a new *construct* stay, though it is to go, because its turn has come when *current_rewrite* runs?"""
        remover, number = self.order.remover(construct), self.order.number
        return self.goes(remover) and number[remover.name] <= number[current_rewrite]

    def openings(self, rewrite: Rewrite) -> Iterator[tuple[Rewrite, Opening]]:
        """What *rewrite* opens that would stay."""
        for opening in rewrite.contract.opens:
            if not self.goes(self.order.named(opening.rewrite)):
                yield self.order.named(opening.rewrite), opening

    def unfolding(self) -> Rules:
        """The rules that give each statement a line of its own, whichever rewrites are enabled."""
        rules: Rules = {}
        for rewrite in self.order.rewrites:
            if is_unfolding(rewrite.contract):
                rules |= rewrite.rules
        return rules


def is_unfolding(contract: Contract) -> bool:
    """Does a rewrite with this *contract* give statements lines of their own?"""
    return "layout" in contract.sees and "elif" not in contract.sees
