"""The same variables unpacked into again and again: one call binds them all, but in one place, which stays.

_items = _unpack(row, 6)                def _store(_a, …, _f):
a = _getitem(_items, 0)                     nonlocal a, …, f
…                             ->            a = _a
f = _getitem(_items, 5)                     …
                                            f = _f
                                        …
                                        _store(*_unpack(row, 6))

The parameters of a function are all that the core can bind at once, without a call for each. To make the function, and
variables that it shares, takes as long as about eight unpackings of six variables save; so there must be that many
places, or some of them in a loop, and then it is shorter, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set as AbstractSet

import libcst as cst

from mvpy.economy.flow import Flow
from mvpy.economy.items import (
    Block,
    Function,
    Item,
    Line,
    Loop,
    blocks_in,
    guard_of,
    is_commented,
    item_of,
    leaves,
)
from mvpy.machine.context import Context
from mvpy.machine.quote import quote

NAMES, PLACES, TIMES = 6, 2, 8  # fewer variables, or places, or seldom: that is no shorter, or no faster
STORE = quote("$store(*$items)")
BIND = quote("$name = $value")
# Where it stands: the block, the place in it; what it binds; how often it runs at least, for what is known of that.
Group = tuple[Block, int, tuple[str, ...], int]


class Stores:
    """Goes through the *block* of a function; of its variables only it sees those that are *private*."""

    def __init__(self, block: Block, flow: Flow, private: AbstractSet[str], cx: Context) -> None:
        self.flow, self.private, self.cx = flow, private, cx
        groups: dict[tuple[str, ...], list[Group]] = {}
        for group in self.groups(block):
            groups.setdefault(group[2], []).append(group)
        taken: set[str] = set()
        for names, (_, *again) in groups.items():
            worth = len(again) >= PLACES and sum(times for *_, times in again) >= TIMES
            if worth and taken.isdisjoint(names):
                taken.update(names)
                self.share(block, names, again)

    def groups(self, block: Block, times: int = 1) -> Iterator[Group]:
        """All unpackings into variables in *block*, which runs so many *times*, the last of a suite first."""
        for at in reversed(range(len(block))):
            for inner in blocks_in(block[at]):
                yield from self.groups(inner, TIMES if self.repeats(block[at]) else times)
            names = self.unpacked(block, at)
            if len(names) >= NAMES and len({*names}) == len(names) and self.private >= {*names}:
                yield block, at, names, times

    def repeats(self, item: Item) -> bool:
        """Is *item* a loop that may run more than once?"""
        return isinstance(item, Loop) and not guard_of(item, self.cx.names.flags) and not leaves(item.body)

    def unpacked(self, block: Block, at: int) -> tuple[str, ...]:
        """The variables that get the items of what is unpacked *at* a place of *block*."""
        match block[at]:
            case Line(
                name=items, value=cst.Call(args=[_, cst.Arg(value=cst.Integer(value=count))]) as call
            ) as line:
                stores = self.stores(block[at + 1 : at + 1 + int(count, 0)], items)
            case _:
                return ()
        if (
            not self.calls(call, "unpack")
            or items not in self.cx.names.temporaries
            or len(stores) != int(count, 0)
        ):
            return ()
        if not stores or items not in self.flow.bits or self.flow.is_live(items, stores[-1]):
            return ()
        if any(is_commented(store) or store.lead for store in stores) or is_commented(line):
            return ()
        return tuple(store.name for store in stores)

    def stores(self, block: Sequence[Item], items: str) -> list[Line]:
        """The lines at the beginning of *block* that bind variables to the first, the second, … of *items*."""
        found: list[Line] = []
        for item in block:
            match item:
                case Line(
                    name=name,
                    value=cst.Call(
                        args=[cst.Arg(value=cst.Name(value=again)), cst.Arg(value=cst.Integer(value=index))]
                    ) as call,
                ) if (
                    name and name != items and again == items and self.calls(call, "getitem")
                ):
                    if int(index, 0) == len(found):
                        found.append(item)
                        continue
            break
        return found

    def calls(self, call: cst.Call, helper: str) -> bool:
        """Does *call* call that *helper*?"""
        return isinstance(call.func, cst.Name) and self.cx.names.hosted.used.get(call.func.value) == helper

    def share(self, block: Block, names: tuple[str, ...], groups: list[Group]) -> None:
        """Let a function, defined at the beginning of *block*, bind *names* for these *groups*."""
        store = self.cx.names.new("store")
        for suite, at, *_ in groups:
            line = suite[at]
            assert isinstance(line, Line)
            (call,) = STORE(self.cx, store=store, items=line.value)
            self.cx.lines.placed(line.node, call)
            new = item_of(call)
            new.lead = line.lead
            suite[at : at + 1 + len(names)] = [new]
        values = [self.cx.names.new(name.strip("_")) for name in names]
        binds = [
            line
            for name, value in zip(names, values)
            for line in BIND(self.cx, name=cst.Name(name), value=value)
        ]
        shared = cst.Nonlocal([cst.NameItem(cst.Name(name)) for name in names])
        body = cst.IndentedBlock([cst.SimpleStatementLine([shared]), *binds])
        parameters = cst.Parameters([cst.Param(value) for value in values])
        block.insert(0, Function(cst.FunctionDef(store, parameters, body), (), store.value))
