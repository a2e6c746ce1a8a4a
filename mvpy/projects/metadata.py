"""What a copy of a project says of itself to `importlib.metadata`, as if it were installed: its version, its entry points."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

SCRIPTS = {"scripts": "console_scripts", "gui-scripts": "gui_scripts"}


def put_metadata(project: Path, folder: Path) -> None:
    """Put into *folder*, from which modules are imported, what the metadata of the *project* is; nothing if it isn't known.

    A version that a build would have to make is that of a PKG-INFO, which a source distribution has.
    """
    try:
        known = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        known = {}
    built = HeaderParser().parsestr(text_of(project / "PKG-INFO"))
    name, version = known.get("name", built["Name"]), known.get("version", built["Version"])
    if not isinstance(name, str) or not isinstance(version, str):
        return
    place = folder / f"{re.sub('[-_.]+', '_', name)}-{version}.dist-info"
    place.mkdir()
    place.joinpath("METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8"
    )
    place.joinpath("entry_points.txt").write_text(entry_points(known), "utf-8")


def text_of(path: Path) -> str:
    """The text of the file at *path*; empty if there is none."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def entry_points(known: Mapping[str, Any]) -> str:
    """The entry points in `[project]` of a pyproject.toml, as they are when it is installed."""
    groups = {group: known.get(key, {}) for key, group in SCRIPTS.items()} | known.get("entry-points", {})
    return "".join(
        f"[{group}]\n" + "".join(f"{name} = {where}\n" for name, where in points.items())
        for group, points in groups.items()
        if points
    )
