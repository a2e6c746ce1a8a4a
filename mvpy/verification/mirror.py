"""A stand-in for a program's folder, in which the program can be exchanged.

The original and the desugared program are put, one after the other, at the same place of the mirror; so
`__file__`, `sys.argv[0]` and the paths in tracebacks are the same in both runs, imports of siblings work, and
what a program leaves in its folder is gone before the next run.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from mvpy.system.removal import remove_all_in
from mvpy.system.scratch import Scratch

LEFT_OUT = "__pycache__"
SCRATCH = ".mvpy-scratch"  # a file that marks our temporary folder, so that no mirror shows another


class Mirror:
    """The mirror of one folder at a time: it shows *root*, with a file of its own at *part*.

    A folder is looked at again when its mirror is `stale`, which it is once for each program.
    """

    def __init__(self) -> None:
        self.scratch = Scratch()
        Path(self.scratch.name).with_name(SCRATCH).touch()
        self.above = os.path.realpath(os.path.join(self.scratch.name, "mirror"))
        self.folder = os.path.join(self.above, "app")
        self.temporary = os.path.join(self.scratch.name, "temporary")
        self.rubbish = os.path.join(self.scratch.name, "rubbish")
        os.mkdir(self.temporary)
        os.mkdir(self.rubbish)
        self.root: Path | None = None
        self.part = Path()
        self.stale = True

    def place(self, root: Path, part: Path, source: bytes) -> None:
        """Mirror *root*, with *source* instead of the file *part*."""
        if self.stale or (root, part) != (self.root, self.part) or not self.intact():
            self.show(root, part)
            self.stale = False
        target = os.path.join(self.folder, part)
        remove(target)  # never write through a link that a program may have put there
        with open(target, "wb") as file:
            file.write(source)

    def show(self, root: Path, part: Path) -> None:
        """Let the mirror show *root* as it is now, without *part*, but with the folders that *part* needs."""
        raise NotImplementedError

    def intact(self) -> bool:
        """Whether the mirror still shows what it was made to show: a run may have changed it."""
        raise NotImplementedError

    def renew_temporary(self) -> None:
        """Make `temporary`, the folder that a program may write to, empty: a new one takes its place."""
        os.rename(self.temporary, os.path.join(self.rubbish, secrets.token_hex(8)))
        os.mkdir(self.temporary)
        remove_all_in(self.rubbish)

    def close(self) -> None:
        """Remove the mirror."""
        self.scratch.cleanup()


class LinkedMirror(Mirror):
    """A mirror of symbolic links, for hosts that see the whole file system."""

    def __init__(self) -> None:
        super().__init__()
        self.built: dict[Path, set[str]] = {}

    def intact(self) -> bool:
        """Whether each folder of the mirror holds what was put there."""
        if self.root is None or os.path.islink(self.folder):
            return False
        try:
            return os.listdir(self.above) == [os.path.basename(self.folder)] and all(
                set(os.listdir(os.path.join(self.folder, part))) == names
                for part, names in self.built.items()
            )
        except OSError:
            return False  # it removed a folder, or locked it

    def show(self, root: Path, part: Path) -> None:
        """Build it anew, unless only the program is another one."""
        if part.parent == self.part.parent and self.current(root):
            self.exchange(part)
            return
        remove(self.above)
        self.root, self.part, self.built = root, part, {}
        os.makedirs(os.path.join(self.folder, part.parent))
        for above in [*reversed(part.parents)]:
            names = listing(root / above)
            self.built[above] = names | ({part.name} if above == part.parent else set())
            for name in names:
                if above / name not in [part, *part.parents]:
                    self.link(above / name)

    def current(self, root: Path) -> bool:
        """Whether the mirror is intact, and *root* holds what it held when it was built.

        Asked once a program, not once a run: reading a folder of 200 files takes 1 ms.
        """
        mine = {self.part.parent: {self.part.name}}
        return (
            root == self.root
            and self.intact()
            and all(listing(root / part) | mine.get(part, set()) == held for part, held in self.built.items())
        )

    def exchange(self, part: Path) -> None:
        """Give the last program's place back to its original, and take *part*'s."""
        assert self.root is not None
        for old in (self.part, part):
            remove(os.path.join(self.folder, old))
        if self.part != part and os.path.lexists(self.root / self.part):
            self.link(self.part)
        elif self.part != part:
            self.built[self.part.parent].discard(self.part.name)
        self.built[part.parent].add(part.name)
        self.part = part

    def link(self, part: Path) -> None:
        """Let the mirror show what lies at *part* below the root."""
        assert self.root is not None
        os.symlink(os.path.join(self.root, part), os.path.join(self.folder, part))


def listing(folder: Path) -> set[str]:
    """The names of what *folder* holds."""
    return set(os.listdir(folder)) - {LEFT_OUT}


def remove(path: str) -> None:
    """Remove *path*, whatever it is; a link, not what it leads to."""
    if os.path.isdir(path) and not os.path.islink(path):
        with suppress(OSError):
            os.chmod(path, 0o700)
        remove_all_in(path)
        os.rmdir(path)
    elif os.path.lexists(path):
        os.unlink(path)
