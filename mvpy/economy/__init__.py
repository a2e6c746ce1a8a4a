"""Economy: a plain core says in fewer lines what the rewrites have said one after the other.

A rewrite sees its own construct, and must be right wherever that stands; so it takes a flag or a temporary that is
not needed once all of them are through.  Here nothing but the ten constructs is left, and it can be told:

    _then = bool(_eq(count, 0))          while _eq(count, 0):
    while _then:                             raise ValueError
        _then = 0                  ->
        raise ValueError

    _item = next(_iterator, _end)        word = next(_iterator, _end)
    while _is_not(_item, _end):          while _is_not(word, _end):
        word = _item                         print(word)
        print(word)                          word = next(_iterator, _end)
        _item = next(_iterator, _end)

Only names are touched that nobody else can see: our temporaries, and variables of a function that no function inside
uses; they are bound at another time only where the function does not look at them by `locals()` and its like.  Nothing
of the program is dropped, and nothing is evaluated at another time.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.economy.copies import joined
from mvpy.economy.flow import Flow
from mvpy.economy.guards import Guards
from mvpy.economy.items import (
    Block,
    Function,
    Loop,
    Trial,
    all_items,
    assigned_in,
    blocks_in,
    bound_otherwise,
    items_of,
    names_read,
    read_in,
    statements_of,
)
from mvpy.economy.known import Known
from mvpy.economy.stores import Stores
from mvpy.economy.truths import Truths
from mvpy.economy.values import Values
from mvpy.helpers.hosted_names import Used
from mvpy.machine.context import Context
from mvpy.machine.flattening import DEEPEST, depth_of
from mvpy.machine.temporaries import sections
from mvpy.scopes.analysis import names_beside_functions, tidy
from mvpy.tree.clauses import same
from mvpy.tree.nodes import parameters
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import body_of

# A function that calls one of these may see what its variables hold.
NAMESPACE_READERS = frozenset({"locals", "vars", "dir", "eval", "exec"})
DEEP = 60  # levels of indentation; from there on nothing may be put further inside
NOTHING = Flow([], (), ())
ROUNDS = 8  # each makes room for the next; two or three are usual
STEPS = 3  # of a round: `Known` makes room for them, and what it finds alone is no reason to go on


def economical(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, a plain core, in fewer lines; where a kind of difference counts, what nobody reads may count, too."""
    if cx.program.kinds:
        return tree
    body = Economy(cx).module(tree.body)
    return tree if same(body, tree.body) else tree.with_changes(body=body)


class Economy:
    """Goes through the functions of a program, those inside first."""

    def __init__(self, cx: Context) -> None:
        self.cx = cx
        texts = {name for name, what in cx.names.hosted.used.items() if is_reader(what)}
        self.readers = NAMESPACE_READERS | texts  # the names of those, and of the texts that say theirs
        # By the id of a function: itself, so that nothing else gets its id, and the names in it.
        self.known: dict[int, tuple[cst.FunctionDef, set[str]]] = {}

    def module(self, body: Sequence[cst.BaseStatement]) -> Sequence[cst.BaseStatement]:
        """The statements *body* of a module, section by section: temporaries are used in one, but for a few."""
        parts = sections(body, self.cx)
        shared = frozenset().union(*(live for _, _, live in parts))
        out: list[cst.BaseStatement] = []
        for _, section, _ in parts:
            items, before = self.opened(section)
            private = self.private(items, ()) & self.cx.names.temporaries
            after = self.shortened(items, before, (), private - shared, 0)
            out += before if after is None else after
        return out

    def function(self, node: cst.FunctionDef, depth: int) -> cst.FunctionDef:
        """The function *node*, whose suite is indented *depth* levels."""
        if depth > DEEP:
            return node
        items, before = self.opened(body_of(node.body), depth)
        names = tuple(parameter.name.value for parameter in parameters(node.params))
        after = self.shortened(items, before, names, self.private(items, names), depth)
        body, new = before if after is None else after, node
        if not same(body, node.body.body):
            new = maker_of(node, body=maker_of(node.body, body=body))
            self.cx.moved(node, new)
        if after is not None:
            self.known[id(new)] = new, self.names_of(new, items)
        return new

    def opened(
        self, statements: Sequence[cst.BaseStatement], depth: int = 0
    ) -> tuple[Block, Sequence[cst.BaseStatement]]:
        """The items of *statements*, which are indented *depth* levels, the functions among them in fewer lines.

        And the statements that they are then.
        """
        items, changed = items_of(statements), False
        waiting = [(items, depth)]
        while waiting:
            block, deep = waiting.pop()
            for item in block:
                if isinstance(item, Function):
                    old, item.node = item.node, self.function(item.node, deep + 1)
                    changed |= old is not item.node
                elif isinstance(item, (Loop, Trial)):
                    waiting += [(inner, deep + 1) for inner in blocks_in(item)]
        return items, statements_of(items, self.cx) if changed else statements

    def private(self, items: Block, parameters: tuple[str, ...]) -> set[str]:
        """The names that assignments among *items* bind, or that are *parameters*, and that no function inside uses."""
        inside = [item.node for item in all_items(items) if isinstance(item, Function)]
        used = set[str]().union(*map(self.names_in, inside))
        return (assigned_in(items) | {*parameters}) - used - bound_otherwise(items)

    def names_in(self, node: cst.FunctionDef) -> set[str]:
        """The names in the function *node*; asked of a function and of those around it, it is looked through once."""
        if id(node) not in self.known:
            names, inside = names_beside_functions(node)
            self.known[id(node)] = node, names.union(*map(self.names_in, inside))
        return self.known[id(node)][1]

    def names_of(self, node: cst.FunctionDef, items: Block) -> set[str]:
        """The same of the function *node* with these *items*, which know what they read."""
        inside = [item.node for item in all_items(items) if isinstance(item, Function)]
        names = (names_before_suite(node), read_in(items), assigned_in(items), bound_otherwise(items))
        return tidy(set().union(*names, *map(self.names_in, inside)))

    def shortened(
        self, block: Block, before: Sequence[cst.BaseStatement], parameters: tuple[str, ...], private: set[str],
        depth: int,
    ) -> Sequence[cst.BaseStatement] | None:  # fmt: skip
        """The statements that *block* becomes, a scope with these *private* names; None if they stay as *before*.

        They are nested no deeper than CPython takes.
        """
        if not private:
            return before
        temporaries = private & self.cx.names.temporaries
        unseen = temporaries if self.looks(block) else private
        variables = assigned_in(block) - temporaries
        flow = NOTHING
        if temporaries:
            flow = Rounds(block, parameters, private, unseen, self.cx).shortened(depth)
        else:  # half of all scopes; only tests may ask twice there
            Known((), self.cx).block(block, {})
        Truths(flow, self.cx).block(block)
        if depth and temporaries and not self.looks(block):
            Stores(block, flow, unseen - {*parameters}, self.cx)
        if variables - assigned_in(block):
            return None  # what nothing binds any more would be sought outside
        after = statements_of(block, self.cx)
        deep = depth_of(after)
        return None if deep > DEEPEST and deep > depth_of(before) else after

    def looks(self, block: Block) -> bool:
        """May *block* look at what its variables hold, and not only by their names?"""
        return not self.readers.isdisjoint(read_in(block))


class Rounds:
    """A scope in which one step after the other looks for what can be shorter, until none of them finds anything.

    What a flow says, and that a step finds nothing, holds until something changes: to ask takes longest.
    """

    def __init__(
        self, block: Block, parameters: tuple[str, ...], private: set[str], unseen: set[str], cx: Context
    ) -> None:
        self.block, self.parameters, self.private, self.unseen = block, parameters, private, unseen
        self.cx = cx
        self.known: Flow | None = None  # while it holds

    def shortened(self, depth: int) -> Flow:
        """Shorten the scope, whose suite is indented *depth* levels; its flow then."""
        quiet = 0  # so many steps in a row have found nothing
        for _ in range(ROUNDS):
            quiet = 0 if self.knows() else quiet
            for step in (self.joins, self.guards, lambda: self.values(depth)):
                quiet = 0 if step() else quiet + 1
                if quiet == STEPS:
                    return self.flow
        return self.flow

    @property
    def flow(self) -> Flow:
        """What is needed where, as the scope is now."""
        if self.known is None:
            self.known = Flow(self.block, self.parameters, self.private)
        return self.known

    def noted(self, changed: bool) -> bool:
        """Has a step *changed* something?  Then the flow is another one."""
        if changed:
            self.known = None
        return changed

    # Each step tells whether it has changed something.

    def knows(self) -> bool:
        known = Known(self.private & self.cx.names.flags, self.cx)
        known.block(self.block, {})
        return self.noted(known.changed)

    def joins(self) -> bool:
        temporaries = self.private & self.cx.names.temporaries
        same = self.unseen == self.private
        seen = self.flow if same else Flow(self.block, self.parameters, self.unseen)
        return self.noted(joined(self.block, seen, temporaries - {*self.parameters}))

    def guards(self) -> bool:
        guards = Guards(self.flow, self.unseen, self.cx)
        guards.block(self.block)
        return self.noted(guards.changed)

    def values(self, depth: int) -> bool:
        values = Values(self.flow, self.cx)
        values.block(self.block, depth)
        return self.noted(values.changed)


def names_before_suite(node: cst.FunctionDef) -> set[str]:
    """The names in what stands before the suite of the function *node*."""
    every = [*parameters(node.params)]
    names = {node.name.value, *(parameter.name.value for parameter in every)}
    return names.union(*(names_read(parameter.default) for parameter in every))


def is_reader(what: Used) -> bool:
    """Is *what* a name stands for the text that says one of NAMESPACE_READERS?"""
    return isinstance(what, tuple) and what[1] in NAMESPACE_READERS
