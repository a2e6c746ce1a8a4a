"""`mvpy conform`: run the programs on one interpreter after the other, say what came out."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from mvpy.command.conform_bundle import bundle_of
from mvpy.command.conform_choice import (
    CommandLine,
    chosen_cases,
    hosts_of,
    is_adapters,
    nothing_failed,
    python_of,
    started_sooner,
    subject_of,
)
from mvpy.command.conform_ladder import climb, ladder_of
from mvpy.command.conform_profile import place_of, write_profile
from mvpy.command.conform_reports import Teller, compare, never_run, tell_again, title
from mvpy.command.exit_codes import FINDINGS, FINE, UNUSABLE
from mvpy.command.expectations_in_use import expectations_of, update, version_of_host
from mvpy.command.kept_failures import command_of
from mvpy.command.kept_findings import KeptFindings
from mvpy.command.last_failed import remember_failed
from mvpy.command.output_cache import fingerprint
from mvpy.command.signals import last_words
from mvpy.command.terminal import progress, say
from mvpy.conform import Case, Conformance, NotRunning, Options, Result, Subject
from mvpy.conform.expectations import NONE
from mvpy.conform.refining import Refinement, refined
from mvpy.conform.report import Report
from mvpy.errors import UsageError
from mvpy.hosts import ADAPTERS
from mvpy.hosts.broken import BROKEN, FAULTS
from mvpy.verification import CommandHost, close_sessions
from mvpy.verification.report import number_of, on_one_line, speakable


def conform_all(names: Sequence[str], paths: Sequence[str] | None, options: CommandLine) -> int:
    """Look at the hosts *names*, with the programs at *paths* if there are any, tell what came out; the exit code.

    Ctrl-C ends it, but what was found until then is told, as a part.
    """
    if options.compare:
        return compare(options)
    if options.from_:
        return tell_again(options)
    if options.bundle is not None:
        return bundle_of(names, paths, options)
    if options.last_failed and options.no_cache:
        raise UsageError("--last-failed is about what is remembered, and --no-cache remembers nothing")
    if options.update and options.stop_after:
        raise UsageError("--update is for a run that comes to its end, and --stop-after ends it")
    if options.profile is not None and (paths is not None or options.chosen or options.stop_after):
        raise UsageError("--profile is for the whole suite")
    if options.profile and len(names) > 1:
        raise UsageError("--profile FILE is for one interpreter at a time")
    hosts = hosts_of(names, options)
    teller = Teller(options)
    code = FINE
    try:
        for host in hosts:
            # NAME=COMMAND is none of the names; and what is broken on purpose has no adapter.
            adapted = paths is None and host.name in names and host.name in ADAPTERS
            code = max(code, conform_one(host, paths, options, teller, adapted))
        teller.finish()
    except KeyboardInterrupt:
        with last_words():
            teller.finish([host.name for host in hosts])
        raise
    finally:
        close_sessions()
    return code


def conform_one(
    host: CommandHost, paths: Sequence[str] | None, options: CommandLine, teller: Teller, adapted: bool
) -> int:
    """Look at *host*, give *teller* the report on what it gets wrong, and give the exit code.

    It is *adapted* if it is run as its adapter has it, so that the expectations for that may be in use.
    """
    if options.ladder:
        return climb(*ladder_of(host, paths, options))
    subject, said = subject_of(host, paths, options)
    if options.last_failed and nothing_failed(subject.host, paths):
        return FINE
    known = expectations_of(subject.host, options) if adapted else NONE
    if options.update and known is NONE:
        raise UsageError("--update is for MVPy's own programs on one of `mvpy hosts`, and nothing else of it")
    place = None if options.profile is None else place_of(options.profile, host.name, is_adapters(host))
    chosen = chosen_cases(subject, paths, options)
    cases = [case for case in chosen if case.name not in known.skip]
    if not cases:
        raise UsageError(f"no program is left to run: the expectations for {known.version} skip them")
    if options.list_:
        speakable(sys.stdout)
        for case in cases:
            print(on_one_line(case.name))
        return FINE
    subject = replace(subject, host=started_sooner(subject.host, len(cases)))
    try:
        subject = subject.calibrated()
    except NotRunning as error:
        say(str(error))
        teller.add(never_run(host.name, str(error)))
        return UNUSABLE
    for words in () if options.quiet else (said, of_unrecorded(subject, cases)):
        if words:
            say(words)
    mark = "" if options.no_cache else fingerprint()
    conformance = Conformance(subject, Options(options.jobs or 0, options.stop_after or 0, mark), say, known)
    conformance.skipped = {
        case.name: known.skip[case.name].reason for case in chosen if case.name in known.skip
    }
    results: list[Result] = []
    total = 0 if options.quiet else len(cases)
    keeper = (
        KeptFindings(options.keep_failures, subject, again(host, options)) if options.keep_failures else None
    )
    try:
        with closing(conformance.results(cases)) as running:
            for result in progress(running, f"running on {host.name}", total):
                results.append(result)
                if keeper and result.is_finding and not result.is_right:
                    keeper.keep(result)
        refine(conformance, results, keeper, options)
    except KeyboardInterrupt:
        conformance.partial = "it was interrupted"
        with last_words():
            finish(conformance, results, paths, options, teller)
        raise
    if keeper and keeper.kept and not options.quiet:
        say(f"kept in {keeper.folder}: {number_of(keeper.kept, 'finding')}")
    if not options.quiet:
        say_untold(conformance)
    if place:
        write_profile(place, conformance, oracle_name(subject, results), cases, results)
        if not options.quiet:
            say(f"profile: {place}")
    return finish(conformance, results, paths, options, teller)


def refine(
    conformance: Conformance, results: list[Result], keeper: KeptFindings | None, options: CommandLine
) -> None:
    """Find out more of those of *results* of which it was asked for, and put that in their places."""
    wanted = Refinement(options.reduce_time if options.reduce_ else 0.0, options.bisect_)
    found = wanted.wanted(results)
    if not found:
        return
    places = {result.case.name: number for number, result in enumerate(results)}
    total = 0 if options.quiet else len(found)
    with closing(refined(conformance, tuple(results), wanted)) as running:
        for result in progress(running, "looking closer", total):
            results[places[result.case.name]] = result
            if keeper:
                keeper.add(result)


def again(host: CommandHost, options: CommandLine) -> list[str]:
    """The words of a command that looks at *host* with these *options*, but for the programs."""
    name = host.name if host.name in ADAPTERS else f"{host.name}={shlex.join(command_of(host))}"
    words = [sys.executable, "-P", "-m", "mvpy", "conform", name]
    words += ["--version", "{}.{}".format(*options.version)] if options.version else []
    return words + (["--shim", os.path.abspath(options.shim)] if options.shim else [])


def finish(
    conformance: Conformance,
    results: Sequence[Result],
    paths: Sequence[str] | None,
    options: CommandLine,
    teller: Teller,
) -> int:
    """Give *teller* the report, remember what failed, and with `--update` list that in the expectations; the exit code."""
    host = conformance.subject.host
    chosen = options.chosen if paths is None else {**options.chosen, "paths": list(paths)}
    teller.add(report_on(conformance, results, chosen))
    if not options.no_cache:
        remember_failed(host, paths is None, results)
    if options.update and not conformance.partial:
        say(update(conformance.known, host, results))
        return FINE
    return FINE if results and not any(result.is_finding for result in results) else FINDINGS


def say_untold(conformance: Conformance) -> None:
    """Say of which programs nothing could be told; of MVPy's own, it is enough to know how many."""
    for untold in conformance.untold:
        if not untold.case.steady:
            say(f"{on_one_line(untold.case.name)} is left out: {on_one_line(untold.why)}")


def report_on(conformance: Conformance, results: Sequence[Result], chosen: Mapping[str, object]) -> Report:
    """The report with these *results*; *chosen* says which programs were asked for."""
    host = conformance.subject.host
    known = conformance.known
    return Report(
        host.name,
        version_of_host(host),
        oracle_name(conformance.subject, results),
        sorted(results, key=lambda result: result.case.name),
        conformance.partial,
        chosen,
        {untold.case.name: untold.why for untold in conformance.untold},
        title,
        ", ".join(FAULTS) if host.name == BROKEN.name and is_adapters(host) else "",
        known.version if known.fail or known.skip else "",
        conformance.skipped,
    )


def of_unrecorded(subject: Subject, cases: Sequence[Case]) -> str:
    """What becomes of those of *cases* that are not recorded as they are; nothing if all are."""
    new = subject.unrecorded(cases)
    if not new:
        return ""
    what = subject.host.instead or f"{python_of(subject)} is run for that"
    return (
        f"{number_of(len(new), 'program')} not recorded as {'it is' if len(new) == 1 else 'they are'}: {what}"
    )


def oracle_name(subject: Subject, results: Sequence[Result]) -> str:
    """What the oracle of *results* calls itself: "CPython 3.8.18, recorded"."""
    if subject.recorded is None:
        return python_of(subject)
    run = sum(result.expected.host != subject.recorded.name for result in results)
    return subject.recorded.name + (f" but for {number_of(run, 'program')}" if run else "")
