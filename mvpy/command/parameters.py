"""The arguments and options that several commands take."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from mvpy.command.completions import lowered_hosts, rewrite_names, versions
from mvpy.command.lowerings import REQUIRES_PYTHON, lowering_for
from mvpy.command.options import is_known
from mvpy.command.settings import apply
from mvpy.errors import UsageError
from mvpy.machine.lowering import Lowering


def apply_settings(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """`--config`, given or not."""
    return value if ctx.resilient_parsing else apply(ctx, option, value)


def as_version(ctx: click.Context, option: click.Parameter, value: str | None) -> tuple[int, int]:
    """`--target-version 3.13` as (3, 13)."""
    if value is None:
        return sys.version_info[:2]
    try:
        major, minor = map(int, value.removeprefix("py").split("."))
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a version like 3.13.", ctx, option) from None
    if not is_known((major, minor)):
        raise click.BadParameter(f"{major}.{minor} is not between 3.8 and 3.15.", ctx, option)
    return major, minor


def as_host(ctx: click.Context, option: click.Parameter, value: str | None) -> Lowering | None:
    """`--for 3.8` as what is to go for that host."""
    if value is None:
        return None
    try:
        return lowering_for(value, ctx.params.get("paths") or ())
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, option) from None


def as_lines(ctx: click.Context, option: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """`--line 3-5` as (3, 5), and `--line 3` as (3, 3)."""
    if value is None:
        return None
    first, dash, last = value.partition("-")
    ends = (first, last if dash else first)
    if not all(end.isascii() and end.isdigit() for end in ends) or not 1 <= int(ends[0]) <= int(ends[1]):
        raise click.BadParameter(f"'{value}' is neither a line like 3 nor lines like 3-5.", ctx, option)
    return int(ends[0]), int(ends[1])


def as_names(ctx: click.Context, option: click.Parameter, value: Sequence[str]) -> tuple[str, ...]:
    """`--only for,with` and `--only for --only with` as ("for", "with")."""
    names = tuple(name.strip() for part in value for name in part.split(",") if name.strip())
    if value and not names:
        raise click.BadParameter("it names nothing.", ctx, option)
    return names


def naming_rewrites(option: str, words: str) -> Callable[[Any], Any]:
    """The *option*, whose values are names of rewrites; *words* are its help."""
    return click.option(
        option,
        metavar="NAMES",
        multiple=True,
        callback=as_names,
        shell_complete=rewrite_names,
        help=words,
    )


PATHS = click.argument("paths", nargs=-1, is_eager=True, type=click.Path(allow_dash=True))
CONFIG = click.option(
    "--config", metavar="FILE", is_eager=True, callback=apply_settings,
    type=click.Path(exists=True, dir_okay=False),
    help="Read [tool.mvpy] from this file instead of the nearest pyproject.toml.",
)  # fmt: skip
JOBS = click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(1), help="Work on N files at once (default: all cores)."
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Nothing but results and errors.")
TARGET = click.option(
    "--target-version",
    "target",
    metavar="3.X",
    callback=as_version,
    shell_complete=versions,
    help="Behave as this Python where versions differ.",
)
FOR = click.option(
    "--for",
    "for_",
    is_flag=False,
    flag_value=REQUIRES_PYTHON,  # where the option is the last, without a host
    metavar="HOST",
    callback=as_host,
    shell_complete=lowered_hosts,
    help="Rewrite only what this host lacks: a Python like 3.8 (without any: the lowest of requires-python), a name as "
    "`mvpy hosts` has it, or a profile.toml.",
)
ANNOTATIONS = click.option(
    "--annotations",
    is_flag=True,
    help="With --for: rewrite types in annotations that are kept as texts, too, for who evaluates them.",
)
WITH_SHIM = click.option(
    "--with-shim",
    is_flag=True,
    help="With --for NAME: put what defines the things that the interpreter lacks in front of each output.",
)
EXACT = click.option(
    "--exact", is_flag=True, help="Do as CPython does, even where the Language Reference promises nothing."
)
NO_CACHE = click.option("--no-cache", is_flag=True, help="Neither use nor fill the cache.")
FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="How results are written.",
)
