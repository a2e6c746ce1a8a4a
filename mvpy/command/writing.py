"""Files are written at the end, all at once.

    write_files([Write(Path("a.py"), b"..."), ...], failures)

Each file is first written beside the one that it replaces, under a name like `.mvpy-0123456789abcdef-7`.  When all are
complete they are renamed, one right after the other, which takes milliseconds.  Signals wait meanwhile: before
the first rename they undo everything, after it they come too late.  For a run that is killed there is the journal.

A file that can't be written is a failure in words, and stops no other.  So is a file that changed since it was
read: its content is compared right before it is replaced.  Where the system can exchange two files in one step, what
comes out is looked at once more, and put back if it is another; so an editor that replaces the file loses nothing.
What one writes into the file, from when it was looked at last, is lost; and elsewhere, what is written in the
microseconds between two system calls.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from mvpy.command.journal import Change, Journal, new_journal, remove_folders
from mvpy.command.signals import Waiting, deferred
from mvpy.errors import UnwritableError
from mvpy.system.targets import (
    CHUNK,
    FLAGS,
    exchange,
    facts_of,
    is_digest,
    is_stream,
    look_at,
    make_folders,
    mark_of,
    mark_of_data,
    missing_folders,
    write_to_stream,
    write_whole,
)  # fmt: skip

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | FLAGS
CHANGED = "it changed while mvpy worked on it; left as it is"


@dataclass(frozen=True)
class Write:
    """What is to be written to *path*: *data*, or, without data, a copy of the file *source* with all that it has.

    *like* gives a new file its permissions.  *before* is the mark of what was read from *path*, if it was.
    """

    path: Path
    data: bytes | None = None
    source: Path | None = None
    like: Path | None = None
    before: str | None = None


@dataclass(frozen=True)
class Failure:
    """Why something was not written, in words that name the file.  *kept*: to keep what somebody else has written."""

    write: Write
    words: str
    kept: bool = False


@dataclass
class Staged:
    """A file that is to be replaced: *target*, no link, and the complete file beside it."""

    write: Write
    target: Path
    temporary: Path
    before: str = ""
    after: str = ""
    ready: bool = False


class ChangedError(UnwritableError):
    """What is in the way was written by somebody else while MVPy worked."""


@dataclass
class Transaction:
    """Files that are replaced together."""

    journal: Journal
    failures: list[Failure]
    staged: list[Staged] = field(default_factory=list)
    folders: dict[Path, None] = field(default_factory=dict)  # not there yet, the outer ones first

    def stage(self, waiting: Waiting) -> None:
        """Write every file beside its target."""
        self.journal.begin([one.temporary for one in self.staged], list(self.folders))
        for one in self.staged:
            waiting.check()
            with self.failing(one.write):
                stage(one, waiting)

    def commit(self) -> None:
        """Put every file in its place."""
        ready = [one for one in self.staged if one.ready]
        self.journal.commit(
            [Change(str(one.temporary), str(one.target), one.before, one.after) for one in ready]
        )
        for one in ready:
            with self.failing(one.write):
                put(one)

    def clear(self) -> None:
        """Leave nothing behind but the files, and if there are none, no folder either."""
        for one in self.staged:
            with suppress(OSError):
                os.unlink(one.temporary)
        remove_folders(list(self.folders))  # those that are empty
        self.journal.end()

    @contextmanager
    def failing(self, write: Write) -> Iterator[None]:
        """Errors inside are failures of *write*."""
        try:
            yield
        except (OSError, UnwritableError) as error:
            self.failures.append(failure(write, error))


def failure(write: Write, error: BaseException) -> Failure:
    """*error* in words."""
    if isinstance(error, ChangedError):
        return Failure(write, f"{write.path}: {error}", kept=True)
    if isinstance(error, OSError):
        words = reason(error)
        if write.source and error.filename in (write.source, str(write.source)):
            return Failure(write, f"{write.source}: it can't be read: {words}")
    else:
        words = str(error)
    return Failure(write, f"{write.path}: it can't be written: {words}")


def reason(error: OSError) -> str:
    """The system's words for *error*, in our style."""
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return "a folder above it is a file"
    words = error.strerror or str(error)
    return words if error.errno == errno.EIO else f"{words[:1].lower()}{words[1:]}"


def write_files(
    writes: Sequence[Write], failures: list[Failure], committed: Callable[[], object] = lambda: None
) -> None:
    """Write all of them; add to *failures* what could not be.  *committed* is called when there is no way back."""
    with deferred() as waiting:
        work = Transaction(new_journal(), failures)
        try:
            streams = plan(writes, work)
            work.stage(waiting)
            waiting.check()
            if work.staged:
                committed()
                work.commit()
        finally:
            work.clear()
    for write in streams:  # they may block, so that signals must not wait
        with work.failing(write):
            write_to_stream(write.path, write.data or b"")


def plan(writes: Sequence[Write], work: Transaction) -> list[Write]:
    """Fill in what there is to replace; the writes to streams."""
    taken: dict[Path, Write] = {}
    streams = []
    for write in writes:
        with work.failing(write):
            if not is_link(write) and is_stream(write.path):
                if write.before is not None or write.data is None:
                    raise UnwritableError("it is no regular file")
                streams.append(write)
                continue
            target = real_target(write)
            other = taken.setdefault(target, write)
            if other is not write:
                if other.data is None or other.data != write.data:
                    raise UnwritableError(f"{other.path} is the same file")
                continue
            temporary = work.journal.temporary(target, len(work.staged))
            work.staged.append(Staged(write, target, temporary))
            work.folders |= dict.fromkeys(missing_folders(target))
    return streams


def is_link(write: Write) -> bool:
    """Whether a link is copied: one to a folder, or to nothing."""
    return write.source is not None and write.source.is_symlink() and not write.source.is_file()


def real_target(write: Write) -> Path:
    """The file that is replaced: where a link at the path leads."""
    if is_link(write):
        return Path(os.path.realpath(write.path.parent), write.path.name)
    target = Path(os.path.realpath(write.path))
    if write.path.is_symlink() and not target.parent.is_dir():
        raise UnwritableError("it is a link that leads nowhere")
    return target


def stage(one: Staged, waiting: Waiting) -> None:
    """Write what is to be at the target beside it; it is not ready if something fails."""
    write = one.write
    make_folders(one.target.parent)
    one.before = mark_of(one.target)
    if write.before is not None and one.before != write.before:
        raise ChangedError("it is gone; nothing was written" if not one.before else CHANGED)
    if one.before and not is_digest(one.before) and not is_link(write):
        raise UnwritableError(f"{one.before} is in the way")
    if is_there(one):
        return
    if write.before is not None and not os.access(one.target, os.W_OK):  # a copy may be made anew
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    try:
        if is_link(write):
            stage_link(one)
        else:
            stage_file(one, waiting)
    except BaseException:
        with suppress(OSError):
            os.unlink(one.temporary)
        raise
    one.ready = True


def is_there(one: Staged) -> bool:
    """Is the target already as it is to be, so that who looks at times sees that nothing is new?"""
    write = one.write
    if is_link(write) or not is_digest(one.before):
        return False
    if write.source is None:
        return one.before == mark_of_data(write.data or b"")
    copied, there = os.stat(write.source), os.stat(one.target)
    facts = [(at.st_size, at.st_mtime_ns, at.st_mode & 0o777) for at in (copied, there)]
    return facts[0] == facts[1] and one.before == mark_of(os.path.realpath(write.source))


def stage_link(one: Staged) -> None:
    """A link like the source."""
    assert one.write.source is not None
    if one.before and not one.before.startswith("link to "):
        raise UnwritableError("something else is in the way")
    os.symlink(os.readlink(one.write.source), one.temporary)
    one.after = mark_of(one.temporary)


def stage_file(one: Staged, waiting: Waiting) -> None:
    """A file with the data, or with that of the source; owner and permissions as the target's."""
    write = one.write
    replaced = os.stat(one.target, follow_symlinks=False) if one.before else None
    like = os.stat(write.like).st_mode & 0o777 if write.like and write.like.is_file() else None
    handle = os.open(one.temporary, NEW, 0o600 if replaced or write.source or like is not None else 0o666)
    # By its number where that is possible: others may give its name to something else.
    new = handle if os.chmod in os.supports_fd else one.temporary
    try:
        if write.data is None:
            assert write.source is not None
            one.after = copy_content(write.source, handle, waiting)
            keep_facts(new, write.source, os.stat(write.source))
        else:
            write_whole(handle, write.data)
            one.after = mark_of_data(write.data)
            if replaced:
                keep_owner_and_facts(new, one.target, replaced)
            elif like is not None:
                os.chmod(new, like)
        if write.before is not None:  # the user's own program: after a power failure there is one of both
            os.fsync(handle)
    finally:
        os.close(handle)


def copy_content(source: Path, handle: int, waiting: Waiting) -> str:
    """Copy what is in *source*; its mark."""
    digest = hashlib.sha256()
    with open(source, "rb") as file:
        while chunk := read_chunk(file, source):
            waiting.check()
            write_whole(handle, chunk)
            digest.update(chunk)
    return digest.hexdigest()


def read_chunk(file: BinaryIO, source: Path) -> bytes:
    """The next part of *source*; an error says whose it is."""
    try:
        return file.read(CHUNK)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(source)) from error


def keep_owner_and_facts(new: int | Path, old: Path, facts: os.stat_result) -> None:
    """Give the *new* file the owner, the permissions and the attributes of the *old* one, as far as we may."""
    mine = os.stat(new)
    keeps_owner = True
    if (mine.st_uid, mine.st_gid) != (facts.st_uid, facts.st_gid):
        try:
            os.chown(new, facts.st_uid, facts.st_gid)
        except OSError:
            keeps_owner = False
    keep_attributes(new, old)
    os.chmod(new, stat.S_IMODE(facts.st_mode) & (0o7777 if keeps_owner else 0o777))


def keep_facts(new: int | Path, source: Path, facts: os.stat_result) -> None:
    """Give the copy the permissions, the attributes and the times of its *source*.

    What ran as its owner would run as us.
    """
    keep_attributes(new, source)
    os.utime(new, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    os.chmod(new, facts.st_mode & 0o777)


def keep_attributes(new: int | Path, old: Path) -> None:
    """Give the *new* file the extended attributes of the *old* one, as far as we may."""
    with suppress(OSError, AttributeError):  # not every disk has them, nor every system
        for name in os.listxattr(old):
            with suppress(OSError):
                os.setxattr(new, name, os.getxattr(old, name))


def put(one: Staged) -> None:
    """Replace the target, unless it changed."""
    found, facts = look_at(one.target)
    if found == one.before and facts == facts_of(one.target):  # as late as can be: reading it took a while
        move(one, facts)
    elif found != one.after:  # otherwise another run was here first, with the same result
        raise ChangedError("it is gone; nothing was written" if not found else CHANGED)


def move(one: Staged, facts: tuple[int, ...]) -> None:
    """Give the complete file the name of the target, which had these *facts*.

    What appears there meanwhile is not overwritten.
    """
    if not one.before:
        try:
            os.link(one.temporary, one.target, follow_symlinks=False)
            os.unlink(one.temporary)
            return
        except FileExistsError:
            raise ChangedError(CHANGED) from None
        except (OSError, NotImplementedError):  # a disk, or a system, without hard links
            pass
    own = facts_of(one.temporary)
    if not exchange(one.temporary, one.target):
        os.replace(one.temporary, one.target)
        return
    # The last of the facts is the time of the exchange.
    if facts_of(one.temporary)[:-1] == facts[:-1]:
        os.unlink(one.temporary)
        return
    exchange(one.temporary, one.target)  # an editor was faster: back
    if facts_of(one.temporary)[:-1] != own[:-1]:  # it was there again: what it wrote last has the name
        exchange(one.temporary, one.target)
    raise ChangedError(CHANGED)
