"""A program on its way to the core, step by step; each part of each line knows from where it comes, and through what.

    trace = traced(text)
    trace.steps[0].rewrite, trace.steps[0].lines     the program after the first rewrite that changed something
    trace.output                                     the finished core, the lines above the program among them

The rewrites run as they always do; what their rules give is overheard, and the tree is looked at after each.  What is
done when they are through (temporaries, guards, the economy of plain outputs) is followed as one step more.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import libcst as cst

from mvpy.explain.listening import listening
from mvpy.explain.origins import Mark, Origins
from mvpy.explain.written import Line, Writing, lines_of_core
from mvpy.machine.applying import Watch, completed, rewritten
from mvpy.machine.context import Context
from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.machine.rewrite import Rewrite
from mvpy.output.assembling import core_parts
from mvpy.output.definitions import names_spelt_out
from mvpy.output.tidying import NOWHERE, Place, Tidying
from mvpy.pipeline import Wanted, core_of_helper, program_of, rewrites_in_order
from mvpy.rewrites import ORDER
from mvpy.system.deep import in_deep_thread
from mvpy.tree.nodes import STATEMENTS
from mvpy.tree.suite import futures_first

FINISH = ""  # stands for what is done when the rewrites are through


@dataclass(frozen=True)
class Step:
    """What one *rewrite* has left: the *lines* of the program, without those above it, and what it made of what."""

    rewrite: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Trace:
    """A program on its way: its *source*, the *steps*, the finished *output*, of which the first lines are *above* it."""

    program: Program
    origins: Origins
    source: tuple[Line, ...]
    steps: tuple[Step, ...]
    output: tuple[Line, ...]
    above: int


def traced(
    text: str,
    *,
    filename: str = "<string>",
    target: tuple[int, int] | None = None,
    kinds: frozenset[str] = PLAIN,
    submodules: Sequence[str] = (),
    steps: bool = True,
) -> Trace:
    """The way of the program *text* to the core, which does what CPython does with respect to *kinds*.

    *submodules* are those of the package whose `__init__.py` it is.  Without *steps* only the finished output is there.
    Errors: as `desugar_source`.
    """
    wanted = Wanted(text, filename, target or sys.version_info[:2], kinds, submodules=frozenset(submodules))
    return in_deep_thread(lambda: trace_of(program_of(wanted, keeps_header=False)[0], steps))


def traced_exactly(trace: Trace) -> Trace:
    """The way of the same program, whose nodes are the same, to the exact core; without its steps."""
    return in_deep_thread(trace_of, replace(trace.program, kinds=EXACT), False)


def trace_of(program: Program, steps: bool) -> Trace:
    """`traced`; the caller provides a large stack."""
    following = Following(program, steps)
    passes = Passes(listening(rewrites_in_order(), following.heard), frozenset(ORDER))
    tree, cx = rewritten(program, passes, following)
    tree = completed(tree, cx)
    following.origins.settle(tree, FINISH)
    parts = core_parts(tree, cx, "core", core_of_helper)
    marks = following.origins.settle(parts.tree, FINISH)
    output = [Line(line, ()) for line in parts.opening.split("\n")[:-1]]
    body = lines_of_core(parts, following.origins.marks)
    count = lines_above(parts.owners, following.origins, cx)
    body[:count] = [Line(line.text, ()) for line in body[:count]]
    above = len(output) + count
    steps_ = (*following.steps, Step(FINISH, tuple(body), tuple(marks)))
    trace = Trace(program, following.origins, tuple(following.source), steps_, (*output, *body), above)
    cx.let_go()
    return trace


def lines_above(owners: Sequence[cst.CSTNode | None], origins: Origins, cx: Context) -> int:
    """How many of the lines with these *owners* stand above the program.

    Its own statements have lines of the source, but for what is made of all of it: `__doc__ = ...`.
    """
    for number, owner in enumerate(owners):
        mark = origins.mark_of(owner) if owner is not None else None
        is_of_all = mark is not None and mark.source is origins.program.module and bool(mark.rewrites)
        if owner is not None and (cx.lines.of(owner) or is_of_all):
            return number
    return len(owners)


class Following(Watch):
    """Follows a *program* on its way, and writes down each of the *steps*, if they are wanted."""

    def __init__(self, program: Program, wants_steps: bool) -> None:
        super().__init__()
        self.program, self.wants_steps = program, wants_steps
        self.origins = Origins(program)
        self.steps: list[Step] = []
        self.cx: Context | None = None
        self.spelt: dict[str, str] = {}
        self.writing = Writing(program.module, self.origins.marks, self.spelt)
        self.source = self.written(program.module)

    def heard(self, rewrite: str, node: Any, new: Any, cx: Context) -> Any:
        """A rule of *rewrite* has made *new* of *node*; a name that is somewhere else already is given as another node."""
        if cx.program is self.program:
            if cx is not self.cx:
                self.begin(cx)
            if isinstance(new, cst.Name) and new is not node and self.origins.mark_of(new) is not None:
                new = new.with_changes()
            self.origins.fired(rewrite, node, new)
        return new

    def begin(self, cx: Context) -> None:
        """From now on hear from *cx* which statements stand where others stood."""
        self.cx, moved = cx, cx.moved

        def told(old: cst.CSTNode, new: cst.CSTNode) -> None:
            self.origins.moved(old, new)
            moved(old, new)

        vars(cx)["moved"] = told
        self.tidying = Once(cx)

    def seen(self, rewrite: Rewrite, before: cst.Module, tree: cst.Module, cx: Context) -> None:
        """*tree* is what *rewrite* has made of *before*."""
        if tree is before:
            return
        if cx is not self.cx:
            self.begin(cx)
        marks = self.origins.settle(tree, rewrite.name)
        if self.wants_steps:
            self.spelt.update(names_spelt_out(cx))
            tree = tree.with_changes(body=futures_first(tree.body))
            laid_out = tree.with_changes(body=self.tidying.body(tree.body, 2))
            for statement in laid_out.body:
                self.origins.known(statement, rewrite.name)
            self.steps.append(Step(rewrite.name, tuple(self.written(laid_out)), tuple(marks)))

    def written(self, tree: cst.Module) -> list[Line]:
        """The lines of *tree*."""
        return self.writing.body([*tree.header, *tree.body, *tree.footer])


class Once(Tidying):
    """Lays out what is new; a statement that has been laid out is not looked at again."""

    def __init__(self, cx: Context) -> None:
        super().__init__(cx)
        self.known: dict[tuple[int, Place], tuple[cst.CSTNode, Any]] = {}
        self.spaced: dict[tuple[int, int], tuple[cst.CSTNode, Any]] = {}

    def node(self, node: Any, place: Place = NOWHERE) -> Any:
        """*node* at *place*, laid out."""
        if not isinstance(node, STATEMENTS):
            return super().node(node, place)
        key = id(node), place
        if key not in self.known:
            self.known[key] = node, super().node(node, place)
        return self.known[key][1]

    def changed(self, node: Any, changes: dict[str, Any]) -> Any:
        """*node* with *changes*, which is the same one whenever only the lines above it change."""
        if changes.keys() != {"leading_lines"}:
            return super().changed(node, changes)
        key = id(node), len(changes["leading_lines"])
        if key not in self.spaced:
            self.spaced[key] = node, super().changed(node, changes)
        return self.spaced[key][1]
