"""`mvpy conform --bundle DIR`: the programs in all forms, for where there is no MVPy."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mvpy.command.chosen_hosts import text_of_shim
from mvpy.command.chosen_oracle import of_unrecorded, oracle_name, subject_of
from mvpy.command.conform_choice import CommandLine, chosen_cases, hosts_of, with_oracle
from mvpy.command.exit_codes import FINE
from mvpy.command.output_cache import fingerprint
from mvpy.command.terminal import progress, say
from mvpy.conform import Case, Subject
from mvpy.conform.bundle import packed, write
from mvpy.errors import UsageError
from mvpy.hosts.oracles import oracles_for
from mvpy.verification import CommandHost, NativeHost, close_sessions
from mvpy.verification.report import number_of


def bundle_of(names: Sequence[str], paths: Sequence[str] | None, options: CommandLine) -> int:
    """Write the bundle that `--bundle` asks for, for the one host of *names* or for any; the exit code."""
    if len(names) > 1:
        raise UsageError("--bundle is for one interpreter, or for none in particular")
    folder = Path(options.bundle or "")
    if folder.exists():
        raise UsageError(f"{folder} is there already; a bundle is a new folder")
    try:
        if names:
            (host,) = hosts_of(names, options)
            subject, said = with_oracle(host, paths, options)
        else:
            subject, said = any_host(paths, options)
        cases = chosen_cases(subject, paths, options)
        if not options.quiet:
            for words in filter(None, [said, of_unrecorded(subject, cases)]):
                say(words)
        return bundle(folder, subject, cases, options)
    finally:
        close_sessions()


def any_host(paths: Sequence[str] | None, options: CommandLine) -> tuple[Subject, str]:
    """No interpreter in particular, with its oracle; and what is to be said of that."""
    version = options.version or sys.version_info[:2]
    oracles, instead = oracles_for(version, NativeHost("native", sys.executable))
    host = CommandHost("any", (), oracles, instead, shim=text_of_shim(options.shim) or "")
    return subject_of(host, paths, version)


def bundle(folder: Path, subject: Subject, cases: Sequence[Case], options: CommandLine) -> int:
    """Write *cases* to the new *folder*, with what the oracle of *subject* says, and what the host wants above them."""
    mark = "" if options.no_cache else fingerprint()
    making = packed(subject, cases, options.jobs or os.cpu_count() or 1, mark, say)
    found = list(progress(making, "making a bundle", 0 if options.quiet else len(cases)))
    programs = [program for program in found if program is not None]
    if not programs:
        raise UsageError("of none of these programs anything can be told")
    oracle = oracle_name(subject, len(subject.unrecorded(cases)))
    count = write(folder, programs, oracle, subject.version, subject.host.shim)
    if not options.quiet:
        left = f", {number_of(len(found) - count, 'program')} left out" if count < len(found) else ""
        say(f"{folder}: {number_of(count, 'program')}, compared with {oracle}{left}; see README.txt")
    return FINE
