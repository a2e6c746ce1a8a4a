"""`mvpy conform` with what an interpreter is known to get wrong: when that counts, and `--update`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from mvpy.command.terminal import say
from mvpy.conform import Result
from mvpy.conform.expectation_lines import Entry, updated
from mvpy.conform.expectations import NONE, Expectations, expectations_for, file_of
from mvpy.conform.suite import suite
from mvpy.errors import UnwritableError, UsageError
from mvpy.hosts import ADAPTERS, adapter_of
from mvpy.verification import CommandHost

if TYPE_CHECKING:  # it uses this
    from mvpy.command.conform_choice import CommandLine

NEWEST = (3, 99)  # of the whole suite
HEAD = """\
# What {name} is known to get wrong: `mvpy conform {name}` fails only by what is not listed here.
# `mvpy conform {name} --update` adds and removes entries.  It keeps comments, issues, and all
# reasons that do not begin with "seen: "; those are what a run has shown.
"""


@cache
def version_of_host(host: CommandHost) -> str:
    """What *host* says it is, if there is an adapter that can ask; it is started for that."""
    adapter = adapter_of(host.name)
    return adapter.version(host.command) if adapter else ""


def expectations_of(host: CommandHost, options: CommandLine) -> Expectations:
    """What the adapter *host* is known to get wrong; NONE if *options* ask for another oracle, another shim, or for none."""
    own = ADAPTERS[host.name].oracle_of(host.command)
    if options.no_expect or options.shim is not None or options.version not in (None, own):
        return NONE
    version = version_of_host(host)
    found = expectations_for(host.name, version, {case.name for case in suite(NEWEST)})
    if found.version not in ("", version) and not options.quiet and not options.update:
        say(f"nothing is listed for {version}; what is expected is that of {found.version}")
    return found


def update(expectations: Expectations, host: CommandHost, results: Sequence[Result]) -> str:
    """Write what *results* say into the file of *expectations*, for the version of *host* that was run; what was done."""
    file = file_of(host.name)
    text = file.read_text(encoding="utf-8") if file.exists() else HEAD.format(name=host.name)
    tables = expectations.after(results)
    try:
        new = updated(text, version_of_host(host), tables)
    except ValueError as error:
        raise UsageError(f"{file}: {error}, so --update leaves it as it is") from None
    if new == text:
        return f"{file}: nothing to update"
    try:
        file.parent.mkdir(exist_ok=True)
        file.write_text(new, encoding="utf-8")
    except OSError as error:
        raise UnwritableError(f"{file}: {error.strerror}") from None
    return f"{file}: {changes(expectations.fail, tables['fail'])}"


def changes(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> str:
    """How many entries are new, gone, and others than they were."""
    added, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    changed = sum(before[name] != after[name] for name in before.keys() & after.keys())
    return f"{len(after)} {'entry' if len(after) == 1 else 'entries'}: {added} added, {gone} removed, {changed} changed"
