"""Many tasks on all cores, each under a limit of its own; one that hangs or kills its process harms no other.

    for task, outcome in in_parallel(function, tasks, jobs=2, seconds=60):
        ...

*outcome* is a Done, a Crashed or a TimedOut.  *seconds* are seconds of processor time, so that a busy
machine times nothing out; ten times as much by the clock is the end too.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

FORK = get_context("fork")


@dataclass(frozen=True)
class Done:
    """The task's result."""

    value: Any


@dataclass(frozen=True)
class Crashed:
    """The task raised, or its process died: in one line, and at length."""

    words: str
    details: str = ""


@dataclass(frozen=True)
class TimedOut:
    """The task took too long: the innermost calls at that moment."""

    where: str


Outcome = Done | Crashed | TimedOut


def words_of(outcome: Outcome) -> Any:
    """What the task gave; in words, what ended it otherwise."""
    match outcome:
        case Done(value):
            return value
        case Crashed(words, _):
            return f"a crash: {words}"
        case TimedOut(_):
            return "the limit of time"


class Worker:
    """A process that does one task after another."""

    def __init__(self, function: Callable[[Any], Any], seconds: float, memory: int) -> None:
        self.seconds = seconds
        self.stacks = tempfile.NamedTemporaryFile("w+", prefix="stacks")
        self.connection, theirs = FORK.Pipe()
        self.process = FORK.Process(
            target=serve, args=(theirs, function, seconds, memory, self.stacks), daemon=False
        )
        self.process.start()
        theirs.close()
        self.task: Any = None
        self.deadline = 0.0

    def give(self, task: Any) -> None:
        self.task = task
        self.deadline = time.monotonic() + 10 * self.seconds
        self.connection.send(task)

    def outcome(self) -> Outcome:
        """What became of the task, once the connection has something to read or the process is gone."""
        try:
            return self.connection.recv()
        except EOFError:
            self.process.join()
        if self.process.exitcode == -signal.SIGPROF:
            return TimedOut(self.innermost_calls())
        return Crashed(f"the process died ({death(self.process.exitcode)})", self.innermost_calls())

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()

    def innermost_calls(self) -> str:
        self.stacks.seek(0)
        lines = [line.strip() for line in self.stacks if line.startswith("  File")]
        return "\n".join(lines[:12])


def serve(connection: Connection, function: Callable, seconds: float, memory: int, stacks: Any) -> None:
    """Do every task that comes in over *connection*."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    faulthandler.enable(stacks)
    faulthandler.register(signal.SIGPROF, stacks, all_threads=True, chain=True)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            answer: Outcome = Done(function(task))
        except Exception as error:
            answer = Crashed(in_a_line(error), traceback.format_exc())
        signal.setitimer(signal.ITIMER_PROF, 0)
        connection.send(answer)


def in_a_line(error: BaseException) -> str:
    """*error* and what caused it, each in the first line of its words."""
    words = f"{type(error).__name__}: {error}".split("\n")[0]
    return f"{words} <- {in_a_line(error.__cause__)}" if error.__cause__ else words


def death(code: int | None) -> str:
    """How a process ended, in words."""
    return signal.Signals(-code).name if code and code < 0 else f"exit code {code}"


def in_parallel(
    function: Callable[[Any], Any],
    tasks: Iterable[Any],
    *,
    jobs: int = 0,
    seconds: float = 60,
    memory: int = 4 << 30,
) -> Iterator[tuple[Any, Outcome]]:
    """Each of *tasks* with its outcome, in the order in which they end."""
    waiting = iter(tasks)
    busy: dict[Connection, Worker] = {}
    idle = [Worker(function, seconds, memory) for _ in range(jobs or os.cpu_count() or 1)]
    try:
        while True:
            while idle and (task := next(waiting, None)) is not None:
                worker = idle.pop()
                worker.give(task)
                busy[worker.connection] = worker
            if not busy:
                return
            for worker in ended(busy):
                del busy[worker.connection]
                late = time.monotonic() > worker.deadline and not worker.connection.poll()
                outcome: Outcome = TimedOut("by the clock") if late else worker.outcome()
                task = worker.task
                if late or not worker.process.is_alive():
                    worker.end()
                    worker = Worker(function, seconds, memory)
                idle.append(worker)
                yield task, outcome
    finally:
        for worker in [*idle, *busy.values()]:
            worker.end()


def ended(busy: dict[Connection, Worker]) -> list[Worker]:
    """The workers that are done with their task, or too late for it."""
    while True:
        ready = [busy[connection] for connection in wait(list(busy), timeout=1)]  # type: ignore[index]
        late = [worker for worker in busy.values() if time.monotonic() > worker.deadline]
        if ready or late:
            return list({id(worker): worker for worker in [*ready, *late]}.values())
