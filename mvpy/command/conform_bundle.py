"""`mvpy conform --bundle DIR`: the programs in all forms, for where there is no MVPy."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mvpy.command.chosen_hosts import text_of_shim
from mvpy.command.conform_choice import CommandLine, chosen_cases, hosts_of, python_of
from mvpy.command.exit_codes import FINE
from mvpy.command.output_cache import fingerprint
from mvpy.command.terminal import progress, say
from mvpy.conform import Case, Subject
from mvpy.conform.bundle import packed, write
from mvpy.errors import UsageError
from mvpy.hosts.oracles import oracles_for
from mvpy.verification import CommandHost, NativeHost, close_sessions
from mvpy.verification.report import number_of


@dataclass(frozen=True)
class BundleOptions:
    """How many processes make forms, which MVPy makes them (see `Wanted`), and whether anything is said of it."""

    count: int
    mark: str
    quiet: bool


def bundle(folder: Path, subject: Subject, oracle: str, cases: Sequence[Case], options: BundleOptions) -> int:
    """Write *cases* to the new *folder*, with what *oracle* says, and what *subject* wants above them; the exit code."""
    if folder.exists():
        raise UsageError(f"{folder} is there already; a bundle is a new folder")
    making = packed(subject, cases, options.count, options.mark, say)
    found = list(progress(making, "making a bundle", 0 if options.quiet else len(cases)))
    programs = [program for program in found if program is not None]
    if not programs:
        raise UsageError("of none of these programs anything can be told")
    count = write(folder, programs, oracle, subject.version, subject.host.shim)
    if not options.quiet:
        left = f", {number_of(len(found) - count, 'program')} left out" if count < len(found) else ""
        say(
            f"{folder}: {number_of(count, 'program')}, and what {oracle} does with them{left}; see README.txt"
        )
    return FINE


def bundle_of(names: Sequence[str], paths: Sequence[str] | None, options: CommandLine) -> int:
    """Write the bundle that `--bundle` asks for, for the one host of *names* or for any; the exit code."""
    if len(names) > 1:
        raise UsageError("--bundle is for one interpreter, or for none in particular")
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
