"""Which programs are there: those that the user names, and those in the folders that the user names."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from mvpy.command.journal import TEMPORARY

SKIPPED = {
    "__pycache__",
    ".git",
    ".hg",
    ".svn",
    ".tox",
    ".nox",
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    "node_modules",
    ".eggs",
    ".hypothesis",
    ".ipynb_checkpoints",
    ".pytest_cache",
    "__pypackages__",
}
METADATA = ("pyproject.toml", "setup.py", "setup.cfg")
BUILT = ("build", "dist")  # beside metadata, what is built lies there, unless it is a package of this name


def python_files(
    folder: Path,
    besides: Path | None = None,
    unreadable: Callable[[OSError], object] | None = None,
    left_out: Callable[[str], object] | None = None,
) -> tuple[list[Path], list[Path]]:
    """The Python programs under *folder*, and its other files; not what is under *besides*.

    *unreadable* is told of folders that can't be read, and *left_out*, in words, of those that are no part of a project.
    """
    programs: list[Path] = []
    others: list[Path] = []
    for here, folders, files in os.walk(folder, onerror=unreadable):
        links = [name for name in folders if Path(here, name).is_symlink()]
        foreign = {
            name: why_foreign(Path(here, name), files)
            for name in sorted(folders)
            if name not in SKIPPED and name not in links and not same(Path(here, name), besides)
        }
        folders[:] = [name for name, why in foreign.items() if not why]
        for name, why in foreign.items():
            if why and left_out is not None:
                left_out(f"{Path(here, name)}: left out: {why}")
        for name in sorted([*files, *links]):
            if TEMPORARY.fullmatch(name):  # another run is at work here, or was killed
                continue
            path = Path(here, name)
            (programs if name not in links and is_python(path) else others).append(path)
    return programs, others


def why_foreign(folder: Path, beside: Sequence[str]) -> str:
    """Why *folder*, which has the files *beside* it, is no part of a project; empty if it is."""
    if os.path.isfile(folder / "pyvenv.cfg"):  # it does not mind a folder that it may not look into
        return "a virtual environment"
    is_built = folder.name in BUILT and any(name in beside for name in METADATA)
    return "what was built" if is_built and not os.path.isfile(folder / "__init__.py") else ""


def submodules_beside(init: str) -> tuple[str, ...]:
    """The names of the modules beside *init*, the `__init__.py` of a package, folders among them."""
    try:
        found = os.listdir(os.path.dirname(init) or ".")
    except OSError:
        return ()
    names = {name.partition(".")[0] for name in found}
    return tuple(sorted(name for name in names - {"__init__", "__pycache__"} if name.isidentifier()))


def modules_beside(path: str) -> tuple[str, ...]:
    """The names that imports of the program at *path* find beside it, or beside the package in which it is."""
    folder = os.path.dirname(os.path.abspath(path))
    while os.path.exists(os.path.join(folder, "__init__.py")) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return submodules_beside(os.path.join(folder, "__init__.py"))


def programs_at(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The programs that *paths* stand for, those of folders as well, and complaints about folders without any."""
    programs: list[str] = []
    complaints: list[str] = []
    for path in paths:
        found = [path]
        if os.path.isdir(path):
            listed = python_files(
                Path(path), unreadable=lambda error: complaints.append(unreadable_folder(error))
            )
            found = [str(one) for one in listed[0]]
        programs += found
        if not found:
            complaints.append(nothing_in(path))
    return list(dict.fromkeys(programs)), complaints


def nothing_in(folder: str | Path) -> str:
    """The complaint about a *folder* without programs."""
    return f"{folder}: no Python programs in this folder"


def unreadable_folder(error: OSError) -> str:
    """The complaint about a folder that can't be read."""
    return f"{error.filename}: {why_unreadable(error)}"


def same(one: Path, other: Path | None) -> bool:
    """Whether both are the same place, existing or not."""
    return other is not None and os.path.realpath(one) == os.path.realpath(other)


def is_python(path: Path) -> bool:
    """Whether *path* is a Python program, by its name, or if it has no suffix by its first line."""
    if path.suffix in (".py", ".pyw"):
        return path.is_file()
    if path.suffix or path.name.startswith(".") or not path.is_file():
        return False
    try:
        with open(path, "rb") as file:
            first = file.readline(200)
    except OSError:
        return False
    return first.startswith(b"#!") and b"python" in first


def why_unreadable(error: OSError) -> str:
    """Why a file can't be read, in the system's words for *error* or, for what is usual, in ours."""
    known = {FileNotFoundError: "there is no such file", IsADirectoryError: "this is a folder"}
    words = error.strerror or str(error)
    return known.get(type(error), f"it can't be read: {words[:1].lower()}{words[1:]}")
