"""A guard: the process above another one, which ends with it, and with who started the guard.

    python guard.py PARENT HELD FOLDER FILES COMMAND...

The guard starts COMMAND, and holds one end of the lifeline (see `lifetime.py`).  When that closes, it kills what it
started, with everything below, and leaves.  If the process PARENT is dead it also removes its temporary folder FOLDER.
HELD are the open files of the guard alone, the lifeline first, and FILES those of the COMMAND.

This file is run by its path, where only the standard library can be imported.

Note [Who gets away]
    On Linux the guard adopts the orphans below it, so that a child in a session of its own, or one whose parent
    killed itself, is found.  Where the system can do that (Landlock, Linux 6.12), nothing below the guard can
    signal the guard or anything outside, `kill(-1)` included.  Elsewhere a program that has the user's rights can
    kill its guard; and where no orphans are adopted, one that forks twice gets away.
"""

from __future__ import annotations

import importlib.util
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

try:
    import ctypes
except ImportError:  # a Python without it: what only the system could do is not done
    ctypes = None  # type: ignore[assignment]  # who uses it expects that it has nothing

HERE = os.path.dirname(os.path.abspath(__file__))
GOODBYE = b"."  # on the lifeline: who started the guard lives on
SECONDS = 20.0  # how long it may take to end everything below

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 36, 38
LANDLOCK_CREATE_RULESET, LANDLOCK_RESTRICT_SELF = 444, 446  # the same on all machines
LANDLOCK_VERSION, SCOPE_SIGNAL = 1, 2
FIRST_WITH_SCOPES = 6


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process, on Linux."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def end_with(parent: int) -> None:
    """Have the system kill this process when the thread of the process *parent* that forked it ends.

    For the only thread of a parent.  Where the system can't, nothing happens.
    """
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it was too late


def guard(parent: int, held: Sequence[int], folder: str, files: Sequence[int], command: Sequence[str]) -> int:
    """Start *command*, wait for it or for the end of *parent*; end what is left; give the exit status."""
    lifeline = held[0]
    for file in held:
        os.set_inheritable(file, False)
    heard, hear = os.pipe()
    os.set_blocking(hear, False)
    os.set_blocking(heard, False)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    signal.set_wakeup_fd(hear, warn_on_full_buffer=False)
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    enclose = enclosing()  # loads what it needs before the fork
    me = os.getpid()
    child = os.fork()
    if not child:
        become(me, enclose, command, lifeline)
    for file in files:
        os.close(file)
    status = watch(child, parent, lifeline, heard)
    end_everything_below()
    if os.getppid() != parent or not said_goodbye(lifeline):
        remove(folder)
    return status


def become(guard: int, enclose: Callable[[], None], command: Sequence[str], lifeline: int) -> None:
    """Become *command*, below the process *guard*."""
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGPIPE):
            signal.signal(number, signal.SIG_DFL)
        end_with(guard)
        prctl(PR_SET_CHILD_SUBREAPER, 1)
        enclose()
        os.execvp(command[0], list(command))
    except OSError as error:
        os.write(lifeline, b"%d" % (error.errno or 0))
    finally:
        os._exit(127)


def watch(child: int, parent: int, lifeline: int, heard: int) -> int:
    """Wait until *child* has ended, or *parent*, or somebody says that it is to end; the exit status."""
    poll = select.poll()
    for file in (lifeline, heard):
        poll.register(file, select.POLLIN)
    with suppress(AttributeError, OSError):
        poll.register(os.pidfd_open(parent), select.POLLIN)  # a fork of the parent may hold the lifeline, too
    while os.getppid() == parent:
        events = [file for file, _ in poll.poll(1000)]
        status = reaped(child)
        if status is not None:
            return status
        if any(file != heard for file in events):
            break
        if heard in events and set(os.read(heard, 512)) - {signal.SIGCHLD}:
            break
    return 1


def reaped(child: int) -> int | None:
    """Take note of all that have ended; the exit status of *child* if it is one of them."""
    found = None
    with suppress(ChildProcessError):
        while True:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                break
            if process == child:
                code = os.waitstatus_to_exitcode(status)
                found = code if code >= 0 else 128 - code
    return found


def end_everything_below() -> None:
    """Kill all that is below this process; what loses its parent by that becomes our child, and is next."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        below = descendants()
        for process in below:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
        with suppress(ChildProcessError):
            while below:
                process, _ = os.waitpid(-1, os.WNOHANG)
                if not process:
                    break
        if not below:
            return
        time.sleep(0.001)


def descendants() -> list[int]:
    """The processes below this one that have not been waited for."""
    found = [os.getpid()]
    table = None
    for process in found:  # grows while we walk
        try:
            children = children_of(process)
        except OSError:
            table = table_of_processes() if table is None else table
            children = [child for child, parent in table if parent == process]
        found += children
    return found[1:]


def children_of(process: int) -> list[int]:
    """The children of *process*, as Linux tells; an OSError if it does not."""
    if not os.path.exists(f"/proc/{os.getpid()}/task/{os.getpid()}/children"):
        raise FileNotFoundError
    found: list[int] = []
    try:
        threads = os.listdir(f"/proc/{process}/task")
    except OSError:
        return []  # it has ended
    for thread in threads:
        with suppress(OSError), open(f"/proc/{process}/task/{thread}/children") as file:  # or it has ended
            found += map(int, file.read().split())
    return found


def table_of_processes() -> list[tuple[int, int]]:
    """All processes with their parents, as `ps` tells; not `ps` itself.  Nothing where there is none."""
    try:
        asked = subprocess.Popen(["ps", "-A", "-o", "pid=", "-o", "ppid="], stdout=subprocess.PIPE, text=True)
    except OSError:
        return []
    lines = asked.communicate()[0].splitlines()
    pairs = [tuple(map(int, line.split())) for line in lines]
    return [(pair[0], pair[1]) for pair in pairs if pair[0] != asked.pid]


def said_goodbye(lifeline: int) -> bool:
    """Whether whoever holds the lifeline lives on without us."""
    os.set_blocking(lifeline, False)
    try:
        return os.read(lifeline, 1) == GOODBYE
    except BlockingIOError:
        return True  # it is still open: the command ended by itself
    except ConnectionResetError:
        return False  # it is dead, and has not read why the command could not be started


def remove(folder: str) -> None:
    """Remove *folder*, the temporary folder of a process that is dead."""
    if folder:
        spec = importlib.util.spec_from_file_location("removal", os.path.join(HERE, "removal.py"))
        assert spec and spec.loader
        removal = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(removal)
        removal.removed(folder)


def enclosing() -> Callable[[], None]:
    """What makes a process unable to signal any that is not below it, where the system can do that."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    try:
        library = ctypes.CDLL(None)
        version = library.syscall(LANDLOCK_CREATE_RULESET, None, 0, LANDLOCK_VERSION)
    except (OSError, AttributeError):
        version = 0
    if version < FIRST_WITH_SCOPES:
        return lambda: None
    wanted = (ctypes.c_uint64 * 3)(0, 0, SCOPE_SIGNAL)  # no rules for files or network, only for signals

    def enclose() -> None:
        rules = library.syscall(LANDLOCK_CREATE_RULESET, wanted, ctypes.sizeof(wanted), 0)
        # Only root may without giving up set-user-ID programs.
        if library.syscall(LANDLOCK_RESTRICT_SELF, rules, 0):
            library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            library.syscall(LANDLOCK_RESTRICT_SELF, rules, 0)
        if rules >= 0:
            os.close(rules)

    return enclose


def main() -> None:
    """The command described above."""
    parent, held, folder, files, *command = sys.argv[1:]
    sys.exit(guard(int(parent), numbers(held), folder, numbers(files), command))


def numbers(files: str) -> list[int]:
    """The numbers in an argument that `lifetime.joined` made."""
    return [int(number) for number in files.split(",") if number]


if __name__ == "__main__":
    main()
