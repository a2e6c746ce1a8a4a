"""`mvpy explain`: the constructs in a program, what each comes down to, and why."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mvpy.command.base import Command
from mvpy.command.batch import guarded, read
from mvpy.command.completions import rewrite_names
from mvpy.command.exit_codes import BROKEN, FINE, UNUSABLE
from mvpy.command.jobs import Job, Outcome
from mvpy.command.parameters import CONFIG, PATHS, TARGET, as_lines, as_names
from mvpy.command.program_files import submodules_beside
from mvpy.command.rewrite_names import full_names
from mvpy.command.terminal import say, show_styled, width_of_terminal
from mvpy.command.writing import Failure, Write, write_files
from mvpy.errors import SourceError, UsageError

if TYPE_CHECKING:
    from mvpy.explain.model import Explanation


@dataclass(frozen=True)
class Asked:
    """The arguments and options of `mvpy explain`, by the names that click has for them."""

    paths: tuple[str, ...]
    command: str | None
    line: tuple[int, int] | None
    construct: tuple[str, ...]
    exact: bool
    all_: bool
    format_: str
    json: bool
    output: str | None
    target: tuple[int, int]
    stdin_filename: str | None
    config: str | None

    @property
    def is_json(self) -> bool:
        """Is what is told to be JSON?"""
        return self.json or self.format_ == "json"


@click.command(cls=Command)
@PATHS
@click.option("-c", "--command", metavar="CODE", help="Explain this text.")
@click.option("--line", metavar="A[-B]", callback=as_lines, help="Explain only what is on these lines.")
@click.option(
    "--construct",
    metavar="WORDS",
    multiple=True,
    callback=as_names,
    shell_complete=rewrite_names,
    help="Explain only these constructs, by any word for them.",
)
@click.option("--exact", is_flag=True, help="Tell what exact adds, and the fact behind it.")
@click.option("--all", "all_", is_flag=True, help="Show every place, not only the first of each construct.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
@click.option("--json", "json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", metavar="PAGE", help="Write a page about all of the program to this file.")
@TARGET
@click.option("--stdin-filename", metavar="NAME", help="The name for standard input in messages.")
@CONFIG
@click.pass_context
def explain(ctx: click.Context, /, **values: object) -> None:
    """Tell what the constructs of a program come down to, and why.

    Each construct is told once, in the order in which they appear: the lines before and after, the facts that matter,
    each with a program that shows it, and where to read on.

    With -o that becomes a page on which the program can be stepped through, for a browser: one file, which needs
    no network.
    """
    asked = Asked(**values)  # type: ignore[arg-type]  # click gives what the options say
    if asked.output is not None:
        check_output(asked.output, asked)
    names = full_names(asked.construct)
    explanations: list[Explanation] = []
    outcome = guarded(program_of(asked), lambda job: explained_program(job, asked, names, explanations))
    if outcome.message:
        say(outcome.message)
    for explanation in explanations:
        tell(explanation, asked, names)
    ctx.exit({"broken": BROKEN, "failed": UNUSABLE}.get(outcome.status, FINE))


def check_output(output: str, asked: Asked) -> None:
    """A UsageError if the page that is to be written to *output* does not go with what else is *asked* for."""
    if chosen := chosen_options(asked):
        raise UsageError(
            f"-o writes a page about all of the program; {chosen[0]} has no place beside it: choose there"
        )
    for path in asked.paths:
        if os.path.exists(path) and os.path.exists(output) and os.path.samefile(path, output):
            raise UsageError(f"-o {output} is the program itself")


def chosen_options(asked: Asked) -> list[str]:
    """The options among those *asked* for that choose what is told on a terminal."""
    given = {
        "--line": asked.line, "--construct": asked.construct, "--exact": asked.exact, "--all": asked.all_,
        "--format json": asked.is_json,
    }  # fmt: skip
    return [option for option, value in given.items() if value]


def program_of(asked: Asked) -> Job:
    """The program that is *asked* about."""
    if asked.command is not None:
        if asked.paths:
            raise UsageError("-c takes the place of a file")
        return Job(
            "<command>", data=(asked.command.removesuffix("\n") + "\n").encode("utf-8", "surrogateescape")
        )
    if len(asked.paths) > 1:
        raise UsageError("one program at a time is explained")
    if not asked.paths and sys.stdin.isatty():
        raise UsageError("no program: give a file, - for standard input, or -c CODE")
    path = asked.paths[0] if asked.paths else "-"
    if asked.stdin_filename and path != "-":
        raise UsageError("--stdin-filename is for standard input, which isn't read here")
    if path == "-":
        return Job(asked.stdin_filename or "<stdin>", data=sys.stdin.buffer.read())
    if os.path.isdir(path):
        raise UsageError(f"{path} is a folder; one program at a time is explained")
    return Job(path, path)


def explained_program(
    job: Job, asked: Asked, names: tuple[str, ...], explanations: list[Explanation]
) -> Outcome:
    """What became of the program of *job*; its explanation is put to *explanations*."""
    # start-up: libcst and all rewrites; settings and completions load the file of every command
    from mvpy.explain.explaining import Wish, explained

    source = read(job)
    count = source.text.removesuffix("\n").count("\n") + 1
    if asked.line is not None and asked.line[0] > count:
        return Outcome(
            job.name, "failed", f"{job.name}: there is no line {asked.line[0]}; the last is {count}"
        )
    beside: Sequence[str] = ()
    if job.path is not None and os.path.basename(job.path) == "__init__.py":
        beside = submodules_beside(job.path)
    if asked.output is not None:
        write_page(source.text, job, asked, beside)
        return Outcome(job.name, "explained")
    wish = Wish(names, asked.line, asked.all_, asked.all_, asked.exact)
    explanations += [
        explained(source.text, filename=job.name, target=asked.target, wish=wish, submodules=beside)
    ]
    return Outcome(job.name, "explained")


def write_page(text: str, job: Job, asked: Asked, submodules: Sequence[str]) -> None:
    """Write the page about the program *text* of *job* to the file that is *asked* for, all of it or nothing."""
    from mvpy.explain.page import page_of  # start-up: as above

    assert asked.output is not None
    page = page_of(text, filename=job.name, target=asked.target, submodules=submodules)
    failures: list[Failure] = []
    write_files([Write(Path(asked.output), page.encode("utf-8", "backslashreplace"))], failures)
    if failures:
        raise SourceError(failures[0].words.removeprefix(f"{asked.output}: "), asked.output)


def tell(explanation: Explanation, asked: Asked, names: Sequence[str]) -> None:
    """*explanation* on standard output; *names* are those of the rewrites that were asked for."""
    if asked.is_json:
        click.echo(explanation.as_json(), nl=False)
        return
    from mvpy.command.explanation_lines import lines_of, sought  # start-up: as above

    show_styled(lines_of(explanation, sought(names, asked.line), width_of_terminal()))
