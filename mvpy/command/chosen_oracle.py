"""Which CPython says what is right on an interpreter that `mvpy conform` looks at: a recorded one, or one that is run."""

from __future__ import annotations

import re
from pathlib import Path

from mvpy.command.chosen_hosts import version_of_command
from mvpy.conform import Case, Subject
from mvpy.conform.recorded import Version, nearest, newest_on_a_system, recorded_on
from mvpy.conform.subject import observed
from mvpy.hosts import adapter_of
from mvpy.hosts.oracles import oracles_for, version_of
from mvpy.system.scratch import Scratch
from mvpy.verification import CommandHost, NativeHost

QUESTION = b"""import sys
print("Python %d.%d" % (sys.version_info[0], sys.version_info[1]))
"""
ANSWER = re.compile(rb"^Python (\d+)\.(\d+)$", re.MULTILINE)
SECONDS = 60.0


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
