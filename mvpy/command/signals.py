"""Signals that end MVPy: Ctrl-C, SIGTERM and SIGHUP are one exception, and it can wait.

    with handled():                   from here on each of them raises Interrupted
        with deferred() as waiting:   in here none does: what came is raised when the block is through,
            waiting.check()           or here, where it does no harm
        with last_words():                after one, to write what was found until then
        with impatient():             in here the process ends soon after a signal, though it may be stuck

An exception that may come at any moment leaves temporary files, or half of the files new: so whoever changes
files defers it.  Signals that were ignored when MVPy was started (`nohup`, `&`) stay ignored.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType

WORDS = {
    getattr(signal, name): words
    for name, words in (("SIGINT", "interrupted"), ("SIGTERM", "terminated"), ("SIGHUP", "hung up"))
    if hasattr(signal, name)
}
PATIENCE = 0.5  # seconds that putting things in order may take where the process might be stuck
GRACE = 1.0  # seconds in which what the first signal began is not disturbed by a second: two Ctrl-C are one


class Interrupted(KeyboardInterrupt):
    """A signal that ends MVPy came; *so_far* says what has been done."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__(number)
        self.number = number
        self.so_far = ""

    def __str__(self) -> str:
        return WORDS[signal.Signals(self.number)] + (f": {self.so_far}" if self.so_far else "")

    @property
    def status(self) -> int:
        """The exit code: what a shell says of a program that the signal ended."""
        return 128 + self.number


@dataclass
class Waiting:
    """Which signal came first, and whether it has to wait: one for the process, as signals are.

    depth      how many blocks make it wait
    impatient  whether the process ends soon after it; *leaving*, once it came
    last_words  whether what was found until then is being written, so that no signal is heard any more
    voice      held by the thread that says which it was; nobody else does
    """

    came: int = 0
    depth: int = 0
    impatient: bool = False
    leaving: bool = False
    last_words: bool = False
    last: Callable[[], None] | None = None
    raised: float = -GRACE
    voice: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        """Forget what came."""
        self.last_words = False
        self.came, self.raised, self.leaving, self.voice = 0, -GRACE, False, threading.Lock()

    def check(self) -> None:
        """Raise what came, if something did: also if the exception was lost where nothing may be raised."""
        if self.came and not self.last_words:
            self.raised = time.monotonic()
            raise Interrupted(self.came)

    def receive(self, number: int, frame: FrameType | None) -> None:
        """What Python calls when the signal *number* comes: remember it, and raise it unless it has to wait.

        The first is remembered before anything else is done, since others may come meanwhile.
        """
        first, self.came = not self.came, self.came or number
        if first and self.impatient:
            self.leaving = True
            leave_soon(number)
        if self.leaving and not first:
            return  # the process ends anyway, and what it still does is not disturbed
        if not self.depth and time.monotonic() - self.raised >= GRACE:
            self.check()

    def may_speak(self) -> bool:
        """Is the thread that asks the first, so that it is the one to say what came?"""
        return self.voice.acquire(blocking=False)


waiting = Waiting()


@contextmanager
def handled() -> Iterator[None]:
    """Inside, signals that end MVPy raise Interrupted, and behind it too if one came: MVPy is about to end then.

    In a thread it changes nothing, as signals don't come there.
    """
    before = {}
    waiting.begin()
    for number in WORDS:
        if signal.getsignal(number) not in (signal.SIG_IGN, None):
            try:
                before[number] = signal.signal(number, waiting.receive)
            except ValueError:
                break
    try:
        yield
    finally:
        for number, handler in before.items() if not waiting.came else ():
            signal.signal(number, handler)


def unhandled() -> None:
    """From here on, signals do what Python makes of them: a program is run in this process."""
    for number in WORDS:
        if signal.getsignal(number) == waiting.receive:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


@contextmanager
def deferred() -> Iterator[Waiting]:
    """Inside, what comes waits; behind, it is raised."""
    waiting.depth += 1
    try:
        yield waiting
    finally:
        waiting.depth -= 1
    if not waiting.depth:
        waiting.check()


@contextmanager
def last_words() -> Iterator[None]:
    """Inside, after a signal, files can be written, and no other signal disturbs that; behind, what came is raised."""
    with deferred():
        waiting.last_words = True
        try:
            yield
        finally:
            waiting.last_words = False


@contextmanager
def impatient(last: Callable[[], None]) -> Iterator[None]:
    """Inside, a signal ends the process soon, after *last*: for those who wait for others, and write no files."""
    waiting.impatient, waiting.last = True, last
    try:
        yield
    except KeyboardInterrupt:
        last()
        raise
    finally:
        waiting.impatient = False


def leave_soon(number: int) -> None:
    """End this process after PATIENCE, though the main thread may be stuck; guards then end what it has started."""

    def leave() -> None:
        final = threading.Thread(target=waiting.last, daemon=True)
        final.start()
        final.join(PATIENCE / 2)
        with suppress(OSError, ValueError):
            if waiting.may_speak() and select.select([], [2], [], 0)[1]:  # not to wait for a reader
                os.write(2, f"{Interrupted(number)}\n".encode())
        os._exit(Interrupted(number).status)

    watchdog = threading.Timer(PATIENCE, leave)
    watchdog.daemon = True
    watchdog.start()
