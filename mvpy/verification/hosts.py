"""The interpreters that programs are run on.

A `Host` is a description, cheap to make and to compare.  A `Session` is a host at work: a fork server and a
mirror of the program's folder.  It outlives a verification: `session` lends an idle one, or starts one.
"""

from __future__ import annotations

import atexit
import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from mvpy.system import isolation
from mvpy.system.lifetime import at_work
from mvpy.verification import wasi_build, wasi_sandbox
from mvpy.verification.manners import Manners
from mvpy.verification.mirror import LinkedMirror, Mirror
from mvpy.verification.observe import Observation, Remains, observation, reports_in
from mvpy.verification.private_copy import CopiedMirror
from mvpy.verification.shim import with_shim
from mvpy.verification.supervise import HostError, Limits, Server

NO_SHIFT, SHIFTED = 0, 517  # how many objects a repeated run has on its heap before it starts

Say = Callable[[str], None]


def silent(text: str) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Job:
    """One run of a program: *root* is the folder to mirror, *part* the program's path in it.

    A run that is *blind* to something is traced by steps, see `Seen` in `guest/program.py`.
    """

    root: Path
    part: Path
    source: bytes
    argv: tuple[str, ...] = ()
    stdin: bytes = b""
    limits: Limits = Limits()
    traced: bool = False
    shift: int = NO_SHIFT
    blind: str = ""

    @property
    def how_traced(self) -> str:
        """How `guest/program.py` is to trace it; *blind* says more than "1", see there."""
        return self.blind or str(int(self.traced))


@dataclass(frozen=True)
class Host:
    """An interpreter.  *name* is what reports call it."""

    name: str

    def open(self, say: Say = silent) -> Session:
        """A new session."""
        raise NotImplementedError

    def lacks(self, original: Observation) -> str:
        """Why *original* can't run on this host, though it may elsewhere; empty if it can."""
        if original.stage == "compile" and original.raised:
            return f"it doesn't compile there: {original.raised}"
        return ""


@dataclass(frozen=True)
class NativeHost(Host):
    """CPython (or PyPy), by its command."""

    name: str = "native"
    python: str = field(default=sys.executable)

    def open(self, say: Say = silent) -> Session:
        """Start its fork server, as the program would be started: a child of it becomes the program."""
        return NativeSession(self, [self.python])


@dataclass(frozen=True)
class CommandHost(Host):
    """Any interpreter that runs `COMMAND... FILE ARGS...`; its exceptions are read from stderr.

    *oracles* are CPythons that say what is right, the best one first, and *instead* why that is no better one.  *shim*
    is put in front of every program.  *quick* is a command that does the same, and takes less time.  *forked* is the word
    of *command* that is a runner in Python: the process that has run it has a fork for each program.
    """

    name: str
    command: tuple[str, ...] = ()
    oracles: tuple[NativeHost, ...] = (NativeHost(),)
    instead: str = ""
    manners: Manners = Manners()
    shim: str = ""
    quick: tuple[str, ...] = ()
    forked: str = ""

    def open(self, say: Say = silent) -> Session:
        """Start a fork server of our own Python, which becomes the command in each child."""
        file = shutil.which(self.command[0]) if self.command else None
        if file is None:
            raise HostError(f"{self.name}: {why_no_command(self.command)}")
        return CommandSession(self, os.path.abspath(file))  # it will be run from the program's folder


def why_no_command(command: Sequence[str]) -> str:
    """Why nothing can be run by *command*."""
    first = command[0] if command else ""
    if os.path.isdir(first):
        return f"{first}: this is a folder"
    if os.path.isfile(first):
        return f"{first}: this file is not executable (chmod +x)"
    return f"no such command: {' '.join(command) or '(empty)'}"


MISSING_ON_WASI = frozenset(
    """_ctypes _curses _lsprof _lzma _posixshmem _posixsubprocess _ssl _tkinter ctypes ssl lzma
    multiprocessing _multiprocessing mmap fcntl pwd grp resource termios readline curses tkinter venv
    ensurepip lib2to3 _pydecimal _pyio webbrowser pydoc_data test tty pty spwd crypt nis ossaudiodev syslog
    idlelib turtle turtledemo""".split()
)


@dataclass(frozen=True)
class WasiHost(Host):
    """CPython on WASI: no network, no files but the program's own folder and a temporary one.  *wasm* is another build."""

    name: str = "wasi"
    wasm: Path | None = None

    def open(self, say: Say = silent) -> Session:
        """A new session; before it starts its fork server the interpreter is compiled, if need be."""
        with COMPILING:
            build = wasi_build.Build(self.wasm).ready(say)
        return WasiSession(self, build, say)

    def lacks(self, original: Observation) -> str:
        """As for every host; and what WASI hasn't got: modules, threads, processes, sockets."""
        error = original.raised
        if original.outcome != "raised" or error is None:
            return ""
        text = " ".join(error.args)
        if error.type in ("ModuleNotFoundError", "ImportError"):
            if MISSING_ON_WASI & set(re.findall(r"\w+", text)):
                return f"WASI lacks a module: {error}"
        if "can't start new thread" in text:
            return "WASI has no threads"
        if error.type == "OSError" and re.search(r"^(52|58)\b", text):
            return f"WASI lacks a system call: {error}"
        if error.type == "AttributeError" and re.search(
            r"module '(os|signal|socket|time|posix)' has no", text
        ):
            return f"WASI lacks a function: {error}"
        return super().lacks(original)


COMPILING = threading.Lock()


class Session:
    """A host at work.  One job at a time."""

    def __init__(self, host: Host, command: Sequence[str], env: dict[str, str], mirror: Mirror) -> None:
        self.host = host
        self.word = ""  # of the marks of the run at hand
        self.mirror = mirror
        self.server = Server(command, env)

    def run(self, job: Job) -> Observation:
        """Run *job*; whatever it does, this gives an observation."""
        used = self.server.lives()
        remains = self.attempt(job)
        if used and not remains.begun:
            remains = self.attempt(
                job
            )  # that server was dying when it got the job, and nothing of it has run
        folder = self.shown_folder()
        program = f"{folder}/{job.part.as_posix()}"
        return observation(self.sorted_out(remains), self.host.name, folder, program)

    def attempt(self, job: Job) -> Remains:
        """Run *job* on the server, a new one if it has died; what it left."""
        self.mirror.place(job.root, job.part, job.source)
        self.word = os.urandom(16).hex()
        return self.server.run(self.fields(job), job.stdin, job.limits)

    def fields(self, job: Job) -> list[str]:
        """*job* as the server wants to have it."""
        raise NotImplementedError

    def sorted_out(self, remains: Remains) -> Remains:
        """*remains* with the report in its place; what else a program wrote to its pipe is none."""
        return replace(remains, report=reports_in(remains.report, self.word)[0], word=self.word)

    def shown_folder(self) -> str:
        """The program's folder as the program sees it."""
        return self.mirror.folder

    def close(self) -> None:
        """End the server, and remove the mirror."""
        self.server.close()
        self.mirror.close()

    def end(self) -> None:
        """End what it runs, from another thread; the thread that works with it closes it."""
        self.server.end()


class NativeSession(Session):
    """Runs programs in forks of a native interpreter."""

    @property
    def kind(self) -> str:
        """What a child of the server does: see `guest/server.py`."""
        return "program"

    def __init__(self, host: Host, interpreter: Sequence[str], runner: Sequence[str] = ()) -> None:
        command = [*interpreter, "-B", "-Xutf8", str(wasi_sandbox.GUEST / "server.py"), *runner]
        super().__init__(host, command, native_environment(), LinkedMirror())

    def fields(self, job: Job) -> list[str]:
        """*job* in the fields that `guest/server.py` reads."""
        path = os.path.join(self.mirror.folder, job.part)
        limits = job.limits
        numbers = [str(limits.memory), str(limits.seconds), str(limits.written)]
        trial = [self.word, job.how_traced, str(job.shift)]
        return [self.kind, os.path.dirname(path), *numbers, *trial, *self.command_line(path, job.argv)]

    def command_line(self, path: str, argv: Sequence[str]) -> list[str]:
        """The words of the command that runs the program *path*: here the server itself does, with its arguments *argv*."""
        return [path, *argv]


BROKE = 125  # the status from which on it is not the program that has ended


@dataclass(frozen=True)
class Way:
    """How the server starts a program: what its child does, see there, and the words before the program's path."""

    kind: str
    words: Sequence[str]


class CommandSession(NativeSession):
    """Runs programs by a command."""

    def __init__(self, host: CommandHost, file: str) -> None:
        command = [file, *host.command[1:]]
        if host.forked:
            at = command.index(host.forked)
            super().__init__(host, command[:at], command[at:])
        else:
            super().__init__(
                host, [sys.executable, "-I"]
            )  # what the program sees is the business of the command
        self.way = self.usual = Way("command", command)
        if host.forked:
            self.way = Way("runner", [])
        elif host.quick:
            self.way = Way("command", [file, *host.quick[1:]])
        self.manners, self.shim = host.manners, host.shim

    def run(self, job: Job) -> Observation:
        """As for every session, with the shim in front of the program.  Of the usual command it is said that it fails."""
        job = replace(job, source=with_shim(job.source, self.shim))
        seen = super().run(job)
        if self.way is self.usual or lived(seen):
            return seen
        quick, self.way = self.way, self.usual
        try:
            return super().run(job)
        finally:
            self.way = quick

    @property
    def kind(self) -> str:
        """What a child of the server does."""
        return self.way.kind

    def command_line(self, path: str, argv: Sequence[str]) -> list[str]:
        """The words of the command, then the program *path* and its arguments *argv*."""
        return [*self.way.words, path, *argv]

    def sorted_out(self, remains: Remains) -> Remains:
        """*remains* without a report, which only our own guest writes; what is left is read as the interpreter means it."""
        return self.manners.read(replace(remains, report=b""))


def lived(seen: Observation) -> bool:
    """Whether the interpreter itself came to the end of the run that was *seen*."""
    return seen.outcome in ("finished", "raised") and (seen.status or 0) < BROKE


def native_environment() -> dict[str, str]:
    """Our environment, with what makes runs repeatable."""
    fixed = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    return {name: value for name, value in os.environ.items() if name not in DROPPED} | fixed


# What changes how Python starts, ends or stops, and what makes it talk about itself: times, addresses, imports.
DROPPED = frozenset({
    "PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONBREAKPOINT", "PYTHONSAFEPATH",
    "PYTHONPROFILEIMPORTTIME", "PYTHONVERBOSE", "PYTHONDEBUG", "PYTHONDUMPREFS", "PYTHONDUMPREFSFILE", "PYTHONMALLOCSTATS",
})  # fmt: skip


# A program on WASI knows no signals.  So these were sent by others: a user, a system that was short of memory.
FROM_OUTSIDE = frozenset({signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGKILL, signal.SIGTERM})


class WasiSession(Session):
    """Runs programs in copies of a frozen interpreter; one that can't be frozen is started for each."""

    def __init__(self, host: Host, build: wasi_build.Build, say: Say = silent) -> None:
        self.library = build.library
        command = wasi_build.python_running("wasi_server", build.arguments())
        super().__init__(host, command, isolation.environment(), CopiedMirror(say))

    def run(self, job: Job) -> Observation:
        """As for every session, with an empty temporary folder."""
        if len("\0".join(job.argv)) > 200_000:
            return Observation(self.host.name, "failed", reason="the arguments are too long for WASI")
        self.mirror.renew_temporary()
        return super().run(job)

    def mounts(self) -> list[tuple[str, str]]:
        """What is mounted, and where: the first is the program's folder."""
        library = [(str(self.library), wasi_sandbox.LIBRARY)] if self.library else []
        temporary = (self.mirror.temporary, wasi_sandbox.TEMPORARY)
        return [(self.mirror.folder, wasi_sandbox.APP), temporary, *library]

    def fields(self, job: Job) -> list[str]:
        """*job* in the fields that `wasi_server.py` reads."""
        mounts = self.mounts()
        flat = [text for mount in mounts for text in mount]
        trial = [self.word, job.how_traced, str(job.shift)]
        return [
            str(len(mounts)),
            *flat,
            str(job.limits.memory),
            str(job.limits.seconds),
            str(job.limits.written),
            *trial,
            f"{wasi_sandbox.APP}/{job.part.as_posix()}",
            *job.argv,
        ]

    def sorted_out(self, remains: Remains) -> Remains:
        """Take the report out of stderr; a process that somebody has ended is a host that failed.

        Only the server, outside of the sandbox, can write to the pipe: why it ended the run.
        """
        if remains.signal in FROM_OUTSIDE and not remains.killed:
            return replace(remains, signal=None)
        report, stderr = reports_in(remains.stderr, self.word)
        trap = remains.report.decode(errors="replace").strip()
        return replace(remains, stderr=stderr, report=report, word=self.word, trap=trap)

    def shown_folder(self) -> str:
        """The sandbox's folder."""
        return wasi_sandbox.APP


IDLE: dict[Host, list[Session]] = {}
LOCK = threading.Lock()


def forget_sessions() -> None:
    """After a fork: the sessions are our parent's."""
    global LOCK
    LOCK = threading.Lock()
    IDLE.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=forget_sessions)


@contextmanager
def session(host: Host, say: Say = silent) -> Iterator[Session]:
    """A session of *host*, ours for the time of the `with`; kept for the next who asks."""
    with LOCK:
        idle = IDLE.get(host)
        mine = idle.pop() if idle else None
    mine = mine or host.open(say)
    mine.mirror.stale = True  # the program's folder may have changed since
    try:
        with at_work(mine):
            yield mine
    except BaseException:
        mine.close()
        raise
    with LOCK:
        IDLE.setdefault(host, []).append(mine)


@atexit.register
def close_sessions() -> None:
    """End all idle sessions."""
    with LOCK:
        sessions = [mine for idle in IDLE.values() for mine in idle]
        IDLE.clear()
    for mine in sessions:
        mine.close()


@dataclass(frozen=True)
class Found:
    """An interpreter on this machine, for `mvpy hosts`."""

    name: str
    version: str
    path: str
    state: str


def available() -> list[Found]:
    """The interpreters found: native ones that start, and the WASI build with the state of its cache."""
    found = [Found("native", answer_of(sys.executable)[0], sys.executable, "running MVPy")]
    seen = {os.path.realpath(sys.executable)}
    for name in [*(f"python3.{minor}" for minor in range(8, 30)), "python3", "pypy3"]:
        for path in places_of(name):
            version, real = answer_of(path)
            if version and real not in seen:
                seen.add(real)
                found.append(Found(name, version, path, "found"))
    return [*found, wasi_found()]


def places_of(name: str) -> list[str]:
    """The files that the command *name* may mean: those on the PATH, and those behind the shims of pyenv or asdf."""
    places = []
    for folder in filter(os.path.isabs, os.get_exec_path()):  # not what happens to lie in the current folder
        path = shutil.which(name, path=folder)
        if path and os.path.basename(folder) == "shims":
            root = glob.escape(os.path.dirname(folder))
            for versions in ("versions", "installs/python"):
                places += sorted(glob.glob(f"{root}/{versions}/*/bin/{glob.escape(name)}"))
        elif path:
            places.append(path)
    return places


QUESTION = """
import os, sys
if sys.version_info < (3, 8):
    sys.exit(1)  # what runs programs is written in that
name = {"cpython": "Python", "pypy": "PyPy"}.get(sys.implementation.name, sys.implementation.name)
print("%s %d.%d.%d" % ((name,) + tuple(sys.version_info[:3])))
print(os.path.realpath(sys.executable))
"""


def answer_of(python: str) -> tuple[str, str]:
    """The version of the interpreter *python*, and its file; two empty strings if it doesn't start, or is too old."""
    try:
        done = subprocess.run(
            [python, "-I", "-c", QUESTION],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return "", ""
    lines = done.stdout.splitlines()
    return (lines[0], lines[1]) if done.returncode == 0 and len(lines) == 2 else ("", "")


def wasi_found() -> Found:
    """The WASI build of the package that MVPy depends on, and whether the cache has it compiled."""
    try:
        build = wasi_build.Build()
    except wasi_sandbox.WasiError as error:
        return Found("wasi", "", "", str(error))
    state = (
        f"compiled, in {build.cache.folder}"
        if build.compiled
        else "not compiled yet; that takes about 10 s, once"
    )
    return Found("wasi", f"Python {wasi_build.version()}", str(build.wasm), state)
