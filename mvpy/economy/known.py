"""Flags whose value is known where they are asked: what they let run stands there without asking.

_otherwise = 1
while _lt(n, 0):                        while _lt(n, 0):
    return negative                         return negative
while _otherwise:              ->       print(n)
    _otherwise = 0
    print(n)
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

import libcst as cst

from mvpy.economy.items import (
    Block,
    Item,
    Line,
    Loop,
    Trial,
    all_items,
    assigned_in,
    bound_otherwise,
    guard_of,
    is_alone,
    leaves,
)  # fmt: skip
from mvpy.machine.context import Context

TRUTHS = ("truth", "not_", "is_", "is_not", "contains", "bool")
Numbers = dict[str, str]  # 0 and 1 as they are written, by flag

V = TypeVar("V", bound=cst.BaseExpression | None)


class Known:
    """Goes through a scope with the values of those of *flags* that are known."""

    def __init__(self, flags: Collection[str], cx: Context) -> None:
        self.flags, self.cx = flags, cx
        self.changed = False

    def block(self, block: Block, known: Numbers) -> None:
        """Go through *block*, with what is *known* before it; that is then what is known after it."""
        at = 0
        while at < len(block):
            item = block[at]
            if isinstance(item, Loop) and (flag := guard_of(item, self.flags)):
                if known.get(flag) == "1":
                    item.body[0].lead = (*item.lead, *item.body[0].lead)
                    block[at : at + 1] = item.body
                    self.changed = True
                    continue
                if known.get(flag) == "0" and not is_alone(item.body, 0) and not item.body[0].lead:
                    del item.body[0]
                    self.changed = True
                    if not self.counts(item.body):
                        item.test = cst.Integer("0")
            self.item(item, known)
            at += 1

    def counts(self, block: Block) -> bool:
        """Does *block*, which never runs, make a generator of its function, or a variable of a name?

        MicroPython does not even read what stands under `while 0`; a flag it takes for a variable.
        """
        yields = any(
            isinstance(item, Line) and isinstance(item.value, cst.Yield) for item in all_items(block)
        )
        return yields or bool((assigned_in(block) | bound_otherwise(block)) - self.cx.names.temporaries)

    def item(self, item: Item, known: Numbers) -> None:
        """Go through *item*, as through a block."""
        if isinstance(item, Line) and item.name in self.flags:
            self.assign(item, known)
        elif isinstance(item, Loop):
            self.loop(item, known)
        elif isinstance(item, Trial):
            self.trial(item, known)

    def assign(self, item: Line, known: Numbers) -> None:
        """What the assignment *item* tells of a flag."""
        item.value = self.asked_once(item.value)
        number = self.number(item.value, known)
        if number is None:
            known.pop(item.name, None)
            return
        known[item.name] = number
        if not isinstance(item.value, cst.Integer):
            item.value = cst.Integer(number)
            self.changed = True

    def asked_once(self, value: V) -> V | cst.BaseExpression:
        """*value*, the truth of something or what is not, without asking what is a truth already."""
        asked = self.without_asking(value)
        self.changed |= asked is not value
        return asked

    def without_asking(self, value: V) -> V | cst.BaseExpression:
        """The same; *value* itself if there is nothing to do."""
        match value:
            case cst.Call(func=cst.Name(value=outer), args=[cst.Arg(value=inner)]):
                if self.is_hosted(outer, "truth") and self.is_truth(inner):
                    return inner
                match inner:
                    case cst.Call(func=cst.Name(value=name), args=[cst.Arg(value=asked)]):
                        if self.is_hosted(outer, "not_") and self.is_hosted(name, "truth"):
                            return cst.Call(cst.Name(outer), [cst.Arg(asked)])
                        if self.is_hosted(outer, "not_") and self.is_hosted(name, "not_"):
                            return cst.Call(self.cx.names.helper("truth"), [cst.Arg(asked)])
        return value

    def is_truth(self, value: cst.BaseExpression) -> bool:
        """Can *value* be nothing but a truth value?"""
        match value:
            case cst.Name(value=name):
                return name in self.flags
            case cst.Call(func=cst.Name(value=name)):
                return self.is_hosted(name, *TRUTHS)
        return False

    def is_hosted(self, name: str, *helpers: str) -> bool:
        """Does *name* stand for one of these *helpers*?"""
        return self.cx.names.hosted.used.get(name) in helpers

    def number(self, value: cst.BaseExpression | None, known: Numbers) -> str | None:
        """The number 0 or 1 that *value* is, if that is known."""
        match value:
            case cst.Integer(value="0" | "1" as digit):
                return digit
            case cst.Name(value=name):
                return known.get(name)
            case cst.Call(func=cst.Name(value=function), args=[cst.Arg(value=argument)]):
                which = self.cx.names.hosted.used.get(function)
                if which in ("truth", "not_") and (number := self.number(argument, known)) is not None:
                    return number if which == "truth" else str(1 - int(number))
        return None

    def loop(self, item: Loop, known: Numbers) -> None:
        item.test = self.asked_once(item.test)
        once = leaves(item.body) or guard_of(item, self.flags)
        inside = known if once or not known else without(known, assigned_in(item.body))
        end = dict(inside)
        self.block(item.body, end)
        if not leaves(item.body):
            keep(known, inside, end)

    def trial(self, item: Trial, known: Numbers) -> None:
        start = without(known, assigned_in(item.body)) if known else known
        ends = [dict(known)]
        self.block(item.body, ends[0])
        if leaves(item.body):
            ends = []
        for handler in item.handlers:
            end = dict(start)
            self.block(handler.body, end)
            ends += [] if leaves(handler.body) else [end]
        if ends:
            known.clear()
            known.update(ends[0])
            keep(known, *ends)


def without(known: Numbers, names: Collection[str]) -> Numbers:
    """What is *known*, but of *names*."""
    return {name: value for name, value in known.items() if name not in names}


def keep(known: Numbers, *others: Numbers) -> None:
    """Forget of *known* what *others* do not say as well."""
    for name in [name for name in known if any(other.get(name) != known[name] for other in others)]:
        del known[name]
