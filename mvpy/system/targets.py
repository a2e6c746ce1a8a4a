"""What stands where an output is to go, and how it gets there.

A regular file is replaced in one step by a file that was written beside it; a link stays, and what it leads to is
replaced.  A FIFO, a terminal or `/dev/null` is written to.  Everything else is refused: a folder, a socket, and a
disk, which a program would spoil.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from mvpy.errors import UnwritableError
from mvpy.system.c_library import c_function

LINKS = 40  # as many as Linux follows
CHUNK = 1 << 20
HERE, EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | FLAGS


def is_stream(path: Path) -> bool:
    """Whether what is at *path* is written to, and not replaced; an UnwritableError if it can be neither."""
    if descriptor(path) is not None:
        return True
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        return True
    if not stat.S_ISREG(mode):
        raise UnwritableError(f"{kind_of(mode)} is in the way")
    return False


def kind_of(mode: int) -> str:
    """What a file of this *mode* is, in words."""
    kinds = {
        stat.S_IFREG: "a file", stat.S_IFDIR: "a folder", stat.S_IFSOCK: "a socket", stat.S_IFBLK: "a disk",
        stat.S_IFIFO: "a pipe", stat.S_IFCHR: "a device", stat.S_IFLNK: "a link",
    }  # fmt: skip
    return kinds.get(stat.S_IFMT(mode), "something else")


def descriptor(path: Path) -> int | None:
    """The open file that *path* stands for: `/dev/stdout` is 1, whatever that is.

    Behind `/dev/stdout` there may be a file; to replace it would lose what others have written to it.
    """
    folders = {"/dev/fd", f"/proc/{os.getpid()}/fd"}
    for _ in range(LINKS):
        folder = os.path.realpath(path.parent)
        if folder in folders and path.name.isdigit():
            return int(path.name)
        here = Path(folder, path.name)
        if not here.is_symlink():
            return None
        path = Path(folder, os.readlink(here))
    return None


def write_to_stream(path: Path, data: bytes) -> None:
    """Write *data* to the FIFO, the device or the open file at *path*.  A FIFO waits for its reader."""
    number = descriptor(path)
    if number is not None:
        write_whole(number, data)
        return
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    try:
        mode = os.fstat(handle).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)):  # it was another a moment ago
            raise UnwritableError(f"{kind_of(mode)} is in the way")
        write_whole(handle, data)
    finally:
        os.close(handle)


def write_whole(handle: int, data: bytes) -> None:
    """Write all of *data*."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest[:CHUNK]) :]


def mark_of(path: str | Path) -> str:
    """What is at *path*: its content's digest, where a link leads, or its kind; nothing if there is nothing."""
    return look_at(path)[0]


def look_at(path: str | Path) -> tuple[str, tuple[int, ...]]:
    """The mark of what is at *path*, and its facts at the moment when that began to be read."""
    facts = facts_of(path)
    if not facts:
        return "", ()
    if stat.S_ISLNK(facts[0]):
        return f"link to {os.readlink(path)}", facts
    if not stat.S_ISREG(facts[0]):
        return kind_of(facts[0]), facts
    with open(os.open(path, READING), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # it was another a moment ago
            return "something else", facts
        return hashlib.file_digest(file, "sha256").hexdigest(), facts


def facts_of(path: str | Path) -> tuple[int, ...]:
    """What differs where another file is at *path*, or where this one was written to; nothing if there is none."""
    try:
        facts = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return (facts.st_mode, facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)


def mark_of_data(data: bytes) -> str:
    """What `mark_of` gives for a file with this content."""
    return hashlib.sha256(data).hexdigest()


def is_digest(mark: str) -> bool:
    """Whether *mark* is that of a regular file."""
    return len(mark) == 64 and " " not in mark


def exchange(one: str | Path, other: str | Path) -> bool:
    """Let both files have each other's name, in one step; whether the system, and the disk, can do that."""
    call = c_function("renameat2", "int char_p int char_p uint")  # Linux has it
    return call is not None and call(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0


def missing_folders(target: Path) -> list[Path]:
    """The folders above *target* that are to be made, the outer ones first."""
    missing: list[Path] = []
    for folder in target.parents:
        if os.path.lexists(folder):
            break
        missing.insert(0, folder)
    return missing


def make_folders(folder: Path, mode: int = 0o777) -> None:
    """Make *folder*, with *mode*, and all above it that are missing, were it thousands, where the library's own way gives up."""
    try:
        folder.mkdir(mode, exist_ok=True)
    except FileNotFoundError:
        for above in missing_folders(folder):
            above.mkdir(exist_ok=True)
        folder.mkdir(mode, exist_ok=True)
