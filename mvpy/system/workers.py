"""Processes that work side by side.

    in_parallel(function, tasks, count, lost, say)   the results, in the order of *tasks*

A worker that dies costs the task that it had: *lost* gives a result for it.  The others go on, and a new worker
takes its place.

    python -I isolation.py ... mvpy.system.workers FD

is a worker.  FD is a socket on which functions and their arguments come in and results go out.  Its standard
input is a pipe that nobody writes to: when it closes, whoever started the worker is gone, and so is the worker.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, TypeVar

from mvpy.system.isolation import command, environment

T = TypeVar("T")
R = TypeVar("R")
READY = "ready"
DYING = 5.0  # seconds that a process may need to end


class Worker:
    """A process, and what it is working on: the number of a task, or None."""

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        self.ready = False
        self.task: int | None = None
        try:
            self.process = subprocess.Popen(
                command("mvpy.system.workers", [str(theirs.fileno())]),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=environment(),
                start_new_session=True,  # Ctrl-C is the business of who started it
            )
        except OSError:
            self.connection.close()
            raise
        finally:
            theirs.close()

    def give(self, number: int, function: Callable[[T], R], task: T) -> bool:
        """Let it work on *task*; whether it could be told."""
        try:
            self.connection.send((function, task))
        except OSError:
            return False
        self.task = number
        return True

    def end(self) -> int:
        """End it, whatever it is doing; its exit code, if it was gone already."""
        self.connection.close()
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.kill()
        return self.process.wait()


class Crew:
    """At most *count* workers that work on *tasks* with *function*."""

    def __init__(self, function: Callable[[T], R], tasks: Sequence[T], count: int) -> None:
        self.function, self.tasks, self.count = function, tasks, count
        self.waiting = deque(range(len(tasks)))
        self.workers: list[Worker] = []
        self.unfit = 0  # how many workers died before they had anything to do

    def hire(self) -> None:
        """Start workers for the tasks that wait; none where several didn't even come to work."""
        idle = sum(worker.task is None for worker in self.workers)
        while len(self.workers) < self.count and idle < len(self.waiting) and self.unfit < self.count + 2:
            try:
                self.workers.append(Worker())
                idle += 1
            except OSError:  # no memory, or no more processes
                self.unfit += 1

    def occupy(self) -> None:
        """Give the next tasks to those who have nothing to do."""
        for worker in list(self.workers):
            if not self.waiting:
                return
            if worker.ready and worker.task is None:
                number = self.waiting.popleft()
                if not worker.give(number, self.function, self.tasks[number]):
                    self.waiting.appendleft(number)
                    self.dismiss(worker)

    def hear(self) -> Iterator[tuple[int, Any, int | None]]:
        """Wait for news: the number of a task, its result, and how its worker died, if it did."""
        heard = wait([worker.connection for worker in self.workers])
        for worker in [worker for worker in self.workers if worker.connection in heard]:
            number = worker.task
            try:
                result = worker.connection.recv()
            except (EOFError, OSError):
                died = self.dismiss(worker)
                if number is not None:
                    yield number, None, died
                continue
            if number is not None:
                yield number, result, None
            worker.ready, worker.task = True, None

    def dismiss(self, worker: Worker) -> int:
        """Forget *worker*, which is dead or about to be; its exit code."""
        self.workers.remove(worker)
        self.unfit += worker.task is None
        with suppress(subprocess.TimeoutExpired):
            worker.process.wait(DYING)  # or it would end as we make it, and not as it would have
        return worker.end()

    def end(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self.workers:
            worker.end()


def in_parallel(
    function: Callable[[T], R],
    tasks: Sequence[T],
    count: int,
    lost: Callable[[T, str], R],
    say: Callable[[str], None],
) -> Iterator[R]:
    """*function* of each of *tasks*, in their order; *lost* is told how the worker on a task died.

    Where no worker can be started, that is said, and the work is done here.
    """
    crew = Crew(function, tasks, count)
    results: dict[int, R] = {}
    alone = False
    try:
        for number, task in enumerate(tasks):
            while number not in results:
                crew.hire()
                crew.occupy()
                if not crew.workers:
                    if not alone:
                        say("no other process can be started, so this one does the rest alone")
                    alone = True
                    results[number] = function(task)
                    crew.waiting.remove(number)
                    break
                for other, result, died in crew.hear():
                    results[other] = result if died is None else lost(tasks[other], in_words(died))
            yield results.pop(number)
    finally:
        crew.end()


def in_words(code: int) -> str:
    """How a process ended, by its exit *code* as `subprocess` has it."""
    try:
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        return f"signal {-code}"


def work_for(file: int) -> None:
    """Leave Ctrl-C to the process that holds the other end of *file*, a pipe to read from, and end when that ends.

    Its death counts, not that of the thread which started us, as with the death signals of Linux.  The signal comes
    also while a library keeps the interpreter busy; where there are no such signals, a thread notices.
    """
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


def main() -> None:
    """Be a worker: run the functions that come in, and send back their results, until the other side is gone."""
    work_for(0)
    connection: Connection[Any, Any] = Connection(int(sys.argv[1]))
    try:
        connection.send(READY)
        while True:
            function, task = connection.recv()
            connection.send(function(task))
    except (EOFError, OSError):
        pass  # nobody is waiting for it any more
