"""Drive a fork server, and run jobs on it within limits of time, memory and output.

The server (`guest/server.py`, or `wasi_server.py`) forks one child for each job.  This side holds the other
ends of the child's pipes, reads them, and kills the child's whole process group when a limit is passed.
A guard (`mvpy/system/guard.py`) stands above the server, and ends all that is below it when we are gone.
"""

from __future__ import annotations

import array
import os
import select
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from mvpy.errors import MVPyError
from mvpy.system.lifetime import Abandoned, Guarded
from mvpy.verification.observe import Remains

BOOT_SECONDS = 60.0


class HostError(MVPyError):
    """An interpreter could not be started, or is not fit to run programs."""


@dataclass(frozen=True)
class Limits:
    """What one run may use: seconds, bytes of memory, bytes of output, bytes of one file it writes."""

    seconds: float = 10.0
    memory: int = 512 << 20
    output: int = 8 << 20
    written: int = 1 << 30


class Server:
    """A running fork server.  One job at a time; a dead server is started anew by the next job."""

    def __init__(self, command: Sequence[str], env: dict[str, str]) -> None:
        self.command = list(command)
        self.env = env
        self.process: Guarded | None = None
        self.control: socket.socket | None = None
        self.over = False
        self.mutex = threading.Lock()

    def lives(self) -> bool:
        """Whether it was started, and has not ended."""
        return self.process is not None and not self.process.ended()

    def start(self) -> socket.socket:
        """The socket to a living server."""
        if self.lives() and self.control is not None:
            return self.control
        self.close()
        ours, theirs = socket.socketpair()
        with theirs, self.mutex:
            if self.over:
                raise Abandoned
            try:
                self.process = Guarded(
                    [*self.command, str(theirs.fileno())],
                    [theirs.fileno()],
                    self.env,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            except OSError as error:
                ours.close()
                raise HostError(f"can't start {self.command[0]}: {error.strerror}") from error
        self.control = ours
        return ours

    def close(self) -> None:
        """End the server with all that it runs."""
        if self.process is not None:
            self.process.end()
        if self.control is not None:
            self.control.close()
        self.control = self.process = None

    def end(self) -> None:
        """End the server for good; another thread may be waiting for it, which notices."""
        with self.mutex:
            self.over = True
            process = self.process
        if process is not None:
            process.end()

    def run(self, fields: Sequence[str], stdin: bytes, limits: Limits) -> Remains:
        """Run one job and give what it left."""
        control = self.start()
        with Pipes(stdin) as pipes:
            try:
                send(control, fields, pipes.theirs)
            except OSError:
                self.close()
                control = self.start()
                send(control, fields, pipes.theirs)
            pipes.close_theirs()
            remains = watch(control, pipes, limits)
        if not remains.answered:
            why = self.process.refusal() if self.process is not None else ""
            self.close()  # it gave no answer, so it is dead or stuck
            if why:
                raise HostError(f"can't start {self.command[0]}: {why}")
        return remains


class Pipes:
    """The files of one job: *theirs* go to the child, *ours* are read here."""

    def __init__(self, stdin: bytes) -> None:
        pairs = [os.pipe() for _ in range(3)]
        self.ours = [pair[0] for pair in pairs]
        self.theirs = [file_with(stdin), *(pair[1] for pair in pairs)]

    def __enter__(self) -> Pipes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close_theirs()
        for file in self.ours:
            os.close(file)

    def close_theirs(self) -> None:
        """Close what the child has now, so that its end is an end of file here."""
        for file in self.theirs:
            os.close(file)
        self.theirs = []


def file_with(data: bytes) -> int:
    """A file without a name that holds *data*, open at its start."""
    if not data:
        return os.open(os.devnull, os.O_RDONLY)
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        return os.dup(file.fileno())


def send(control: socket.socket, fields: Sequence[str], files: Sequence[int]) -> None:
    """Send a job to the server: its *fields*, and the open *files* of its child."""
    payload = os.fsencode("\0".join(fields))
    data = b"%d:%s" % (len(payload), payload)
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))]
    sent = control.sendmsg([data[:32768]], rights)
    control.sendall(data[sent:])


def watch(control: socket.socket, pipes: Pipes, limits: Limits) -> Remains:
    """Read the pipes until the child is gone, and see to it that this is soon."""
    started = time.perf_counter()
    reader = Reader(control, pipes.ours, limits.output)
    deadline = started + BOOT_SECONDS
    killed = ""
    while not reader.gone:
        left = deadline - time.perf_counter()
        if reader.child and not killed and reader.since + limits.seconds - time.perf_counter() < left:
            left = reader.since + limits.seconds - time.perf_counter()
        why = "output" if reader.full and not killed else "timeout" if left <= 0 else ""
        if why and killed:
            break  # even the kill had no effect
        if why:
            killed = why if reader.child else "failed"
            reader.kill()
            reader.full = False
            deadline = time.perf_counter() + 5
            if not reader.child:
                break
            continue
        reader.read(left)
    reader.drain()
    if reader.full and not killed:
        killed = "output"
    if not reader.child:
        killed = "failed"  # the interpreter did not even start
    stdout, stderr, report = (bytes(data) for data in reader.data)
    status, sign = reader.ending()
    seconds = time.perf_counter() - (reader.since or started)
    return Remains(stdout, stderr, report, status, sign, killed, seconds)


class Reader:
    """Reads the three pipes and the server's answers."""

    def __init__(self, control: socket.socket, files: Sequence[int], most: int) -> None:
        self.control, self.files, self.most = control, list(files), most
        self.data = [bytearray() for _ in files]
        self.answers = b""
        self.child = 0
        self.since = 0.0
        self.wait_status: int | None = None
        self.gone = False
        self.full = False
        self.poll = select.poll()
        for file in [control.fileno(), *self.files]:
            self.poll.register(file, select.POLLIN)

    def read(self, seconds: float) -> bool:
        """Read what there is, waiting for it at most *seconds*; says whether there was anything."""
        events = self.poll.poll(max(0, int(seconds * 1000) + 1) if seconds else 0)
        for file, _ in events:
            if file == self.control.fileno():
                self.listen()
            else:
                self.take(file)
        return bool(events)

    def take(self, file: int) -> None:
        """Read from one pipe; beyond the limit there is nothing more to keep."""
        data = os.read(file, 1 << 16)
        if not data:
            self.poll.unregister(file)
            return
        kept = self.data[self.files.index(file)]
        kept += data[: self.most - len(kept)]
        self.full = self.full or len(kept) >= self.most

    def listen(self) -> None:
        """Take in what the server says: which child runs, and how it ended."""
        try:
            heard = self.control.recv(4096)
        except OSError:
            heard = b""
        if not heard:
            self.poll.unregister(self.control.fileno())
            self.gone = True  # the server is dead, perhaps by the program's hand
            self.kill()  # its guard does that as well, unless it is dead, too
        self.answers += heard
        *lines, self.answers = self.answers.split(b"\n")
        for line in lines:
            if line[:1] == b"P":
                self.child, self.since = int(line[1:]), time.perf_counter()
            else:
                self.wait_status, self.gone = int(line[1:]), True

    def drain(self) -> None:
        """Read what the dead child left in its pipes."""
        if self.gone and self.wait_status is not None:
            self.poll.unregister(self.control.fileno())
        until = time.perf_counter() + 2
        while not self.full and time.perf_counter() < until and self.read(0):
            pass

    def kill(self) -> None:
        """Kill the child with all its children."""
        if not self.child:
            return
        for kill in (os.killpg, os.kill):
            try:
                kill(self.child, signal.SIGKILL)
            except OSError:
                continue  # already gone

    def ending(self) -> tuple[int | None, int | None]:
        """How the child ended: (exit status, signal), one of them None; both, if that isn't known."""
        if self.wait_status is None:
            return None, None
        if os.WIFSIGNALED(self.wait_status):
            return None, os.WTERMSIG(self.wait_status)
        return os.WEXITSTATUS(self.wait_status), None
