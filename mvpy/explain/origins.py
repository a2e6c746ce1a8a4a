"""Where each node of a tree comes from, while one rewrite after the other is at work on it.

A walk hands back the very nodes that it leaves alone, so a node that is known keeps its mark.  What a rule makes gets
the mark of what it was made of, and the name of the rewrite besides.  What is left are nodes that had to be made
again because something inside of them is another: they have the marks of those in whose places they stand.

    origins = Origins(program)
    origins.fired("for_statement", node, new)     a rule has made *new* of *node*
    origins.settle(tree, "for_statement")         the walk is through, and this is what it has left
    origins.mark_of(node).source                  the node of the program from which *node* comes
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import libcst as cst

from mvpy.machine.program import Program
from mvpy.tree.let import Let
from mvpy.tree.nodes import nodes_inside

COMPOUND = cst.BaseCompoundStatement


@dataclass(frozen=True, eq=False)
class Mark:
    """Where nodes come from: the node *source* of the program; if a *rewrite* made them, from what has the mark *before*."""

    source: cst.CSTNode
    rewrite: str = ""
    before: Mark | None = None

    @property
    def rewrites(self) -> tuple[str, ...]:
        """The names of those that had a hand in it, the first one first."""
        names: list[str] = []
        mark: Mark | None = self
        while mark is not None and mark.rewrite:
            names.append(mark.rewrite)
            mark = mark.before
        return tuple(reversed(names))


class Origins:
    """The marks of all nodes that the program has had so far.

    marks     by id: the node, so that nothing else gets its id, and its mark
    around    by id: the node around it, in the tree that was settled last
    stood     by id: for nodes that have been made since, the node in whose place they stand
    shared    by id: nodes that stand in several places, and so have no mark: they go with what is around them
    waiting   by id: nodes that a rewrite has made of nobody knows what, and its name
    at_work   the marks of what was made since the tree was settled last, in the order in which that was
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.marks: dict[int, tuple[cst.CSTNode, Mark]] = {}
        self.around: dict[int, cst.CSTNode] = {}
        self.stood: dict[int, cst.CSTNode] = {}
        self.shared: dict[int, cst.CSTNode] = {}
        self.made: dict[tuple[int, str], Mark] = {}
        self.waiting: dict[int, tuple[cst.CSTNode, str]] = {}
        self.at_work: list[Mark] = []
        waiting: list[cst.CSTNode] = [program.module]
        for node in waiting:
            self.marks[id(node)] = node, Mark(node)
            for inner in nodes_inside(node):
                self.around[id(inner)] = node
                waiting.append(inner)
        self.parents = dict(self.around)  # those of the program, for good

    # Asking -----------------------------------------------------------------------------

    def mark_of(self, node: cst.CSTNode) -> Mark | None:
        """The mark of *node*, None if it has none."""
        entry = self.marks.get(id(node))
        return entry[1] if entry is not None else None

    def outwards(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes of the program around *node*, which is one of them, and it itself first."""
        at: cst.CSTNode | None = node
        while at is not None:
            yield at
            at = self.parents.get(id(at))

    def common(self, nodes: Sequence[cst.CSTNode]) -> cst.CSTNode:
        """The smallest node of the program that holds all these *nodes* of it."""
        first, *others = nodes
        around = list(self.outwards(first))
        for other in others:
            found = {id(node) for node in self.outwards(other)}
            around = [node for node in around if id(node) in found]
        return around[0]

    # Being told -------------------------------------------------------------------------

    def moved(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        """*new* stands where *old* stood."""
        if id(new) not in self.marks and (mark := self.mark_of(old)) is not None:
            self.put(new, mark)
            self.stood[id(new)] = self.stood.get(id(old), old)

    def fired(self, rewrite: str, node: cst.CSTNode, new: Any) -> None:
        """A rule of *rewrite* has made *new* of *node*."""
        before = self.known(node, rewrite)
        if before is None:  # it will be known from what stands around it
            self.waiting |= {id(top): (top, rewrite) for top in parts_of(new)}
            return
        mark = self.made_of(before, rewrite)
        self.at_work.append(mark)
        place = self.stood.get(id(node), node)
        for top in parts_of(new):
            if id(top) not in self.marks:
                self.stood[id(top)] = place
            self.claim(top, mark)

    def made_of(self, before: Mark, rewrite: str) -> Mark:
        """The mark of what *rewrite* makes of what has the mark *before*."""
        return self.made.setdefault((id(before), rewrite), Mark(before.source, rewrite, before))

    def claim(self, node: cst.CSTNode, mark: Mark) -> None:
        """All that is new in *node* has this *mark*; a statement made again because of what is in it has its own."""
        waiting = [(node, mark)]
        while waiting:
            one, around = waiting.pop()
            if id(one) not in self.marks:
                inside = parts_inside(one)
                again = self.made_again(one, inside, mark) if isinstance(one, COMPOUND) else None
                own = again or around
                self.marks[id(one)] = one, own
                waiting += [(part, own) for part in inside]

    def made_again(self, node: cst.CSTNode, inside: Sequence[cst.CSTNode], mark: Mark) -> Mark | None:
        """The mark of *node* with those *inside*, new in what has this *mark*, if its test or the like is as it was."""
        kept = (part for part in inside if isinstance(part, cst.BaseExpression) and not is_leaf(part))
        for place in (self.around.get(id(part)) for part in kept):
            before = self.mark_of(place) if place is not None and place.__class__ is node.__class__ else None
            if before is not None and mark.source in self.outwards(before.source):
                return self.made_of(before, mark.rewrite)
        return None

    def known(self, node: cst.CSTNode, rewrite: str) -> Mark | None:
        """The mark of *node*; found out if it was made again by the walk of *rewrite*, or put together."""
        if (mark := self.mark_of(node)) is not None or id(node) in self.shared:
            return mark
        inside = parts_inside(node)
        marks = [mark for mark in (self.known(one, rewrite) for one in inside) if mark is not None]
        for one in sorted(inside, key=is_leaf):  # a name may be the same node in several places
            place = self.around.get(id(self.stood.get(id(one), one)))
            if place is not None and place.__class__ is node.__class__:
                return self.stands(node, inside, place)
        if not marks:
            return None  # a name or a number: it goes with what is around it
        return self.put(node, self.together(marks, rewrite))

    def stands(self, node: cst.CSTNode, inside: Sequence[cst.CSTNode], place: cst.CSTNode) -> Mark | None:
        """The mark of *node*, with those nodes *inside*; it stands where *place* stood, and so does what is new in it."""
        self.stood[id(node)] = place
        before, mark = parts_inside(place), self.mark_of(place)
        if len(before) == len(inside):
            for old, new in zip(before, inside, strict=True):
                if id(new) in self.marks or (known := self.mark_of(old)) is None:
                    continue
                if new.__class__ is old.__class__:
                    self.stands(new, parts_inside(new), old)
                else:
                    self.claim(new, known)
        if mark is None:
            return None
        return self.put(node, mark)

    def put(self, node: cst.CSTNode, mark: Mark) -> Mark:
        """Let *node* have this *mark*."""
        self.marks[id(node)] = node, mark
        return mark

    def together(self, marks: Sequence[Mark], rewrite: str) -> Mark:
        """The mark of what *rewrite* has put together of nodes with these *marks*, and what belongs to none of them."""
        made = [mark for mark in marks if mark.rewrite == rewrite]
        if made:
            return made[0]
        source = self.common([mark.source for mark in marks])
        before = next((mark for mark in marks if mark.source is source), None) or self.marks[id(source)][1]
        return self.made_of(before, rewrite)

    def settle(self, tree: cst.Module, rewrite: str) -> list[Mark]:
        """*tree* is what *rewrite* has left: its new nodes get their marks, and it is told what was at work in it."""
        marks, around = self.marks, self.around
        marks[id(tree)] = tree, marks[id(self.program.module)][1]
        met: set[int] = set()
        waiting: list[tuple[cst.CSTNode, Mark]] = [(tree, marks[id(tree)][1])]
        while waiting:
            node, mark = waiting.pop()
            for inner in parts_inside(node):
                if id(inner) in met:
                    self.share(inner, mark)
                elif around.get(id(inner)) is not node:
                    met.add(id(inner))
                    own = self.known(inner, rewrite)
                    if own is None and id(inner) not in self.shared:
                        _, by = self.waiting.get(id(inner), (inner, ""))
                        own = self.put(inner, self.made_of(mark, by) if by else mark)
                    if id(inner) not in around:
                        waiting.append((inner, own or mark))
                    around[id(inner)] = node
        found = {id(mark): mark for mark in self.at_work}
        self.at_work.clear()
        self.stood.clear()
        self.waiting.clear()
        return list(found.values())

    def share(self, node: cst.CSTNode, around: Mark) -> None:
        """*node* stands in several places; if it has nothing to do with what is *around*, nothing in it keeps its mark.

        A template may give the same nodes each time.  What it has put in two places of its own is all right.
        """
        mark = self.mark_of(node)
        if mark is None or not mark.rewrite or around.source in self.outwards(mark.source):
            return
        waiting = [node]
        while waiting:
            one = waiting.pop()
            self.shared[id(one)] = one
            self.marks.pop(id(one), None)
            waiting += parts_inside(one)


def parts_of(new: Any) -> Sequence[cst.CSTNode]:
    """The nodes that a rule has given."""
    return new if isinstance(new, tuple) else [new]


def is_leaf(node: cst.CSTNode) -> bool:
    """Is *node* a name or a number?"""
    return isinstance(node, (cst.Name, cst.Integer))


def parts_inside(node: cst.CSTNode) -> Sequence[cst.CSTNode]:
    """The nodes right inside *node*."""
    return [*node.statements, node.value] if node.__class__ is Let else nodes_inside(node)
