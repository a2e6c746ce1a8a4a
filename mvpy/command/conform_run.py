"""`mvpy conform`: choose the programs, run them, say what came out."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from mvpy.command.chosen_hosts import commands_of, foreign_host, text_of_shim
from mvpy.command.exit_codes import FINDINGS, FINE, UNUSABLE
from mvpy.command.kept_failures import command_of
from mvpy.command.kept_findings import KeptFindings
from mvpy.command.output_cache import fingerprint
from mvpy.command.program_files import programs_at
from mvpy.command.rewrite_names import full_names
from mvpy.command.rewrite_words import title_of
from mvpy.command.signals import deferred
from mvpy.command.terminal import progress, say
from mvpy.conform import Case, Conformance, NotRunning, Options, Result, Subject, own_cases, suite
from mvpy.conform.refining import Refinement, refined
from mvpy.conform.report import Report
from mvpy.conform.suite import about, selected, share
from mvpy.errors import SourceError, UsageError
from mvpy.hosts import ADAPTERS
from mvpy.hosts.oracles import oracles_for
from mvpy.rewrites import ORDER
from mvpy.verification import CommandHost, NativeHost, close_sessions
from mvpy.verification.hosts import answer_of
from mvpy.verification.report import number_of, on_one_line, speakable


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
    format_: str
    jobs: int | None
    quiet: bool
    config: str | None
    no_cache: bool

    @property
    def chosen(self) -> dict[str, object]:
        """Which programs were asked for, as a report says it."""
        part = "{}/{}".format(*self.shard) if self.shard != (1, 1) else ""
        words = {"construct": self.construct, "include": self.include, "exclude": self.exclude, "shard": part}
        return {name: list(word) if isinstance(word, tuple) else word for name, word in words.items() if word}


def conform_all(names: Sequence[str], paths: Sequence[str] | None, options: CommandLine) -> int:
    """Look at the hosts *names*, with the programs at *paths* if there are any; the exit code."""
    if options.format_ == "json" and len(names) > 1:
        raise UsageError("--format json is for one interpreter at a time")
    code = FINE
    try:
        for host in hosts_of(names, options):
            code = max(code, conform_one(host, paths, options))
    finally:
        close_sessions()
    return code


def hosts_of(names: Sequence[str], options: CommandLine) -> list[CommandHost]:
    """The hosts *names*: adapters, or `NAME=COMMAND`."""
    shim, native = text_of_shim(options.shim), NativeHost("native", sys.executable)
    return [host_of(name, native, shim, options.version) for name in names]


def host_of(name: str, native: NativeHost, shim: str | None, version: tuple[int, int] | None) -> CommandHost:
    """The host *name*, compared with the CPython of this *version* if one is given."""
    words: tuple[str, ...] = ()
    if "=" in name:
        ((name, words),) = commands_of([name], ()).items()
    elif name not in ADAPTERS:
        raise UsageError(f"unknown host '{name}'; there are {', '.join(ADAPTERS)}, or give NAME=COMMAND")
    host = foreign_host(name, words, native, shim)
    if version is None:
        return host
    oracles, instead = oracles_for(version, native)
    if instead:
        raise UsageError(instead)
    return CommandHost(host.name, host.command, oracles, "", host.manners, host.shim)


def conform_one(host: CommandHost, paths: Sequence[str] | None, options: CommandLine) -> int:
    """Look at *host*, show what it gets wrong, and give the exit code."""
    subject = Subject(host)
    cases = chosen_cases(subject, paths, options)
    if options.list_:
        speakable(sys.stdout)
        for case in cases:
            print(on_one_line(case.name))
        return FINE
    if host.instead and not options.quiet:
        say(f"{host.name} is compared with {host.oracles[0].name}: {host.instead}")
    try:
        subject = subject.calibrated()
    except NotRunning as error:
        say(str(error))
        return UNUSABLE
    mark = "" if options.no_cache else fingerprint()
    conformance = Conformance(subject, Options(options.jobs or 0, options.stop_after or 0, mark), say)
    results: list[Result] = []
    total = 0 if options.quiet else len(cases)
    keeper = (
        KeptFindings(options.keep_failures, subject, again(host, options)) if options.keep_failures else None
    )
    try:
        with closing(conformance.results(cases)) as running:
            for result in progress(running, f"running on {host.name}", total):
                results.append(result)
                if keeper and not result.is_right:
                    keeper.keep(result)
        refine(conformance, results, keeper, options)
    except KeyboardInterrupt:
        conformance.partial = "it was interrupted"
        with deferred():
            show(conformance, results, options)
        raise
    if keeper and keeper.kept and not options.quiet:
        say(f"kept in {keeper.folder}: {number_of(keeper.kept, 'finding')}")
    show(conformance, results, options)
    return FINE if results and all(result.is_right for result in results) else FINDINGS


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
    if options.construct:
        cases = about(
            cases, full_names(options.construct), subject.version, options.jobs or os.cpu_count() or 1, say
        )
    cases = share(cases, *options.shard)
    if not cases:
        raise UsageError("no program is left to run")
    return cases


def show(conformance: Conformance, results: Sequence[Result], options: CommandLine) -> None:
    """Print what came out on standard output, and on standard error what could not be told."""
    host = conformance.subject.host
    adapter = ADAPTERS.get(host.name)
    if not options.quiet:  # of MVPy's own programs, it is enough to know how many
        for untold in conformance.untold:
            if not untold.case.steady:
                say(f"{on_one_line(untold.case.name)} is left out: {on_one_line(untold.why)}")
    report = Report(
        host.name,
        adapter.version(host.command) if adapter else "",
        oracle_name(conformance.subject),
        sorted(results, key=lambda result: result.case.name),
        conformance.partial,
        options.chosen,
        {untold.case.name: untold.why for untold in conformance.untold},
        lambda name: title_of(name) if name in ORDER else "",
    )
    speakable(sys.stdout)
    if options.format_ == "json":
        sys.stdout.write(report.as_json())
    else:
        print("\n".join(report.lines()))
    sys.stdout.flush()


def oracle_name(subject: Subject) -> str:
    """What the oracle calls itself: "CPython 3.8.18"."""
    return f"C{answer_of(subject.oracle.python)[0]}"
