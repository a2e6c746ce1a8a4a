"""Many programs: desugared side by side.

    for outcome in outcomes(jobs, 4, say):   in the order of *jobs*, however many work at once

Nothing is written here but the cache and reports of internal errors, so a run that is interrupted leaves the user's
files as they were.
"""

from __future__ import annotations

import ast
import json
import os
import re
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from mvpy.command.jobs import Job, Outcome
from mvpy.command.options import NEWEST, Options, kinds_of
from mvpy.command.output_cache import cache_key, recall, recall_text, remember
from mvpy.command.program_files import modules_beside, submodules_beside, why_unreadable
from mvpy.command.versions import versions
from mvpy.errors import ContractError, InternalError, RuleError, SourceError, TemplateError
from mvpy.machine.lowering import Lowering
from mvpy.reading.source import Source, read_source
from mvpy.reading.warned import Warned
from mvpy.rewrites.lowering.hints import may_hold_newer
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
    known = seen_at_once(job, source)
    return known and replace(with_uses_of_library(known, job), complaints=new_complaints())


def seen_at_once(job: Job, source: Source) -> Outcome | None:
    """What becomes of *source*, the program of *job*, if nobody needs to parse it: there is nothing to do, or it is known."""
    if holds_nothing_newer(source, job.options.lowering):
        return Outcome(job.name, "unchanged", source=source, code=source.text)
    return recall(cache_key(job, source), job, source)


def with_uses_of_library(outcome: Outcome, job: Job) -> Outcome:
    """*outcome*, with a warning for each use of what the library of the host of *job* does not have."""
    lacking = warned_of_library(lacking_in_library(job, outcome.source))
    return replace(outcome, warnings=sorted([*outcome.warnings, *lacking])) if lacking else outcome


def warned_of_library(found: Sequence[tuple[int, int, str]]) -> list[Warned]:
    """The warnings of the uses *found*, each its line, its column and what it is of."""
    return [Warned(line, column, words, "library") for line, column, words in found]


def complete(job: Job) -> tuple[Job, Source]:
    """*job* with all that decides its output, and its program, or a SourceError."""
    source = read(job)
    if job.path is not None and os.path.basename(job.path) == "__init__.py":
        job = replace(job, options=replace(job.options, submodules=submodules_beside(job.path)))
    return job, source


def desugared_or_error(job: Job) -> Outcome:
    """`desugared`, raising what there is to raise."""
    job, source = complete(job)
    return with_uses_of_library(seen_at_once(job, source) or made(job, source), job)


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
        places = sorted([*places_to_lower(source, lowering), *lacking_in_library(job, source)])
    return Outcome(job.name, "judged", source=source, places=places)


def places_to_lower(source: Source, lowering: Lowering) -> list[tuple[int, int, str]]:
    """(line, column, what it is) for each place of *source* that the host of *lowering* does not read, or lacks.

    A SourceError says what no Python reads, also where nothing looks too new.
    """
    if holds_nothing_newer(source, lowering) and is_read_here(source.text):
        return []
    from mvpy.pipeline import newer_forms_in  # start-up: libcst

    found = newer_forms_in(source.text, source.name, lowering, NEWEST)
    return [(form.line, form.column, form.sentence) for form in found]


def lacking_in_library(job: Job, source: Source) -> list[tuple[int, int, str]]:
    """(line, column, what) for each use in *source*, the program of *job*, of what the library of the host has not."""
    lowering = job.options.lowering
    if lowering is None:
        return []
    own = sorted(modules_beside(job.path)) if job.path is not None else ()
    what = "\0".join(("library", str(lowering.version), *own, "", source.text))
    found = recall_text(job.cache, what, lambda: json.dumps(lacking_for(lowering, source.text, own)))
    try:
        return [(int(line), int(column), str(words)) for line, column, words in json.loads(found)]
    except (ValueError, TypeError):  # it is not what we put there
        return lacking_for(lowering, source.text, own)


# What lowering gives a program with `except*`, and what its output has then.
GROUPS = ("BaseExceptionGroup", "ExceptionGroup")
GIVING = re.compile(r"\b_supply_groups\b|\b_ExceptStar\b")


def is_given_groups(text: str) -> bool:
    """Is *text* a program that gets groups of exceptions from its output, or such an output?"""
    from mvpy.library import tree_of  # start-up: as in `lacking_for`

    if GIVING.search(text):
        return True
    return "except" in text and any(isinstance(node, ast.TryStar) for node in ast.walk(tree_of(text)))


def lacking_for(lowering: Lowering, text: str, own: Sequence[str] = ()) -> list[tuple[int, int, str]]:
    """(line, column, what) for each use in *text* of what the library of the host has not; modules of its *own* don't count."""
    if lowering.version is None:
        return []
    from mvpy.library import uses_too_new, words  # start-up: the table, which only `--for` needs

    with suppress(SyntaxError, SourceError):  # it is no program, which others say
        found = uses_too_new(text, lowering.version, own)
        given = any(use.what in GROUPS for use in found) and is_given_groups(text)
        return [(use.line, use.column, words(use)) for use in found if not (given and use.what in GROUPS)]
    return []


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


def holds_nothing_newer(source: Source, lowering: Lowering | None) -> bool:
    """Is it seen at once that a host reads all of *source*?  Then nobody needs to parse it."""
    if lowering is None or lowering.version is None or lowering.constructs:
        return False
    return not may_hold_newer(source.text, lowering.version)


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
