"""Which options of `mvpy conform` go together: one table, by what the command is to do.

MODES has the options that decide that, and with each of them all that means something then.  Whatever else is given on
the command line is a mistake, and the words say why; a setting that means nothing is set aside.  A use of the command
without any of them is a plain run, in which every option means something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import click
from click.core import ParameterSource

from mvpy.command.settings import long_options
from mvpy.errors import UsageError

# Two of the arguments are no options.
HOST, PROGRAMS = "HOST", "PROGRAMS"
SUBJECTS = {HOST: "an interpreter means", PROGRAMS: "programs behind -- mean"}

ALWAYS = {"--quiet", "--config", "--jobs", "--no-cache"}  # how it is done, whatever it is
RIGHT = {"--version", "--shim"}  # what decides which behaviour is right, and seen
NAMES = {"--include", "--exclude"}
CHOICE = {*NAMES, "--construct", "--shard", "--last-failed"}
CLOSER = {"--reduce", "--reduce-time", "--bisect", "--keep-failures"}
TOLD = {"--format", "--output"}
KNOWN = {"--no-expect", "--update"}
RUN = {HOST, PROGRAMS, *RIGHT, *CHOICE, *CLOSER, *TOLD, *KNOWN, "--stop-after", "--profile"}
INSTEAD = {"--compare", "--from", "--bundle", "--ladder", "--list"}  # of a run


@dataclass(frozen=True)
class Mode:
    """What the command does with an *option*.

    why      why other options mean nothing then
    takes    what means something with it; if nothing is said, all that has no reason against it
    reasons  why some options mean nothing, where a reader would wonder
    formats  those that there are, if not all
    """

    option: str
    why: str = ""
    takes: set[str] = field(default_factory=set)
    reasons: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ()

    def uses(self, option: str) -> bool:
        """Whether *option* means something with this one."""
        if option in self.reasons:
            return False
        return option == self.option or option in ALWAYS or option in (self.takes or RUN | INSTEAD)

    def refusal(self, option: str) -> str:
        """The words for *option*, which means nothing here."""
        subject = SUBJECTS.get(option, f"{option} means")
        return f"{subject} nothing with {self.option}: {self.reasons.get(option, self.why)}"

    def has_format(self, name: str) -> bool:
        """Whether results can be told in the format *name*."""
        return not self.formats or name in self.formats


MODES = (
    Mode(
        "--compare",
        why="it reads two files, and runs nothing",
        takes=TOLD,
        formats=("text", "json"),
    ),
    Mode(
        "--from",
        why="it tells what is in files, and runs nothing",
        takes=TOLD,
    ),
    Mode(
        "--bundle",
        why="it writes programs, and runs none",
        takes={HOST, PROGRAMS} | RIGHT | CHOICE,
        reasons={
            "--list": "--list alone names what would be in it",
            "--ladder": "the ladder is run from here",
        },
    ),
    Mode(
        "--ladder",
        why="it has programs of its own, in their order, and an end of its own",
        takes={HOST, "--list", "--keep-failures", "--format"} | RIGHT | NAMES,
        reasons={
            "--reduce": "the ladder's rungs are as small as can be",
            "--reduce-time": "the ladder's rungs are as small as can be",
            "--bisect": "a rung is about one thing, and mostly in one place",
            "--construct": "-i '^with_statement/' chooses the steps of a construct",
            "--shard": "each step rests on those below it",
            "--stop-after": "it stops at the first step that fails",
            "--last-failed": "it goes up to the first step that fails each time",
            "--output": "it tells of one step, on standard output",
        },
        formats=("text", "json"),
    ),
    Mode(
        "--list",
        why="it names programs, and runs none",
        takes={HOST, PROGRAMS, "--ladder", "--no-expect"} | RIGHT | CHOICE,
    ),
    Mode(
        "--update",
        reasons={
            PROGRAMS: "what is expected is about MVPy's own programs",
            "--shim": "what is expected is about an interpreter as its adapter has it",
            "--no-expect": "it is about what is expected",
            "--stop-after": "it wants a run that comes to its end",
        },
    ),
    Mode(
        "--profile",
        reasons=dict.fromkeys([PROGRAMS, "--stop-after", *sorted(CHOICE)], "a profile is of the whole suite"),
    ),
    Mode("--last-failed", reasons={"--no-cache": "what failed last is remembered in the cache"}),
)
NEEDS = {"--reduce-time": "--reduce"}  # what means nothing without another option


def meant(ctx: click.Context, arguments: Iterable[str]) -> dict[str, Any]:
    """The options of *ctx* that mean something together, by click's names; *arguments* are HOST and PROGRAMS, if they are given.

    A UsageError names one of the command line that does not.
    """
    names = {f"--{name}": str(param.name) for name, param in long_options(ctx.command).items()}
    typed = [*arguments, *(option for option in names if is_typed(ctx, names[option]))]
    settings = {option for option in names if is_set(ctx, names[option])}
    # What is typed wins over a mode that is only a setting.
    settings -= {mode.option for mode in MODES if not all(map(mode.uses, typed))}
    on = settings.union(typed)
    modes = [mode for mode in MODES if mode.option in on]
    format_ = ctx.params["format_"]
    refuse(modes, typed, on, format_)
    if not all(mode.has_format(format_) for mode in modes):
        on.discard("--format")
    found = {option for option in on if all(mode.uses(option) for mode in modes)}
    return {name: ctx.params[name] for option, name in names.items() if option in found}


def is_typed(ctx: click.Context, name: str) -> bool:
    """Whether the parameter *name* is given on the command line."""
    return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE


def is_set(ctx: click.Context, name: str) -> bool:
    """Whether the settings say something for the parameter *name*, and no false."""
    return ctx.get_parameter_source(name) is ParameterSource.DEFAULT_MAP and bool(ctx.params[name])


def refuse(modes: Sequence[Mode], typed: Sequence[str], on: Collection[str], format_: str) -> None:
    """A UsageError if not all that was *typed* means something with *modes*, and with what else is *on*."""
    for mode in modes:
        for option in typed:
            if not mode.uses(option):
                raise UsageError(mode.refusal(option))
        if "--format" in typed and not mode.has_format(format_):
            there = " and ".join(mode.formats)
            raise UsageError(f"--format {format_} means nothing with {mode.option}: there are {there}")
    for option, other in NEEDS.items():
        if option in typed and other not in on:
            raise UsageError(f"{option} means nothing without {other}")
