"""Values that are used once, and at once: they stand where they are used.

    _value = dict()                        setattr(self, _s_journal, dict())
    setattr(self, _s_journal, _value)  ->

Nothing may be evaluated in between that could notice: only constants, our names, and variables that are bound.
"""

from __future__ import annotations

import libcst as cst

from mvpy.economy.flow import Flow
from mvpy.economy.items import (
    WIDTH,
    Block,
    Item,
    Line,
    Loop,
    assigned_in,
    blocks_in,
    handed_on,
    is_commented,
    leaves,
    read_by,
    read_in,
    with_names,
)
from mvpy.machine.hoisting import timeless

NEW = ("dict_of", "tuple_of")
FOUND, STEADY, NOTICES = "found", "steady", "notices"


class Values:
    """Goes through a scope, of which *flow* tells what is needed where."""

    def __init__(self, flow: Flow, cx) -> None:
        self.flow, self.cx = flow, cx
        self.changed = False

    def block(self, block: Block, depth: int) -> None:
        for item in block:
            for inner in blocks_in(item):
                self.block(inner, depth + 1)
        for at in reversed(range(len(block) - 1)):
            if self.is_made_of_constants(block[at]) and (user := self.only_user(block, at, depth)):
                self.put(block[at], user)
                handed_on(block[at], block, at + 1)
                del block[at]
                self.changed = True
            elif self.moves(block[at], block[at + 1], depth):
                line, user = block[at : at + 2]
                self.put(line, user)
                handed_on(line, block, at + 1)
                del block[at]
                self.changed = True

    def moves(self, line: Item, user: Item, depth: int) -> bool:
        """Can what *line* assigns stand in *user*, the next statement?"""
        if (
            not isinstance(line, Line)
            or isinstance(line.value, (cst.Yield, cst.Integer))
            or is_commented(line)
        ):
            return False
        name = line.name
        if name not in self.flow.bits or name not in self.cx.names.temporaries:
            return False
        if read_by(user).count(name) != 1 or not self.is_last(name, user):
            return False
        value = user.value if isinstance(user, Line) else user.test
        return self.fits(line, user, depth) and self.turn(value, name, self.flow.bound[line]) == FOUND

    def fits(self, line: Line, user: Line | Loop, depth: int) -> bool:
        """Does what *line* assigns find room in the line of *user*?"""
        value = user.value if isinstance(user, Line) else user.test
        return len(text(value)) + len(text(line.value)) - len(line.name) + 4 * depth + head(user) <= WIDTH

    def is_made_of_constants(self, line: Item) -> bool:
        """Does *line* put together something new, of constants alone, so that it does not matter when?"""
        match line:
            case Line(name=name, value=cst.Call(func=cst.Name(value=function), args=arguments)) if (
                name in self.flow.bits and name in self.cx.names.temporaries and not is_commented(line)
            ):
                if self.cx.names.hosted.used.get(function) not in NEW:
                    return False
                parts = [argument.value for argument in arguments if argument.star == ""]
                return len(parts) == len(arguments) and all(self.is_constant(part) for part in parts)
        return False

    def is_constant(self, part: cst.BaseExpression) -> bool:
        """Is *part* a number, or a name that nobody binds anew?"""
        ours = isinstance(part, cst.Name) and part.value in self.cx.names.temporaries
        return not ours and timeless(part, self.cx)

    def only_user(self, block: Block, at: int, depth: int) -> Line | None:
        """The line below that alone uses what the one *at* a place of *block* assigns, if there is room in it."""
        line = block[at]
        for item in block[at + 1 :]:
            if line.name not in read_in([item]):
                if line.name in assigned_in([item]):
                    return None
                continue
            used_once = isinstance(item, Line) and read_by(item).count(line.name) == 1
            if used_once and self.is_last(line.name, item) and self.fits(line, item, depth):
                return item
            return None
        return None

    def is_last(self, name: str, user: Item) -> bool:
        """Does nobody read *name* after *user* has, which does so once?"""
        if isinstance(user, Line):
            return user.name == name or not self.flow.is_live(name, user)
        if not isinstance(user, Loop) or not leaves(user.body):
            return False
        return not (self.flow.after[user] | self.flow.into[user]) & self.flow.bits[name]

    def put(self, line: Line, user: Item) -> None:
        new = {line.name: line.value}
        if isinstance(user, Line):
            user.value = with_names(user.value, new)
        else:
            user.test = with_names(user.test, new)

    def turn(self, node: cst.BaseExpression | None, name: str, bound: int) -> str:
        """Is *name* read in *node*, and can all that is evaluated before be evaluated earlier?"""
        if isinstance(node, cst.Yield):
            return self.turn(node.value, name, bound)
        if isinstance(node, cst.Name) and node.value == name:
            return FOUND
        if isinstance(node, cst.Call):
            if is_mixed(node):
                return NOTICES
            for part in (node.func, *(argument.value for argument in node.args)):
                found = self.turn(part, name, bound)
                if found != STEADY:
                    return found
            return NOTICES
        is_bound = isinstance(node, cst.Name) and bool(self.flow.bits.get(node.value, 0) & bound)
        temporary = isinstance(node, cst.Name) and node.value in self.cx.names.temporaries
        ours = temporary and node.value in self.flow.bits
        return STEADY if is_bound or ours or not temporary and timeless(node, self.cx) else NOTICES


def is_mixed(node: cst.Call) -> bool:
    """Do arguments of *node* stand in another order than that in which they are evaluated?"""
    keywords = False
    for argument in node.args:
        if argument.keyword is not None or argument.star == "**":
            keywords = True
        elif keywords:
            return True
    return False


def text(node: cst.BaseExpression | None) -> str:
    return "" if node is None else cst.Module([]).code_for_node(node)


def head(user: Item) -> int:
    """How many columns stand before the expression of *user*."""
    if isinstance(user, Loop):
        return len("while :")
    return len(user.name) + 3 if user.name else len("return ")
