"""Copies of a project, for tests to run in: whatever they do, the user's folder stays as it is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

METADATA = ("pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "noxfile.py", ".git")


def project_around(folder: Path) -> Path:
    """The project that *folder* is in: the nearest folder with metadata; *folder* itself if there is none."""
    folder = Path(os.path.abspath(folder))
    return next(
        (here for here in (folder, *folder.parents) if any((here / name).exists() for name in METADATA)),
        folder,
    )


def copy_project(project: Path, paths: Iterable[Path], copy: Path) -> None:
    """Copy the files at *paths*, all of the *project*, into the folder *copy*; what can't be read is left out.

    A link inside the project leads to the same place of the copy.
    """
    real = os.path.realpath(project)
    for path in paths:
        target = copy / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            if not path.is_symlink():
                shutil.copy2(path, target)
                continue
            leads_to = os.path.realpath(path)
            if Path(leads_to).is_relative_to(real):
                leads_to = os.path.relpath(leads_to, os.path.realpath(path.parent))
            target.symlink_to(leads_to)


def put_into(copy: Path, contents: Mapping[Path, bytes]) -> None:
    """Give the files of the *copy*, by their paths in it, these *contents*; a link is replaced, and not followed."""
    for path, data in contents.items():
        target = copy / path
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode if target.exists() else None
        target.unlink(missing_ok=True)
        target.write_bytes(data)
        if mode is not None:
            target.chmod(mode & 0o777)
