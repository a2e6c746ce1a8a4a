"""Which options of `mvpy conform` go together: every pair of what it is to do and an option is tried, or refused in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from test_conform import place

from mvpy.command import conform_run
from mvpy.command.cli import main
from mvpy.command.conform import conform
from mvpy.command.conform_choice import CommandLine
from mvpy.command.conform_modes import ALWAYS, HOST, INSTEAD, MODES, NEEDS, PROGRAMS, RUN, Mode
from mvpy.command.settings import long_options

assert place  # a fixture for all that is here

# How each option is written; a flag by itself.
VALUES = {
    "--version": ["3.12"],
    "--construct": ["with"],
    "--include": ["a"],
    "--exclude": ["b"],
    "--shard": ["1/2"],
    "--stop-after": ["3"],
    "--reduce-time": ["3"],
    "--shim": ["file.json"],
    "--keep-failures": ["kept"],
    "--bundle": ["bundle"],
    "--format": ["json"],
    "--output": ["out"],
    "--from": ["file.json"],
    "--compare": ["file.json", "file.json"],
    "--jobs": ["2"],
    "--config": ["settings.toml"],
}
PAGE = Path(__file__).parents[1] / "docs" / "conform.md"
EVERY = sorted(RUN | INSTEAD | ALWAYS)


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch, place: Path) -> list[Any]:
    """Takes down what would be done, in place of doing it."""
    lines: list[Any] = []

    def take(names: Any, paths: Any, options: CommandLine) -> int:
        lines.append(options)
        return 0

    monkeypatch.setattr(conform_run, "conform_all", take)
    Path("file.json").write_text("{}")
    Path("settings.toml").write_text("[tool.mvpy]\n")
    return lines


def run(*options: str, host: bool = True) -> Result:
    """The result of `mvpy conform` with these *options*, HOST and PROGRAMS among them, in any order."""
    words = ["mine=true"] if host or HOST in options else []
    for option in options:
        if option not in (HOST, PROGRAMS):
            words += [option, *VALUES.get(option, [])]
    return CliRunner().invoke(main, ["conform", *words, *(["--", "a.py"] if PROGRAMS in options else [])])


def in_words(result: Result) -> str:
    """What a *result* said on standard error, on one line."""
    return " ".join(result.stderr.split())


def test_the_table_has_every_option_once():
    there = {f"--{name}" for name in long_options(conform)}

    assert {HOST, PROGRAMS} | there == RUN | INSTEAD | ALWAYS
    assert not RUN & INSTEAD and not ALWAYS & (RUN | INSTEAD)
    assert {mode.option for mode in MODES} <= there
    for mode in MODES:
        assert mode.takes | mode.reasons.keys() <= {HOST, PROGRAMS} | there
        assert not mode.takes & ALWAYS
        assert not mode.takes & mode.reasons.keys()
        assert mode.why or mode.reasons


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.option)
@pytest.mark.parametrize("option", EVERY)
def test_each_pair_is_done_or_refused_with_both_names(asked: list[Any], mode: Mode, option: str):
    modes = {one.option: one for one in MODES}
    other = modes.get(option, mode)
    goes = mode.uses(option) and other.uses(mode.option)
    needed = [NEEDS[option]] if goes and option in NEEDS else []

    result = run(mode.option, option, *needed, host=mode.uses(HOST) and other.uses(HOST))

    if goes:
        assert (result.exit_code, len(asked)) == (0, 1), result.output
    else:
        words = {HOST: "an interpreter", PROGRAMS: "programs behind --"}.get(option, option)
        assert (result.exit_code, asked) == (2, [])
        assert " nothing with " in in_words(result)
        assert words in in_words(result) and mode.option in in_words(result)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--ladder", "--reduce"],
            "--reduce means nothing with --ladder: the ladder's rungs are as small as can be",
        ),
        (["--ladder", PROGRAMS], "programs behind -- mean nothing with --ladder: it has programs of its own"),
        (["--from", HOST], "an interpreter means nothing with --from: it tells what is in files"),
        (
            ["--list", "--bundle"],
            "--list means nothing with --bundle: --list alone names what would be in it",
        ),
        (
            ["--profile", "--include"],
            "--include means nothing with --profile: a profile is of the whole suite",
        ),
        (["--last-failed", "--no-cache"], "what failed last is remembered in the cache"),
        (["--reduce-time"], "--reduce-time means nothing without --reduce"),
        (["--bisect", "--reduce-time"], "--reduce-time means nothing without --reduce"),
    ],
)
def test_the_words_say_why(options: list[str], said: str):
    result = run(*options, host="--from" not in options)

    assert result.exit_code == 2
    assert said in in_words(result)


@pytest.mark.parametrize("option", ["--ladder", "--compare"])
def test_a_mode_may_have_less_formats(asked: list[Any], option: str):
    words = [*(["mine=x"] if option == "--ladder" else []), option, *VALUES.get(option, [])]

    result = CliRunner().invoke(main, ["conform", *words, "--format", "junit"])

    assert (result.exit_code, asked) == (2, [])
    assert f"--format junit means nothing with {option}: there are text and json" in in_words(result)


def test_settings_that_mean_nothing_are_set_aside(asked: list[Any]):
    Path("settings.toml").write_text(
        '[tool.mvpy]\nreduce = true\nformat = "junit"\ninclude = "^with"\njobs = 3\n'
    )

    assert run("--config", "--ladder").exit_code == 0
    assert run("--config", "--profile").exit_code == 0
    assert run("--config").exit_code == 0

    ladder, profile, plain = asked
    assert (ladder.reduce_, ladder.format_, ladder.include, ladder.jobs) == (False, "text", ("^with",), 3)
    assert (profile.reduce_, profile.format_, profile.include) == (True, "junit", ())
    assert (plain.reduce_, plain.format_, plain.include) == (True, "junit", ("^with",))


def test_what_is_typed_wins_over_a_mode_in_the_settings(asked: list[Any]):
    Path("settings.toml").write_text("[tool.mvpy]\nupdate = true\nno-cache = true\nlist = false\n")

    assert run("--config", "--stop-after").exit_code == 0
    assert run("--config", "--last-failed").exit_code == 0

    assert [line.update for line in asked] == [False, True]
    assert [line.no_cache for line in asked] == [True, False]


def test_what_is_not_given_is_what_the_help_says():
    context = click.Context(conform)
    shown = {str(param.name): param.get_default(context) for param in conform.params if param.name != "host"}
    given = {name: value for name, value in shown.items() if isinstance(value, (str, float))}

    assert {**asdict(CommandLine()), **given} == asdict(CommandLine())
    assert given.keys() == {"reduce_time", "format_"}


# --- the page -------------------------------------------------------------------------------------


def row(mode: Mode) -> str:
    """The row of *mode* in the table of the page."""
    formats = f" ({', '.join(mode.formats)})" if mode.formats else ""
    names = [
        f"`{option}`{formats if option == '--format' else ''}"
        for option in written(mode.takes or mode.reasons)
    ]
    words = f"{'' if mode.takes else 'all but '}{', '.join(names)}"
    why = [mode.why] if mode.takes else list(dict.fromkeys(mode.reasons.values()))
    return f"| `{mode.option}` | {words} | {'; '.join(why)} |"


def written(options: Iterable[str]) -> list[str]:
    """*options* as the page writes them, in the order of the help."""
    order = [HOST, PROGRAMS, *(f"--{name}" for name in long_options(conform))]
    words = {PROGRAMS: "-- PATH..."}
    return [words.get(option, option) for option in sorted(options, key=order.index)]


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.option)
def test_the_page_has_the_table(mode: Mode):
    assert row(mode) in PAGE.read_text(encoding="utf-8").splitlines(), row(mode)
