"""Read a program, run the rewrites over it in order, judge what is left, and print it.

The only file that loads rewrites.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from time import perf_counter
from typing import Any

import libcst as cst

from mvpy.errors import InternalError, RuleError
from mvpy.machine.applying import Watch, applied, completed, rewritten
from mvpy.machine.context import Context, Site
from mvpy.machine.culprits import CulpritsTold
from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.machine.leavings import check_leavings
from mvpy.machine.loading import loaded
from mvpy.machine.lowering import BEFORE_DEFERRED, NEWEST, Lowering
from mvpy.machine.newer_forms import NewerForm, newer_forms
from mvpy.machine.occurrences import Chosen
from mvpy.machine.passes import Order, Passes
from mvpy.machine.program import Program
from mvpy.machine.rewrite import Rewrite
from mvpy.output.assembling import is_output, label_of, parts_of_text, printed, without_header
from mvpy.output.helper_modules import imported_helpers
from mvpy.output.helper_seals import label_of_helpers, sealed
from mvpy.output.judge import refuse_what_is_not_core
from mvpy.output.lacked import lacked_in, refuse_what_the_host_lacks
from mvpy.output.noticed import Output, noticed
from mvpy.output.prelude_names import with_hosted_names
from mvpy.output.prelude_text import Core, hosted_helper, inside_a_function
from mvpy.output.published import without_preludes
from mvpy.reading.legality import jumps_in_finally
from mvpy.reading.program import read_program
from mvpy.reading.unpromised import WORDS, looks
from mvpy.reading.warned import Warned
from mvpy.rewrites import ORDER
from mvpy.rewrites.lowering import ORDER as LOWERING_ORDER
from mvpy.system.deep import in_deep_thread
from mvpy.tree.positions import lines_of, statement_lines


@dataclass
class Desugared:
    """What became of a program.  `source_map[i]` is the source line of output line i + 1, 0 where it has none.

    *steps* are the programs after each rewrite; *bare_steps* are these without what stands above the program.
    *warnings* are those of Python's compiler, which does not see the source; and, if the output is plain, the places
    of the source that look at what has changed and is not promised.
    *helpers* are those that *code* imports, in the order of the alphabet; none where they stand in it.
    """

    code: str
    sites: list[Site] = field(default_factory=list)
    source_map: list[int] = field(default_factory=list)
    changed: bool = False
    times: dict[str, float] = field(default_factory=dict)
    steps: list[tuple[str, str]] = field(default_factory=list)
    bare_steps: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)

    def _repr_html_(self) -> str:
        """What a notebook shows: the code, with what stands above the program folded."""
        from mvpy.output.highlighted import as_html  # start-up: pygments, 20 ms, is for notebooks

        above = next((i for i, line in enumerate(self.source_map) if line), 0)
        return as_html(self.code, above)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What IPython shows on a terminal: the code."""
        printer.text(self.code.rstrip("\n"))


@cache
def rewrites_in_order() -> Order:
    """All rewrites, loaded; a ContractError if their contracts and their order do not fit."""
    return Order([loaded("mvpy.rewrites", name) for name in ORDER])


@cache
def rewrites_that_lower() -> Order:
    """All rewrites, and before them those that only take forms which an older Python does not read."""
    lowering = [loaded("mvpy.rewrites.lowering", name) for name in LOWERING_ORDER]
    return Order(rewrites_in_order().rewrites, lowering)


def desugar_source(
    text: str,
    *,
    filename: str = "<string>",
    only: Sequence[str] = (),
    keep: Sequence[str] = (),
    until: str | None = None,
    level: str = "core",
    target: tuple[int, int] | None = None,
    kinds: frozenset[str] = EXACT,
    helpers: str = "",
    submodules: Sequence[str] = (),
    steps: bool = False,
    check: bool = False,
    chosen: Chosen | None = None,
    lowering: Lowering | None = None,
) -> Desugared:
    """*text*, without the constructs whose rewrites are enabled; it does what CPython does with respect to *kinds*.

    *helpers* names the module that it imports our helpers from, see `helpers_source`; without one they stand in it.
    *submodules* are those of the package whose `__init__.py` it is: their imports bind names in it, from outside.
    *check* runs every rewrite twice and fails if the second run finds something (for tests).
    *chosen* says at which occurrences of its construct one of the rewrites is at work, if not at all.
    *lowering* takes the place of *only*, *keep*, *until* and *level*: what a host does not read goes, all else stays.
    Errors: SourceError for text that is not Python; InternalError where a rewrite failed; ContractError.
    """
    order = rewrites_that_lower() if lowering else rewrites_in_order()
    enabled = lowering.enabled(order) if lowering else order.chosen(only, keep, until, level)
    passes = Passes(order, enabled, chosen, lowering)
    label = "" if only or lowering else label_of(keep, until, level)
    watch = Steps() if steps else Watch()
    target, syntax = target or sys.version_info[:2], NEWEST if lowering else None
    wanted = Wanted(text, filename, target, kinds, helpers, frozenset(submodules), syntax)
    try:
        return in_deep_thread(desugared, wanted, passes, label, watch, check)
    except RuleError:
        raise  # it says which, and where
    except InternalError:
        # Not asked at each start, where it would take as long as a file.
        check_leavings(order)
        in_deep_thread(rewritten_again, wanted, passes)
        raise


def newer_forms_in(text: str, filename: str, lowering: Lowering, target: tuple[int, int]) -> list[NewerForm]:
    """The places of *text*, for the Python *target*, that the host of *lowering* does not read, or lacks."""

    def found() -> list[NewerForm]:
        module, _ = read_program(text, filename, target)
        order = rewrites_that_lower()
        return sorted(
            [
                *newer_forms(module, text, lowering, order),
                *forms_at_work(text, filename, lowering, target, order),
                *lacked_in(module, lowering),
            ]
        )

    return in_deep_thread(found)


def forms_at_work(
    text: str, filename: str, lowering: Lowering, target: tuple[int, int], order: Order
) -> list[NewerForm]:
    """The forms in *text* that are not seen at a node: types that the host evaluates, say.  Where rewrites are at work."""
    forms = {
        rewrite.name: min(newer, key=lambda form: form.since)
        for rewrite in order.rewrites
        if rewrite.name in order.lowering and not rewrite.contract.removes.kinds
        if (newer := list(lowering.newer(rewrite)))
    }
    program, _ = program_of(Wanted(text, filename, target, PLAIN, syntax=NEWEST), keeps_header=True)
    program = replace(program, target=BEFORE_DEFERRED)  # the host evaluates annotations
    _, cx = rewritten(program, Passes(order, frozenset(forms), lowering=lowering), Watch())
    lines = lines_of(text)
    columns = [len(line) - len(line.lstrip()) + 1 for line in lines]
    found = {
        NewerForm(line, columns[line - 1], forms[name].words, forms[name].since) for name, line, _ in cx.sites
    }
    cx.let_go()
    return sorted(found)


Choice = tuple[Sequence[str], Sequence[str], str | None, str]  # which rewrites: only, keep, until, level


def helpers_source(
    helpers: Sequence[str],
    choice: Choice,
    kinds: frozenset[str],
    target: tuple[int, int],
    lowering: Lowering | None = None,
) -> str:
    """The module that outputs import *helpers* from, whose rewrites are those of *choice*, or of *lowering*."""
    return in_deep_thread(helpers_text, helpers, choice, kinds, target, lowering)


def helpers_text(
    helpers: Sequence[str],
    choice: Choice,
    kinds: frozenset[str],
    target: tuple[int, int],
    lowering: Lowering | None,
) -> str:
    """`helpers_source`; the caller provides a large stack."""
    order = rewrites_that_lower() if lowering else rewrites_in_order()
    enabled = lowering.enabled(order) if lowering else order.chosen(*choice)
    passes = Passes(order, enabled, lowering=lowering)
    cx = Context(Program(cst.Module([]), target, "helpers", kinds=kinds), passes)
    for helper in helpers:
        cx.names.helper(helper)
    label = label_of_helpers(passes.is_core, kinds == EXACT, lowering)
    return sealed(printed(cst.Module([]), cx, label, core_of_helper)[0], helpers)


@dataclass(frozen=True)
class Wanted:
    """The *text* of a program, and what is wanted of its output, see `Program`; *syntax* is of another Python than the target."""

    text: str
    filename: str
    target: tuple[int, int]
    kinds: frozenset[str]
    helpers: str = ""
    submodules: frozenset[str] = frozenset()
    syntax: tuple[int, int] | None = None


def desugared(wanted: Wanted, passes: Passes, label: str, watch: Watch, check: bool = False) -> Desugared:
    """What the *passes* make of the program that is *read*; with a *label* its first line tells how far it is."""
    started = perf_counter()
    program, warnings = program_of(wanted, keeps_header=not label and not passes.is_core)
    if not passes.is_core:
        program = without_preludes(program)
    watch.times["read"] = perf_counter() - started
    if passes.lowering and passes.lowering.forms:
        _, alone = rewritten(program, passes, Watch())  # nothing has been touched, so nothing goes beside it
        passes.touched = frozenset(site.line for site in alone.sites)
    tree, cx = rewritten(program, passes, watch, check)
    started = perf_counter()
    tree = completed(tree, cx)
    refuse_what_the_host_lacks(tree, cx)
    code, source_map = printed(tree, cx, label, core_of_helper)
    watch.times["print"] = perf_counter() - started
    changed = code != program.text
    if changed and not program.kinds and WORDS.search(program.text):
        found = looks(program.module, program.lines[0], program.text, program.scopes)
        warnings = sorted(warnings + noticed(found, Output(tree, code, source_map, cx)))
    warnings = sorted(warnings + [Warned(line, 1, words, kind) for line, words, kind in cx.told])
    output = Desugared(code, cx.sites, source_map, changed, watch.times, warnings=warnings)
    output.helpers = imported_helpers(cx) if changed else []
    if isinstance(watch, Steps):
        output.steps, output.bare_steps = watch.steps, watch.bare_steps
    cx.let_go()
    return output


def rewritten_again(wanted: Wanted, passes: Passes) -> None:
    """A ContractError, if a rewrite is to blame for what has come out of the program."""
    program, _ = program_of(wanted, keeps_header=False)
    with suppress(InternalError):  # it is known
        rewritten(without_preludes(program), passes, CulpritsTold())


def program_of(wanted: Wanted, keeps_header: bool) -> tuple[Program, list[Warned]]:
    """The program that is *wanted*, and what Python's compiler warns of; the first line of an output goes, unless kept."""
    parsed, warnings = read_program(wanted.text, wanted.filename, wanted.syntax or wanted.target)
    lines = statement_lines(parsed)
    if wanted.target >= (3, 14) > sys.version_info[:2]:
        warnings = sorted(warnings + jumps_in_finally(parsed, lines[0]))
    module = parsed if keeps_header else without_header(parsed)
    program = Program(module, wanted.target, wanted.filename, wanted.text, lines, is_output(parsed))
    return (
        replace(program, kinds=wanted.kinds, helpers=wanted.helpers, submodules=wanted.submodules),
        warnings,
    )


class Steps(Watch):
    """Keeps the text after each rewrite that has changed something, with the name of the rewrite."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[str, str]] = []
        self.bare_steps: list[tuple[str, str]] = []

    def seen(self, rewrite: Rewrite, before: cst.Module, tree: cst.Module, cx: Context) -> None:
        """Print *tree* if it is not what it was."""
        if before is cx.program.module:
            self.steps, self.bare_steps = [], []  # the rewrites begin, perhaps once more
        if tree is not before:
            with cx.names.hosted.left_as_they_are():
                first, above, rest, _ = parts_of_text(tree, cx)
            self.steps.append((rewrite.name, first + above + rest))
            self.bare_steps.append((rewrite.name, first + rest))


def core_of_helper(
    definition: cst.FunctionDef | cst.ClassDef,
    imported: Mapping[str, tuple[str, str]],
    target: tuple[int, int],
    kinds: frozenset[str],
) -> Core:
    """The core text of a helper, which is desugared with respect to *kinds*, and the hosted names that it uses.

    *imported* says what the imports of its file bind.  In the helper every free name is one: a builtin, an
    imported name or another helper; they become hosted names before the first rewrite.
    """
    filename = f"prelude/{definition.name.value}.py"
    tree = cst.Module([definition])
    cx = Context(
        Program(tree, target, filename, in_prelude=True, kinds=kinds),
        Passes(rewrites_in_order(), frozenset(ORDER)),
    )
    cx.names.hosted.shared = True

    def hosted(name: str) -> str:
        return cx.names.hosted.name(hosted_helper(imported[name]) if name in imported else name)

    tree = with_hosted_names(tree, hosted, cx)
    cx.lines.known, cx.lines.multiline = statement_lines(tree)
    cx.names.of_program = cx.names.of_program - cx.names.hosted.used.keys()
    for rewrite in cx.passes:
        cx.current_rewrite = rewrite.name
        tree = applied(rewrite, tree, cx)
    refuse_what_is_not_core(tree, filename)
    used = tuple(cx.names.hosted.used.items())
    cx.let_go()
    return inside_a_function(tree.body), used
