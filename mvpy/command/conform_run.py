"""`mvpy conform`: what it is to do, and with a run, one interpreter after the other."""

from __future__ import annotations

from collections.abc import Sequence

from mvpy.command.conform_bundle import bundle_of
from mvpy.command.conform_choice import CommandLine, hosts_of
from mvpy.command.conform_host import look_at
from mvpy.command.conform_ladder import climb
from mvpy.command.conform_reports import Teller, compare, tell_again
from mvpy.command.exit_codes import FINE
from mvpy.command.signals import last_words
from mvpy.errors import UsageError
from mvpy.verification import CommandHost, close_sessions


def conform_all(names: Sequence[str], paths: Sequence[str] | None, options: CommandLine) -> int:
    """Do what the *options* ask for, with the hosts *names*, and the programs at *paths* if there are any; the exit code."""
    if options.compare:
        return compare(options)
    if options.from_:
        return tell_again(options)
    if options.bundle is not None:
        return bundle_of(names, paths, options)
    if options.profile and len(names) > 1:
        raise UsageError("--profile FILE is for one interpreter at a time")
    hosts = hosts_of(names, options)
    try:
        if options.ladder:
            return max(climb(host, options) for host in hosts)
        return run_all(hosts, names, paths, options)
    finally:
        close_sessions()


def run_all(
    hosts: Sequence[CommandHost], names: Sequence[str], paths: Sequence[str] | None, options: CommandLine
) -> int:
    """Look at the *hosts*, given as *names*, tell what came out, and give the exit code.

    Ctrl-C ends it, but what was found until then is told, as a part.
    """
    teller = Teller(options)
    code = FINE
    try:
        for host in hosts:
            # NAME=COMMAND is none of the names.
            code = max(code, look_at(host, host.name in names, paths, options, teller))
        teller.finish()
    except KeyboardInterrupt:
        with last_words():
            teller.finish([host.name for host in hosts])
        raise
    return code
