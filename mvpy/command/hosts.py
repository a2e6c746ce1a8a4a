"""`mvpy hosts`: which interpreters are there, and what one lacks."""

from __future__ import annotations

import click

from mvpy.command.base import Command
from mvpy.command.completions import interpreter_names
from mvpy.command.terminal import say
from mvpy.command.versions import versions
from mvpy.errors import UsageError


@click.command(cls=Command)
@click.option(
    "--probe",
    "probed",
    metavar="NAME[=CMD]",
    shell_complete=interpreter_names,
    help="Say what this interpreter lacks for plain cores.",
)
@click.option(
    "--shim",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="With --probe: put this above every probe.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def hosts(ctx: click.Context, probed: str | None, shim: str | None, format_: str) -> None:
    """List the interpreters that programs can be verified on; or probe one for the host contract.

    For those that are not here, with the commands that install them.
    """
    if probed is not None:
        # start-up: settings and completions load the file of every command
        from mvpy.command.host_probes import probe

        ctx.exit(probe(probed, shim, format_))
    if shim is not None or format_ != "text":
        raise UsageError("--shim and --format go with --probe")
    show_available()


def show_available() -> None:
    """The interpreters that are here."""
    # start-up: as above
    from mvpy.command.listed_hosts import other_interpreters
    from mvpy.verification import available

    found = [*available(), *other_interpreters()]
    width, wide = max(len(one.name) for one in found), max(len(one.version) for one in found)
    for one in found:
        click.echo(f"{one.name:{width}}  {one.version:{wide}}  {one.path or '-'}  ({one.state})")
    say(versions())
