"""What a run is about to write, on disk while it does: if it is killed, the next run finishes it, or undoes it.

A journal is a file with two lines.  The first is written before anything else: the temporary files and folders
that there will be.  The second is written when all of them are complete: what replaces what, with digests.  A
journal with one line is undone; one with two is finished.

Nobody else may tell MVPy what to rename.  Journals are in a folder of the user's own, beside the cache; they are
opened without following links; owner and mode must be right; names have the form that MVPy gives them; and only
what is in the folders that the present run writes to is touched.  A file that is no longer what it was stays.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from mvpy.system.cache import configured_folder
from mvpy.system.ownership import is_ours
from mvpy.system.targets import FLAGS, READING, make_folders, mark_of, write_whole

try:
    import fcntl
except ImportError:  # Windows: there is no journal
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

NAME = re.compile(r"[0-9a-f]{16}")
TEMPORARY = re.compile(rf"\.mvpy-({NAME.pattern})-\d+")  # what `Journal.temporary` gives
MOST = 64 << 20  # bytes of a journal; a longer one is none
CREATE = os.O_RDWR | os.O_CREAT | os.O_EXCL


@dataclass(frozen=True)
class Change:
    """One file that is replaced: the complete *temporary*, the *target*, and what the target was before and is then."""

    temporary: str
    target: str
    before: str
    after: str


@dataclass
class Journal:
    """The journal of this run, or, without *handle*, none: then a run that is killed stays as it is."""

    token: str = field(default_factory=lambda: secrets.token_hex(8))
    handle: int = -1
    folder: int = -1

    def temporary(self, target: Path, number: int) -> Path:
        """The temporary file beside *target*, for the one with this *number*."""
        return target.with_name(f".mvpy-{self.token}-{number}")

    def begin(self, temporaries: Sequence[Path], folders: Sequence[Path]) -> None:
        """Say what temporary files and folders there will be."""
        self.write(
            {"temporaries": [str(path) for path in temporaries], "folders": [str(path) for path in folders]}
        )

    def commit(self, changes: Sequence[Change]) -> None:
        """Say that all is complete: from here on the way is forward."""
        self.write([[one.temporary, one.target, one.before, one.after] for one in changes])

    def write(self, facts: object) -> None:
        """Add *facts* as one line of JSON.  If that can't be written, the journal is given up."""
        if self.handle >= 0:
            try:
                write_whole(self.handle, json.dumps(facts).encode() + b"\n")
            except OSError:
                self.end()

    def end(self) -> None:
        """Remove the journal: all is done, or undone."""
        if self.handle >= 0:
            with suppress(OSError):
                os.unlink(self.token, dir_fd=self.folder)
        self.close()

    def close(self) -> None:
        """Close the files of the journal, and with that release its lock: the next run may finish what is left."""
        for handle in (self.handle, self.folder):
            if handle >= 0:
                os.close(handle)
        self.handle = self.folder = -1


def new_journal() -> Journal:
    """A journal for this run; an empty one if there can't be any."""
    while True:
        journal = Journal()
        folder = own_folder(create=True)
        if folder is None:
            return journal
        journal.folder = folder
        try:
            journal.handle = os.open(journal.token, CREATE | FLAGS, 0o600, dir_fd=journal.folder)
            # The system lets go of it when this process ends, however it does.
            fcntl.flock(journal.handle, fcntl.LOCK_EX)
        except OSError:
            journal.end()
            return journal
        if os.fstat(journal.handle).st_nlink:
            return journal
        journal.close()  # before it was locked, another run took it for one that was left, and removed it


def own_folder(create: bool = False) -> int | None:
    """The folder of journals, open; None if there is none that only this user can write to."""
    if not HAS_LOCKS:
        return None
    path = folder_of_journals()
    if path is None:
        return None
    try:
        if create:
            make_folders(path, 0o700)
        handle = os.open(path, READING | os.O_DIRECTORY)
    except OSError:
        return None
    if is_ours(os.fstat(handle)):
        return handle
    os.close(handle)
    return None


def folder_of_journals() -> Path | None:
    """Where journals are: beside the cache, and one folder for each user, since several may share that place."""
    base = configured_folder()
    return base / f"unfinished-{os.geteuid()}" if base else None


# What a run that was killed has left.


@dataclass(frozen=True)
class Places:
    """Where the present run writes: in these *folders*, and everywhere below the *roots*."""

    folders: frozenset[str]
    roots: tuple[str, ...]

    def hold(self, path: str) -> bool:
        """Whether *path*, which must lead over no link, is in one of them."""
        folder = os.path.dirname(path)
        known = folder in self.folders or os.path.join(folder, "").startswith(self.roots)
        return known and os.path.realpath(folder) == folder


def recover(roots: Iterable[Path], targets: Iterable[Path]) -> list[str]:
    """Finish or undo what runs that were killed have begun below *roots* and beside *targets*; what is to be said."""
    folder = own_folder()
    if folder is None:
        return []
    places = Places(
        frozenset(os.path.dirname(os.path.realpath(target)) for target in targets),
        tuple(os.path.join(os.path.realpath(root), "") for root in roots if root.is_dir()),
    )
    said: list[str] = []
    try:
        for name in sorted(filter(NAME.fullmatch, os.listdir(folder))):
            with left_behind(folder, name) as lines:
                said += settle(name, lines, places) if lines is not None else []
    finally:
        os.close(folder)
    return said


@contextmanager
def left_behind(folder: int, name: str) -> Iterator[list[object] | None]:
    """The lines of the journal *name* if the process that wrote it is dead; it goes when nothing is left of it."""
    lines = handle = None
    with suppress(OSError, ValueError, RecursionError):
        handle = os.open(name, READING, dir_fd=folder)
        facts = os.fstat(handle)
        if stat.S_ISREG(facts.st_mode) and is_ours(facts) and facts.st_nlink == 1 and facts.st_size <= MOST:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with open(handle, "rb", closefd=False) as file:
                lines = [json.loads(line) for line in file.read().split(b"\n")[:-1]]
    try:
        yield lines
        if lines is not None and not any(map(os.path.lexists, temporaries_in(name, lines))):
            with suppress(OSError):
                os.unlink(name, dir_fd=folder)
    finally:
        if handle is not None:
            os.close(handle)


def temporaries_in(name: str, lines: Sequence[object]) -> list[str]:
    """The temporary files of the journal *name*: those whose names can't be anything else."""
    facts = lines[0] if lines else None
    paths = facts.get("temporaries") if isinstance(facts, dict) else None
    return [path for path in texts(paths) if os.path.isabs(path) and token_of(path) == name]


def token_of(path: str) -> str:
    """The name of the journal that the temporary file *path* belongs to; empty if it is none."""
    match = TEMPORARY.fullmatch(os.path.basename(path))
    return match[1] if match else ""


def texts(value: object) -> list[str]:
    """*value* if it is a list of texts without null characters, else an empty list."""
    if not isinstance(value, list):
        return []
    good = [one for one in value if isinstance(one, str) and "\0" not in one]
    return good if len(good) == len(value) else []


def settle(name: str, lines: Sequence[object], places: Places) -> list[str]:
    """Finish or undo what the journal *name* says about files in *places*."""
    temporaries = [path for path in temporaries_in(name, lines) if places.hold(path)]
    left = [path for path in temporaries if is_own_file(path)]
    known = set(temporaries)
    changes = [one for one in changes_in(lines) if one.temporary in known and places.hold(one.target)]
    finished = finish(changes) if changes and not was_taken_back(changes) else 0
    for path in left:
        with suppress(OSError):
            os.unlink(path)
    if not changes and lines and isinstance(lines[0], dict):
        remove_folders([path for path in texts(lines[0].get("folders")) if places.hold(path)])
    if finished:
        files = "1 file" if finished == 1 else f"{finished} files"
        return [f"a run that was killed is finished: {files} written"]
    if left and not changes:
        return ["what a run that was killed left behind is gone; it had changed nothing"]
    return []


def is_own_file(path: str) -> bool:
    """Whether *path* is a regular file, or a link, of this user."""
    try:
        facts = os.lstat(path)
    except OSError:
        return False
    return facts.st_uid == os.geteuid() and stat.S_IFMT(facts.st_mode) in (stat.S_IFREG, stat.S_IFLNK)


def changes_in(lines: Sequence[object]) -> list[Change]:
    """The changes of a journal that was complete."""
    rows = lines[1] if len(lines) == 2 and isinstance(lines[1], list) else []
    found = [Change(*row) for row in rows if len(texts(row)) == 4]
    return [one for one in found if os.path.dirname(one.temporary) == os.path.dirname(one.target)]


def was_taken_back(changes: Sequence[Change]) -> bool:
    """Whether a file that had been replaced is again what it was: the user has undone it, and we don't do it again."""
    for one in changes:
        with suppress(OSError):  # one that can't be read says nothing
            if not os.path.lexists(one.temporary) and mark_of(one.target) == one.before != one.after:
                return True
    return False


def finish(changes: Sequence[Change]) -> int:
    """Make the *changes* that were not made; how many that are."""
    made = 0
    for one in changes:
        with suppress(OSError):
            kept, there = mark_of(one.temporary), mark_of(one.target)
            if kept == one.after and there == one.before and is_own_file(one.temporary):
                os.replace(one.temporary, one.target)
                made += 1
            elif kept not in ("", one.before, one.after) and there == one.after:
                os.replace(one.temporary, one.target)  # what an editor wrote was to be put back
    return made


def remove_folders(paths: Sequence[str | Path]) -> None:
    """Remove these folders, inner ones last, where they are empty."""
    for path in reversed(paths):
        with suppress(OSError):
            os.rmdir(path)
