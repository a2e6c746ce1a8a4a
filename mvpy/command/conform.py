"""`mvpy conform`: which constructs does an interpreter get wrong?"""

from __future__ import annotations

from typing import Any

import click

from mvpy.command.completions import interpreter_names, rewrite_names, versions
from mvpy.command.parameters import CONFIG, JOBS, NO_CACHE, QUIET, as_names, as_version
from mvpy.command.verify import ARGUMENTS, WithArguments
from mvpy.errors import UsageError


def as_share(ctx: click.Context, option: click.Parameter, value: str | None) -> tuple[int, int]:
    """`--shard 2/3` as (2, 3)."""
    part, slash, parts = (value or "1/1").partition("/")
    if not (slash and part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        raise click.BadParameter(f"'{value}' is not a part like 1/3.", ctx, option)
    return int(part), int(parts)


def as_given_version(
    ctx: click.Context, option: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    """`--version 3.13` as (3, 13); None without."""
    return as_version(ctx, option, value) if value else None


@click.command(cls=WithArguments)
@click.argument("host", metavar="HOST...", nargs=-1, is_eager=True, shell_complete=interpreter_names)
@click.option(
    "--version",
    "version",
    metavar="3.X",
    callback=as_given_version,
    shell_complete=versions,
    help="The CPython that says what is right.",
)
@click.option(
    "--construct",
    "construct",
    metavar="NAMES",
    multiple=True,
    callback=as_names,
    shell_complete=rewrite_names,
    help="Only programs about these constructs, or in which they are.",
)
@click.option("-i", "--include", metavar="REGEX", multiple=True, help="Only programs whose names match.")
@click.option("-e", "--exclude", metavar="REGEX", multiple=True, help="No programs whose names match.")
@click.option(
    "--shard", metavar="I/N", callback=as_share, help="Only this part of the programs: 1/3, 2/3, 3/3."
)
@click.option("--last-failed", is_flag=True, help="Only programs that were wrong in the last run on HOST.")
@click.option("--list", "list_", is_flag=True, help="Name the programs that would be run, and run none.")
@click.option("--stop-after", metavar="N", type=click.IntRange(1), help="Stop after so many findings.")
@click.option("--no-expect", is_flag=True, help="What HOST is known to get wrong fails the run, too.")
@click.option("--update", is_flag=True, help="List what HOST gets wrong now as known, and nothing else.")
@click.option(
    "--ladder",
    is_flag=True,
    help="Climb from print(1) up to the first step that fails: that is to be built next.",
)
@click.option(
    "--bundle",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Write the programs, in all forms, to DIR, for where there is no mvpy, and run none.",
)
@click.option(
    "--reduce",
    "reduce_",
    is_flag=True,
    help="Tell each finding with a program that is as small as can be.",
)
@click.option(
    "--reduce-time",
    metavar="SECONDS",
    type=click.FloatRange(0, min_open=True),
    default=20.0,
    show_default=True,
    help="For so long, at most, is one made smaller.",
)
@click.option(
    "--bisect",
    "bisect_",
    is_flag=True,
    help="Say where in its program the construct stands that is to blame.",
)
@click.option(
    "--shim",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Put this in front of every program.",
)
@click.option(
    "--keep-failures",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="For each finding, a folder in DIR with all that belongs to it.",
)
@click.option(
    "--profile",
    metavar="[FILE]",
    is_flag=False,
    flag_value="",
    help="Write what is right, wrong and lacking as TOML: to FILE, or beside the adapter.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "junit", "github", "html"]),
    default="text",
    show_default=True,
    help="How results are written.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, writable=True),
    help="Write the results there.",
)
@click.option(
    "--from",
    "from_",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="Run nothing: tell what is in this JSON file of an earlier run.",
)
@click.option(
    "--compare",
    metavar="OLD NEW",
    nargs=2,
    type=click.Path(exists=True, dir_okay=False),
    help="Run nothing: say what is better, and what is worse, in the second of two JSON files.",
)
@JOBS
@QUIET
@CONFIG
@NO_CACHE
@click.pass_context
def conform(ctx: click.Context, /, host: tuple[str, ...], **options: Any) -> None:
    """Say which constructs an interpreter gets wrong.

    HOST is one of those that `mvpy hosts` lists, or NAME=CMD.  What follows `--` are programs to run instead of
    MVPy's own.
    """
    # start-up: settings and completions load the file of every command
    from mvpy.command.conform_choice import CommandLine
    from mvpy.command.conform_modes import HOST, PROGRAMS, meant
    from mvpy.command.conform_run import conform_all

    programs = ctx.meta.get(ARGUMENTS)
    arguments = [*([HOST] if host else []), *([PROGRAMS] if programs is not None else [])]
    line = CommandLine(**meant(ctx, arguments))
    if not (host or line.from_ or line.compare or line.bundle is not None):
        raise UsageError("no interpreter: give one that `mvpy hosts` lists, or NAME=COMMAND")
    ctx.exit(conform_all(host, programs, line))
