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
from mvpy.machine.context import Context
from mvpy.machine.hoisting import timeless

NEW = ("dict_of", "tuple_of")
FOUND, STEADY, NOTICES = "found", "steady", "notices"  # see `Values.turn`


class Values:
    """Goes through a scope, of which *flow* tells what is needed where."""

    def __init__(self, flow: Flow, cx: Context) -> None:
        self.flow, self.cx = flow, cx
        self.temporaries = cx.names.temporaries & flow.bits.keys()
        self.changed = False

    def block(self, block: Block, depth: int) -> None:
        """Go through *block*, which is indented *depth* levels, its suites first."""
        for item in block:
            for inner in blocks_in(item):
                self.block(inner, depth + 1)
        for at in reversed(range(len(block) - 1)):
            line, user = block[at], block[at + 1]
            if not isinstance(line, Line) or line.value is None:
                continue
            if self.is_made_of_constants(line) and (below := self.only_user(line, block[at + 1 :], depth)):
                self.put(line, line.value, below, block, at)
            elif isinstance(user, (Line, Loop)) and self.moves(line, user, depth):
                self.put(line, line.value, user, block, at)

    def moves(self, line: Line, user: Line | Loop, depth: int) -> bool:
        """Can what *line* assigns stand in *user*, the next statement?"""
        if isinstance(line.value, (cst.Yield, cst.Integer)) or is_commented(line):
            return False
        name = line.name
        if name not in self.temporaries:
            return False
        if read_by(user).count(name) != 1 or not self.is_last(name, user):
            return False
        if self.turn(evaluated_by(user), name, self.flow.bound[line]) != FOUND:
            return False
        return self.fits(line, user, depth)  # last, for it writes them

    def fits(self, line: Line, user: Line | Loop, depth: int) -> bool:
        """Does what *line* assigns find room in the line of *user*?"""
        expressions = len(text(evaluated_by(user))) + len(text(line.value)) - len(line.name)
        return 4 * depth + head(user) + expressions <= WIDTH

    def is_made_of_constants(self, line: Item) -> bool:
        """Does *line* put together something new, of constants alone, so that it does not matter when?"""
        match line:
            case Line(
                name=name, value=cst.Call(func=cst.Name(value=function), args=arguments)
            ) if name in self.temporaries and not is_commented(line):
                if self.cx.names.hosted.used.get(function) not in NEW:
                    return False
                parts = [argument.value for argument in arguments if argument.star == ""]
                return len(parts) == len(arguments) and all(self.is_constant(part) for part in parts)
        return False

    def is_constant(self, part: cst.BaseExpression) -> bool:
        """Is *part* a number, or a name that nobody binds anew?  Ours are."""
        ours = isinstance(part, cst.Name) and part.value in self.cx.names.temporaries
        return not ours and timeless(part, self.cx)

    def only_user(self, line: Line, below: Block, depth: int) -> Line | None:
        """The line *below* that alone uses what *line* assigns, if there is room in it."""
        for item in below:
            if line.name not in read_in([item]):
                if line.name in assigned_in([item]):
                    return None
                continue
            if not isinstance(item, Line) or read_by(item).count(line.name) != 1:
                return None
            return item if self.is_last(line.name, item) and self.fits(line, item, depth) else None
        return None

    def is_last(self, name: str, user: Item) -> bool:
        """Does nobody read *name* after *user* has, which does so once?  Nor if that fails."""
        if self.flow.caught[user] & self.flow.bits[name]:
            return False
        if isinstance(user, Line):
            return user.name == name or not self.flow.is_live(name, user)
        if not isinstance(user, Loop) or not leaves(user.body):
            return False
        return not (self.flow.after[user] | self.flow.into[user]) & self.flow.bits[name]

    def put(self, line: Line, value: cst.BaseExpression, user: Line | Loop, block: Block, at: int) -> None:
        """Put the *value* that *line*, *at* a place of *block*, assigns where *user* reads it."""
        new = {line.name: value}
        if isinstance(user, Line):
            user.value = with_names(user.value, new)
        else:
            user.test = with_names(user.test, new)
        handed_on(line, block, at + 1)
        del block[at]
        self.changed = True

    def turn(self, node: cst.BaseExpression | cst.From | None, name: str, bound: int) -> str:
        """What is first in *node*: that *name* is read, something that NOTICES what is evaluated before, or neither."""
        if isinstance(node, cst.Yield):
            return self.turn(node.value, name, bound)
        if isinstance(node, cst.Name) and node.value == name:
            return FOUND
        if isinstance(node, cst.Call):
            return self.turn_in_call(node, name, bound)
        if isinstance(node, cst.Name):
            bit = self.flow.bits.get(node.value, 0)
            if node.value in self.cx.names.temporaries:
                return STEADY if bit else NOTICES
            if bit & bound:
                return STEADY
        return STEADY if isinstance(node, cst.BaseExpression) and timeless(node, self.cx) else NOTICES

    def turn_in_call(self, call: cst.Call, name: str, bound: int) -> str:
        """The same of *call*, whose parts come first."""
        if is_mixed(call):
            return NOTICES
        parts = [(call.func, ""), *((argument.value, argument.star) for argument in call.args)]
        for part, star in parts:
            found = self.turn(part, name, bound)
            if found != STEADY:
                return found
            if star:
                return NOTICES  # it has been asked for its items
        return NOTICES


def is_mixed(node: cst.Call) -> bool:
    """Do arguments of *node* stand in another order than that in which they are evaluated?"""
    keywords = False
    for argument in node.args:
        if argument.keyword is not None or argument.star == "**":
            keywords = True
        elif keywords:
            return True
    return False


def evaluated_by(user: Line | Loop) -> cst.BaseExpression | None:
    """The expression of *user*."""
    return user.value if isinstance(user, Line) else user.test


def text(node: cst.BaseExpression | None) -> str:
    """*node* as it is written."""
    return "" if node is None else cst.Module([]).code_for_node(node)


def head(user: Line | Loop) -> int:
    """How many columns stand before the expression of *user*."""
    if isinstance(user, Loop):
        return len("while :")
    return len(user.name) + 3 if user.name else len("return ")
