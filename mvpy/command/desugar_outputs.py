"""What `mvpy desugar` leaves: files, an exit code, and a line that sums up."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mvpy import __version__
from mvpy.command.desugar_run import Run
from mvpy.command.exit_codes import BROKEN, FINDINGS, FINE, UNUSABLE
from mvpy.command.helper_files import helper_writes
from mvpy.command.jobs import Outcome
from mvpy.command.program_files import same
from mvpy.command.terminal import files, say
from mvpy.command.writing import Failure, Write, write_files
from mvpy.errors import UnwritableError


def write_all(run: Run, results: Sequence[Outcome]) -> int:
    """Write every output to where it goes, and say which could not be; the exit code."""
    options = run.options
    read = {
        job.name for job in run.jobs if job.path
    } | run.metadata  # of the others, a name is no more than that
    writes: list[Write] = []
    for outcome in results:
        if outcome.message:
            writes += copy_of_no_program(run, outcome)
            continue
        if options.in_place and outcome.name in run.different:
            say(f"{outcome.name}: left as it was")
            run.kept.add(outcome.name)
            continue
        target = run.targets.get(outcome.name)
        if target is not None and not (options.in_place and outcome.status == "unchanged"):
            own = outcome.name in read and same(target, Path(outcome.name))
            before = outcome.source.digest if own else None
            writes.append(Write(target, outcome.data, like=Path(outcome.name), before=before))
        elif target is None and not (
            options.diff or options.check or options.steps or options.step or run.tests
        ):
            stream = sys.stdout.buffer
            stream.write(outcome.data)
            stream.flush()
    if options.source_map:
        writes += source_map_writes(run, results)
    try:
        writes += helper_writes(run, results) if writes else []
    except UnwritableError as error:
        say(str(error))
        run.unwritten = {outcome.name for outcome in results if not outcome.message}
        run.copies = []
        return UNUSABLE
    writes += [Write(target, source=source) for source, target in run.copies]
    failures: list[Failure] = []
    try:
        if writes:
            write_files(writes, failures, run.passed_no_return)
    finally:
        for failure in failures:
            say(failure.words)
    count_failures(run, failures)
    return UNUSABLE if failures else FINE


def copy_of_no_program(run: Run, outcome: Outcome) -> list[Write]:
    """How a file of a folder that turned out to be no Python is copied: a test may need it so."""
    target = run.targets.get(outcome.name)
    if target is None or run.options.in_place or not run.folders:
        return []
    if outcome.status != "failed" or not os.access(outcome.name, os.R_OK):
        return []
    run.as_they_were += 1
    return [Write(target, source=Path(outcome.name))]


def count_failures(run: Run, failures: Sequence[Failure]) -> None:
    """Remember for the summary what was not written."""
    names = {target: name for name, target in run.targets.items()}
    for failure in failures:
        name = names.get(failure.write.path)
        if name is not None:
            (run.kept if failure.kept else run.unwritten).add(name)
    run.uncopied = sum(failure.write.source is not None for failure in failures)


def source_map_writes(run: Run, results: Sequence[Outcome]) -> list[Write]:
    """The file that `--source-map` asks for: about one program, or about all of many that are not as they were."""
    mapped = [outcome for outcome in results if not outcome.message and outcome.name not in run.kept]
    if run.many:
        changed = [outcome for outcome in mapped if outcome.status == "desugared"]
        targets = {outcome.name: str(run.targets.get(outcome.name, outcome.name)) for outcome in changed}
        about_all = [{"output": targets[outcome.name], **about(outcome)} for outcome in changed]
        maps: list[dict[str, Any]] = [{"schema": 2, "mvpy": __version__, "files": about_all}]
    else:
        maps = [{"schema": 1, "mvpy": __version__, **about(outcome)} for outcome in mapped]
    path = Path(run.options.source_map or "")
    return [Write(path, (json.dumps(one) + "\n").encode()) for one in maps]


def about(outcome: Outcome) -> dict[str, Any]:
    """For each line of the output the line of the source, 0 where there is none; and where rewrites were at work."""
    return {
        "file": outcome.name,
        "lines": outcome.source_map,
        "sites": [{"rewrite": rewrite, "line": line} for rewrite, line in outcome.sites],
    }


def exit_code(run: Run, outcome: Outcome) -> int:
    """The exit code for one *outcome*."""
    match outcome.status:
        case "failed" | "lost":
            return UNUSABLE
        case "broken":
            return BROKEN
        case "desugared" if run.options.check:
            return FINDINGS
    return FINE


def summary(run: Run, results: Sequence[Outcome]) -> str:
    """How many files were what."""
    words = {"desugared": "would change" if run.options.check or run.options.diff else "desugared"}
    words |= {"unchanged": "had nothing to do", "failed": "couldn't be read", "broken": "met a bug of mvpy"}
    words |= {"lost": "lost to a killed process"}
    words |= {"kept": "left as they were", "unwritten": "couldn't be written"}
    states = [state_of(run, outcome) for outcome in results]
    counts = {state: states.count(state) for state in words}
    if counts["kept"] == 1:
        words["kept"] = "left as it was"
    parts = [f"{counts[state]} {word}" for state, word in words.items() if counts[state]]
    if run.as_they_were:
        parts.append(f"{run.as_they_were} copied as {'it is' if run.as_they_were == 1 else 'they are'}")
    copied = len(run.copies) - run.uncopied
    if copied:
        parts.append(f"{copied} other {'file' if copied == 1 else 'files'} copied")
    if run.uncopied:
        parts.append(f"{run.uncopied} couldn't be copied")
    if run.modules:
        parts.append(f"helpers in {', '.join(map(str, run.modules[:3]))}{', …' * (len(run.modules) > 3)}")
    return f"{files(len(results))}: {', '.join(parts)}"


def state_of(run: Run, outcome: Outcome) -> str:
    """What became of *outcome*, and of the file that it goes to."""
    if outcome.name in run.kept:
        return "kept"
    return "unwritten" if outcome.name in run.unwritten else outcome.status
