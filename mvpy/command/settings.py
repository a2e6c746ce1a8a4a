"""The settings in `[tool.mvpy]` of the nearest pyproject.toml, whose keys are the long options.

[tool.mvpy]
level = "readable"
keep = ["for", "with"]
in-place = true
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from mvpy.command.rewrite_names import nearest

NOT_SETTINGS = {
    "command", "help", "config", "stdin-filename", "source-map", "output", "step", "probe", "line", "function", "watch",
}  # fmt: skip


def nearest_file(paths: Sequence[str]) -> Path | None:
    """The pyproject.toml with a `[tool.mvpy]` in the folder of the first of *paths*, or in one above it."""
    try:
        start = Path(paths[0] if paths and paths[0] != "-" else ".").absolute()
    except FileNotFoundError:  # the current folder has been removed
        return None
    for folder in (start, *start.parents):
        file = folder / "pyproject.toml"
        if file.is_file() and section(file) is not None:
            return file
    return None


def section(file: Path) -> Mapping[str, Any] | None:
    """The table `[tool.mvpy]` of *file*, if there is one."""
    try:
        with open(file, "rb") as stream:
            # Numbers as they are written: 3.10 is no 3.1.
            found: Mapping[str, Any] | None = (
                tomllib.load(stream, parse_float=str).get("tool", {}).get("mvpy")
            )
            return found
    except OSError as error:
        raise click.UsageError(
            f"{file}: it can't be read: {(error.strerror or str(error)).lower()}"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError) as error:
        raise click.UsageError(f"{file}: this isn't TOML: {error}") from error


def apply(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The callback of `--config`: the settings become the defaults of the other options."""
    file = Path(value) if value else nearest_file(context.params.get("paths") or ())
    if file is None:
        return value
    table = section(file)
    if table is not None:
        context.default_map = {**(context.default_map or {}), **checked(table, context, file)}
    return value


def checked(table: Mapping[str, Any], context: click.Context, file: Path) -> dict[str, Any]:
    """The settings of *table* that the command at hand has; a key that no command has is a mistake."""
    own, known = long_options(context.command), every_setting(context)
    settings: dict[str, Any] = {}
    for key, value in table.items():
        if key in NOT_SETTINGS:
            raise click.UsageError(f"{file}: '{key}' can't be set here, only on the command line")
        if key not in known:
            raise click.UsageError(f"{file}: unknown setting '{key}'{nearest(key, known)}")
        param = own.get(key)
        if param is not None:
            settings[str(param.name)] = of_kind(param, key, value, file)
    return settings


def long_options(command: click.Command) -> dict[str, click.Parameter]:
    """The parameters of *command*, by their long options, without the dashes."""
    return {
        option.removeprefix("--"): param
        for param in command.params
        for option in param.opts
        if option.startswith("--")
    }


def every_setting(context: click.Context) -> set[str]:
    """The keys of all settings, of whatever command."""
    group = context.find_root().command
    commands = group.commands.values() if isinstance(group, click.Group) else [group]
    return {key for command in commands for key in long_options(command)} - NOT_SETTINGS


def set_aside(options: dict[str, Any], contradictory: Sequence[tuple[str, str]], ctx: click.Context) -> None:
    """Forget in *options* the settings that contradict an option of the command line: that wins.

    Each of the pairs *contradictory* names options of which one may be given.
    """
    for pair in contradictory:
        for name, other in (pair, pair[::-1]):
            source = ctx.get_parameter_source(other)
            if source is ParameterSource.COMMANDLINE and is_setting(name, ctx):
                options[name] = NOT_GIVEN.get(name, type(options[name])())


def is_setting(name: str, ctx: click.Context) -> bool:
    """Whether what the parameter *name* says comes from the settings."""
    return ctx.get_parameter_source(name) is ParameterSource.DEFAULT_MAP


def is_given(name: str, ctx: click.Context) -> bool:
    """Whether the user has said what the parameter *name* is, on the command line or in the settings."""
    return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE or is_setting(name, ctx)


NOT_GIVEN: dict[str, Any] = {"level": "core", "for_": None, "until": None}


def of_kind(param: click.Parameter, key: str, value: Any, file: Path) -> Any:
    """*value*, if it is of the kind that the option takes."""
    if isinstance(param, click.Option) and param.is_flag:
        if not isinstance(value, bool):
            raise click.UsageError(f"{file}: '{key}' is true or false, not {value!r}")
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value if param.multiple else ",".join(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise click.UsageError(f"{file}: '{key}' can't be {value!r}")
    return [str(value)] if param.multiple else str(value)
