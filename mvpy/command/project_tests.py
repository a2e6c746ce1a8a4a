"""`mvpy desugar --test`: the project's own tests, on the original and on what became of it."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mvpy.command.desugar_run import Run
from mvpy.command.exit_codes import DIFFERENT, FINE, UNUSABLE
from mvpy.command.helper_files import label_for, module_at, modules_for, text_of
from mvpy.command.jobs import Outcome
from mvpy.command.program_files import python_files
from mvpy.command.signals import impatient
from mvpy.command.terminal import say
from mvpy.errors import UsageError
from mvpy.projects.copies import copy_project, project_around, put_into
from mvpy.projects.requires_python import lowest_version
from mvpy.projects.suite_comparison import compare, sentence, verdict
from mvpy.projects.suites import (
    Python,
    SuiteRun,
    can_compile,
    command_for,
    found_elsewhere,
    import_roots,
    python_called,
    run_suite,
)
from mvpy.system.scratch import Scratch, remove_root

LINES = 200  # of what tests print that are shown where something differs


@dataclass(frozen=True)
class Plan:
    """What `--test` asks for: the *words* of the command, for the *folder* of a *project*, on which *pythons*."""

    words: list[str]
    folder: Path
    project: Path
    pythons: list[Python]


def plan_of(run: Run) -> Plan:
    """What the options of *run* ask for; a UsageError where that can't be done."""
    options = run.options
    if len(options.paths) != 1 or not run.folders:
        raise UsageError("--test is for one folder: a project, or what it imports")
    try:
        words = shlex.split(options.test or "")
    except ValueError as error:
        raise UsageError(f"--test: {str(error).lower()}") from None
    if not words:
        raise UsageError("--test takes a command, like 'pytest -q'")
    folder = Path(os.path.abspath(options.paths[0]))
    pythons = [python_called(name) for name in options.python or (sys.executable,)]
    for python in pythons:
        command_for(words, python)  # it says what is missing
    return Plan(words, folder, project_around(folder), list(dict.fromkeys(pythons)))


def verify_by_tests(run: Run, plan: Plan, results: Sequence[Outcome]) -> int:
    """Run the tests on the original and on the *results*, and say what came out: 0, 3, or 2 if they can't be run."""
    try:
        with impatient(remove_root), both_copies(run, plan, results) as (original, result):
            unread = [os.path.abspath(outcome.name) for outcome in results if outcome.status == "failed"]
            return tested(readers_of(run, plan, unread), run, plan, original, result)
    except UsageError as error:
        say(f"the tests can't be run: {error}")
        return UNUSABLE


@contextmanager
def both_copies(run: Run, plan: Plan, results: Sequence[Outcome]) -> Iterator[tuple[Path, Path]]:
    """Two copies of the project, the second with the *results* in it."""
    output = Path(run.options.output) if run.options.output else None
    programs, others = python_files(plan.project, output)
    with Scratch() as scratch:
        copies = Path(scratch, "original"), Path(scratch, "result")
        for copy in copies:
            copy_project(plan.project, [*programs, *others], copy)
        inside = plan.folder.relative_to(plan.project)
        put_into(copies[1] / inside, contents_of(run, plan.folder, results))
        yield copies


def contents_of(run: Run, folder: Path, results: Sequence[Outcome]) -> dict[Path, bytes]:
    """What is to be in the files of the *folder*, by their paths there: the *results*, and the helpers that they import."""
    contents = {
        Path(os.path.abspath(outcome.name)).relative_to(folder): outcome.data
        for outcome in results
        if outcome.status == "desugared"
    }
    top = Path(os.path.abspath(run.options.output)) if run.options.output else folder
    for module in modules_for(run, [outcome for outcome in results if not outcome.message]):
        path = Path(os.path.abspath(module.file)).relative_to(top)
        known = module_at(folder / path)  # of a run before, whose outputs are tested as well
        kept = known.helpers if known and known.is_intact and known.label == label_for(run) else ()
        contents[path] = text_of(module.helpers | set(kept), run).encode()
    return contents


def tested(
    known: tuple[Python, Collection[Python]], run: Run, plan: Plan, original: Path, result: Path
) -> int:
    """Run the tests in both copies, on every Python that is asked for; the exit code.  *known* is what `readers_of` gives."""
    base, readers = known
    runs: dict[Python, SuiteRun] = {}
    for python in dict.fromkeys([base, *(python for python in plan.pythons if python in readers)]):
        runs[python] = one_run(run, plan, python, original, "original")
        if not runs[python].is_usable:
            show_output(runs[python])
            raise UsageError(
                f"nothing that passes in {runs[python].name} (exit code {runs[python].exit_code})"
            )
    code = FINE
    for python in plan.pythons:
        after = one_run(run, plan, python, result, "result")
        comparison = compare(runs.get(python, runs[base]), after)
        if not comparison.is_same:
            show_output(after)
            code = DIFFERENT
        for line in verdict(comparison):
            say(line)
    return code


def readers_of(run: Run, plan: Plan, unread: Collection[str] = ()) -> tuple[Python, list[Python]]:
    """The Python that the original is tested on first, and all of those asked for that can run it.

    The first is the newest of them; the Python that runs MVPy if there are none.  Files that are *unread*, data of tests
    that are no Python anywhere, say nothing about it.
    """
    lowest = lowest_version(plan.project / "pyproject.toml") or (0, 0)
    paths = [path for job in run.jobs if job.path and (path := os.path.abspath(job.path)) not in unread]
    readers = [python for python in plan.pythons if python.version >= lowest and can_compile(python, paths)]
    ours = Python(sys.executable, sys.version_info[:2])
    return max(readers, key=lambda python: python.version, default=ours), readers


def one_run(run: Run, plan: Plan, python: Python, copy: Path, what: str) -> SuiteRun:
    """The tests in the *copy* of *what* there is, on *python*; said when they are through."""
    with Scratch() as scratch:
        elsewhere = found_elsewhere(python, copy, Path(scratch), names_in(plan, copy))
        if elsewhere:
            raise UsageError(f"on {python} they would import {', '.join(elsewhere)}, and not the {what}")
        done = run_suite(plan.words, python, copy, Path(scratch), what)
    if run.loud:
        say(sentence(done))
    return done


def names_in(plan: Plan, copy: Path) -> list[str]:
    """The packages and modules in the *copy* that its tests import, and that are desugared."""
    inside = copy / plan.folder.relative_to(plan.project)
    roots = import_roots(copy)
    packages = [init.parent for root in roots for init in root.glob("*/__init__.py")]
    modules = [file for root in roots for file in root.glob("*.py")]
    found = [
        path for path in (*packages, *modules) if path.is_relative_to(inside) or inside.is_relative_to(path)
    ]
    return sorted({path.stem for path in found if path.stem.isidentifier()})


def show_output(done: SuiteRun) -> None:
    """The last lines of what the tests printed in the run that is *done*."""
    lines = done.output.decode(errors="replace").splitlines()
    say(
        f"--- what {done.name} printed{f', the last {LINES} of {len(lines)} lines' if len(lines) > LINES else ''}"
    )
    for line in lines[-LINES:]:
        say(line)
    say("---")
