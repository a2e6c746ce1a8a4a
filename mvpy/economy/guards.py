"""Flags that nobody needs: a suite that leaves runs once by itself, an `else` needs no second flag, `and` nests.

_then = bool(_lt(n, 0))             while _lt(n, 0):
while _then:                ->          return negative
    _then = 0
    return negative
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import libcst as cst

from mvpy.economy.flow import Flow
from mvpy.economy.items import (
    Block,
    Item,
    Line,
    Loop,
    assigned_in,
    blocks_in,
    comment_of,
    guard_of,
    handed_on,
    is_alone,
    is_commented,
    is_number,
    is_remark,
    is_zero,
    leaves,
    names_read,
    read_in,
)
from mvpy.machine.context import Context
from mvpy.machine.hoisting import CONSTANTS

Look = Callable[[Block, int], bool]  # see the methods of `Guards` that are given a place


class Guards:
    """Goes through a scope, of which *flow* tells what is needed where; of *unseen* names only who reads them knows."""

    def __init__(self, flow: Flow, unseen: Collection[str], cx: Context) -> None:
        self.flow, self.unseen, self.cx = flow, unseen, cx
        self.temporaries = cx.names.temporaries & flow.bits.keys()
        self.flags = cx.names.flags & flow.bits.keys()
        self.changed = False

    def block(self, block: Block) -> None:
        """Go through *block*, its suites first, and from its end: what has gone makes room for what is before."""
        for item in block:
            for inner in blocks_in(item):
                self.block(inner)
        if any(isinstance(item, Loop) for item in block):  # in most blocks there is none
            looks = (
                (self.nested, 1),
                (self.otherwise, 1),
                (self.nothing, 0),
                (self.both_return, 1),
                (self.returns, 0),
            )
            of_flags = (*looks, (self.one_is_constant, 2), (self.else_leaves, 2)) if self.flags else ()
            for look, before in (*of_flags, (self.leaving, 1)):
                self.look_near_loops(block, look, before)
        for at in reversed(range(len(block))):
            self.changed |= at < len(block) and self.dead(block, at)

    def look_near_loops(self, block: Block, look: Look, before: int) -> None:
        """Let *look* see each loop of *block*, from so many items *before* it on, and what it has changed."""
        loops = [at for at, item in enumerate(block) if isinstance(item, Loop) and at >= before]
        first = next((at - before for at in reversed(loops) if look(block, at - before)), None)
        if first is None:  # nearly always
            return
        self.changed, distance = True, 0
        for at in reversed(range(first)):
            if at < len(block):
                distance = 0 if isinstance(block[at], Loop) else distance + 1
                if distance < 3 and look(block, at):
                    distance = 0

    # Each looks at what stands at one place of a block, changes it if it can, and tells whether it has.

    def leaving(self, block: Block, at: int) -> bool:
        """`flag = test; while flag: …; return`: the flag is not needed."""
        match block[at : at + 2]:
            case [
                Line(name=flag, value=cst.BaseExpression() as test) as line,
                Loop(test=cst.Name(value=name)) as loop,
            ]:
                pass
            case _:
                return False
        if flag != name or flag not in self.temporaries or not leaves(loop.body):
            return False
        if isinstance(test, cst.Yield) or is_commented(line):
            return False
        if (self.flow.after[loop] | self.flow.into[loop]) & self.flow.bits[flag]:
            return False
        loop.test = self.untruth(test)
        handed_on(line, block, at + 1)
        del block[at]
        return True

    def otherwise(self, block: Block, at: int) -> bool:
        """`otherwise = 1; while then: then = 0; otherwise = 0; 0`: there is an `else` alone, where the test is false."""
        match block[at : at + 2]:
            case [Line() as raised, Loop(body=[_, _, *idle]) as loop] if all(map(is_idle, idle)):
                flag = self.either(raised, loop)
            case _:
                return False
        if not flag:
            return False
        del loop.body[1]
        raised.value = cst.Call(self.cx.names.helper("not_"), [cst.Arg(cst.Name(flag))])
        return True

    def either(self, raised: Item, loop: Item) -> str:
        """The flag of *loop*, if *raised* raises another one that the suite lowers at once and forgets; else nothing."""
        match raised, loop:
            case Line(name=other), Loop(body=[_, lowered, *rest]):
                flag = self.flag_of(loop)
            case _:
                return ""
        if not flag or not is_number(raised, other, "1") or not is_zero(lowered, other):
            return ""
        if other not in self.flags or {flag, other} & (read_in(rest) | assigned_in(rest)):
            return ""
        return "" if is_commented(raised) or lowered.lead else flag

    def nothing(self, block: Block, at: int) -> bool:
        """`while flag: flag = 0; 0`: that does nothing."""
        match block[at]:
            case Loop(body=[_, *idle]) as loop if all(map(is_idle, idle)):
                flag = self.flag_of(loop)
            case _:
                return False
        if not flag or self.flow.is_live(flag, loop) or at + 1 == len(block) or is_alone(block, at):
            return False
        above = [line for item in (loop, *loop.body) for line in (*item.lead, *comment_of(item))]
        block[at + 1].lead = (*above, *block[at + 1].lead)
        del block[at]
        return True

    def both_return(self, block: Block, at: int) -> bool:
        """`while then: value = …; while otherwise: value = …; return value`: each returns its own."""
        match block[at : at + 4]:
            case [Line(name=other) as raised, Loop() as first, Loop() as second, Line() as last]:
                pass
            case _:
                return False
        if not self.either(raised, first) or self.flag_of(second) != other:
            return False
        if second.lead or other in read_in(second.body):
            return False
        if not self.gives(first, last) or not self.gives(second, last):
            return False
        self.give(first, last)
        self.give(second, last)
        del first.body[1]
        raised.lead = (*raised.lead, *last.lead, *comment_of(last))
        handed_on(raised, block, at + 1)
        block[at : at + 4] = [first, *second.body[1:]]
        return True

    def returns(self, block: Block, at: int) -> bool:
        """`while flag: …; value = …; return value`: the suite returns what it finds."""
        match block[at : at + 2]:
            case [Loop() as loop, Line() as last] if self.flag_of(loop) and self.gives(loop, last):
                self.give(loop, last)
                return True
        return False

    def gives(self, loop: Loop, last: Line) -> bool:
        """Does *last* return the temporary that the suite of *loop* assigns to in the end?"""
        match last.value, loop.body[-1]:
            case cst.Name(value=name), Line(name=given, value=value) as line:
                if given != name or name not in self.temporaries:
                    return False
                return is_return(last) and not isinstance(value, cst.Yield) and not is_commented(line)
        return False

    def give(self, loop: Loop, last: Line) -> None:
        """Return at the end of *loop*, as *last* does, what is assigned there."""
        line = loop.body[-1]
        assert isinstance(line, Line)
        node = last.node.with_changes(leading_lines=(), trailing_whitespace=line.node.trailing_whitespace)
        self.cx.lines.placed(line.node, node)
        loop.body[-1] = Line(node, line.lead, "", line.value)

    def one_is_constant(self, block: Block, at: int) -> bool:
        """`while then: value = test; while otherwise: value = 0`: it is 0 before, and perhaps something else after."""
        match block[at : at + 4]:
            case [
                Line(value=cst.BaseExpression() as test) as line,
                Line(name=other) as raised,
                Loop() as first,
                Loop() as second,
            ]:
                flag = self.either(raised, first)
            case _:
                return False
        if not flag or line.name != flag or self.flag_of(second) != other:
            return False
        suites = first.body[2:], second.body[1:]
        for (taken, suite), constant in (((first, suites[0]), suites[1]), ((second, suites[1]), suites[0])):
            match constant:
                case [Line(name=name, value=value) as given] if self.is_constant(
                    value, (name, flag, other), line
                ):
                    break
        else:
            return False
        match suite:
            case [*_, Line(name=again)] if again == name and name in self.unseen:
                pass
            case _:
                return False
        if name in names_read(line.value) or {name, flag, other} & read_in(suite):
            return False
        if is_remarked(raised, second, *first.body[:2], second.body[0], given):
            return False
        if self.flow.after[second] & (self.flow.bits[flag] | self.flow.bits[other]):
            return False
        if self.flow.caught[line] & self.flow.bits[name] or isinstance(line.value, cst.Yield):
            return False
        if taken is first:
            del first.body[1]
        else:
            line.name, line.value = other, self.negated(test)
        given.lead, line.lead = line.lead, ()
        block[at : at + 4] = [given, line, taken]
        return True

    def else_leaves(self, block: Block, at: int) -> bool:
        """`while then: …; while otherwise: return`: that is asked first, and what is left needs no flag."""
        match block[at : at + 4]:
            case [
                Line(value=cst.BaseExpression() as test) as line,
                Line(name=other) as raised,
                Loop() as first,
                Loop() as second,
            ]:
                flag = self.either(raised, first)
            case _:
                return False
        if not flag or line.name != flag or self.asked_by(second) != other or not leaves(second.body):
            return False
        if isinstance(test, cst.Yield) or is_commented(line):
            return False
        gone = self.flow.after[second] | self.flow.into[second]
        if gone & self.flow.bits[flag] or self.flow.after[second] & self.flow.bits[other]:
            return False
        if self.flag_of(second) == other and not second.body[0].lead:
            del second.body[0]
        second.test = self.negated(test)
        second.lead = (*line.lead, *second.lead)
        suite = first.body[2:]
        suite[0].lead = (*first.lead, *suite[0].lead)
        block[at : at + 4] = [second, *suite]
        return True

    def is_constant(self, value: cst.BaseExpression | None, names: tuple[str, ...], line: Line) -> bool:
        """Is *value* a number, a constant that is defined above, or a variable but *names*, bound before *line*?"""
        if isinstance(value, cst.Name):
            bound = self.flow.bound[line] & self.flow.bits.get(value.value, 0)
            return value.value not in names and (bool(bound) or value.value in self.cx.names.hosted.used)
        return isinstance(value, cst.Integer)

    def nested(self, block: Block, at: int) -> bool:
        """`g = t; while g: …; t = test` and `while t: …`: t is asked where it has been set, else it is false.

        So it is if between them t is copied, and the copy asked.
        """
        match block[at : at + 4]:
            case [Line(name=flag, value=cst.Name(value=test)), Loop() as first, Loop() as second, *_]:
                asked, moved = test, list[Item]([second])
            case [
                Line(name=flag, value=cst.Name(value=test)),
                Loop() as first,
                Line(name=asked, value=cst.Name(value=copied)) as copy,
                Loop() as second,
            ] if (
                copied == test
            ):
                moved = [copy, second]
            case _:
                return False
        if not flag or self.flag_of(first) != flag or test not in self.flags:
            return False
        if self.asked_by(second) != asked or asked not in self.flow.bits:
            return False
        match first.body[-1]:
            case Line(name=name) if name == test:
                pass
            case _:
                return False
        if self.flow.is_live(test, second):
            return False  # it would only nest deeper
        if self.flow.is_live(asked, second):
            return False
        first.body += moved
        del block[at + 2 : at + 2 + len(moved)]
        return True

    def dead(self, block: Block, at: int) -> bool:
        """An assignment of a constant, or of a temporary, to a temporary that nobody reads."""
        line = block[at]
        if not isinstance(line, Line) or line.name not in self.temporaries:
            return False
        match line.value:
            case cst.Name(value=value) if value in self.cx.names.temporaries:
                pass
            case value if not isinstance(value, CONSTANTS):
                return False
        if self.flow.is_live(line.name, line):
            return False
        if is_alone(block, at) or is_commented(line) or not handed_on(line, block, at + 1):
            return False
        del block[at]
        return True

    def flag_of(self, loop: Loop) -> str:
        """The flag of ours that *loop* asks and lowers, if it is a guard; else nothing."""
        return guard_of(loop, self.flags)

    def asked_by(self, loop: Loop) -> str:
        """The name that *loop* tests, if it runs at most once."""
        if isinstance(loop.test, cst.Name) and leaves(loop.body):
            return loop.test.value
        return self.flag_of(loop)

    # Truths -----------------------------------------------------------------------------

    def untruth(self, test: cst.BaseExpression) -> cst.BaseExpression:
        """*test*, where somebody asks for its truth anyway."""
        return self.argument_of(test, "truth") or test

    def negated(self, test: cst.BaseExpression) -> cst.BaseExpression:
        """What is false if *test* is true."""
        if (inner := self.argument_of(test, "not_")) is not None:
            return cst.Call(self.cx.names.helper("truth"), [cst.Arg(inner)])
        return cst.Call(self.cx.names.helper("not_"), [cst.Arg(self.untruth(test))])

    def argument_of(self, call: cst.BaseExpression | None, helper: str) -> cst.BaseExpression | None:
        """What *call* hands to *helper*, if it calls that."""
        match call:
            case cst.Call(func=cst.Name(value=name), args=[cst.Arg(value=argument)]):
                return argument if self.cx.names.hosted.used.get(name) == helper else None
        return None


def is_remarked(*items: Item) -> bool:
    """Is there a comment above one of *items*, or at its end?"""
    return any(is_commented(item) or any(line.comment for line in item.lead) for item in items)


def is_idle(item: Item) -> bool:
    """Is *item* a remark, or a number that is evaluated for nothing?"""
    return is_remark(item) or isinstance(item, Line) and not item.name and isinstance(item.value, cst.Integer)


def is_return(line: Line) -> bool:
    """Is *line* `return`?"""
    return isinstance(line.node.body[0], cst.Return)
