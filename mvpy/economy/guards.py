"""Flags that nobody needs: a suite that leaves runs once by itself, an `else` needs no second flag, `and` nests.

    _then = bool(_lt(n, 0))             while _lt(n, 0):
    while _then:                ->          return negative
        _then = 0
        return negative
"""

from __future__ import annotations

import libcst as cst

from mvpy.economy.flow import Flow
from mvpy.economy.items import (
    Block,
    Line,
    Loop,
    assigned_in,
    blocks_in,
    guard_of,
    handed_on,
    is_commented,
    is_number,
    is_zero,
    leaves,
    read_in,
)
from mvpy.machine.hoisting import CONSTANTS


class Guards:
    """Goes through a scope, of which *flow* tells what is needed where."""

    def __init__(self, flow: Flow, cx) -> None:
        self.flow, self.cx = flow, cx
        self.changed = False

    def block(self, block: Block) -> None:
        for item in block:
            for inner in blocks_in(item):
                self.block(inner)
        for at in reversed(range(len(block))):
            if at < len(block):
                done = self.nested(block, at) or self.otherwise(block, at) or self.untaken(block, at)
                self.changed |= done or self.leaving(block, at) or self.dead(block, at)

    # Each looks at what stands at one place of a block, changes it if it can, and tells whether it has.

    def leaving(self, block: Block, at: int) -> bool:
        """`flag = test; while flag: …; return`: the flag is not needed."""
        match block[at : at + 2]:
            case [Line(name=flag, value=test) as line, Loop(test=cst.Name(value=name)) as loop]:
                pass
            case _:
                return False
        if flag != name or flag not in self.flow.bits or isinstance(test, cst.Yield) or not leaves(loop.body):
            return False
        needed = self.flow.after[loop] | self.flow.into[loop]
        if needed & self.flow.bits[flag] or is_commented(line) or flag not in self.cx.names.temporaries:
            return False
        loop.test = self.untruth(test)
        handed_on(line, block, at + 1)
        del block[at]
        return True

    def otherwise(self, block: Block, at: int) -> bool:
        """`then = test; otherwise = 1; while then: … otherwise = 0 …; while otherwise: …`: one is not the other."""
        match block[at : at + 4]:
            case [Line(name=flag) as line, Line(name=other) as raised, Loop() as first, Loop() as second]:
                pass
            case _:
                return False
        if guard_of(first) != flag or guard_of(second) != other or not is_number(raised, other, "1"):
            return False
        if len(first.body) < 3 or not is_zero(first.body[1], other) or is_commented(raised):
            return False
        rest = first.body[2:]
        if not {flag, other} <= self.flow.bits.keys() or self.flow.is_live(other, second):
            return False
        if other in read_in(rest) | assigned_in(rest) | read_in(second.body):
            return False
        if self.flow.is_live(flag, first) or flag in read_in(rest):
            return False
        del first.body[1]
        raised.value = cst.Call(self.cx.names.helper("not_"), [cst.Arg(cst.Name(flag))])
        return True

    def untaken(self, block: Block, at: int) -> bool:
        """`then = test; otherwise = not then; while then: 0`: only the other suite does something."""
        match block[at : at + 3]:
            case [Line(name=flag, value=test) as line, Line(name=other, value=negation) as second, Loop() as loop]:
                pass
            case _:
                return False
        match negation:
            case cst.Call(func=cst.Name(value=function), args=[cst.Arg(value=cst.Name(value=name))]):
                if name != flag or self.cx.names.hosted.used.get(function) != "not_":
                    return False
            case _:
                return False
        match loop.body:
            case [first, Line(name="", value=cst.Integer()) as nothing]:
                pass
            case _:
                return False
        if guard_of(loop) != flag or nothing.lead or any(map(is_commented, (line, second, nothing))):
            return False
        if isinstance(test, cst.Yield) or flag not in self.flow.bits or self.flow.is_live(flag, loop):
            return False
        second.value = self.negated(test)
        handed_on(line, block, at + 1)
        del block[at + 2], block[at]
        return True

    def nested(self, block: Block, at: int) -> bool:
        """`g = t; while g: …; t = test` and `while t: …`: t is asked where it has been set, else it is false."""
        match block[at : at + 3]:
            case [Line(name=flag, value=cst.Name(value=test)) , Loop() as first, Loop() as second]:
                pass
            case _:
                return False
        if guard_of(first) != flag or guarded_by(second) != test or not {flag, test} <= self.flow.bits.keys():
            return False
        match first.body[-1]:
            case Line(name=name) if name == test and test in self.cx.names.flags:
                pass
            case _:
                return False
        if (self.flow.after[second] | self.flow.into[second]) & self.flow.bits[test]:
            return False
        first.body.append(second)
        del block[at + 2]
        return True

    def dead(self, block: Block, at: int) -> bool:
        """An assignment of a constant, or of a temporary, to a temporary that nobody reads."""
        match block[at]:
            case Line(name=name, value=cst.Name(value=value)) as line if value in self.cx.names.temporaries:
                pass
            case Line(name=name, value=value) as line if isinstance(value, CONSTANTS):
                pass
            case _:
                return False
        if name not in self.flow.bits or name not in self.cx.names.temporaries or self.flow.is_live(name, line):
            return False
        if len(block) == 1 or is_commented(line) or not handed_on(line, block, at + 1):
            return False
        del block[at]
        return True

    # Truths -----------------------------------------------------------------------------

    def untruth(self, test: cst.BaseExpression) -> cst.BaseExpression:
        """*test*, where somebody asks for its truth anyway."""
        return self.argument_of(test, "truth") or test

    def negated(self, test: cst.BaseExpression) -> cst.BaseExpression:
        """What is false if *test* is true."""
        if (inner := self.argument_of(test, "not_")) is not None:
            return cst.Call(self.cx.names.helper("truth"), [cst.Arg(inner)])
        return cst.Call(self.cx.names.helper("not_"), [cst.Arg(self.untruth(test))])

    def argument_of(self, call: cst.BaseExpression, helper: str) -> cst.BaseExpression | None:
        """What *call* hands to *helper*, if it calls that."""
        match call:
            case cst.Call(func=cst.Name(value=name), args=[cst.Arg(value=argument)]):
                return argument if self.cx.names.hosted.used.get(name) == helper else None
        return None




def guarded_by(loop: Loop) -> str:
    """The name that *loop* tests, if it runs at most once."""
    if isinstance(loop.test, cst.Name) and leaves(loop.body):
        return loop.test.value
    return guard_of(loop)
