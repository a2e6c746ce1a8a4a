"""Which entries of the host contract a core needs, of those that a host lacks: without which CPython fails on it, too.

    missing = lacking_on(host)                  the entries that the host lacks, with its shim
    needed_by({"folder/name": core}, missing)   {"folder/name": [names of entries]}

Nothing is blamed that was not shown: each core runs on a CPython from which one entry is taken (mvpy/host_contract/lacking.py), and
needs the entry if it then prints something else than on a whole one, or ends otherwise.  What cannot be taken from
CPython (`why_not` there) is never named.
"""

from __future__ import annotations

import ast
import contextlib
import io
import multiprocessing
from collections.abc import Iterable, Mapping, Sequence

from contract_programs import Uses, in_silence

from mvpy.host_contract import ENTRIES, command_runs, probed
from mvpy.host_contract.entry import Entry
from mvpy.host_contract.lacking import lacking, why_not
from mvpy.verification import CommandHost

Task = tuple[str, str, Sequence[str]]  # the name of a program, its core, names of entries


def lacking_on(host: CommandHost) -> list[str]:
    """The names of the entries that *host* lacks, with its shim."""
    above = host.shim + "\n" if host.shim else ""
    has = probed(command_runs(host.command, above), ENTRIES.values())
    return [name for name in ENTRIES if name not in has]


def needed_by(cores: Mapping[str, str], missing: Iterable[str], jobs: int) -> dict[str, list[str]]:
    """For each of *cores* those of the *missing* entries that it needs; each core has a process of its own."""
    removable = [name for name in missing if not why_not(ENTRIES[name])]
    tasks = [(name, core, removable) for name, core in cores.items()]
    with multiprocessing.get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        return dict(pool.imap(entries_of, tasks, chunksize=1))


def entries_of(task: Task) -> tuple[str, list[str]]:
    """The name of the program of *task*, and the entries that its core needs."""
    program, core, names = task
    code, uses = compile(core, program, "exec"), Uses(ast.parse(core))

    def seen(entry: Entry | None) -> tuple[str, str]:
        said: list[str] = []
        written, ended = io.StringIO(), ""
        with in_silence(), contextlib.redirect_stdout(written), contextlib.redirect_stderr(io.StringIO()):
            try:
                lacking(entry, code, core, {"__file__": program}, said.append)
            except BaseException as error:
                ended = type(error).__name__
        return "\n".join(said) + written.getvalue(), ended

    whole = seen(None)
    entries = [ENTRIES[name] for name in names]
    asked = [entry for entry in entries if entry.kind != "builtin" or entry.name in uses.names]
    return program, [entry.name for entry in asked if seen(entry) != whole]
