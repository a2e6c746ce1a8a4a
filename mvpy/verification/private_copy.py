"""What a sandbox sees of a program's folder: a private copy, from which nothing outside can be reached.

It is safe by construction, not by judging paths.  Folders are opened below folders that are open, never through a
link; only regular files are copied; and a link is made anew, relative, and only to something that is in the copy.
Whoever exchanges a folder for a link while we look only makes the copy smaller.  A `Survey` finds out what there
is to see, within limits, nearest first; a `CopiedMirror` follows it, and copies only what has changed.
"""

from __future__ import annotations

import os
import stat
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from mvpy.system.removal import FOLDER
from mvpy.verification.mirror import LEFT_OUT, SCRATCH, Mirror, remove

MOST_ENTRIES = 10_000  # files, folders and links
MOST_BYTES = 256 << 20  # of all files
LARGEST_FILE = 64 << 20
LONGEST_PATH = 900  # bytes, below the folder; with our own folder above it a system must still take it
PIECE = 1 << 20

# Folders that hold one of these are left empty: a virtual environment is of no use to a sandbox, and our own
# folders change with every run.
NOT_OPENED = frozenset({"pyvenv.cfg", SCRATCH})

OUTSIDE = "links that lead out of it, or to what is not shown"
SPECIAL = "pipes, sockets and devices"
UNREADABLE = "folders that can't be read"
ELSEWHERE = "folders of another file system"
NAMES = "names that are not UTF-8"
LONG = f"paths of more than {LONGEST_PATH} bytes"
LARGE = f"files of more than {LARGEST_FILE >> 20} MB"
BYTES = f"what is beyond {MOST_BYTES >> 20} MB in all"
MANY = f"what is beyond {MOST_ENTRIES} files and folders"

Place = tuple[str, ...]  # the names on the way from the root


class Entry(NamedTuple):
    """What lies at a place: the *state* of a file changes with the file; of a link, it is where it leads."""

    kind: str
    state: tuple[int | str, ...] = ()


IS_FOLDER, FILE, LINK = "folder", "file", "link"


class Survey:
    """What of the folder *root* a sandbox is to see: `entries`, the folders before what is in them.

    *forced* are the places of folders that are shown in any case.  What is not shown is counted in `left_out`, by the
    reason, with an example in `examples`; but not what is hidden, for that is a rule: see `docs/verification.md`.
    """

    def __init__(self, root: Path, forced: Collection[Place]) -> None:
        self.root = os.path.realpath(root)
        self.forced = set(forced)
        self.entries: dict[Place, Entry] = {}
        self.left_out: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.bytes = 0
        with opened(self.root) as folder:
            self.disk = os.fstat(folder).st_dev
            self.walk(folder)

    def walk(self, root: int) -> None:
        """Look at all folders, nearest first, until the limit is reached; then at the links."""
        waiting: deque[Place] = deque([()])
        links: list[Place] = []
        while waiting and not self.left_out[MANY]:
            place = waiting.popleft()
            for entry, below in self.shown_in(root, place):
                if entry.is_symlink() and below not in self.forced:
                    links.append(below)
                    self.entries[below] = Entry(LINK)
                elif entry.is_dir(follow_symlinks=False) or below in self.forced:
                    waiting.append(below)
                    self.entries[below] = Entry(IS_FOLDER)
                else:
                    self.see_file(entry, below)
        self.see_links(links)

    def shown_in(self, root: int, place: Place) -> Iterator[tuple[os.DirEntry[str], Place]]:
        """What the folder at *place* holds that a sandbox may see, by name."""
        try:
            with opened_below(root, place) as folder:
                if os.fstat(folder).st_dev != self.disk:
                    self.leave_out(ELSEWHERE, place)
                    return
                with os.scandir(folder) as found:
                    entries = sorted(found, key=lambda entry: entry.name)
                if place and place not in self.forced and any(entry.name in NOT_OPENED for entry in entries):
                    return
                for entry in entries:
                    below = (*place, entry.name)
                    if self.is_shown(entry.name, below):
                        yield entry, below
        except OSError:
            self.leave_out(UNREADABLE, place)  # or it is a folder no more

    def is_shown(self, name: str, place: Place) -> bool:
        """Whether a sandbox may see something of this *name* at *place*, whatever it is."""
        if place in self.forced:
            return True
        if name.startswith(".") or name == LEFT_OUT:
            return False
        path = os.fsencode("/".join(place))
        try:
            path.decode()
        except UnicodeDecodeError:
            self.leave_out(NAMES, place)  # WASI could not list the folder that it is in
            return False
        why = LONG if len(path) > LONGEST_PATH else MANY if len(self.entries) >= MOST_ENTRIES else ""
        if why:
            self.leave_out(why, place)
        return not why

    def see_file(self, entry: os.DirEntry[str], place: Place) -> None:
        """Take in what is neither a folder nor a link, if it is a file of a reasonable size."""
        try:
            state = entry.stat(follow_symlinks=False)
        except OSError:
            return  # it is gone by now
        size = state.st_size
        why = ""
        if not stat.S_ISREG(state.st_mode):
            why = SPECIAL
        elif size > LARGEST_FILE:
            why = LARGE
        elif self.bytes + size > MOST_BYTES:
            why = BYTES
        if why:
            self.leave_out(why, place)
            return
        self.bytes += size
        self.entries[place] = Entry(FILE, state_of(state))

    def see_links(self, links: Sequence[Place]) -> None:
        """Find out where *links* lead; those that lead to nothing that is shown are left out."""
        targets = {place: self.target_of(place) for place in links}
        for place in links:
            del self.entries[place]
        for place, target in targets.items():
            if target is None or (target and target not in self.entries):
                self.leave_out(OUTSIDE, place)
            else:
                self.entries[place] = Entry(LINK, (way(place[:-1], target),))

    def target_of(self, link: Place) -> Place | None:
        """The place in the root that *link* leads to in the end."""
        with suppress(OSError, ValueError):
            real = os.path.realpath(os.path.join(self.root, *link))
            inside = real == self.root or real.startswith(os.path.join(self.root, ""))
            if inside:
                return tuple(real[len(self.root) :].strip("/").split("/")) if real != self.root else ()
        return None

    def leave_out(self, why: str, place: Place) -> None:
        """Note that something is not shown."""
        self.left_out[why] += 1
        self.examples.setdefault(why, "/".join(place) or ".")

    def words(self) -> str:
        """What is left out, in one sentence; empty if nothing is."""
        parts = [
            f"{why} ({self.examples[why]!a}{', …' if count > 1 else ''})"
            for why, count in self.left_out.items()
        ]
        return (
            f"the sandbox does not see all of {os.fspath(self.root)!a}; left out: {'; '.join(parts)}"
            if parts
            else ""
        )


def state_of(state: os.stat_result) -> tuple[int, int, int, int]:
    """What changes when a file does."""
    return (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)


def way(folder: Place, target: Place) -> str:
    """The path from *folder* to *target*, both below the same root."""
    common = 0
    for one, other in zip(folder, target):
        if one != other:
            break
        common += 1
    return "/".join([*[".."] * (len(folder) - common), *target[common:]]) or "."


@contextmanager
def opened(path: str | int) -> Iterator[int]:
    """The folder *path*, open."""
    folder = os.open(path, FOLDER) if isinstance(path, str) else os.dup(path)
    try:
        yield folder
    finally:
        os.close(folder)


@contextmanager
def opened_below(root: int, place: Place) -> Iterator[int]:
    """The folder at *place* below the open folder *root*, open; an OSError if there is a link on the way."""
    folder = os.dup(root)
    try:
        for name in place:
            inner = os.open(name, FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        yield folder
    finally:
        os.close(folder)


class CopiedMirror(Mirror):
    """A mirror of copies, for sandboxes: nothing in it can be changed from there, and nothing leads out of it.

    *say* is told, once for each folder, what of it is left out.
    """

    def __init__(self, say: Callable[[str], None] = lambda words: None) -> None:
        super().__init__()
        self.say = say
        self.held: dict[Place, Entry] = {}

    def intact(self) -> bool:
        """Whether there is a copy; a sandbox can't change it."""
        return self.root is not None

    def show(self, root: Path, part: Path) -> None:
        """Bring the copy up to date; it takes 5 ms for a new folder of 200 files, and 1 ms to see that it is as it was."""
        if root != self.root:
            remove(self.above)
            os.makedirs(self.folder)
            self.root, self.held = None, {}
        elif part != self.part:
            remove(os.path.join(self.folder, self.part))
        survey = Survey(root, [above.parts for above in part.parents])
        survey.entries.pop(part.parts, None)  # the program is a file of ours
        self.root, self.part = root, part
        self.follow(survey)
        os.makedirs(os.path.join(self.folder, part.parent), exist_ok=True)
        words = survey.words()
        if words and root not in TOLD:
            TOLD.add(root)
            self.say(words)

    def follow(self, survey: Survey) -> None:
        """Let the copy hold the entries of *survey*, and nothing else."""
        wanted = survey.entries
        for place in reversed([place for place, held in self.held.items() if wanted.get(place) != held]):
            remove(self.path_of(place))
            del self.held[place]
        new = [place for place in wanted if place not in self.held]
        with opened(survey.root) as root:
            for above, places in groupby(new, key=lambda place: place[:-1]):
                with suppress(OSError), opened_below(root, above) as folder:
                    for place in places:
                        self.add(place, wanted[place], folder, survey.disk)

    def add(self, place: Place, entry: Entry, folder: int, disk: int) -> None:
        """Let the copy hold *entry* at *place*, which is in the original's *folder*; what has changed by now is left out."""
        mine = self.path_of(place)
        if entry.kind == IS_FOLDER:
            os.makedirs(mine, exist_ok=True)
        elif entry.kind == LINK:
            os.symlink(str(entry.state[0]), mine)
        elif not copied(place[-1], folder, disk, mine):
            return
        self.held[place] = entry

    def path_of(self, place: Place) -> str:
        """Where *place* is in the copy."""
        return os.path.join(self.folder, *place)


TOLD: set[Path] = set()  # the folders of which was said what is left out


def copied(name: str, folder: int, disk: int, mine: str) -> bool:
    """Copy the regular file *name* in the open *folder* to *mine*; says whether it is one."""
    try:
        real = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except PermissionError:
        unreadable = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0)
        os.close(unreadable)  # it is there, and nobody can read it
        return True
    except OSError:
        return False
    with open(real, "rb", buffering=0) as original:
        state = os.fstat(real)
        if not stat.S_ISREG(state.st_mode) or state.st_dev != disk:
            return False
        with open(mine, "xb", buffering=0) as copy:
            left = LARGEST_FILE
            while left > 0 and (piece := original.read(min(PIECE, left))):
                left -= copy.write(piece)
            os.utime(copy.fileno(), ns=(state.st_atime_ns, state.st_mtime_ns))
    return True
