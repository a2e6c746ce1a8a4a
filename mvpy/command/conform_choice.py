"""What `mvpy conform` is asked for: its options, the interpreters, what says what is right on each, the programs."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mvpy.command.chosen_hosts import commands_of, foreign_host, text_of_shim
from mvpy.command.chosen_oracle import with_recorded_oracle
from mvpy.command.last_failed import last_failed, those_of
from mvpy.command.program_files import programs_at
from mvpy.command.rewrite_names import full_names
from mvpy.command.terminal import say
from mvpy.conform import Case, Subject, own_cases, suite
from mvpy.conform.suite import about, selected, share
from mvpy.errors import SourceError, UsageError
from mvpy.hosts import ADAPTERS, adapter_of
from mvpy.hosts.oracles import oracles_for
from mvpy.verification import CommandHost, NativeHost
from mvpy.verification.hosts import answer_of

ENOUGH = 20  # programs for which it is worth the time to make a picture of the interpreter, or to load it


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


def nothing_failed(host: CommandHost, paths: Sequence[str] | None) -> bool:
    """Whether no program was wrong in the last run on *host*; then that is said."""
    failed = last_failed(host, paths is None)
    if failed is None:
        raise UsageError(f"--last-failed: no run on {host.name} is remembered")
    if not failed:
        say(f"nothing was other than expected in the last run on {host.name}")
    return not failed


def python_of(subject: Subject) -> str:
    """What the CPython that is here calls itself: "CPython 3.8.18"."""
    return f"C{answer_of(subject.oracle.python)[0]}"
