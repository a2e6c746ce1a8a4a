"""Which CPython says what is right on an interpreter that `mvpy conform` looks at: a recorded one, or one that is run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from mvpy.command.chosen_hosts import version_of_command
from mvpy.conform import Case, Subject
from mvpy.conform.recorded import Version, nearest, newest_on_a_system, recorded_on
from mvpy.conform.subject import observed
from mvpy.errors import UsageError
from mvpy.hosts import adapter_of
from mvpy.hosts.oracles import oracles_for, version_of
from mvpy.system.scratch import Scratch
from mvpy.verification import CommandHost, NativeHost
from mvpy.verification.hosts import answer_of
from mvpy.verification.report import number_of

QUESTION = b"""import sys
print("Python %d.%d" % (sys.version_info[0], sys.version_info[1]))
"""
ANSWER = re.compile(rb"^Python (\d+)\.(\d+)$", re.MULTILINE)
SECONDS = 10.0  # for the question


def subject_of(
    host: CommandHost, paths: Sequence[str] | None, version: Version | None
) -> tuple[Subject, str]:
    """*host* with its oracle, of the *version* that was asked for if any was; and what is to be said of that, if anything is.

    Without *paths* programs are those that are recorded.
    """
    if paths is None:
        subject, said = with_recorded_oracle(host, version)
        if subject.recorded:
            return subject, said
    if version and host.instead:
        raise UsageError(host.instead)
    said = f"{host.name} is compared with {host.oracles[0].name}: {host.instead}" if host.instead else ""
    return Subject(host), said


def with_recorded_oracle(host: CommandHost, given: Version | None) -> tuple[Subject, str]:
    """*host* and what is recorded of the CPython that it is compared with: of the version *given*, or its own.

    And what is to be said of that, in one sentence; nothing if it is as one would think.
    """
    version, why = (given, "") if given else wanted(host)
    recorded = recorded_on(version) if version else None
    if recorded is None:
        return Subject(host), ""
    oracles, instead = oracles_for(recorded.version, NativeHost())
    host = CommandHost(host.name, host.command, oracles, instead, host.manners, host.shim)
    said = f"{host.name} is compared with {recorded.name}: {why}; --version chooses another" if why else ""
    return Subject(host, recorded=recorded), said


def wanted(host: CommandHost) -> tuple[Version | None, str]:
    """The version of CPython that *host* is to be compared with, and why it is that one if it may be another."""
    adapter = adapter_of(host.name)
    own = adapter.oracle_of(host.command) if adapter else version_of_command(host.command)
    if own or adapter:
        return own or version_of(NativeHost().python), ""
    said = version_said(host)
    if said is None:
        return newest_on_a_system(), "it does not say which Python it is"
    number = "%d.%d" % said
    return nearest(said), "" if recorded_on(said) else f"that is the nearest to {number}, which it says it is"


def version_said(host: CommandHost) -> Version | None:
    """The version of Python that *host* says it is, when a program asks; None if it does not."""
    with Scratch() as folder:
        case = Case("version", Path(folder, "version.py"), QUESTION)
        found = ANSWER.search(observed(host, case, QUESTION, SECONDS).stdout)
    return (int(found[1]), int(found[2])) if found else None


def python_of(subject: Subject) -> str:
    """What the CPython that is here calls itself: "CPython 3.8.18"."""
    return f"C{answer_of(subject.oracle.python)[0]}"


def oracle_name(subject: Subject, run: int) -> str:
    """What the oracle of *subject* calls itself, which was *run* for so many programs: "CPython 3.8.18, recorded"."""
    if subject.recorded is None:
        return python_of(subject)
    return subject.recorded.name + (f" but for {number_of(run, 'program')}" if run else "")


def of_unrecorded(subject: Subject, cases: Sequence[Case]) -> str:
    """What becomes of those of *cases* that are not recorded as they are; nothing if all are."""
    new = subject.unrecorded(cases)
    if not new:
        return ""
    what = subject.host.instead or f"{python_of(subject)} is run for that"
    return (
        f"{number_of(len(new), 'program')} not recorded as {'it is' if len(new) == 1 else 'they are'}: {what}"
    )
