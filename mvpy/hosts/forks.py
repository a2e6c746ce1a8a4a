"""Interpreters that are modules of a Python, and take long to load: a process that has loaded one has a fork for each program.

Nothing of one program reaches the next.  What breaks, hangs or dies in a fork is run again by the usual command.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mvpy.hosts.finding import RUNNERS
from mvpy.system.scratch import Scratch
from mvpy.verification import CommandHost, HostError
from mvpy.verification.hosts import Job, session

SIMPLEST = b"print(1)\n"


class Forks:
    """They are forks of one of our runners, a word of the command; see `mvpy/verification/guest/server.py`."""

    def of(self, host: CommandHost) -> CommandHost:
        """*host*, whose programs have forks; as it is, if `print(1)` does not run so."""
        ours = [word for word in host.command if Path(word).parent == RUNNERS]
        quick = replace(host, forked=ours[0]) if ours else host
        return quick if runs(quick) else host


def runs(host: CommandHost) -> bool:
    """Whether *host* runs the simplest program."""
    with Scratch() as folder:
        Path(folder, "simplest.py").write_bytes(SIMPLEST)
        try:
            with session(host) as mine:
                seen = mine.run(Job(Path(folder), Path("simplest.py"), SIMPLEST))
        except (HostError, OSError):
            return False
    return seen.stdout.split() == [b"1"]


FORKS = Forks()
