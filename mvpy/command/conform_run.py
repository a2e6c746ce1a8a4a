"""`mvpy conform`: choose the programs, run them, say what came out."""

from __future__ import annotations

import os
import shlex
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from mvpy.command.chosen_hosts import commands_of, foreign_host, text_of_shim
from mvpy.command.chosen_oracle import with_recorded_oracle
from mvpy.command.conform_bundle import BundleOptions, bundle
from mvpy.command.conform_ladder import LadderOptions, climb
from mvpy.command.conform_profile import place_of, write_profile
from mvpy.command.conform_reports import Teller, compare, never_run, tell_again, title
from mvpy.command.exit_codes import FINDINGS, FINE, UNUSABLE
from mvpy.command.expectations_in_use import expectations_of, update, version_of_host
from mvpy.command.kept_failures import command_of
from mvpy.command.kept_findings import KeptFindings
from mvpy.command.last_failed import last_failed, remember_failed, those_of
from mvpy.command.output_cache import fingerprint
from mvpy.command.program_files import programs_at
from mvpy.command.rewrite_names import full_names
from mvpy.command.signals import last_words
from mvpy.command.terminal import progress, say
from mvpy.conform import Case, Conformance, NotRunning, Options, Result, Subject, own_cases, suite
from mvpy.conform.expectations import NONE
from mvpy.conform.refining import Refinement, refined
from mvpy.conform.report import Report
from mvpy.conform.suite import about, selected, share
from mvpy.errors import SourceError, UsageError
from mvpy.hosts import ADAPTERS, adapter_of
from mvpy.hosts.broken import BROKEN, FAULTS
from mvpy.hosts.oracles import oracles_for
from mvpy.verification import CommandHost, NativeHost, close_sessions
from mvpy.verification.hosts import answer_of
from mvpy.verification.report import number_of, on_one_line, speakable

ENOUGH = 20  # programs for which it is worth the time to make a picture of the interpreter


@dataclass(frozen=True)
class CommandLine:
    """The options of `mvpy conform`, by the names that click has for them."""

    version: tuple[int, int] | None
    construct: tuple[str, ...]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    shard: tuple[int, int]
    list_: bool
    stop_after: int | None
    reduce_: bool
    reduce_time: float
    bisect_: bool
    shim: str | None
    keep_failures: str | None
    profile: str | None
    format_: str
    output: str | None
    from_: tuple[str, ...]
    compare: tuple[str, str] | None
    jobs: int | None
    quiet: bool
    config: str | None
    no_cache: bool
    last_failed: bool
    no_expect: bool
    update: bool
    ladder: bool
    bundle: str | None

    @property
    def chosen(self) -> dict[str, object]:
        """Which programs were asked for, as a report says it."""
        part = "{}/{}".format(*self.shard) if self.shard != (1, 1) else ""
        words = {
            "construct": self.construct,
            "include": self.include,
            "exclude": self.exclude,
            "last_failed": self.last_failed,
            "shard": part,
        }
        return {name: list(word) if isinstance(word, tuple) else word for name, word in words.items() if word}


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


def hosts_of(names: Sequence[str], options: CommandLine) -> list[CommandHost]:
    """The hosts *names*: adapters, or `NAME=COMMAND`; no two of one name."""
    shim, native = text_of_shim(options.shim), NativeHost("native", sys.executable)
    hosts = [host_of(name, native, shim, options.version) for name in names]
    for name, count in Counter(host.name for host in hosts).items():
        if count > 1:
            raise UsageError(f"there are {count} hosts called '{name}'")
    return hosts


def host_of(name: str, native: NativeHost, shim: str | None, version: tuple[int, int] | None) -> CommandHost:
    """The host *name*, compared with the CPython of this *version* if one is given."""
    words: tuple[str, ...] = ()
    if "=" in name:
        ((name, words),) = commands_of([name], ()).items()
        words = tuple(os.path.abspath(word) if os.path.exists(word) else word for word in words)
    elif adapter_of(name) is None:
        raise UsageError(
            f"unknown host '{name}'; there are {', '.join(ADAPTERS)}, native, python3.X, or give NAME=COMMAND"
        )
    host = foreign_host(name, words, native, shim)
    if version is None:
        return host
    oracles, instead = oracles_for(version, native)
    return CommandHost(host.name, host.command, oracles, instead, host.manners, host.shim)


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
        write_profile(place, subject, oracle_name(subject, results), cases, results)
        if not options.quiet:
            say(f"profile: {place}")
    return finish(conformance, results, paths, options, teller)


def subject_of(host: CommandHost, paths: Sequence[str] | None, options: CommandLine) -> tuple[Subject, str]:
    """*host* with its oracle; and what is to be said of that, if anything is."""
    if paths is None:
        subject, said = with_recorded_oracle(host, options.version)
        if subject.recorded:
            return subject, said
    return subject_with_cpython(host, options)


def subject_with_cpython(host: CommandHost, options: CommandLine) -> tuple[Subject, str]:
    """The same, with a CPython that is run for its oracle."""
    if options.version and host.instead:
        raise UsageError(host.instead)
    said = f"{host.name} is compared with {host.oracles[0].name}: {host.instead}" if host.instead else ""
    return Subject(host), said


def nothing_failed(host: CommandHost, paths: Sequence[str] | None) -> bool:
    """Whether no program was wrong in the last run on *host*; then that is said."""
    failed = last_failed(host, paths is None)
    if failed is None:
        raise UsageError(f"--last-failed: no run on {host.name} is remembered")
    if not failed:
        say(f"nothing was wrong in the last run on {host.name}")
    return not failed


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


def started_sooner(host: CommandHost, count: int) -> CommandHost:
    """*host*, for *count* programs: from a picture, if it is an adapter's that has one, and they are worth it."""
    adapter = adapter_of(host.name)
    if adapter is None or adapter.picture is None or count < ENOUGH or not is_adapters(host):
        return host
    return adapter.picture.of(host)


def is_adapters(host: CommandHost) -> bool:
    """Whether *host* is as its adapter finds it, and not another command by the same name."""
    adapter = adapter_of(host.name)
    return adapter is not None and host.command == adapter.find()


def bundle_of(names: Sequence[str], paths: Sequence[str] | None, options: CommandLine) -> int:
    """Write the bundle that `--bundle` asks for, for the one host of *names* or for any; the exit code."""
    if len(names) > 1:
        raise UsageError("--bundle is for one interpreter, or for none in particular")
    running = {
        "--ladder": options.ladder,
        "--stop-after": options.stop_after,
        "--keep-failures": options.keep_failures,
        "--profile": options.profile is not None,
        "--update": options.update,
        "--output": options.output,
    }
    for name, given in running.items():
        if given:
            raise UsageError(f"--bundle runs nothing: {name} is not for it")
    native = NativeHost("native", sys.executable)
    if names:
        (host,) = hosts_of(names, options)
        if options.version and host.instead:
            raise UsageError(host.instead)
    else:
        oracles, instead = oracles_for(options.version, native)
        if instead:
            raise UsageError(instead)
        host = CommandHost("any", (), oracles, shim=text_of_shim(options.shim) or "")
    subject = Subject(host)
    try:
        cases = chosen_cases(subject, paths, options)
        mark = "" if options.no_cache else fingerprint()
        settings = BundleOptions(options.jobs or os.cpu_count() or 1, mark, options.quiet)
        return bundle(Path(options.bundle or ""), subject, python_of(subject), cases, settings)
    finally:
        close_sessions()


def ladder_of(
    host: CommandHost, paths: Sequence[str] | None, options: CommandLine
) -> tuple[Subject, LadderOptions]:
    """*host*, and what `--ladder` is told; a UsageError for options that are not for it."""
    alone = {
        "--construct": options.construct,
        "--shard": options.shard != (1, 1),
        "--stop-after": options.stop_after,
    }
    alone |= {"--keep-failures": options.keep_failures, "programs": paths is not None}
    alone |= {
        "--profile": options.profile is not None,
        "--update": options.update,
        "--output": options.output,
    }
    alone |= {"--last-failed": options.last_failed}
    alone |= {f"--format {options.format_}": options.format_ not in ("text", "json")}
    for name, given in alone.items():
        if given:
            raise UsageError(f"--ladder has its own programs and its own end: {name} is not for it")
    subject, said = subject_with_cpython(host, options)
    if said and not options.quiet:
        say(said)
    return subject, LadderOptions(
        python_of(subject),
        options.include,
        options.exclude,
        options.format_ == "json",
        options.quiet,
        options.list_,
        options.jobs or 0,
        options.no_cache,
    )


def again(host: CommandHost, options: CommandLine) -> list[str]:
    """The words of a command that looks at *host* with these *options*, but for the programs."""
    name = host.name if host.name in ADAPTERS else f"{host.name}={shlex.join(command_of(host))}"
    words = [sys.executable, "-m", "mvpy", "conform", name]
    words += ["--version", "{}.{}".format(*options.version)] if options.version else []
    return words + (["--shim", os.path.abspath(options.shim)] if options.shim else [])


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


def chosen_cases(subject: Subject, paths: Sequence[str] | None, options: CommandLine) -> list[Case]:
    """The programs to run: those at *paths*, or those of the suite; of them, what the options ask for."""
    if paths is None:
        cases = suite(subject.version)
    else:
        programs, missing = programs_at(paths)
        if missing or not programs:
            raise SourceError(missing[0] if missing else "no program: give files or a folder behind --")
        cases = own_cases(programs)
    cases = selected(cases, options.include, options.exclude)
    if options.last_failed:
        cases = those_of(cases, last_failed(subject.host, paths is None) or set())
    if options.construct:
        cases = about(
            cases, full_names(options.construct), subject.version, options.jobs or os.cpu_count() or 1, say
        )
    cases = share(cases, *options.shard)
    if not cases:
        raise UsageError("no program is left to run")
    return cases


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


def python_of(subject: Subject) -> str:
    """What the CPython that is here calls itself: "CPython 3.8.18"."""
    return f"C{answer_of(subject.oracle.python)[0]}"
