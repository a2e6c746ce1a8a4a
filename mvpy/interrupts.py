"""What ends a command from outside: Ctrl-C, and the signals that a shell or a system sends.

    with interruptible():    the first of SIGNALS raises `Interrupted`; more of them do nothing

Nothing is installed by importing this, and nothing in a thread, where Python delivers no signals.  A signal that
was ignored before (`nohup`) stays ignored.

    work_for(file)           a worker ends with whoever holds the other end of the pipe *file*
"""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

SIGNALS = {
    name: words
    for name, words in (("SIGINT", "interrupted"), ("SIGTERM", "terminated"), ("SIGHUP", "hung up"))
    if hasattr(signal, name)
}
PATIENCE = 0.8  # seconds that putting things in order may take


class Interrupted(KeyboardInterrupt):
    """A signal came.  *status* is the exit status for it, as shells have it: 128 and its number."""

    def __init__(self, number: int) -> None:
        super().__init__(SIGNALS[signal.Signals(number).name])
        self.status = 128 + number


def words_for(error: KeyboardInterrupt) -> tuple[str, int]:
    """What to say of *error*, and the exit status."""
    if isinstance(error, Interrupted):
        return str(error), error.status
    return SIGNALS["SIGINT"], 128 + signal.SIGINT


@contextmanager
def interruptible() -> Iterator[None]:
    """Let the first signal raise `Interrupted`, once; and see to it that the process then ends soon."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []

    def handle(number: int, frame: FrameType | None) -> None:
        if not came:
            came.append(number)
            leave_soon(number)
            raise Interrupted(number)

    numbers = [signal.Signals[name] for name in SIGNALS]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, handle)
    try:
        yield
    finally:
        if not came:  # else the process is about to end, and another signal must not disturb that
            for number, handler in before.items():
                signal.signal(number, handler)


def leave_soon(number: int) -> None:
    """End this process after PATIENCE, though the main thread may be stuck; guards then end what it has started."""

    def leave() -> None:
        words = SIGNALS[signal.Signals(number).name]
        with suppress(OSError, ValueError):
            if select.select([], [2], [], 0)[1]:  # not to wait for a reader
                os.write(2, f"{words}\n".encode())
        os._exit(128 + number)

    watchdog = threading.Timer(PATIENCE, leave)
    watchdog.daemon = True
    watchdog.start()


def work_for(file: int) -> None:
    """Leave Ctrl-C to the process that holds the other end of *file*, a pipe to read from, and end when that ends.

    Its death counts, not that of the thread which started us, as with the death signals of Linux.  The signal comes
    also while a library keeps the interpreter busy; where there are no such signals, a thread notices.
    """
    import fcntl

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    with suppress(OSError, AttributeError):
        fcntl.fcntl(file, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(file, fcntl.F_SETFL, fcntl.fcntl(file, fcntl.F_GETFL) | os.O_ASYNC)

    def wait() -> None:
        with suppress(OSError):
            poll = select.poll()
            poll.register(file, select.POLLIN)
            poll.poll()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
