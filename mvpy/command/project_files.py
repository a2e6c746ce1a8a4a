"""The metadata of a project that is lowered for an earlier Python: it admits that Python, or pip would refuse the result."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from mvpy.command.desugar_run import Run
from mvpy.command.jobs import Outcome
from mvpy.command.terminal import say
from mvpy.errors import SourceError
from mvpy.projects.requires_python import Version, admitting
from mvpy.reading.source import read_source

NO_PROGRAMS = ("pyproject.toml", "setup.cfg")


def with_metadata(run: Run, version: Version, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """*outcomes*, and behind them those files of metadata, in the folders that are lowered, that have to admit *version*."""
    folders = [Path(path) for path in run.options.paths if os.path.isdir(path)]
    setups = {str(folder / "setup.py") for folder in folders}
    for outcome in outcomes:
        is_setup = outcome.name in setups and not outcome.message
        yield admitting_outcome(run, version, outcome) if is_setup else outcome
    for path in [folder / name for folder in folders for name in NO_PROGRAMS]:
        before = as_it_is(path)
        after = admitting_outcome(run, version, before) if before else before
        if after is not None and after is not before:
            run.metadata.add(after.name)
            direct(run, path)
            yield after


def as_it_is(path: Path) -> Outcome | None:
    """The file at *path* as an outcome that is unchanged; None if it can't be read, or is no text."""
    try:
        source = read_source(path.read_bytes(), str(path))
    except (OSError, SourceError):
        return None
    lines = list(range(1, source.text.count("\n") + 1))
    return Outcome(str(path), "unchanged", source=source, code=source.text, source_map=lines)


def admitting_outcome(run: Run, version: Version, outcome: Outcome) -> Outcome:
    """*outcome* such that it admits *version*, or itself; what was done is said."""
    code, said = admitting(os.path.basename(outcome.name), outcome.code, version)
    if said and run.loud:
        say(f"{outcome.name}: {said}")
    return outcome if code == outcome.code else replace(outcome, status="desugared", code=code)


def direct(run: Run, path: Path) -> None:
    """Let what has become of *path* go where it would have been copied to, or to its own place."""
    copies = [copy for copy in run.copies if copy[0] == path]
    for copy in copies:
        run.copies.remove(copy)
        run.targets[str(path)] = copy[1]
    if run.options.in_place:
        run.targets[str(path)] = path
