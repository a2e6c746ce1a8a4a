"""`mvpy hosts --probe`: which entries of the host contract an interpreter lacks, and which constructs that costs."""

from __future__ import annotations

import json
import os
import shlex
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from mvpy.command.chosen_hosts import found
from mvpy.command.exit_codes import DIFFERENT, FINE
from mvpy.command.versions import versions
from mvpy.errors import UsageError
from mvpy.host_contract import ENTRIES, NotRunning, command_runs, costs, probed, rests_on
from mvpy.host_contract.table import is_whole, table
from mvpy.hosts import ADAPTERS

WIDTH = 110


def probe(host: str, shim: str | None, format_: str) -> int:
    """Probe *host*, which is `NAME=CMD` or an adapter, show what it lacks, and give the exit code.

    The file *shim* goes above each probe; without one, an adapter's own does.
    """
    name, command, own_shim = command_of(host)
    above = own_shim if shim is None else Path(shim).read_text(encoding="utf-8")
    run = command_runs(command, above + "\n" if above else "")
    try:
        has = probed(run, ENTRIES.values())
    except NotRunning as error:
        raise UsageError(f"{name}: {error}") from error
    lacking = [entry for entry in ENTRIES if entry not in has]
    if format_ == "json":
        click.echo(json.dumps(record(name, lacking), indent=2))
    else:
        click.echo("\n".join(report(name, lacking)))
    return DIFFERENT if lacking else FINE


def command_of(host: str) -> tuple[str, list[str], str]:
    """The name of *host*, the words of its command, and its own shim; a path among the words may be relative."""
    if host in ADAPTERS:
        return host, list(found(ADAPTERS[host])), ADAPTERS[host].shim
    name, equals, command = host.partition("=")
    if not (name and equals and command.strip()):
        raise UsageError(f"--probe is NAME=COMMAND, or one of {', '.join(ADAPTERS)}, not '{host}'")
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"--probe {host}: {str(error).lower()}") from None
    return name, [os.path.abspath(word) if os.path.exists(word) else word for word in words], ""


def report(name: str, lacking: Sequence[str]) -> list[str]:
    """What the host *name* lacks, in words: first what says all, beginning with what costs most; then what nobody can tell because of that."""
    if not lacking:
        return [f"{name} has all {len(ENTRIES)} entries of the host contract"]
    below = {entry: rests_on(entry, lacking) for entry in lacking}
    roots = [entry for entry in lacking if not below[entry]]
    roots.sort(key=lambda entry: -len(costs([entry])))
    lost = costs(lacking)
    lines = [f"{name} lacks {len(lacking)} of the {len(ENTRIES)} entries of the host contract", ""]
    for entry in roots:
        lines += wrapped(f"  {entry}: {constructs(costs([entry]))}")
    derived = [f"{entry} ({below[entry][0]})" for entry in lacking if below[entry]]
    if derived:
        lines += [
            "",
            *wrapped(
                f"and, or so it seems as long as what stands in brackets is lacking: {', '.join(derived)}"
            ),
        ]
    count = "1 construct does" if len(lost) == 1 else f"{len(lost)} constructs do"
    return [*lines, "", *wrapped(f"{count} not work, or not in all forms: {constructs(lost)}")]


def constructs(lost: Mapping[str, Sequence[str]]) -> str:
    """The constructs that are *lost*, with their forms if others work."""
    words = [name if is_whole(name, some) else f"{name} ({', '.join(some)})" for name, some in lost.items()]
    return ", ".join(words) or "no construct needs it"


def wrapped(text: str) -> list[str]:
    """*text* in lines."""
    inner = " " * (len(text) - len(text.lstrip()) + 4)
    return textwrap.wrap(text, WIDTH, subsequent_indent=inner, break_long_words=False, break_on_hyphens=False)


def record(name: str, lacking: Sequence[str]) -> dict[str, Any]:
    """What the host *name* has and lacks, for a program to read."""
    entries = [
        {
            "name": entry.name,
            "kind": entry.kind,
            "has": entry.name not in lacking,
            "rests_on": rests_on(entry.name, lacking),
            "needed_by": table()["needs"].get(entry.name, {}),
        }
        for entry in ENTRIES.values()
    ]
    found = {"schema": 1, "versions": versions(), "host": name, "entries": entries, "lacking": list(lacking)}
    return {**found, "costs": costs(lacking)}
