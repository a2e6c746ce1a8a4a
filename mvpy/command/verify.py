"""`mvpy verify`: do programs and what became of them do the same?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from mvpy.command.base import Command
from mvpy.command.completions import host_names
from mvpy.command.parameters import (
    CONFIG,
    EXACT,
    FORMAT,
    JOBS,
    NO_CACHE,
    PATHS,
    QUIET,
    TARGET,
    as_names,
)  # fmt: skip
from mvpy.errors import UsageError

ARGUMENTS = "mvpy.arguments"


class WithArguments(Command):
    """A command that keeps what follows `--` apart: click would add it to the paths."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "--" in args:
            at = args.index("--")
            ctx.meta[ARGUMENTS] = args[at + 1 :]
            args = args[:at]
        return super().parse_args(ctx, args)


@click.command(cls=WithArguments)
@PATHS
@TARGET
@EXACT
@click.option(
    "--native",
    metavar="PATH",
    type=click.Path(exists=True, dir_okay=False),
    help="This CPython instead of mvpy's own.",
)
@click.option(
    "--wasi-python",
    metavar="FILE.wasm",
    type=click.Path(exists=True, dir_okay=False),
    help="Another WASI build.",
)
@click.option(
    "--host",
    "host",
    metavar="NAME=CMD",
    multiple=True,
    help="One more interpreter: its name, and its command.",
)
@click.option(
    "--on",
    metavar="NAMES",
    multiple=True,
    callback=as_names,
    shell_complete=host_names,
    help="Run on these hosts only.",
)
@click.option(
    "--shim",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Put this in front of every program on other interpreters.",
)
@click.option(
    "--keep-failures",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="For each failure, a folder in DIR with all that belongs to it.",
)
@click.option("--stdin", "stdin", metavar="FILE", type=click.File("rb"), help="What the programs read.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0, min_open=True),
    default=10,
    show_default=True,
    help="For the original; what became of it gets four times as much.",
)
@click.option(
    "--memory", metavar="MB", type=click.IntRange(1), default=512, show_default=True, help="For each run."
)
@FORMAT
@JOBS
@QUIET
@CONFIG
@NO_CACHE
@click.pass_context
def verify(ctx: click.Context, /, paths: Sequence[str], **options: Any) -> None:
    """Run programs and what became of them, on native and on WASI CPython, and compare.

    What follows `--` are the arguments of the programs.
    """
    # start-up: settings and completions load the file of every command
    from mvpy.command.verification_runs import CommandLine, verify_all

    arguments = ctx.meta.get(ARGUMENTS, [])
    if not paths:
        raise UsageError("no program: give files or a folder")
    ctx.exit(verify_all(paths, arguments, CommandLine(**options)))
