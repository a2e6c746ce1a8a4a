"""What MVPy remembers from run to run.

    cache = users_cache()         the user's, or None where there is no place for one
    cache.get(name, most)         what was put there under *name*, if it is no more than *most* bytes; or None
    cache.put(name, data, most)   whether it could be put there

Note [What is believed]
    An entry is a program that will be run, or even machine code.  So the folder of the entries, each entry and
    the key are opened without following links, and must belong to this user, and nobody else may write to
    them.  An entry is sealed: it begins with a hash of its name and its content that only who has the key can
    make.  The key is beside the entries, and only this user can read it.
    Whatever is not so is as if it were not there, and is complained about, once.
    The folder is one inside of the folder that was configured, so that it doesn't matter who can write there.
"""

from __future__ import annotations

import errno
import hmac
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from mvpy.system.ownership import why_not_ours
from mvpy.system.scratch import Scratch
from mvpy.system.targets import make_folders

SEAL = 32  # bytes
KEY = "key"
KEY_MARK = b"mvpy cache key\n"
PART = ".part-"  # how the names of unfinished files begin
OLD = 3600.0  # seconds after which an unfinished file is one that was given up
MOST = 1 << 26  # bytes of an ordinary entry

swept: set[Path] = set()  # the folders in which this process has looked for unfinished files
complaints: dict[str, str] = {}  # for each thing that is wrong, the first path of which it is true


class Odd(Exception):
    """A file is not what MVPy puts there: *words* say what it is instead, *name* which file if it is not the entry."""

    def __init__(self, words: str, name: str = "") -> None:
        super().__init__(words, name)
        self.words, self.name = words, name


@dataclass(frozen=True)
class Cache:
    """The cache below the folder *base*."""

    base: Path

    @property
    def folder(self) -> Path:
        """Where the entries are: one folder for each user, so that several can have the same base."""
        return self.base / f"user-{os.geteuid()}"

    def get(self, name: str, most: int = MOST) -> bytes | None:
        """The entry *name*, if it is there, is ours, and has at most *most* bytes."""
        try:
            with self.opened() as folder:
                key = self.key(folder)
                found = read_private(folder, name, SEAL + most)
                if key is None or not hmac.compare_digest(found[:SEAL], seal(key, name, found[SEAL:])):
                    raise Odd("it is damaged, or was not put there by mvpy")
                return found[SEAL:]
        except Odd as odd:
            self.complain(name, odd)
        except OSError:
            pass
        return None

    def put(self, name: str, data: bytes, most: int = MOST) -> bool:
        """Remember *data* as *name*; whether that was possible."""
        if len(data) > most:
            return False
        try:
            make_folders(Path(self.base), 0o700)
            with suppress(FileExistsError):
                os.mkdir(self.folder, 0o700)
            with self.opened() as folder:
                if self.folder not in swept:
                    swept.add(self.folder)
                    sweep(folder)
                key = self.key(folder) or self.new_key(folder)
                write_private(folder, name, seal(key, name, data) + data)
            return True
        except Odd as odd:
            self.complain(name, odd)
        except OSError:
            pass
        return False

    def has(self, name: str) -> bool:
        """Whether there is an entry *name*, of whatever kind."""
        return os.path.lexists(self.folder / name)

    def complain(self, name: str, odd: Odd) -> None:
        """Remember what is wrong, for `new_complaints`."""
        complaints.setdefault(odd.words, str(self.folder / (odd.name or name)))

    @contextmanager
    def opened(self) -> Iterator[int]:
        """The folder, open.  All that is done in it is done by this number: its name may change hands."""
        try:
            folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError as error:
            if error.errno in (errno.ENOTDIR, errno.ELOOP) and os.path.lexists(self.folder):
                raise Odd("it is not the folder that mvpy makes", ".") from error
            raise
        try:
            facts = os.fstat(folder)
            refuse_strangers(facts, ".")
            yield folder
        finally:
            os.close(folder)

    def key(self, folder: int) -> bytes | None:
        """The key, if there is one that can be used."""
        try:
            found = read_private(folder, KEY, 1 << 10)
            if not found.startswith(KEY_MARK) or len(found) != len(KEY_MARK) + SEAL:
                raise Odd("it is damaged, or was not put there by mvpy")
            return found
        except FileNotFoundError:
            return None
        except Odd as odd:
            self.complain(KEY, odd)
            return None

    def new_key(self, folder: int) -> bytes:
        """Make a key; if another process is faster, the key is that one's."""
        part = write_part(folder, KEY_MARK + secrets.token_bytes(SEAL))
        try:
            try:
                os.link(part, KEY, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
            except OSError:  # there is one by now, or it is a disk without hard links
                if self.key(folder) is None:
                    os.rename(part, KEY, src_dir_fd=folder, dst_dir_fd=folder)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(part, dir_fd=folder)
        found = self.key(folder)
        if found is None:
            raise Odd("it can't be made", KEY)
        return found


def refuse_strangers(facts: os.stat_result, name: str = "") -> None:
    """Complain about the file *name* if it belongs to another, or others can write to it."""
    if words := why_not_ours(facts):
        raise Odd(words, name)


def seal(key: bytes, name: str, data: bytes) -> bytes:
    """What only the owner of *key* can say of *name* and *data*."""
    sealed = blake2b(key=key[-SEAL:], digest_size=SEAL)
    sealed.update(name.encode() + b"\0")
    sealed.update(data)
    return sealed.digest()


def read_private(folder: int, name: str, most: int) -> bytes:
    """The file *name* in *folder*, if it is one that only this user can have made.

    A pipe doesn't keep us waiting, and a link is not followed.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    try:
        file = os.open(name, flags, dir_fd=folder)
    except OSError as error:
        words = {errno.ELOOP: "it is a link", errno.ENXIO: "it is no file", errno.EACCES: "it can't be read"}
        if error.errno in words:
            raise Odd(words[error.errno]) from error
        raise
    try:
        facts = os.fstat(file)
        if not stat.S_ISREG(facts.st_mode):
            raise Odd("it is no file")
        refuse_strangers(facts)
        if facts.st_size > most:
            raise Odd("it is too large")
        with open(file, "rb", closefd=False) as stream:
            return stream.read(most)
    finally:
        os.close(file)


def write_private(folder: int, name: str, data: bytes) -> None:
    """Put *data* into *folder* as *name*, all or nothing; what has the name already, gives it up."""
    part = write_part(folder, data)
    try:
        os.rename(part, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        os.unlink(part, dir_fd=folder)
        raise


def write_part(folder: int, data: bytes) -> str:
    """The name of a new file in *folder* with *data*."""
    part = PART + secrets.token_hex(8)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    file = os.open(part, flags, 0o600, dir_fd=folder)
    try:
        with open(file, "wb") as stream:
            stream.write(data)
    except BaseException:
        os.unlink(part, dir_fd=folder)
        raise
    return part


def sweep(folder: int) -> None:
    """Remove from *folder* what was never finished, because the process was killed."""
    long_ago = time.time() - OLD
    for name in os.listdir(folder):
        with suppress(OSError):
            if name.startswith(PART) and os.lstat(name, dir_fd=folder).st_mtime < long_ago:
                os.unlink(name, dir_fd=folder)


def users_cache() -> Cache | None:
    """The cache of the user, or None where there is no place for one: without a home, for example."""
    base = configured_folder()
    return Cache(base) if base else None


def configured_folder() -> Path | None:
    """Where what MVPy keeps for its users is, or None where there is no place for that."""
    if not hasattr(os, "geteuid"):
        return None  # a system where nothing says whose a file is
    try:
        named = os.environ.get("MVPY_CACHE_DIR")
        if named:
            return Path(named).absolute()
        above = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except (RuntimeError, OSError):  # nobody knows the home, or where we are
        return None
    return above / "mvpy" if above.is_absolute() else None


@cache
def temporary_cache() -> Cache:
    """A cache for this process and its children; it lasts as long as this process."""
    return Cache(Path(Scratch().name))


def new_complaints() -> list[tuple[str, str]]:
    """What was found to be wrong since this was last asked: the words, and the first path of which they are true."""
    found = list(complaints.items())
    complaints.clear()
    return found
