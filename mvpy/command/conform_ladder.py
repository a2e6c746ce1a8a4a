"""`mvpy conform --ladder`: how far does an interpreter climb, and what is to be built next?"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import closing

from mvpy.command.chosen_oracle import of_unrecorded, oracle_name
from mvpy.command.conform_choice import CommandLine, started, with_oracle, written
from mvpy.command.exit_codes import FINDINGS, FINE, UNUSABLE
from mvpy.command.kept_findings import keep_step
from mvpy.command.output_cache import fingerprint
from mvpy.command.signals import deferred
from mvpy.command.terminal import progress, say
from mvpy.conform import NotRunning, Subject, suite
from mvpy.conform.climbing import Climb, Step, Way, way
from mvpy.conform.ladder import ladder
from mvpy.conform.ladder_report import LadderReport
from mvpy.conform.suite import chooses
from mvpy.errors import UsageError
from mvpy.explain.rewrite_words import title_of
from mvpy.hosts import adapter_of
from mvpy.verification import CommandHost, HostError
from mvpy.verification.hosts import session
from mvpy.verification.report import on_one_line, speakable


def climb(host: CommandHost, options: CommandLine) -> int:
    """Let *host* climb the ladder, say where it stops, and give the exit code."""
    subject, said = with_oracle(host, None, options)
    chosen = chosen_way(subject, options)
    if options.list_:
        speakable(sys.stdout)
        for name in chosen.names:
            print(on_one_line(name))
        return FINE
    try:
        subject = at_the_start(subject, options)
    except NotRunning as error:
        say(str(error))
        return UNUSABLE
    for words in () if options.quiet else filter(None, [said, of_unrecorded(subject, chosen.programs)]):
        say(words)
    steps = taken(subject, chosen, options)
    show(subject, steps, chosen, options)
    failed = [step for step in steps if step.has_failed]
    for step in failed if options.keep_failures else ():
        say(f"kept in {keep_step(options.keep_failures or '', step, host)}")
    return FINDINGS if failed else FINE


def chosen_way(subject: Subject, options: CommandLine) -> Way:
    """The steps that are to be climbed."""
    takes = chooses(options.include, options.exclude)
    whole = way(ladder(), suite(subject.version))
    found = Way(
        [rung for rung in whole.rungs if takes(rung.name)],
        [entry for entry in whole.entries if takes(f"contract/{entry.name}")],
        [case for case in whole.cases if takes(case.name)],
    )
    if not found.names:
        raise UsageError("no step of the ladder is left; --list without -i and -e names what there is")
    return found


def at_the_start(subject: Subject, options: CommandLine) -> Subject:
    """*subject*, with the time that it takes to start; NotRunning only if there is no such command.

    An interpreter that does not run `print(1)` yet stands before the first rung.
    """
    try:
        with session(subject.host):
            pass
    except HostError as error:
        raise NotRunning(str(error)) from error
    try:
        return started(subject, options)
    except NotRunning:
        return subject


def taken(subject: Subject, chosen: Way, options: CommandLine) -> list[Step]:
    """The steps of the *chosen* way that *subject* takes; if that is interrupted, those so far are shown."""
    mark = "" if options.no_cache else fingerprint()
    climbing = Climb(subject, options.jobs or os.cpu_count() or 1, mark, say)
    total = 0 if options.quiet else len(chosen.names)
    steps: list[Step] = []
    try:
        with closing(climbing.steps(chosen)) as running:
            # If it is interrupted, what has come so far is there.
            steps.extend(progress(running, f"climbing on {subject.host.name}", total))
    except KeyboardInterrupt:
        with deferred():
            show(subject, steps, chosen, options, "it was interrupted")
        raise
    return steps


def show(
    subject: Subject, steps: Sequence[Step], chosen: Way, options: CommandLine, partial: str = ""
) -> None:
    """Print how far *subject* has come."""
    host = subject.host
    adapter = adapter_of(host.name)
    report = LadderReport(
        host.name,
        adapter.version(host.command) if adapter else "",
        oracle_name(subject, len(subject.unrecorded(chosen.programs))),
        steps,
        chosen.counts,
        partial,
        title_of,
        bool(options.include or options.exclude),
        shlex.quote(written(host)),
    )
    speakable(sys.stdout)
    sys.stdout.write(report.as_json() if options.format_ == "json" else "\n".join(report.lines()) + "\n")
    sys.stdout.flush()
