"""`mvpy conform --ladder`: how far does an interpreter climb, and what is to be built next?"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from mvpy.command.conform_choice import CommandLine, python_of, subject_with_cpython
from mvpy.command.exit_codes import FINDINGS, FINE, UNUSABLE
from mvpy.command.output_cache import fingerprint
from mvpy.command.signals import deferred
from mvpy.command.terminal import progress, say
from mvpy.conform import NotRunning, Subject, suite
from mvpy.conform.climbing import Climb, Step, Way, way
from mvpy.conform.ladder import ladder
from mvpy.conform.ladder_report import LadderReport
from mvpy.conform.suite import compiled
from mvpy.errors import UsageError
from mvpy.explain.rewrite_words import title_of
from mvpy.hosts import adapter_of
from mvpy.verification import CommandHost, HostError
from mvpy.verification.hosts import session
from mvpy.verification.report import on_one_line, speakable


@dataclass(frozen=True)
class LadderOptions:
    """Which steps are climbed, what the *oracle* calls itself, and how it is told."""

    oracle: str
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    as_json: bool = False
    quiet: bool = False
    list_: bool = False
    count: int = 0
    no_cache: bool = False

    def takes(self, name: str) -> bool:
        """Whether the step *name* is to be climbed."""
        wanted, unwanted = ([compiled(text) for text in texts] for texts in (self.include, self.exclude))
        return (not wanted or any(one.search(name) for one in wanted)) and not any(
            one.search(name) for one in unwanted
        )


def chosen_way(subject: Subject, options: LadderOptions) -> Way:
    """The steps that are to be climbed."""
    whole = way(ladder(), suite(subject.version))
    found = Way(
        [rung for rung in whole.rungs if options.takes(rung.name)],
        [entry for entry in whole.entries if options.takes(f"contract/{entry.name}")],
        [case for case in whole.cases if options.takes(case.name)],
    )
    if not any(found.counts.values()):
        raise UsageError("no step of the ladder is left")
    return found


def climb(subject: Subject, options: LadderOptions) -> int:
    """Let *subject* climb the ladder, say where it stops, and give the exit code."""
    chosen = chosen_way(subject, options)
    if options.list_:
        speakable(sys.stdout)
        for name in chosen.names:
            print(on_one_line(name))
        return FINE
    try:
        subject = started(subject)
    except NotRunning as error:
        say(str(error))
        return UNUSABLE
    mark = "" if options.no_cache else fingerprint()
    climbing = Climb(subject, options.count or os.cpu_count() or 1, mark, say)
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
    show(subject, steps, chosen, options)
    return FINDINGS if any(step.has_failed for step in steps) else FINE


def started(subject: Subject) -> Subject:
    """*subject*, with the time that it takes to start; NotRunning only if there is no such command.

    An interpreter that does not run `print(1)` yet stands before the first rung.
    """
    try:
        with session(subject.host):
            pass
    except HostError as error:
        raise NotRunning(str(error)) from error
    try:
        return subject.calibrated()
    except NotRunning:
        return subject


def show(
    subject: Subject, steps: Sequence[Step], chosen: Way, options: LadderOptions, partial: str = ""
) -> None:
    """Print how far *subject* has come."""
    host = subject.host
    adapter = adapter_of(host.name)
    version = adapter.version(host.command) if adapter else ""
    some = bool(options.include or options.exclude)
    report = LadderReport(host.name, version, options.oracle, steps, chosen.counts, partial, title_of, some)
    speakable(sys.stdout)
    sys.stdout.write(report.as_json() if options.as_json else "\n".join(report.lines()) + "\n")
    sys.stdout.flush()


def ladder_of(
    host: CommandHost, paths: Sequence[str] | None, options: CommandLine
) -> tuple[Subject, LadderOptions]:
    """*host* with its oracle, and what `--ladder` is told."""
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
