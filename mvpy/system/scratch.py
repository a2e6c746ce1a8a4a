"""Temporary folders that do not stay, whatever ends us.

One folder for each process, `mvpy-run-…` among the system's temporary files; whoever needs a folder gets one in
it.  It goes with the last of them.  If we are killed, a guard (see `guard.py`) removes it, or else the next
run: a file in it is locked as long as anybody of us lives, and the system releases the lock of the dead.

Everybody may write where temporary files are.  So what is removed is a folder, never a link; it is ours; and it
holds the file LOCK with the words SIGN, which only we can have put there.
"""

from __future__ import annotations

import atexit
import os
import stat
import tempfile
import threading
import time
from contextlib import suppress

try:
    import fcntl
except ImportError:  # a system without it has no servers either
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

from mvpy.system.ownership import is_ours
from mvpy.system.removal import FOLDER, empty, removed

PREFIX = "mvpy-run-"
MAKING = "mvpy-new-"  # what such a folder is called until its lock is held
LOCK = "lock"
SIGN = b"A temporary folder of mvpy verify.  It may be removed when nobody holds a lock on this file.\n"
MAKING_SECONDS = 60.0  # nobody takes longer to make one


class Root:
    """The folder of this process, and those who have a folder in it."""

    def __init__(self) -> None:
        self.process = 0
        self.path = ""
        self.lock = -1
        self.users = 0
        self.number = 0
        self.mutex = threading.Lock()
        self.cleared = False

    def lend(self) -> str:
        """The path of a new folder in the root, which is made if there is none."""
        with self.mutex:
            if self.process != os.getpid():  # after a fork: the folder is our parent's
                self.process, self.path, self.lock, self.users = os.getpid(), "", -1, 0
            if not self.path:
                if not self.cleared:
                    self.cleared = True
                    clear_left_behind()
                self.path, self.lock = made()
            self.users += 1
            self.number += 1
            folder = os.path.join(self.path, str(self.number))
            os.mkdir(folder, 0o700)
            return folder

    def take_back(self, folder: str) -> None:
        """Remove *folder*; the last one takes the root with it."""
        if self.process != os.getpid():
            return
        removed(folder)
        with self.mutex:
            self.users -= 1
            if not self.users:
                self.remove()

    def remove(self) -> None:
        """Remove the root with all that is in it."""
        path, lock = self.path, self.lock
        self.path, self.lock, self.users = "", -1, 0
        if path and self.process == os.getpid():
            removed(path)
            os.close(lock)


ROOT = Root()


@atexit.register
def remove_root() -> None:
    """Remove the root of this process, with all folders that are still lent."""
    ROOT.remove()


class Scratch:
    """A temporary folder: its *name* is its path.  It is removed by `cleanup`, or at the end of the process."""

    def __init__(self) -> None:
        self.name = ROOT.lend()
        self.gone = False

    def __enter__(self) -> str:
        return self.name

    def __exit__(self, *_: object) -> None:
        self.cleanup()

    def cleanup(self) -> None:
        """Remove the folder, if that has not been done."""
        if not self.gone:
            self.gone = True
            ROOT.take_back(self.name)


def made() -> tuple[str, int]:
    """A new root folder, and the file whose lock we hold."""
    making = tempfile.mkdtemp(prefix=MAKING)
    lock = os.open(os.path.join(making, LOCK), os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    os.write(lock, SIGN)
    if HAS_LOCKS:
        fcntl.flock(lock, fcntl.LOCK_EX)
    while True:
        path = os.path.join(os.path.dirname(making), PREFIX + os.urandom(6).hex())
        if not os.path.lexists(path):
            os.rename(making, path)  # locked before anybody can know the name
            return path, lock


def clear_left_behind() -> None:
    """Remove the folders of those who were killed."""
    if not HAS_LOCKS:
        return
    with suppress(OSError):
        names = os.listdir(tempfile.gettempdir())
        for name in names:
            if name.startswith((PREFIX, MAKING)):
                with suppress(OSError):
                    clear(os.path.join(tempfile.gettempdir(), name))


def clear(path: str) -> None:
    """Remove the folder *path* if it is one of ours, and nobody lives in it."""
    folder = os.open(path, FOLDER)
    try:
        if not is_ours(os.fstat(folder)):
            return
        if os.path.basename(path).startswith(MAKING):
            if time.time() - os.fstat(folder).st_mtime > MAKING_SECONDS and set(os.listdir(folder)) <= {LOCK}:
                with suppress(FileNotFoundError):
                    os.unlink(LOCK, dir_fd=folder)
                os.rmdir(path)
            return
        lock = os.open(LOCK, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
        try:
            facts = os.fstat(lock)
            if is_ours(facts) and stat.S_ISREG(facts.st_mode) and os.read(lock, len(SIGN) + 1) == SIGN:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove_ours(path, folder)
        finally:
            os.close(lock)
    finally:
        os.close(folder)


def remove_ours(path: str, folder: int) -> None:
    """Remove the open *folder* at *path*; what is in it through its number, as another may come to *path*."""
    empty(folder)
    os.rmdir(path)
