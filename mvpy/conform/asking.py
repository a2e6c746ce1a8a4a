"""What an interpreter lacks of the host contract: it is asked as its programs are run, so also in a fork or from a picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mvpy.conform.results import Case
from mvpy.conform.subject import observed
from mvpy.host_contract import ENTRIES, Run, Said, probed
from mvpy.system.scratch import Scratch
from mvpy.verification import CommandHost

SECONDS = 30.0  # for a program that asks


@contextmanager
def asked(host: CommandHost) -> Iterator[Run]:
    """What runs a program, given as text, on *host*, below its shim."""
    with Scratch() as folder:
        path = Path(folder, "probe.py")

        def run(program: str) -> Said:
            data = program.encode()
            seen = observed(host, Case("probe", path, data), data, SECONDS)
            words = seen.stderr.decode(errors="replace") or seen.ending()
            return Said(seen.status or 0, seen.stdout.decode(errors="replace"), words)

        yield run


def lacking(host: CommandHost) -> list[str]:
    """The entries of the host contract that *host* lacks, with its shim; NotRunning if it runs nothing."""
    with asked(host) as run:
        has = probed(run, ENTRIES.values())
    return [name for name in ENTRIES if name not in has]
