"""`mvpy verify`, and `mvpy desugar --verify`: desugar, run both, say what came out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import IO

from mvpy.command.batch import desugared, outcomes, with_options
from mvpy.command.chosen_hosts import chosen_hosts
from mvpy.command.exit_codes import BROKEN, DIFFERENT, FINE, UNUSABLE
from mvpy.command.jobs import Job, Outcome
from mvpy.command.kept_failures import Keeper
from mvpy.command.options import Options
from mvpy.command.output_cache import fingerprint
from mvpy.command.program_files import programs_at
from mvpy.command.signals import impatient
from mvpy.command.terminal import progress, say
from mvpy.errors import UsageError
from mvpy.reading.source import encode
from mvpy.system.scratch import Scratch, remove_root
from mvpy.system.targets import mark_of
from mvpy.verification import (
    Host,
    NativeHost,
    Task,
    Translation,
    WasiHost,
    close_sessions,
    report,
    verify_many,
)  # fmt: skip

TIMEOUT, MEMORY = 10.0, 512  # seconds, megabytes


@dataclass(frozen=True)
class CommandLine:
    """The options of `mvpy verify`, by the names that click has for them."""

    target: tuple[int, int]
    exact: bool
    native: str | None
    wasi_python: str | None
    host: tuple[str, ...]
    on: tuple[str, ...]
    shim: str | None
    keep_failures: str | None
    stdin: IO[bytes] | None
    timeout: float
    memory: int
    format_: str
    jobs: int | None
    quiet: bool
    config: str | None
    no_cache: bool


def verify_all(paths: Sequence[str], arguments: Sequence[str], options: CommandLine) -> int:
    """Desugar and verify the programs at *paths*, show the results; the exit code."""
    with impatient(remove_root):
        return verified(paths, arguments, options)


def verified(paths: Sequence[str], arguments: Sequence[str], options: CommandLine) -> int:
    """`verify_all`, which a signal ends soon."""
    hosts = chosen_hosts(options)
    if "-" in paths:
        raise UsageError("verify runs files; it can't take a program from standard input")
    programs, missing = programs_at(paths)
    jobs = [Job(program, program) for program in programs]
    mark = None if options.no_cache else fingerprint()
    jobs = with_options(jobs, Options(target=options.target, exact=options.exact), mark)
    by_name = {job.name: job for job in jobs}
    stdin = options.stdin.read() if options.stdin else b""
    for message in missing:
        say(message)
    unusable: list[str] = []

    def tasks() -> Iterator[Task]:
        for outcome in outcomes(jobs, options.jobs or os.cpu_count() or 1, say):
            if outcome.message:
                say(outcome.message)
                unusable.append(outcome.status)
            else:
                task = task_of(outcome, Path(outcome.name), arguments, stdin)
                job = by_name[outcome.name]
                yield task if options.exact else with_exact(task, job)

    code = run_tasks(tasks(), len(jobs), hosts, options)
    if "broken" in unusable:
        return BROKEN
    return UNUSABLE if missing or unusable else code


def run_tasks(tasks: Iterable[Task], total: int, hosts: Sequence[Host], options: CommandLine) -> int:
    """Verify *tasks*, of which there may be *total*, on *hosts*, show the results on standard output; 0 or 3."""
    speak = (lambda words: None) if options.quiet else say
    keeper = Keeper(options.keep_failures, hosts, options) if options.keep_failures else None
    try:
        tasks = keeper.seen(tasks) if keeper else tasks
        verifying = verify_many(
            tasks,
            hosts,
            timeout=options.timeout,
            memory=options.memory << 20,
            jobs=options.jobs,
            say=speak,
        )
        verifying = keeper.watched(verifying) if keeper else verifying
        results = list(progress(verifying, "verifying", 0 if options.quiet else total))
    finally:
        close_sessions()
    if keeper and keeper.kept:
        speak(f"kept in {keeper.folder}: {report.number_of(keeper.kept, 'failure')}")
    if not results:
        return FINE
    match options.format_:
        case "json":
            sys.stdout.write(report.as_json(results))
        case "junit":
            sys.stdout.write(report.as_junit(results))
        case _:
            report.text(results)
    return report.exit_code(results)


def task_of(outcome: Outcome, path: Path, arguments: Sequence[str] = (), stdin: bytes = b"") -> Task:
    """The program at *path* and what became of it."""
    lines = {i: line for i, line in enumerate(outcome.source_map, 1) if line}
    nowhere = {i for i, line in enumerate(outcome.source_map, 1) if not line}
    sites = [line for _, line in outcome.sites]
    return Task(path, outcome.data, tuple(arguments), stdin, Translation((), lines or None, nowhere), sites)


ONE_AT_A_TIME = Lock()  # tasks are verified by threads


def with_exact(task: Task, job: Job) -> Task:
    """*task*, of the plain output of *job*, so that it can give that of the exact output, or of one exact in some kinds."""

    def exact(kinds: tuple[str, ...] = ()) -> Task:
        with ONE_AT_A_TIME:
            options = replace(job.options, exact=not kinds, exactly=tuple(sorted(kinds)))
            outcome = desugared(replace(job, options=options))
        return task_of(outcome, task.original, task.argv, task.stdin)

    return replace(task, exact=exact)


def verify_outcomes(outcomes: Sequence[Outcome], options: Options) -> tuple[int, set[str]]:
    """For `mvpy desugar --verify`: run each output and its original; say what came out.

    Gives 0 or 3, and the names of those that behave differently.
    """
    code, different = FINE, set()
    try:
        with impatient(remove_root), files_of(outcomes) as paths:
            tasks = [
                task_of(complete(outcome, path, options), path)
                for outcome, path in zip(outcomes, paths, strict=True)
            ]
            if not options.exact:
                jobs = [Job(str(path), str(path), options=options) for path in paths]
                tasks = [with_exact(task, job) for task, job in zip(tasks, jobs, strict=True)]
            results = verify_many(
                tasks, [NativeHost(), WasiHost()], timeout=TIMEOUT, memory=MEMORY << 20, say=say
            )
            for outcome, result in zip(outcomes, results, strict=True):
                say(f"{outcome.name}: {result.reason}")
                code = max(code, FINE if result.passed else DIFFERENT)
                if result.outcome == "different":
                    different.add(outcome.name)
    finally:
        close_sessions()
    return code, different


def complete(outcome: Outcome, path: Path, options: Options) -> Outcome:
    """*outcome* of the program at *path*, with its helpers in it: a module beside it would not be there when it is run."""
    return desugared(Job(str(path), str(path), options=options)) if outcome.helpers else outcome


@contextmanager
def files_of(outcomes: Sequence[Outcome]) -> Iterator[list[Path]]:
    """The files that the originals are in; for a program from elsewhere, whatever its name, a temporary one."""
    with Scratch() as folder:
        paths = []
        for number, outcome in enumerate(outcomes):
            path = Path(outcome.name)
            if not path.is_file() or mark_of(os.path.realpath(path)) != outcome.source.digest:
                path = Path(folder, str(number), "program.py")
                path.parent.mkdir()
                path.write_bytes(encode(outcome.source.text, outcome.source))
            paths.append(path)
        yield paths
