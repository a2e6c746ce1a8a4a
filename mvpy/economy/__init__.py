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
    all_items,
    assigned_in,
    blocks_in,
    bound_otherwise,
    items_of,
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
from mvpy.scopes.analysis import names_beside_functions
from mvpy.tree.clauses import same
from mvpy.tree.nodes import parameters
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import body_of

# A function that calls one of these may see what its variables hold.
NAMESPACE_READERS = frozenset({"locals", "vars", "dir", "eval", "exec"})
DEEP = 60  # levels of indentation; from there on nothing may be put further inside
NOTHING = Flow([], (), ())
ROUNDS = 8  # each makes room for the next; two or three are usual


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
            items = self.opened(section)
            private = self.private(items, ()) & self.cx.names.temporaries
            out += self.shortened(items, (), private - shared, 0)
        return out

    def function(self, node: cst.FunctionDef, depth: int) -> cst.FunctionDef:
        """The function *node*, whose suite is indented *depth* levels."""
        if depth > DEEP:
            return node
        items = self.opened(body_of(node.body), depth)
        names = tuple(parameter.name.value for parameter in parameters(node.params))
        body = self.shortened(items, names, self.private(items, names), depth)
        if same(body, node.body.body):
            return node
        new = maker_of(node, body=maker_of(node.body, body=body))
        self.cx.moved(node, new)
        return new

    def opened(self, statements: Sequence[cst.BaseStatement], depth: int = 0) -> Block:
        """The items of *statements*, which are indented *depth* levels, the functions among them in fewer lines."""
        items = items_of(statements)
        waiting = [(items, depth)]
        while waiting:
            block, deep = waiting.pop()
            for item in block:
                waiting += [(inner, deep + 1) for inner in blocks_in(item)]
                if isinstance(item, Function):
                    item.node = self.function(item.node, deep + 1)
        return items

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

    def shortened(
        self, block: Block, parameters: tuple[str, ...], private: set[str], depth: int
    ) -> tuple[cst.BaseStatement, ...]:
        """The statements of *block*, a scope with these *private* names, nested no deeper than CPython takes."""
        before = statements_of(block, self.cx)
        if not private:
            return before
        temporaries = private & self.cx.names.temporaries
        unseen = temporaries if self.looks(block) else private
        variables = assigned_in(block) - temporaries
        flow = self.in_rounds(block, parameters, private, unseen, depth) if temporaries else NOTHING
        if not temporaries:  # half of all scopes; only tests may ask twice there
            Known((), self.cx).block(block, {})
        Truths(flow, self.cx).block(block)
        if depth and temporaries and not self.looks(block):
            Stores(block, flow, unseen - {*parameters}, self.cx)
        if variables - assigned_in(block):
            return before  # what nothing binds any more would be sought outside
        after = statements_of(block, self.cx)
        deep = depth_of(after)
        return before if deep > DEEPEST and deep > depth_of(before) else after

    def in_rounds(
        self, block: Block, parameters: tuple[str, ...], private: set[str], unseen: set[str], depth: int
    ) -> Flow:
        """Shorten *block* until nothing changes any more, as in `shortened`; its flow then.

        What a flow says holds until something changes: to ask takes longest, and most often nothing does.
        """
        temporaries = private & self.cx.names.temporaries
        for _ in range(ROUNDS):
            Known(private & self.cx.names.flags, self.cx).block(block, {})
            flow = Flow(block, parameters, private)
            seen = flow if unseen == private else Flow(block, parameters, unseen)
            changed = joined(block, seen, temporaries - {*parameters})
            guards = Guards(Flow(block, parameters, private) if changed else flow, unseen, self.cx)
            guards.block(block)
            flow = Flow(block, parameters, private) if guards.changed else guards.flow
            values = Values(flow, self.cx)
            values.block(block, depth)
            if not (changed or guards.changed or values.changed):
                return flow
        return Flow(block, parameters, private)

    def looks(self, block: Block) -> bool:
        """May *block* look at what its variables hold, and not only by their names?"""
        return not self.readers.isdisjoint(read_in(block))


def is_reader(what: Used) -> bool:
    """Is *what* a name stands for the text that says one of NAMESPACE_READERS?"""
    return isinstance(what, tuple) and what[1] in NAMESPACE_READERS
