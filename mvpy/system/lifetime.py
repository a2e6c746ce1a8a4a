"""Processes that end when we do, whatever ends us.

A `Guarded` process has a *guard* above it (`guard.py`).  The guard holds one end of a connection, we hold the other,
the lifeline.  When it closes, because we say so or because we are dead, the guard kills what it started, with
everything below, and leaves.  On the same way it tells why it could not start it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from mvpy.system import guard, scratch

GUARD = os.path.abspath(guard.__file__)
SECONDS = 2.0  # how long the end of a guard may take


class Guarded:
    """A process under a guard."""

    def __init__(
        self, command: Sequence[str], files: Collection[int] = (), env: Any = None, **streams: Any
    ) -> None:
        self.lifeline, theirs = socket.socketpair()
        folder, lock = (scratch.ROOT.path, scratch.ROOT.lock) if scratch.ROOT.path else ("", -1)
        # With the lock, nobody takes the folder for abandoned while the guard is at it.
        held = [theirs.fileno(), *([lock] if lock >= 0 else [])]
        try:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-I", "-S", "-B", GUARD),
                    *(str(os.getpid()), joined(held), folder, joined(files)),
                    *command,
                ],
                pass_fds=[*held, *files],
                env=env,
                start_new_session=True,
                **streams,
            )
        except BaseException:
            self.lifeline.close()
            raise
        finally:
            theirs.close()
        self.pid = self.process.pid
        self.mutex = threading.Lock()

    def end(self) -> None:
        """End it with all that is below it; any thread may say so, and more than once."""
        with self.mutex:
            if self.lifeline.fileno() < 0:
                return
            with suppress(OSError):
                self.lifeline.sendall(guard.GOODBYE)
            self.lifeline.close()
        try:
            self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def ended(self) -> bool:
        """Whether it has ended, by itself or not."""
        return self.lifeline.fileno() < 0 or self.process.poll() is not None

    def refusal(self) -> str:
        """Why the system did not start it, once it has ended; empty if it did start."""
        with suppress(OSError):
            number = self.lifeline.recv(20, socket.MSG_DONTWAIT)
            return os.strerror(int(number)) if number else ""
        return ""


def joined(files: Collection[int]) -> str:
    """*files* as an argument of the guard."""
    return ",".join(map(str, files))


def run(command: Sequence[str], env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """As `subprocess.run` with its output captured; the process ends when we do, or our work is abandoned.

    Its temporary files lie in our folder, and go with it.
    """
    with scratch.Scratch() as folder:
        guarded = Guarded(
            command,
            env={**(os.environ if env is None else env), "TMPDIR": folder},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            with at_work(guarded):
                out, err = guarded.process.communicate()
        finally:
            guarded.end()
    return subprocess.CompletedProcess(list(command), guarded.process.returncode, out, err)


class Endable(Protocol):
    """What can be ended by another thread."""

    def end(self) -> None: ...


WORK: dict[int, list[Endable]] = {}  # what each thread waits for
ABANDONED: set[int] = set()  # threads that nobody waits for
MUTEX = threading.Lock()


class Abandoned(Exception):
    """Nobody waits for this work any more."""


@contextmanager
def at_work(thing: Endable) -> Iterator[None]:
    """Let `abandon` end *thing* as long as this thread works with it."""
    me = threading.get_ident()
    with MUTEX:
        late = me in ABANDONED
        WORK.setdefault(me, []).append(thing)
    try:
        if late:
            thing.end()
            raise Abandoned
        yield
    finally:
        with MUTEX:
            WORK[me].remove(thing)
            if not WORK[me]:
                del WORK[me]


def abandon(threads: Collection[int]) -> None:
    """End what *threads* work with, now and later; `forget` them when they are through."""
    with MUTEX:
        ABANDONED.update(threads)
        things = [thing for thread in threads for thing in WORK.get(thread, ())]
    for thing in things:
        thing.end()


def forget(threads: Collection[int]) -> None:
    """The *threads* have ended; others may get their numbers."""
    with MUTEX:
        ABANDONED.difference_update(threads)
