"""Many programs: found, desugared side by side, remembered.

    for outcome in outcomes(jobs, 4, say):   in the order of *jobs*, however many work at once

A job is a program and its options; an outcome says what became of it.  Nothing is written here but the cache
and reports of internal errors, so a run that is interrupted leaves the user's files as they were.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from mvpy.command.wishes import NEWEST
from mvpy.errors import InternalError, SourceError
from mvpy.reading.source import Source, encode, in_deep_thread, read_source
from mvpy.system.cache import Odd, new_complaints, users_cache

T = TypeVar("T")
Say = Callable[[str], None]

FEW = 3  # files that are sooner done here than in a pool, whose workers take 0.4 s to start
SENT_BY_OTHERS = {"SIGKILL", "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGXCPU"}  # a bug sends itself others
SKIPPED = {
    "__pycache__",
    ".git",
    ".hg",
    ".svn",
    ".tox",
    ".nox",
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    "node_modules",
}


@dataclass(frozen=True)
class Options:
    """What decides the output for a text.  Its repr is part of the cache's key."""

    only: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    until: str | None = None
    level: str = "core"
    target: tuple[int, int] = sys.version_info[:2]
    steps: bool = False


@dataclass(frozen=True)
class Job:
    """A program: the file it is in, or its bytes, and the name for messages."""

    name: str
    path: str | None = None
    data: bytes = b""
    options: Options = Options()
    cache: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    *status*: desugared, unchanged, judged, failed (the user's mistake), broken (ours) or lost (its process was killed).
    *complaints*, with paths, are about the cache.
    """

    name: str
    status: str
    message: str = ""
    source: Source = Source("")
    code: str = ""
    source_map: list[int] = field(default_factory=list)
    sites: list[tuple[str, int]] = field(default_factory=list)
    times: dict[str, float] = field(default_factory=dict)
    steps: list[tuple[str, str]] = field(default_factory=list)
    places: list[tuple[int, int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)
    complaints: list[tuple[str, str]] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        """The output as it goes into a file."""
        return encode(self.code, self.source, self.source_map)


def python_files(
    folder: Path, besides: Path | None = None, unreadable: Callable[[OSError], object] | None = None
) -> tuple[list[Path], list[Path]]:
    """The Python programs under *folder*, and its other files; not what is under *besides*.

    *unreadable* is told of folders that can't be read.
    """
    from mvpy.command.journal import TEMPORARY

    programs, others = [], []
    for here, folders, files in os.walk(folder, onerror=unreadable):
        links = [name for name in folders if Path(here, name).is_symlink()]
        folders[:] = sorted(
            name
            for name in folders
            if name not in SKIPPED and name not in links and not same(Path(here, name), besides)
        )
        for name in sorted([*files, *links]):
            if TEMPORARY.fullmatch(name):  # another run is at work here, or was killed
                continue
            path = Path(here, name)
            (programs if name not in links and is_python(path) else others).append(path)
    return programs, others


def programs_at(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The programs that *paths* stand for, those of folders as well, and complaints about folders without any."""
    programs: list[str] = []
    complaints: list[str] = []
    for path in paths:
        found = [path]
        if os.path.isdir(path):
            listed = python_files(
                Path(path), unreadable=lambda error: complaints.append(unreadable_folder(error))
            )
            found = [str(one) for one in listed[0]]
        programs += found
        complaints += [] if found else [nothing_in(path)]
    return list(dict.fromkeys(programs)), complaints


def nothing_in(folder: str | Path) -> str:
    """The complaint about a *folder* without programs."""
    return f"{folder}: no Python programs in this folder"


def unreadable_folder(error: OSError) -> str:
    """The complaint about a folder that can't be read."""
    return f"{error.filename}: {why_unreadable(error)}"


def same(one: Path, other: Path | None) -> bool:
    """Whether both are the same place, existing or not."""
    return other is not None and os.path.realpath(one) == os.path.realpath(other)


def is_python(path: Path) -> bool:
    """Whether *path* is a Python program, by its name, or if it has no suffix by its first line."""
    if path.suffix in (".py", ".pyw"):
        return path.is_file()
    if path.suffix or path.name.startswith(".") or not path.is_file():
        return False
    try:
        with open(path, "rb") as file:
            first = file.readline(200)
    except OSError:
        return False
    return first.startswith(b"#!") and b"python" in first


def read(job: Job) -> Source:
    """The program of *job*, or a SourceError."""
    if job.path is None:
        return read_source(job.data, job.name)
    try:
        data = Path(job.path).read_bytes()
    except OSError as error:
        raise SourceError(why_unreadable(error), job.name) from error
    return read_source(data, job.name)


def why_unreadable(error: OSError) -> str:
    """The system's words for it, in our style."""
    known = {FileNotFoundError: "there is no such file", IsADirectoryError: "this is a folder"}
    words = error.strerror or str(error)
    return known.get(type(error), f"it can't be read: {words[:1].lower()}{words[1:]}")


def desugared(job: Job) -> Outcome:
    """What became of the program of *job*.  Raises nothing but KeyboardInterrupt and the like."""
    outcome = guarded(job, desugared_or_error)
    return replace(outcome, complaints=new_complaints())


def judged(job: Job) -> Outcome:
    """The places where the program of *job* is not strict core."""
    return guarded(job, judged_or_error)


def guarded(job: Job, work: Callable[[Job], Outcome]) -> Outcome:
    """*work* for *job*; whatever fails becomes an outcome in words."""
    try:
        return work(job)
    except SourceError as error:
        return Outcome(job.name, "failed", str(error))
    except RecursionError:
        return Outcome(job.name, "failed", f"{job.name}: this program is nested too deeply")
    except MemoryError:
        return Outcome(job.name, "failed", f"{job.name}: there is not enough memory for this program")
    except Exception as error:
        return Outcome(job.name, "broken", internal_error(job, error))


def desugared_or_error(job: Job) -> Outcome:
    """`desugared`, raising what there is to raise."""
    source = read(job)
    key = cache_key(job, source)
    known = recall(key, job, source)
    if known is not None:
        return known
    from mvpy.pipeline import desugar_source

    wanted = asdict(job.options)
    result = desugar_source(source.text, filename=job.name, **wanted)
    status = "desugared" if result.changed else "unchanged"
    outcome = Outcome(
        job.name,
        status,
        source=source,
        code=result.code,
        source_map=list(result.source_map),
        # Where nothing changed, lines were at most joined and broken again as they were.
        sites=[(site.rewrite, site.line) for site in result.sites] if result.changed else [],
        times=dict(result.times),
        steps=list(result.steps),
        warnings=list(result.warnings),
    )
    remember(key, outcome)
    return outcome


def judged_or_error(job: Job) -> Outcome:
    """`judged`, raising what there is to raise."""
    source = read(job)
    return Outcome(job.name, "judged", source=source, places=places_outside_the_core(source))


def places_outside_the_core(source: Source) -> list[tuple[int, int, str]]:
    """(line, column, construct) for each place, or a SourceError."""
    return in_deep_thread(_places_outside_the_core, source)


def _places_outside_the_core(source: Source) -> list[tuple[int, int, str]]:
    from mvpy.output.judge import violations
    from mvpy.reading.program import read_program

    return violations(source.text, read_program(source.text, source.name, NEWEST)[0])


def internal_error(job: Job, error: Exception) -> str:
    """The message for a bug of ours, after the program, the options and the traceback went into a report."""
    if not isinstance(error, InternalError):
        named = InternalError("", job.name)
    else:
        named = error
    try:
        program = job.data if job.path is None else Path(job.path).read_bytes()
        head = f"{named}\n\n{job.options}\n\n{''.join(traceback.format_exception(error))}\n{versions()}\n\n"
        words = f"{head}the program {job.name}:\n".encode("utf-8", "backslashreplace")
        report = saved_report(words + program)
        return f"{named}\nnote: the program, the options and the traceback are in {report}"
    except OSError as problem:
        return f"{named}\nnote: no report could be saved: {problem.strerror}"


def saved_report(data: bytes) -> str:
    """The name of a new temporary file with *data*; if it can't be written whole, there is none."""
    from mvpy.system.targets import write_whole

    handle, report = tempfile.mkstemp(prefix="mvpy-report-", suffix=".txt")
    try:
        write_whole(handle, data)
    except BaseException:
        os.unlink(report)
        raise
    finally:
        os.close(handle)
    return report


def versions() -> str:
    """The versions of what matters, on one line."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from mvpy import __version__

    shown = [f"mvpy {__version__}", f"Python {platform.python_version()}"]
    for package in ("libcst", "wasmtime", "black"):
        try:
            shown.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            shown.append(f"{package} is not installed")
    return ", ".join(shown)


# The cache: one small file for each program and options.


def fingerprint() -> str:
    """What changes when MVPy does: its version, and its files, for those who work on it."""
    import mvpy
    import mvpy.rewrites

    digest = sha256(versions().encode())
    for folder in (*mvpy.__path__, *mvpy.rewrites.__path__):
        for path in sorted(Path(folder).rglob("*.py")):
            facts = path.stat()
            digest.update(f"{path}:{facts.st_mtime_ns}:{facts.st_size}".encode())
    return digest.hexdigest()


def cache_key(job: Job, source: Source) -> str:
    """The name of the cache's entry for *job*, or nothing if it isn't to be remembered."""
    if job.cache is None or job.options.steps:
        return ""
    known = f"{job.cache}\0{job.options}\0{source.text}".encode("utf-8", "surrogatepass")
    return f"output-{sha256(known).hexdigest()}"


def recall(key: str, job: Job, source: Source) -> Outcome | None:
    """The outcome that was remembered under *key*."""
    cache = users_cache() if key else None
    data = cache.get(key) if cache else None
    if cache is None or data is None:
        return None
    try:
        known = remembered(json.loads(data))
        code = source.text if known.status == "unchanged" else known.code
        return replace(known, name=job.name, source=source, code=code)
    except (ValueError, KeyError, TypeError):
        cache.complain(key, Odd("it is not what mvpy puts there"))
        return None


def remembered(facts: Any) -> Outcome:
    """The outcome that *facts* describe; every field must be of its type."""
    status, code, source_map = facts["status"], facts["code"], facts["source_map"]
    if status not in ("desugared", "unchanged") or not isinstance(code, str):
        raise TypeError(status)
    sites = [(of_type(rewrite, str), of_type(line, int)) for rewrite, line in facts["sites"]]
    warned = [(of_type(line, int), of_type(words, str)) for line, words in facts["warnings"]]
    lines = [of_type(line, int) for line in source_map]
    return Outcome("", status, code=code, source_map=lines, sites=sites, warnings=warned)


def of_type(value: Any, wanted: type[T]) -> T:
    """*value*, or a TypeError."""
    if type(value) is not wanted:
        raise TypeError(value)
    return value


def remember(key: str, outcome: Outcome) -> None:
    """Keep *outcome* under *key*; a cache that can't be written is no error."""
    cache = users_cache() if key else None
    if cache is None:
        return
    facts = {
        "status": outcome.status,
        "code": "" if outcome.status == "unchanged" else outcome.code,
        "source_map": outcome.source_map,
        "sites": outcome.sites,
        "warnings": outcome.warnings,
    }
    cache.put(key, json.dumps(facts).encode())


# Many at once.


def outcomes(
    jobs: Sequence[Job], count: int, say: Say, work: Callable[[Job], Outcome] = desugared
) -> Iterator[Outcome]:
    """The outcome of each of *jobs*, in their order, with *count* processes; what is odd is told *say*, once."""
    said: set[str] = set()
    for outcome in done_in_parallel(jobs, count, work, say):
        for words, path in outcome.complaints:
            if words not in said:
                say(f"{path}: this part of the cache is not used: {words}")
            said.add(words)
        yield outcome


def done_in_parallel(
    jobs: Sequence[Job], count: int, work: Callable[[Job], Outcome], say: Say
) -> Iterator[Outcome]:
    """`outcomes`, by this process if that is as fast, or if the system can't do what `mvpy.system.workers` needs."""
    if count == 1 or len(jobs) <= FEW or os.name != "posix":
        return map(work, jobs)
    from mvpy.system.workers import in_parallel

    return in_parallel(work, jobs, min(count, len(jobs)), lost, say)


def lost(job: Job, how: str) -> Outcome:
    """The outcome of a *job* whose worker died: by a signal from outside, or by a bug (of ours, or below us)."""
    if how in SENT_BY_OTHERS:
        words = (
            f"the process that worked on it was killed ({how}), perhaps because there was not enough memory"
        )
        return Outcome(job.name, "lost", f"{job.name}: {words}")
    error = InternalError("", job.name, 0, f"the process that worked on it died: {how}")
    return Outcome(job.name, "broken", internal_error(job, error))


def with_options(jobs: Sequence[Job], options: Options, cache: bool) -> list[Job]:
    """*jobs*, each with *options*; with *cache*, to be remembered."""
    mark = fingerprint() if cache else None
    return [replace(job, options=options, cache=mark) for job in jobs]
