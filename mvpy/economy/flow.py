"""Which names are still needed where, in the statements of one scope: liveness, as compilers ask it of registers.

A set of names is the bits of an integer: there are many of them, one for each statement.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from operator import and_

from mvpy.economy.items import Block, Item, Line, Loop, Trial, leaves, names_read, read_by


class Flow:
    """The statements *block* of a scope, with its *parameters*; asked for the names *private* only.

    after    for each item: the names whose value somebody may read after it
    into     for each loop: those that may be read from the beginning of its suite on
    bound    for each item: the names that are certainly bound before it
    caught   for each item: those that may be read after an exception in it
    start    the names that may be read before they are bound, parameters among them
    """

    def __init__(self, block: Block, parameters: Collection[str], private: Collection[str]) -> None:
        self.bits = {name: 1 << i for i, name in enumerate(sorted(private))}
        self.after: dict[Item, int] = {}
        self.into: dict[Item, int] = {}
        self.bound: dict[Item, int] = {}
        self.caught: dict[Item, int] = {}
        self.needs: dict[Item, int] = {}
        self.start = self.live(block, 0, 0)
        self.bind(block, self.bits_of(parameters))

    def bits_of(self, names: Collection[str]) -> int:
        """The bits of *names*."""
        found, bit = 0, self.bits.get
        for name in names:
            found |= bit(name, 0)
        return found

    def is_live(self, name: str, item: Item) -> bool:
        """May somebody read *name* after *item*?"""
        return bool(self.after[item] & self.bits[name])

    # Backwards --------------------------------------------------------------------------

    def live(self, block: Block, out: int, caught: int) -> int:
        """The names that *block* needs, if *out* are needed after it, and *caught* where an exception leads to."""
        for item in reversed(block):
            self.after[item], self.caught[item] = out, caught
            out = self.before(item, out, caught)
        return out

    def before(self, item: Item, out: int, caught: int) -> int:
        """The same of *item*."""
        if isinstance(item, Line):
            kept = 0 if item.leaves else out & ~self.bits.get(item.name, 0)
            return kept | self.bits_of(read_by(item)) | caught
        if isinstance(item, Loop):
            tested = out | self.bits_of(read_by(item)) | caught
            self.into[item] = self.live(item.body, tested | self.need(item.body), caught)
            return tested | self.into[item]
        if isinstance(item, Trial):
            handled = caught
            for handler in item.handlers:
                handled |= self.bits_of(names_read(handler.type)) | self.live(handler.body, out, caught)
            return handled | self.live(item.body, out, caught | handled)
        return out | self.bits_of(read_by(item)) | caught

    def need(self, block: Block) -> int:
        """The names that *block* may read before it has bound them."""
        found = 0
        for item in reversed(block):
            if isinstance(item, Line):
                kept = 0 if item.leaves else found & ~self.bits.get(item.name, 0)
                found = kept | self.bits_of(read_by(item))
            else:
                found |= self.need_of(item)
        return found

    def need_of(self, item: Item) -> int:
        """The same of *item*, which is asked often where loops nest."""
        if item not in self.needs:
            found = self.bits_of(read_by(item))
            if isinstance(item, (Loop, Trial)):
                found |= self.need(item.body)
            if isinstance(item, Trial):
                for handler in item.handlers:
                    found |= self.bits_of(names_read(handler.type)) | self.need(handler.body)
            self.needs[item] = found
        return self.needs[item]

    # Forwards ---------------------------------------------------------------------------

    def bind(self, block: Block, bound: int) -> int:
        """The names that are certainly bound after *block*, if *bound* are before it."""
        for item in block:
            self.bound[item] = bound
            if isinstance(item, Line):
                bound |= self.bits.get(item.name, 0)
            elif isinstance(item, Loop):
                self.bind(item.body, bound)
            elif isinstance(item, Trial):
                blocks = [item.body, *(handler.body for handler in item.handlers)]
                ends = [(self.bind(inner, bound), leaves(inner)) for inner in blocks]
                bound = reduce(and_, [end for end, left in ends if not left] or [bound])
        return bound
