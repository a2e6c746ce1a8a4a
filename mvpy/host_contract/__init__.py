"""The host contract: what an interpreter must have beyond the ten constructs, so that it runs the plain core of each construct.

    ENTRIES             each thing that a host has or lacks, with a program in the core that prints 1 where it is there
    probed(run, …)      the entries whose probes print 1 where *run* runs programs
    costs(lacking)      the constructs that need one of these; that is measured, see docs/host-contract.md

Nothing here knows how desugaring works.
"""

from __future__ import annotations

from mvpy.host_contract.entries import ENTRIES
from mvpy.host_contract.entry import KINDS, Entry
from mvpy.host_contract.probing import NotRunning, Run, Said, command_runs, probed
from mvpy.host_contract.table import costs, rests_on

__all__ = [
    "ENTRIES", "KINDS", "Entry", "NotRunning", "Run", "Said", "command_runs", "costs", "probed", "rests_on",
]  # fmt: skip
