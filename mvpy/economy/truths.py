"""Truths that nobody keeps: a loop asks for the truth of its test by itself.

_then = bool(ready())               _then = ready()
while _then:                        while _then:
    _then = 0             ->            _then = 0
    go()                                go()
"""

from __future__ import annotations

from collections.abc import Collection

import libcst as cst

from mvpy.economy.flow import Flow
from mvpy.economy.items import Block, Item, Line, Loop, blocks_in, guard_of, is_number
from mvpy.machine.context import Context


class Truths:
    """Goes through a scope, of which *flow* tells what is needed where, when nothing else will be changed in it."""

    def __init__(self, flow: Flow, cx: Context) -> None:
        self.flow, self.cx = flow, cx
        self.flags = cx.names.flags & flow.bits.keys()

    def block(self, block: Block) -> None:
        """Go through *block*, its suites first."""
        for at, item in enumerate(block):
            for inner in blocks_in(item):
                self.block(inner)
            if isinstance(item, Loop):
                item.test = self.asked(item.test)
                if at:
                    above = (
                        2 if at > 1 and raises_flag(block[at - 1], self.flags) else 1
                    )  # the flag of an `else`
                    self.guard(block[at - above], item)

    def guard(self, line: object, loop: Loop) -> None:
        """Let *loop* ask for the truth that *line* above it keeps in a flag, if nobody else reads that."""
        flag = guard_of(loop, self.flags)
        if not flag or not isinstance(line, Line) or line.name != flag:
            return
        if not (self.flow.after[loop] | self.flow.caught[loop]) & self.flow.bits[flag]:
            line.value = self.asked(line.value) if line.value is not None else None

    def asked(self, test: cst.BaseExpression) -> cst.BaseExpression:
        """*test*, of which somebody asks the truth: what it takes the truth of, if it does."""
        match test:
            case cst.Call(func=cst.Name(value=name), args=[cst.Arg(value=argument, star="", keyword=None)]):
                return argument if self.cx.names.hosted.used.get(name) == "truth" else test
        return test


def raises_flag(item: Item, flags: Collection[str]) -> bool:
    """Does *item* raise one of the *flags*?"""
    return isinstance(item, Line) and item.name in flags and is_number(item, item.name, "1")
