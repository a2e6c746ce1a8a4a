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

from mvpy.names import nearest

NOT_SETTINGS = {"paths", "command", "help", "config", "stdin_filename", "source_map", "output"}


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
            return tomllib.load(stream).get("tool", {}).get("mvpy")
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
        context.default_map = {**(context.default_map or {}), **checked(table, context.command, file)}
    return value


def checked(table: Mapping[str, Any], command: click.Command, file: Path) -> dict[str, Any]:
    """The settings of *table* that *command* has; a key that no command has is a mistake."""
    own = {param.name: param for param in command.params if param.name and param.name not in NOT_SETTINGS}
    known = {key.replace("_", "-") for key in every_setting()}
    settings: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise click.UsageError(f"{file}: unknown setting '{key}'{nearest(key, known)}")
        param = own.get(key.replace("-", "_"))
        if param is not None:
            settings[str(param.name)] = of_kind(param, key, value, file)
    return settings


def every_setting() -> set[str]:
    """The names of all settings, of whatever command."""
    from mvpy.cli import main

    names = {param.name for command in main.commands.values() for param in command.params if param.name}
    return names - NOT_SETTINGS


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
