"""`mvpy desugar`: rewrite programs into the core."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import click

from mvpy.command.base import Command
from mvpy.command.batch import outcomes, with_options
from mvpy.command.completions import definitions, places_for_helpers, rewrite_names
from mvpy.command.desugar_outputs import exit_code, summary, write_all
from mvpy.command.desugar_run import CommandLine, Run, find_programs, finish_killed_runs
from mvpy.command.exit_codes import BROKEN, DIFFERENT, FINDINGS, FINE, UNUSABLE
from mvpy.command.helper_files import refuse_no_module, with_places
from mvpy.command.jobs import Outcome
from mvpy.command.options import (
    LEVELS,
    Options,
    refuse_beside_lowering,
    refuse_contradictory,
    refuse_exact_for,
)
from mvpy.command.output_cache import fingerprint
from mvpy.command.parameters import (
    ANNOTATIONS,
    CONFIG,
    EXACT,
    FOR,
    JOBS,
    NO_CACHE,
    PATHS,
    QUIET,
    TARGET,
    WITH_SHIM,
    as_lines,
    naming_rewrites,
)  # fmt: skip
from mvpy.command.rewrite_names import full_names, last_of
from mvpy.command.settings import is_given, is_setting, set_aside
from mvpy.command.shims import below_shim, needs_shim, refuse_no_shim, shim_of
from mvpy.command.signals import Interrupted, waiting
from mvpy.command.terminal import difference, progress, say, show, show_steps, show_times, show_warnings
from mvpy.errors import UsageError


@click.command(cls=Command)
@PATHS
@click.option("-c", "--command", metavar="CODE", help="Desugar this text.")
@naming_rewrites("--only", "Run only these rewrites.")
@naming_rewrites("--keep", "Run all rewrites but these.")
@click.option(
    "--until",
    metavar="NAME",
    shell_complete=rewrite_names,
    help="Run the rewrites up to and including this one.",
)
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="core",
    show_default=True,
    help="How much goes.",
)
@FOR
@ANNOTATIONS
@WITH_SHIM
@EXACT
@TARGET
@click.option(
    "--helpers",
    metavar="WHERE",
    shell_complete=places_for_helpers,
    help="Where helpers go: inline (each output), import (one module for all), package (one for each package), or its name.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(),
    help="Write to this file, or mirror a folder into this one.",
)
@click.option("--in-place", is_flag=True, help="Replace the files.")
@click.option("--diff", is_flag=True, help="Show what would change.")
@click.option("--check", is_flag=True, help="Exit with 1 if a file would change; write nothing.")
@click.option("--steps", is_flag=True, help="Show what each rewrite does.")
@click.option("--step", metavar="N", type=click.IntRange(1), help="Show only this one of the steps.")
@click.option("--time", "time_", is_flag=True, help="Say how long each rewrite took.")
@click.option("--verify", "verify_", is_flag=True, help="Run the result, too; exit with 3 on a difference.")
@click.option(
    "--test",
    metavar="COMMAND",
    help="With --verify, run the project's own tests instead, on the original and on the result: 'pytest -q'.",
)
@click.option(
    "--python",
    metavar="PYTHON",
    multiple=True,
    help="Run the tests with this Python, a command or a version; may be repeated.",
)
@click.option(
    "--source-map", metavar="FILE", type=click.Path(dir_okay=False), help="Write where each line came from."
)
@click.option("--annotate", is_flag=True, help="Put each original line as a comment above what became of it.")
@click.option(
    "--line", metavar="A-B", callback=as_lines, help="Show only what became of these lines, or of one: N."
)
@click.option(
    "--function",
    metavar="NAME",
    shell_complete=definitions,
    help="Show only what became of this function, class, or Class.method.",
)
@click.option("--watch", is_flag=True, help="Show it again whenever a file changes, until Ctrl-C.")
@click.option("--stdin-filename", metavar="NAME", help="The name for standard input in messages.")
@JOBS
@QUIET
@click.option("-v", "--verbose", is_flag=True, help="Name each place that was rewritten.")
@CONFIG
@NO_CACHE
@click.pass_context
def desugar(ctx: click.Context, /, **values: Any) -> None:
    """Rewrite programs into the core.

    One program goes to standard output; a folder needs -o DIR, --in-place, --diff or --check.
    """
    set_aside(values, (*EXCLUSIVE, ("only", "level"), ("only", "keep"), *CHOICES), ctx)
    options = CommandLine(
        **values,
        helpers_by_setting=is_setting("helpers", ctx),
        test_by_setting=is_setting("test", ctx),
        target_is_given=is_given("target", ctx),
        annotations_by_setting=is_setting("annotations", ctx),
        shim_by_setting=is_setting("with_shim", ctx),
    )
    refuse_contradictions(options)
    if options.watch:
        from mvpy.command.watching import watch  # start-up: most runs are done once

        output = Path(options.output) if options.output else None
        ctx.exit(watch(options.paths, output, lambda: desugar_once(options)))
    ctx.exit(desugar_once(options))


def desugar_once(options: CommandLine) -> int:
    """Do what the *options* say; the exit code."""
    cached = not (options.no_cache or options.time_ or options.command is not None)
    run = Run(options, job_options(options), fingerprint() if cached else None)
    find_programs(run)
    try:
        finish_killed_runs(run)
        return desugar_all(run)
    except Interrupted as error:
        error.so_far = run.so_far
        raise


# What contradicts what: each row names options of which one may be given.
EXCLUSIVE = (
    ("in_place", "output"), ("in_place", "diff"), ("in_place", "check"), ("in_place", "command"),
    ("in_place", "steps"), ("output", "diff"), ("output", "check"),
    ("steps", "diff"), ("steps", "check"), ("in_place", "step"), ("step", "diff"), ("step", "check"),
    ("annotate", "check"),
    ("verify_", "diff"), ("verify_", "check"), ("quiet", "verbose"), ("stdin_filename", "command"),
    ("test", "command"),
    # A part of an output is for reading: it is no program.
    ("line", "function"),
    *product(
        ("line", "function"),
        ("output", "in_place", "check", "diff", "source_map", "steps", "step", "verify_"),
    ),
    *product(("watch",), ("in_place", "check", "command", "stdin_filename", "verify_")),
)  # fmt: skip
# With `--for` the host says what goes.
CHOICES = tuple(product(("for_",), ("only", "keep", "until", "level")))
NO_SHIM = (
    "what was added may need what only the shim of the interpreter defines: --with-shim puts that in front"
)
SPELT = {"command": "-c", "verify_": "--verify", "output": "-o"}


def refuse_contradictions(options: CommandLine) -> None:
    """Complain about options that exclude each other."""
    for one, other in EXCLUSIVE:
        if getattr(options, one) and getattr(options, other):
            raise UsageError(f"{spelt(one)} and {spelt(other)} exclude each other")
    if options.command is not None and options.paths:
        raise UsageError("-c takes the place of files")
    for part in ("line", "function"):
        if getattr(options, part) is not None and len(options.paths) > 1:
            raise UsageError(f"{spelt(part)} is for one file")
    if options.watch and (not options.paths or "-" in options.paths):
        raise UsageError("--watch is for files: standard input is read only once")
    if options.in_place and "-" in options.paths:
        raise UsageError("standard input can't be rewritten in place")
    if options.stdin_filename and options.paths and "-" not in options.paths:
        raise UsageError("--stdin-filename is for standard input, which isn't read here")
    if options.paths.count("-") > 1:
        raise UsageError("standard input can be read only once")
    if options.test and not options.verify_ and not options.test_by_setting:
        raise UsageError("--test goes with --verify")
    if options.helpers is not None:
        refuse_no_module(options.helpers)


def spelt(name: str) -> str:
    """The option as the user writes it."""
    return SPELT.get(name, "--" + name.replace("_", "-"))


def job_options(options: CommandLine) -> Options:
    """Those of the *options* that decide the output, with the full names of rewrites."""
    only, keep = full_names(options.only), full_names(options.keep)
    refuse_contradictory(only, keep, options.level)
    until = last_of(options.until) if options.until is not None else None
    steps = options.steps or options.step is not None
    chosen = Options(only, keep, until, options.level, options.target, steps, options.exact)
    if options.with_shim and not options.shim_by_setting:
        refuse_no_shim(options.for_, options.helpers)
    if options.for_ is None:
        if options.annotations and not options.annotations_by_setting:
            raise UsageError("--annotations is for hosts: --for says which")
        return chosen
    lowering = replace(options.for_, annotations=options.annotations)
    refuse_beside_lowering(only, keep, until, options.level)
    if options.exact:
        refuse_exact_for(lowering)
    return replace(chosen, target=options.target_for_host, lowering=lowering)


def desugar_all(run: Run) -> int:
    """Do what *run* says; the exit code.  Files are written at the end: Ctrl-C leaves them as they were."""
    options = run.options
    plan = None
    if run.tests:  # what can't be done is said at once
        from mvpy.command.project_tests import plan_of, verify_by_tests  # start-up: most runs verify nothing

        plan = plan_of(run)
    jobs = with_places(run, with_options(run.jobs, run.job_options, run.cache))
    count = options.jobs or os.cpu_count() or 1
    results = []
    shim = shim_of(options.for_)
    made = progress(outcomes(jobs, count, say), "desugaring", len(jobs) if run.loud else 0)
    if run.lowest is not None:
        # start-up: packaging; most runs lower no project
        from mvpy.command.project_files import with_metadata

        made = with_metadata(run, run.lowest, made)
    for outcome in made:
        waiting.check()
        outcome = with_comments(outcome, options.annotate)
        if options.with_shim and outcome.status == "desugared":
            outcome = with_shim(shim, outcome)
        outcome = the_part(outcome, options)
        report(run, outcome)
        results.append(outcome)
    if shim and not options.with_shim and run.loud and any(map(needs_shim, results)):
        say(f"note: {NO_SHIM}")
    for message in run.missing:
        say(message)
    codes = [exit_code(run, outcome) for outcome in results] + [UNUSABLE] * len(run.missing)
    if plan is not None:
        codes.append(verify_by_tests(run, plan, results))
        if options.in_place and codes[-1] != FINE:
            say("nothing was written")
            return worst(codes)
    elif options.verify_:  # before anything is written: --in-place would replace what is to be compared
        from mvpy.command.verification_runs import verify_outcomes  # start-up: most runs verify nothing

        programs = [outcome for outcome in results if outcome.name not in run.metadata]
        sound = [outcome for outcome in programs if not outcome.message]
        code, run.different = verify_outcomes(sound, run.job_options)
        codes.append(code)
    waiting.check()
    codes.append(write_all(run, results))
    if run.many and run.loud and results:
        say(summary(run, results))
    return worst(codes)


def worst(codes: Sequence[int]) -> int:
    """The most serious of the exit *codes*."""
    return max(codes, key=(FINE, FINDINGS, DIFFERENT, UNUSABLE, BROKEN).index, default=FINE)


def with_comments(outcome: Outcome, wanted: bool) -> Outcome:
    """*outcome*, annotated if that is *wanted*."""
    if not wanted or outcome.status != "desugared":
        return outcome
    from mvpy.command.annotation import annotated  # start-up: the scanner, 5 ms

    code, source_map = annotated(outcome.source.text, outcome.code, outcome.source_map)
    return replace(outcome, code=code, source_map=source_map)


def with_shim(shim: str, outcome: Outcome) -> Outcome:
    """*outcome* below the *shim*, if there is one."""
    if not shim:
        return outcome
    code, source_map = below_shim(shim, outcome.code, outcome.source_map)
    return replace(outcome, code=code, source_map=source_map)


def the_part(outcome: Outcome, options: CommandLine) -> Outcome:
    """Of *outcome* the part that `--line` or `--function` asks for; all of it without."""
    if outcome.message or (options.line is None and options.function is None):
        return outcome
    from mvpy.command.parts import part_of  # start-up: the scanner, as above

    try:
        return part_of(outcome, options.line, options.function)
    except UsageError as error:
        return replace(outcome, status="failed", message=f"{outcome.name}: {error}")


def report(run: Run, outcome: Outcome) -> None:
    """Show what is to be shown of one *outcome*."""
    options = run.options
    if outcome.message:
        say(outcome.message)
        return
    if run.loud:
        show_warnings(outcome.name, outcome.warnings)
    if options.check and outcome.status == "desugared":
        click.echo(f"{outcome.name}: would change", err=options.diff)
    if options.diff:
        lines = difference(outcome.source.text, outcome.code, outcome.name, f"{outcome.name} (desugared)")
        if lines:
            show(lines)
    if options.steps or options.step:
        wrong = show_steps(outcome.source.text, outcome.steps, options.step)
        run.missing += [f"{outcome.name}: {wrong}"] if wrong else []
    if outcome.status == "unchanged" and run.loud and not run.many:
        say(f"{outcome.name}: nothing to do")
    if not outcome.code and outcome.source.text.strip() and run.loud:
        say(f"{outcome.name}: nothing in the output has come from there")
    if options.verbose:
        for rewrite, line in sorted(outcome.sites, key=lambda site: (site[1], site[0])):
            say(f"{outcome.name}:{line}: {rewrite}")
    if options.time_:
        show_times(outcome.times)
