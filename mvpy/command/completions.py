"""What a shell completes: names of rewrites and words for constructs, interpreters, versions.

Each function is a `shell_complete` of click: it takes what stands there so far, and gives what may stand there.
Nothing heavy is imported: a shell asks at each press of the key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import click

from mvpy.command.lowerings import profiles
from mvpy.command.options import OLDEST
from mvpy.errors import SourceError
from mvpy.explain.rewrite_words import called
from mvpy.machine.lowering import NEWEST
from mvpy.rewrites import ORDER

Completing = Callable[[click.Context, click.Parameter, str], list[str]]

VERSIONS = tuple(f"{OLDEST[0]}.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1))
OLDER_HOSTS = ("3.6", "3.7")
OF_CPYTHON = ("native", "wasi")


def last_of_several(choose: Callable[[str], Iterable[str]]) -> Completing:
    """What completes the last of several names with commas in between by those that *choose* gives for it."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        done, comma, last = incomplete.rpartition(",")
        return [f"{done}{comma}{name}" for name in choose(last)]

    return complete


def constructs(start: str) -> list[str]:
    """The rewrites whose names begin with *start*; if there are none, words for what rewrites take: `walrus`."""
    found = [name for name in ORDER if name.startswith(start)]
    if found or not start:
        return found
    words = {word for rewrite in ORDER for word in called(rewrite)}
    return sorted(word for word in words if word.startswith(start.lower()) and word.isalnum())


def interpreters(start: str) -> list[str]:
    """The interpreters that MVPy knows whose names begin with *start*."""
    from mvpy.hosts import ADAPTERS  # start-up: 60 ms, for whoever asks for one

    return [name for name in ADAPTERS if name.startswith(start)]


def hosts(start: str) -> list[str]:
    """What programs can be verified on, and begins with *start*."""
    return [*(name for name in OF_CPYTHON if name.startswith(start)), *interpreters(start)]


def lowered_hosts(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What `--for` can name: the versions of Python, and the interpreters with a profile."""
    named = (*OLDER_HOSTS, *VERSIONS, *profiles())
    return [name for name in named if name.startswith(incomplete)]


def versions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The versions of Python."""
    return [version for version in VERSIONS if version.startswith(incomplete)]


def definitions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The functions and classes of the programs that stand on the line already."""
    # start-up: the scanner, as above
    from mvpy.command.parts import definitions_in
    from mvpy.reading.misspelt import Misspelt
    from mvpy.reading.source import read_source

    found: list[str] = []
    # The option has no value yet, and so click has left the paths where they are.
    for path in (*(ctx.params.get("paths") or ()), *ctx.args):
        with suppress(OSError, SourceError, Misspelt):
            found += [one.name for one in definitions_in(read_source(Path(path).read_bytes()).text)]
    return [name for name in dict.fromkeys(found) if name.startswith(incomplete)]


def places_for_helpers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Where helpers go; any other word is the name of a module."""
    return [place for place in ("inline", "import", "package") if place.startswith(incomplete)]


rewrite_names = last_of_several(constructs)
host_names = last_of_several(hosts)
interpreter_names = last_of_several(interpreters)
