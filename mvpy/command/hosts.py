"""`mvpy hosts`: which interpreters are there."""

from __future__ import annotations

import click

from mvpy.command.base import Command
from mvpy.command.terminal import say
from mvpy.command.versions import versions


@click.command(cls=Command)
def hosts() -> None:
    """List the interpreters that programs can be verified on.

    For those that are not here, with the commands that install them.
    """
    # start-up: settings and completions load the file of every command
    from mvpy.command.listed_hosts import other_interpreters
    from mvpy.verification import available

    found = [*available(), *other_interpreters()]
    width, wide = max(len(one.name) for one in found), max(len(one.version) for one in found)
    for one in found:
        click.echo(f"{one.name:{width}}  {one.version:{wide}}  {one.path or '-'}  ({one.state})")
    say(versions())
