"""What `mvpy conform` is asked for: its options, the interpreters, what says what is right on each, the programs."""

from __future__ import annotations

import os
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mvpy.command.chosen_hosts import commands_of, foreign_host, text_of_shim
from mvpy.command.chosen_oracle import SECONDS, subject_of
from mvpy.command.kept_failures import command_of
from mvpy.command.last_failed import last_failed, those_of
from mvpy.command.program_files import programs_at
from mvpy.command.rewrite_names import full_names, nearest
from mvpy.command.terminal import said_if_slow, say
from mvpy.conform import Case, Subject, own_cases, suite
from mvpy.conform.subject import FIRST, FIRST_OF_KNOWN
from mvpy.conform.suite import about, selected, share
from mvpy.errors import SourceError, UsageError
from mvpy.hosts import ADAPTERS, adapter_of
from mvpy.hosts.oracles import oracles_for
from mvpy.verification import CommandHost, NativeHost

REDUCE_TIME = 20.0  # seconds
ENOUGH = 20  # programs for which it is worth the time to make a picture of the interpreter, or to load it


@dataclass(frozen=True)
class CommandLine:
    """The options of `mvpy conform`, by the names that click has for them; those that were not given, too."""

    version: tuple[int, int] | None = None
    construct: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    shard: tuple[int, int] = (1, 1)
    list_: bool = False
    stop_after: int | None = None
    reduce_: bool = False
    reduce_time: float = REDUCE_TIME
    bisect_: bool = False
    shim: str | None = None
    keep_failures: str | None = None
    profile: str | None = None
    format_: str = "text"
    output: str | None = None
    from_: tuple[str, ...] = ()
    compare: tuple[str, str] | None = None
    jobs: int | None = None
    quiet: bool = False
    config: str | None = None
    no_cache: bool = False
    last_failed: bool = False
    no_expect: bool = False
    update: bool = False
    ladder: bool = False
    bundle: str | None = None

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
        ((name, words),) = commands_of([name], (), "an interpreter").items()
        words = tuple(os.path.abspath(word) if os.path.exists(word) else word for word in words)
    elif adapter_of(name) is None:
        raise UsageError(unknown(name))
    host = foreign_host(name, words, native, shim)
    if version is None:
        return host
    oracles, instead = oracles_for(version, native)
    return CommandHost(host.name, host.command, oracles, instead, host.manners, host.shim)


def unknown(name: str) -> str:
    """The words for a *name* that is that of no host."""
    if os.path.exists(name) or "/" in name:
        return f"'{name}' has no name; give it one: mine={shlex.quote(name)}"
    guess = nearest(name, ADAPTERS)
    there = f"; there are {', '.join(ADAPTERS)}, native, python3.X, or give NAME=COMMAND"
    return f"unknown host '{name}'{guess or there}"


def written(host: CommandHost) -> str:
    """*host* as the command line has it."""
    return host.name if is_adapters(host) else f"{host.name}={shlex.join(command_of(host))}"


def with_oracle(host: CommandHost, paths: Sequence[str] | None, options: CommandLine) -> tuple[Subject, str]:
    """*host* with its oracle; and what is to be said of that, if anything is."""
    waiting = f"waiting for {host.name} to say which Python it is, {SECONDS:g} seconds at most"
    with said_if_slow(waiting, options.quiet):
        return subject_of(host, paths, options.version)


def started(subject: Subject, options: CommandLine) -> Subject:
    """*subject*, with the time that it takes to start; NotRunning if it does not run `print(1)`."""
    most = FIRST_OF_KNOWN if is_adapters(subject.host) else FIRST
    waiting = f"waiting for {subject.host.name} to run `print(1)`, {most:g} seconds at most"
    with said_if_slow(waiting, options.quiet):
        return subject.calibrated(most)


def is_adapters(host: CommandHost) -> bool:
    """Whether *host* is as its adapter finds it, and not another command by the same name."""
    adapter = adapter_of(host.name)
    return adapter is not None and host.command == adapter.find()


def started_sooner(host: CommandHost, count: int) -> CommandHost:
    """*host*, for *count* programs: started as its adapter says, if it is an adapter's and they are worth it."""
    adapter = adapter_of(host.name)
    if adapter is None or adapter.sooner is None or count < ENOUGH or not is_adapters(host):
        return host
    return adapter.sooner.of(host)


def chosen_cases(subject: Subject, paths: Sequence[str] | None, options: CommandLine) -> list[Case]:
    """The programs to run: those at *paths*, or those of the suite; of them, what the options ask for."""
    if paths is None:
        cases = suite(subject.version)
    else:
        programs, missing = programs_at(paths)
        if missing or not programs:
            raise SourceError(missing[0] if missing else "no program: give files or a folder behind --")
        cases = own_cases(programs)
    for option, choose in choices(subject, paths is None, options).items():
        cases = choose(cases)
        if not cases:
            raise UsageError(
                f"no program is left to run: {option} leaves none; without it, --list names what there is"
            )
    return cases


def choices(
    subject: Subject, of_suite: bool, options: CommandLine
) -> dict[str, Callable[[list[Case]], list[Case]]]:
    """What chooses some of the programs, which are *of_suite* or not, by the *options* that ask for it, in this order."""
    found: dict[str, Callable[[list[Case]], list[Case]]] = {}
    if options.include or options.exclude:
        name = "--include" if options.include else "--exclude"
        found[name] = lambda cases: selected(cases, options.include, options.exclude)
    if options.last_failed:
        failed = failed_last(subject.host, of_suite)
        found["--last-failed"] = lambda cases: those_of(cases, failed)
    if options.construct:
        rewrites, count = full_names(options.construct), options.jobs or os.cpu_count() or 1
        found["--construct"] = lambda cases: about(cases, rewrites, subject.version, count, say)
    found["--shard"] = lambda cases: share(cases, *options.shard)
    return found


def failed_last(host: CommandHost, of_suite: bool) -> set[str]:
    """The programs, *of_suite* or one's own, that were not as expected in the last run on *host*."""
    failed = last_failed(host, of_suite)
    if failed is None:
        raise UsageError(f"--last-failed: no run on {host.name} is remembered")
    return failed
