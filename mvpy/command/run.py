"""`mvpy run`: run a program, as its core is understood by the reference interpreter."""

from __future__ import annotations

import click

from mvpy.command.base import Command
from mvpy.errors import UsageError


@click.command(cls=Command, context_settings={"allow_interspersed_args": False})
@click.option("--reference", is_flag=True, help="By the reference interpreter of the ten constructs.")
@click.argument("file", type=click.Path())
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[ARGS]...")
@click.pass_context
def run(ctx: click.Context, reference: bool, file: str, arguments: tuple[str, ...]) -> None:
    """Run a program by the reference interpreter of the core.

    That is its plain core, statement by statement.  What follows FILE are its arguments.
    """
    # start-up: settings and completions load the file of every command
    from mvpy.command.reference import run_reference

    if not reference:
        raise UsageError("only --reference is there yet: `mvpy run --reference FILE`")
    ctx.exit(run_reference(file, arguments))
