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
    names_read,
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
                done = self.nested(block, at) or self.otherwise(block, at) or self.nothing(block, at)
                done = done or self.one_is_constant(block, at)
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
        """`otherwise = 1; while then: … otherwise = 0 …; while otherwise: …`: one flag is what the other is not."""
        match block[at : at + 3]:
            case [Line(name=other) as raised, Loop() as first, Loop() as second]:
                flag = guard_of(first)
            case _:
                return False
        if not flag or guard_of(second) != other or not is_number(raised, other, "1"):
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

    def nothing(self, block: Block, at: int) -> bool:
        """`while flag: flag = 0; 0`: that does nothing."""
        match block[at]:
            case Loop(body=[first, Line(name="", value=cst.Integer()) as zero]) as loop:
                flag = guard_of(loop)
            case _:
                return False
        if flag not in self.flow.bits or self.flow.is_live(flag, loop) or at + 1 == len(block):
            return False
        comment = zero.node.trailing_whitespace.comment
        above = [*loop.lead, *first.lead, *zero.lead, *([cst.EmptyLine(comment=comment)] if comment else [])]
        block[at + 1].lead = (*above, *block[at + 1].lead)
        del block[at]
        return True

    def one_is_constant(self, block: Block, at: int) -> bool:
        """`while then: value = test; while otherwise: value = 0`: it is 0 before, and perhaps something else after."""
        match block[at : at + 4]:
            case [Line() as line, Line() as negation, Loop() as first, Loop() as second]:
                pass
            case _:
                return False
        flag, other = guard_of(first), guard_of(second)
        if line.name != flag or negation.name != other or not {flag, other} <= self.flow.bits.keys():
            return False
        match self.argument_of(negation.value, "not_"):
            case cst.Name(value=denied) if denied == flag:
                pass
            case _:
                return False
        for taken, constant in ((first, second), (second, first)):
            match constant.body:
                case [_, Line(name=name, value=value) as given] if self.is_constant(value):
                    break
        else:
            return False
        match taken.body:
            case [_, *_, Line(name=again, value=found)] if again == name and name in self.flow.bits:
                pass
            case _:
                return False
        if name in names_read(line.value) or name in read_in(taken.body) or is_commented(given) or given.lead:
            return False
        if self.flow.is_live(flag, second) or self.flow.is_live(other, second) or isinstance(line.value, cst.Yield):
            return False
        if self.flow.caught[line] & self.flow.bits[name]:
            return False
        if taken is second:
            line.name, line.value = other, self.negated(line.value)
        given.lead, line.lead = line.lead, ()
        block[at : at + 4] = [given, line, taken]
        return True

    def is_constant(self, value: cst.BaseExpression | None) -> bool:
        """Is *value* a number, or a constant that is defined above?"""
        if isinstance(value, cst.Name):
            return value.value in self.cx.names.hosted.used
        return isinstance(value, cst.Integer)

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
