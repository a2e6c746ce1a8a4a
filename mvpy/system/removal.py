"""Folders are removed with all that is in them, however deep, and whatever a program has put there.

A link is removed, and never followed.  This file runs in guards, too (see `guard.py`), so it imports nothing but the
standard library.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress

# Opens a folder, never through a link.
FOLDER = (
    os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
)


def removed(path: str) -> bool:
    """Remove the folder *path* with all that is in it; says whether it is gone."""
    for _ in range(3):  # somebody who was killed a moment ago may still have made something
        remove_all_in(path)
        with suppress(OSError):
            os.rmdir(path)
        if not os.path.lexists(path):
            return True
    return False


def remove_all_in(top: str) -> None:
    """Remove what is in the folder *top*, as far as that can be done; nothing if *top* has become a link."""
    with suppress(OSError):
        folder = os.open(top, FOLDER)
        try:
            empty(folder)
        finally:
            os.close(folder)


def empty(top: int) -> None:
    """Remove what is in the open folder *top*; a link is removed, and never followed.

    Folders inside are first moved up into *top*, under names that nobody can have guessed: a program may have
    nested them deeper than a path can say.
    """
    waiting = [""]
    while waiting:
        name = waiting.pop()
        with suppress(OSError):
            here = os.open(name or ".", FOLDER, dir_fd=top)
            try:
                waiting += [moved for moved in emptied(here, top) if moved]
            finally:
                os.close(here)
            if name:
                os.rmdir(name, dir_fd=top)


def emptied(here: int, top: int) -> list[str]:
    """Remove the files in the folder *here*, move the folders up into *top*; give their new names there."""
    with os.scandir(here) as entries:
        found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    moved = []
    for name, is_folder in found:
        with suppress(OSError):
            if not is_folder:
                os.unlink(name, dir_fd=here)
                continue
            os.chmod(name, 0o700, dir_fd=here)
            new = f".mvpy-{secrets.token_hex(8)}"
            os.rename(name, new, src_dir_fd=here, dst_dir_fd=top)
            moved.append(new)
    return moved
