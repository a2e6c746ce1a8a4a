"""Many programs: desugared side by side.

    for outcome in outcomes(jobs, 4, say):   in the order of *jobs*, however many work at once

Nothing is written here but the cache and reports of internal errors, so a run that is interrupted leaves the user's
files as they were.
"""

from __future__ import annotations

import os
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mvpy.command.first_look import FirstLook, first_look, warned_of_library
from mvpy.command.jobs import Job, Outcome
from mvpy.command.options import Options, kinds_of
from mvpy.command.output_cache import cache_key, recall, remember
from mvpy.command.program_files import submodules_beside, why_unreadable
from mvpy.command.versions import versions
from mvpy.errors import ContractError, InternalError, RuleError, SourceError, TemplateError
from mvpy.machine.lowering import NEWEST, Lowering
from mvpy.reading.source import Source, read_source
from mvpy.system.cache import new_complaints
from mvpy.system.deep import in_deep_thread
from mvpy.system.targets import write_whole

Say = Callable[[str], None]

FEW = 3  # files that are sooner done here than in a pool, whose workers take 0.4 s to start
SENT_BY_OTHERS = {"SIGKILL", "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGXCPU"}  # a bug sends itself others


def read(job: Job) -> Source:
    """The program of *job*, or a SourceError."""
    if job.path is None:
        return read_source(job.data, job.name)
    try:
        data = Path(job.path).read_bytes()
    except OSError as error:
        raise SourceError(why_unreadable(error), job.name) from error
    return read_source(data, job.name)


def desugared(job: Job) -> Outcome:
    """What became of the program of *job*.  Raises nothing but KeyboardInterrupt and the like."""
    outcome = guarded(job, desugared_or_error)
    return replace(outcome, complaints=new_complaints())


def judged(job: Job) -> Outcome:
    """The places where the program of *job* is not strict core; if it is for a host, what that does not read or lacks."""
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
    except (
        ContractError,
        TemplateError,
    ) as error:  # a rewrite that somebody works on: it says what is wrong with it
        return Outcome(job.name, "broken", str(error))
    except Exception as error:
        return Outcome(job.name, "broken", internal_error(job, error))


def recalled(job: Job) -> Outcome | None:
    """What became of the program of *job* when it was last desugared, if that is remembered or seen at once."""
    try:
        job, source = complete(job)
    except SourceError:
        return None
    look = first_look(job, source)
    known = seen_at_once(job, source, look)
    return known and replace(with_uses_of_library(known, look), complaints=new_complaints())


def seen_at_once(job: Job, source: Source, look: FirstLook) -> Outcome | None:
    """What becomes of *source*, the program of *job*, if nobody needs to parse it: there is nothing to do, or it is known."""
    if look.nothing_newer:
        return Outcome(job.name, "unchanged", source=source, code=source.text)
    return recall(cache_key(job, source), job, source)


def with_uses_of_library(outcome: Outcome, look: FirstLook) -> Outcome:
    """*outcome*, with a warning for each use of what the library of its host does not have."""
    lacking = warned_of_library(look.lacking)
    return replace(outcome, warnings=sorted([*outcome.warnings, *lacking])) if lacking else outcome


def complete(job: Job) -> tuple[Job, Source]:
    """*job* with all that decides its output, and its program, or a SourceError."""
    source = read(job)
    if job.path is not None and os.path.basename(job.path) == "__init__.py":
        job = replace(job, options=replace(job.options, submodules=submodules_beside(job.path)))
    return job, source


def desugared_or_error(job: Job) -> Outcome:
    """`desugared`, raising what there is to raise."""
    job, source = complete(job)
    look = first_look(job, source)
    return with_uses_of_library(seen_at_once(job, source, look) or made(job, source), look)


def made(job: Job, source: Source) -> Outcome:
    """What becomes of *source*, the program of *job*; it will be remembered."""
    from mvpy.pipeline import desugar_source  # start-up: libcst; what is remembered needs none

    wanted = dict(vars(job.options))
    kinds = kinds_of(wanted.pop("exact"), wanted.pop("exactly"))
    result = desugar_source(source.text, filename=job.name, kinds=kinds, **wanted)
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
        steps=list(result.bare_steps),
        warnings=list(result.warnings),
        helpers=list(result.helpers),
    )
    remember(cache_key(job, source), outcome)
    return outcome


def judged_or_error(job: Job) -> Outcome:
    """`judged`, raising what there is to raise."""
    source, lowering = read(job), job.options.lowering
    if lowering is None:
        places = places_outside_the_core(source)
    else:
        look = first_look(job, source)
        places = sorted([*places_to_lower(source, lowering, look), *look.lacking])
    return Outcome(job.name, "judged", source=source, places=places)


def places_to_lower(source: Source, lowering: Lowering, look: FirstLook) -> list[tuple[int, int, str]]:
    """(line, column, what it is) for each place of *source* that the host of *lowering* does not read, or lacks.

    A SourceError says what no Python reads, also where nothing looks too new.
    """
    if look.nothing_newer and is_read_here(source.text):
        return []
    from mvpy.pipeline import newer_forms_in  # start-up: libcst

    found = newer_forms_in(source.text, source.name, lowering, NEWEST)
    return [(form.line, form.column, form.sentence) for form in found]


def places_outside_the_core(source: Source) -> list[tuple[int, int, str]]:
    """(line, column, construct) for each place of *source* that is not strict core, or a SourceError."""
    return in_deep_thread(violations_in, source)


def violations_in(source: Source) -> list[tuple[int, int, str]]:
    """As `places_outside_the_core`; for deep programs the caller provides a large stack."""
    from mvpy.output.judge import violations  # start-up: libcst
    from mvpy.reading.program import read_program  # start-up: libcst

    return violations(source.text, read_program(source.text, source.name, NEWEST)[0])


def is_read_here(text: str) -> bool:
    """Does this Python compile *text*?"""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


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
        unless = (
            "unless you are at work on this rewrite, please report it; "
            if isinstance(error, RuleError)
            else ""
        )
        return f"{named}\nnote: {unless}the program, the options and the traceback are in {report}"
    except OSError as problem:
        return f"{named}\nnote: no report could be saved: {problem.strerror}"


def saved_report(data: bytes) -> str:
    """The name of a new temporary file with *data*; if it can't be written whole, there is none."""
    handle, report = tempfile.mkstemp(prefix="mvpy-report-", suffix=".txt")
    try:
        write_whole(handle, data)
    except BaseException:
        os.unlink(report)
        raise
    finally:
        os.close(handle)
    return report


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
        yield from map(work, jobs)
        return
    # What is remembered is sooner read than a worker is started.
    known = [recalled(job) if work is desugared else None for job in jobs]
    others = [job for job, outcome in zip(jobs, known) if outcome is None]
    made = iter(made_in_parallel(others, count, work, say))
    for outcome in known:
        yield outcome or next(made)


def made_in_parallel(
    jobs: Sequence[Job], count: int, work: Callable[[Job], Outcome], say: Say
) -> Iterable[Outcome]:
    """`done_in_parallel`, for those that nobody remembers."""
    if len(jobs) <= FEW:
        return map(work, jobs)
    from mvpy.system.workers import in_parallel  # start-up: multiprocessing; few files are done here

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


def with_options(jobs: Sequence[Job], options: Options, cache: str | None) -> list[Job]:
    """*jobs*, each with *options*; to be remembered, if *cache* marks this MVPy (see `fingerprint`)."""
    return [replace(job, options=options, cache=cache) for job in jobs]
