"""Read a program, run the rewrites over it in order, judge what is left, and print it.

The only file that loads rewrites.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from time import perf_counter

import libcst as cst

from mvpy.machine.context import Context, Site
from mvpy.machine.flattening import flattened, refuse_too_deep
from mvpy.machine.lifetimes import with_early_releases
from mvpy.machine.passes import Order, Passes
from mvpy.machine.rewrite import Rewrite
from mvpy.machine.temporaries import hidden
from mvpy.output.assembling import (
    assembled, core_text, header_line, is_output, label_of, same_but_header, with_header, without_header,
)  # fmt: skip
from mvpy.output.judge import refuse_what_is_not_core
from mvpy.output.prelude_names import with_hosted_names
from mvpy.output.prelude_text import Core, hosted_helper, inside_a_function
from mvpy.reading.legality import jumps_in_finally
from mvpy.reading.program import read_program
from mvpy.system.deep import in_deep_thread
from mvpy.rewrites import ORDER
from mvpy.tree.positions import lines_of, statement_lines
from mvpy.machine.applying import turn_of
from mvpy.machine.applying import to_be_opened
from mvpy.machine.applying import finished
from mvpy.machine.applying import applied
from mvpy.machine.program import Program


@dataclass
class Desugared:
    """What became of a program.  `source_map[i]` is the source line of output line i + 1, 0 where it has none.

    *warnings* are those of Python's compiler about the source, which does not see it: (line, words).
    """

    code: str
    sites: list[Site] = field(default_factory=list)
    source_map: list[int] = field(default_factory=list)
    changed: bool = False
    times: dict[str, float] = field(default_factory=dict)
    steps: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)


@cache
def rewrites_in_order() -> Order:
    """All rewrites, loaded; a ContractError if their contracts and their order do not fit."""
    return Order([Rewrite.of(import_module(f"mvpy.rewrites.{name}")) for name in ORDER])


def desugar_source(
    text: str,
    *,
    filename: str = "<string>",
    only: Sequence[str] = (),
    keep: Sequence[str] = (),
    until: str | None = None,
    level: str = "core",
    target: tuple[int, int] | None = None,
    steps: bool = False,
    check: bool = False,
) -> Desugared:
    """*text*, without the constructs whose rewrites are enabled.

    *check* runs every rewrite twice and fails if the second run finds something (for tests).
    Errors: SourceError for text that is not Python; InternalError where a rewrite failed; ContractError.
    """
    order = rewrites_in_order()
    passes = Passes(order, order.chosen(only, keep, until, level))
    label = "" if only else label_of(keep, until, level)
    way = Desugaring(text, filename, target or sys.version_info[:2], passes)
    return in_deep_thread(way.result, label, steps, check)


class Desugaring:
    """One program on its way through the *passes*."""

    def __init__(self, text: str, filename: str, target: tuple[int, int], passes: Passes) -> None:
        self.text, self.filename, self.target, self.passes = text, filename, target, passes
        self.times: dict[str, float] = {}
        self.steps: list[tuple[str, str]] = []

    def result(self, label: str, steps: bool, check: bool) -> Desugared:
        """What becomes of it, and all that is to be told about that."""
        started = perf_counter()
        parsed, warnings = read_program(self.text, self.filename, self.target)
        self.is_output = is_output(parsed)
        self.original = without_header(parsed) if label or self.passes.is_core else parsed
        self.places = statement_lines(parsed)
        if self.target >= (3, 14) > sys.version_info[:2]:
            warnings = sorted(warnings + jumps_in_finally(parsed, self.places[0]))
        self.times["read"] = perf_counter() - started
        tree, cx = self.rewritten(steps, check)
        started = perf_counter()
        code, source_map = self.printed(tree, cx, label)
        self.times["print"] = perf_counter() - started
        changed = code != self.text
        return Desugared(code, cx.sites, source_map, changed, self.times, self.steps, warnings)

    def rewritten(self, steps: bool, check: bool) -> tuple[cst.Module, Context]:
        """The program after all rewrites that are enabled.

        It turns out at the end which constructs that were to stay cannot; then the rewrites run once more.
        """
        opened: frozenset[int] = frozenset()
        while True:
            cx, tree = self.context(), self.original
            self.steps = []
            for rewrite in self.passes:
                started, before = perf_counter(), tree
                tree = turn_of(rewrite, tree, opened, cx, check)
                if rewrite.name in self.passes.enabled:
                    self.times[rewrite.name] = perf_counter() - started
                    if tree is not before and steps:
                        self.steps.append((rewrite.name, assembled(tree, self.text, cx, core_of_helper)[0]))
                    self.seen(rewrite, tree, cx)
            more = to_be_opened(tree, cx) - opened
            if not more:
                return tree, cx
            opened |= more

    def seen(self, rewrite: Rewrite, tree: cst.Module, cx: Context) -> None:
        """For those who watch: *tree* is what *rewrite* has left."""

    def context(self) -> Context:
        """What the rules may ask for, at the beginning."""
        program = Program(self.original, self.target, self.filename, is_output=self.is_output)
        cx = Context(program, self.passes)
        cx.lines.known, cx.lines.multiline = dict(self.places[0]), set(self.places[1])
        cx.lines.source = lines_of(self.text)
        return cx

    def printed(self, tree: cst.Module, cx: Context, label: str) -> tuple[str, list[int]]:
        """The output as text, and its source map."""
        is_core = self.passes.is_core
        if tree is self.original and not is_core:
            return self.text, list(range(1, len(lines_of(self.text)) + 1))
        if not self.passes.stays(cst.If):
            tree = flattened(tree, cx)
        if tree is not self.original:
            tree = with_early_releases(tree, cx)
        tree = finished(tree, cx)
        refuse_too_deep(tree, cx, self.filename)
        if is_core or cx.names.are_looked_at:
            tree = hidden(tree, cx)
        if not is_core:
            tree = with_header(tree, header_line(label, self.target)) if label else tree
            return assembled(tree, self.text, cx, core_of_helper)
        code, source_map = core_text(tree, cx, self.filename, core_of_helper)
        # Which Python an output of ours was made for can't be changed any more.
        return (self.text if self.is_output and same_but_header(code, self.text) else code), source_map


def core_of_helper(definition: cst.FunctionDef, imported, target: tuple[int, int]) -> Core:
    """The core text of a helper of the prelude, and the hosted names that it uses.

    *imported* says what the imports of its file bind.  In the helper every free name is one: a builtin, an
    imported name or another helper; they become hosted names before the first rewrite.
    """
    filename = f"prelude/{definition.name.value}.py"
    tree = cst.Module([definition])
    program = Program(tree, target, filename, in_prelude=True)
    cx = Context(program, Passes(rewrites_in_order(), frozenset(ORDER)))

    def hosted(name: str) -> str:
        return cx.names.hosted.name(hosted_helper(imported[name]) if name in imported else name)

    tree = with_hosted_names(tree, hosted, cx)
    cx.lines.known, cx.lines.multiline = statement_lines(tree)
    cx.names.of_program = cx.names.of_program - set(cx.names.hosted.used)
    for rewrite in cx.passes:
        cx.current_rewrite = rewrite.name
        tree = applied(rewrite, tree, cx)
    refuse_what_is_not_core(tree, filename)
    return inside_a_function(tree.body), tuple(cx.names.hosted.used.items())
