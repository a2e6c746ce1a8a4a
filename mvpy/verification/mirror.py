"""A stand-in for a program's folder, in which the program can be exchanged.

The original and the desugared program are put, one after the other, at the same place of the mirror; so
`__file__`, `sys.argv[0]` and the paths in tracebacks are the same in both runs, imports of siblings work, and
what a program leaves in its folder is gone before the next run.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from mvpy.verification.scratch import Scratch, remove_all_in

LARGEST_COPY = 64 << 20  # a larger file that can't be linked is left out of a sandbox's mirror
LEFT_OUT = {"__pycache__"}


class Mirror:
    """The mirror of one folder at a time.

    With *links*, files and folders are symbolic links: for hosts that see the whole file system.  Without,
    files are copies (or hard links), and folders are empty, to be mounted over: see `mounts`.
    The folder *temporary* is there for a program to write to; who lends it to one empties it.
    """

    def __init__(self, links: bool) -> None:
        self.links = links
        self.scratch = Scratch()
        self.above = os.path.realpath(os.path.join(self.scratch.name, "mirror"))
        self.folder = os.path.join(self.above, "app")
        self.temporary = os.path.join(self.scratch.name, "temporary")
        os.mkdir(self.temporary)
        self.root: Path | None = None
        self.part = Path()
        self.built: dict[Path, dict[str, tuple]] = {}
        self.mounts: list[tuple[str, str]] = []

    def place(self, root: Path, part: Path, source: bytes) -> str:
        """Mirror *root*, with *source* instead of the file *part*; give that file's path below the mirror."""
        if (root, part) != (self.root, self.part) or not self.intact():
            self.build(root, part)
        target = os.path.join(self.folder, part)
        remove(target)  # never write through a link that a program may have put there
        with open(target, "wb") as file:
            file.write(source)
        return part.as_posix()

    def close(self) -> None:
        """Remove the mirror."""
        self.scratch.cleanup()

    def intact(self) -> bool:
        """Whether the mirror shows what it was built to show: a native run may have left something."""
        if self.root is None or os.path.islink(self.folder):
            return False
        try:
            return os.listdir(self.above) == [os.path.basename(self.folder)] and all(
                set(os.listdir(os.path.join(self.folder, part))) == set(entries)
                for part, entries in self.built.items()
            )
        except OSError:
            return False  # it removed a folder, or locked it

    def current(self, root: Path) -> bool:
        """Whether the mirror is intact, and *root* is still as it was when it was built.

        Asked once a program, not once a run: reading a folder of 200 files takes 1 ms.
        """
        built = self.built.items()
        same = root == self.root and self.intact()
        return same and all(listing(root / part, self.links) == entries for part, entries in built)

    def build(self, root: Path, part: Path) -> None:
        """Build it anew; *part* itself becomes a file of the mirror's own."""
        if part != self.part and part.parent == self.part.parent and self.current(root):
            self.restore(part)
            return
        remove(self.above)
        self.root, self.part, self.built, self.mounts = root, part, {}, []
        os.makedirs(os.path.join(self.folder, part.parent))
        for above in [*reversed(part.parents)]:
            entries = listing(root / above, self.links)
            self.built[above] = entries
            for name in entries:
                if above / name not in [part, *part.parents]:
                    self.show(above / name)
        if part.name not in self.built[part.parent]:
            self.built[part.parent][part.name] = ()

    def restore(self, part: Path) -> None:
        """Give the last program's place back to its original, and take *part*'s."""
        for old in (self.part, part):
            remove(os.path.join(self.folder, old))
        if self.root is not None and (self.root / self.part).exists() and self.part != part:
            self.show(self.part)
        self.part = part

    def show(self, part: Path) -> None:
        """Let the mirror show what lies at *part* below the root."""
        assert self.root is not None
        real, mine = os.path.join(self.root, part), os.path.join(self.folder, part)
        if self.links:
            os.symlink(real, mine)
        elif os.path.isdir(real):
            os.mkdir(mine)
            self.mounts.append((os.path.realpath(real), part.as_posix()))
        elif os.path.isfile(real):
            copy(real, mine)


def remove(path: str) -> None:
    """Remove *path*, whatever it is; a link, not what it leads to."""
    if os.path.isdir(path) and not os.path.islink(path):
        remove_all_in(path)
        os.rmdir(path)
    elif os.path.lexists(path):
        os.unlink(path)


def listing(folder: Path, links: bool) -> dict[str, tuple]:
    """What *folder* holds, by name; for copies also what tells whether a file has changed."""
    found: dict[str, tuple] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in LEFT_OUT or (not links and not visible(entry)):
                continue
            if links or entry.is_dir():
                found[entry.name] = ()
            else:
                state = entry.stat()
                found[entry.name] = (state.st_mtime_ns, state.st_size)
    return found


def visible(entry: os.DirEntry[str]) -> bool:
    """Whether a sandbox is shown *entry*: nothing hidden, no sockets, no broken links, nothing too large."""
    if entry.name.startswith("."):
        return False
    if entry.is_dir():
        return os.access(entry.path, os.R_OK | os.X_OK)
    return entry.is_file() and entry.stat().st_size <= LARGEST_COPY


def copy(real: str, mine: str) -> None:
    """Link *real* to *mine*, or copy it when they lie on different disks."""
    try:
        os.link(os.path.realpath(real), mine)
    except OSError:
        try:
            shutil.copyfile(real, mine)
        except PermissionError:
            open(
                mine, "wb"
            ).close()  # nobody can read it here, so the sandbox sees that it is there, and no more
            os.chmod(mine, 0)
