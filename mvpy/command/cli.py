"""The command line.  Standard output carries the product; everything else goes to standard error.

Each command is in the file of its name.  Exit codes: 0 fine; 1 findings; 2 usage, or a program that can't be read; 3 a
difference; 4 a bug of ours; 128 and a signal's number if one ended it (130 after Ctrl-C).
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from mvpy.command.base import documented
from mvpy.command.exit_codes import INTERRUPTED, UNHEARD
from mvpy.command.rewrite_names import nearest
from mvpy.command.signals import handled, waiting
from mvpy.command.terminal import say
from mvpy.command.versions import versions

# The commands, and what `mvpy --help` says of them: the first line of their docstrings.
SUMMARIES = {
    "check": "Say whether programs are strict core, or with --for, whether a host reads them.",
    "conform": "Say which constructs an interpreter gets wrong.",
    "desugar": "Rewrite programs into the core.",
    "explain": "Tell what the constructs of a program come down to, and why.",
    "hosts": "List the interpreters that programs can be verified on; or probe one for the host contract.",
    "rewrites": "List the rewrites, or tell all about one.",
    "run": "Run a program by the reference interpreter of the core.",
    "verify": "Run programs and what became of them, on native and on WASI CPython, and compare.",
}


class Commands(Mapping[str, click.Command]):
    """The commands by their names.  The file of one is imported when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        if name not in SUMMARIES:
            raise KeyError(name)
        command: click.Command = getattr(import_module(f"mvpy.command.{name}"), name)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(SUMMARIES)

    def __len__(self) -> int:
        return len(SUMMARIES)


class Group(click.Group):
    """The group of commands; an unknown one is answered with the nearest, and a signal with a word."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **documented({"commands": Commands(), **attributes}))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: RET503  `exit` does not return
        with handled():
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt as error:
                if waiting.may_speak():
                    say(str(error) or "interrupted")
                status = getattr(error, "status", INTERRUPTED)
            except BrokenPipeError:
                status = UNHEARD
        if threading.active_count() > 1:  # the interpreter cannot end in good order with a thread at work
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        # If Ctrl-C came while text was run (dataclasses do that), CPython would end with a signal: this forgets it.
        exec("")
        ctx.exit(status)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"unknown command '{args[0]}'{nearest(args[0], self.commands)}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """As click does it, but for reading the files of all commands."""
        found = [
            CompletionItem(name, help=words)
            for name, words in SUMMARIES.items()
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does it, but for reading the files of all commands."""
        limit = formatter.width - 6 - max(map(len, SUMMARIES))
        shown = [(name, click.Command(name, help=words)) for name, words in SUMMARIES.items()]
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(limit)) for name, one in shown])


def show_versions(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    """`--version`."""
    if value and not ctx.resilient_parsing:
        click.echo(versions().replace(", ", "\n"))
        ctx.exit()


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_versions,
    help="Show the versions of what matters.",
)
def main() -> None:
    """MVPy: any Python program, in ten constructs."""
