"""The interpreters that MVPy has adapters for, as `mvpy hosts` shows them."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from mvpy.hosts import ADAPTERS, Adapter
from mvpy.hosts.oracles import oracles_for
from mvpy.verification import NativeHost
from mvpy.verification.hosts import Found


def other_interpreters() -> list[Found]:
    """Each adapter: with its version if it is installed, and else with the command that installs it."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # to start an interpreter can take a second
        return list(pool.map(listed, ADAPTERS.values()))


def listed(adapter: Adapter) -> Found:
    """The line of one *adapter*."""
    command = adapter.find()
    untried = ", and never run by us" if adapter.untried else ""
    if not command:
        return Found(adapter.name, "", "", f"not installed{untried}: {adapter.install}")
    version = adapter.version(command)
    if not version:
        return Found(adapter.name, "", command[0], f"it does not start; this installs it: {adapter.install}")
    (oracle, *_), instead = oracles_for(adapter.oracle_of(command), NativeHost())
    shim = ", with a shim" if adapter.shim else ""
    return Found(
        adapter.name, version, command[0], f"compared with {oracle.name}{because(instead)}{shim}{untried}"
    )


def because(instead: str) -> str:
    """Why it is not compared with a better one, to be put behind a name."""
    return f", as {instead}" if instead else ""
