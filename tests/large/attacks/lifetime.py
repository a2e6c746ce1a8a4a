#!/usr/bin/env python3
"""What outlives a run of `mvpy verify`, and what a program says of itself that is not so.

    python tests/large/attacks/lifetime.py [--rounds 40] [--match REGEX]

Each attack is given an empty folder of its own, and gives None if it was held, or words about what got away.
Signals come at random moments, from the first line that Python runs to the last.  Two seconds later no process may
be left that comes from the run, and no temporary file; what could be handled has ended within one second, without a
traceback.  Programs fork, leave their group and kill what stands above them; and they write reports of their own.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # where the tests keep what both need

import forgeries
from interrupting import WORKS, Run, parent_of

ROUNDS = 4  # for each signal and host; 40 make 600 interrupts, of which 120 for each kind
WAYS: dict[str, list[int]] = {
    "SIGINT": [signal.SIGINT],
    "SIGTERM": [signal.SIGTERM],
    "SIGHUP": [signal.SIGHUP],
    "SIGKILL": [signal.SIGKILL],
    "two SIGINT": [signal.SIGINT, signal.SIGINT],
}
HOSTS = ("native", "wasi", "native,wasi")
SOON = 1.0  # seconds
SHORT = "import time\nfor number in [1, 2]:\n    print(number)\n    time.sleep(0.15)\n"

OWN_FRAME = re.compile(r'File "[^"]*/mvpy/(?!__init__|__main__)')

seen: Counter[str] = Counter()  # how the runs ended, for the figures
slowest = 0.0


def interrupted(folder: Path, hosts: str, way: str, source: str = SHORT, others: int = 0) -> str | None:
    """Runs that are interrupted at random moments; with *others*, there are as many more programs."""
    names = [f"program{number}.py" for number in range(others)]
    for name in names:
        (folder / name).write_text(f"x = [{len(names)}]\n" + source)
    whole = length_of(folder, hosts, source, names)
    escaped = Counter(
        words
        for _ in range(ROUNDS)
        for words in once(Run(folder, source, hosts, *names), way, random.random() * whole)
    )
    return "; ".join(f"{words} ({count} of {ROUNDS})" for words, count in escaped.items()) or None


def length_of(folder: Path, hosts: str, source: str, names: list[str]) -> float:
    """How long a run takes that nobody disturbs."""
    started = time.monotonic()
    run = Run(folder, source, hosts, *names)
    run.end([])
    run.clean()
    return time.monotonic() - started


def once(run: Run, way: str, moment: float) -> Iterator[str]:
    """One run that is ended at a *moment*; what was wrong with it."""
    global slowest
    try:
        time.sleep(moment)
        status, seconds, said = run.end(WAYS[way], random.choice((0, 0.01, 0.1)))
        seen[f"{way}: exit status {status}"] += 1
        number = WAYS[way][0]
        if status not in (0, -number, 128 + number) and not (status == 1 and "Traceback" in said):
            yield f"exit status {status}"
        if OWN_FRAME.search(said) or "Exception ignored" in said:  # before, Python itself was starting
            yield f"a traceback: {said.strip().splitlines()[-1]}"
        if status in (-number, 128 + number):
            slowest = max(slowest, seconds)
            if seconds > SOON + 0.2:  # there were pauses between the signals
                yield f"it took {seconds:.1f} s"
        for left in run.left():
            yield f"left: {left[:80]}"
    finally:
        run.clean()


def while_compiling(folder: Path, way: str) -> str | None:
    """An interrupt while CPython for WASI is being compiled."""
    before = {name: os.environ.get(name) for name in ("MVPY_CACHE_DIR", "XDG_CACHE_HOME")}
    os.environ.update(dict.fromkeys(before, str(folder / "cache")))
    try:
        run = Run(folder, SHORT, "wasi")
        run.wait_for(3)  # mvpy, a guard, and what compiles
        return "; ".join(once(run, way, random.random() * 3)) or None
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


# Programs that stay -------------------------------------------------------------------


ESCAPES = {
    "forks twice, in a session of its own": """
        if not os.fork():
            os.setsid()
            if not os.fork():
                time.sleep(3600)
            os._exit(0)
        """,
    "kills its server": "os.kill(os.getppid(), 9)",
    "kills its server after it forked twice": """
        if not os.fork():
            os.setsid()
            if not os.fork():
                time.sleep(3600)
            os._exit(0)
        os.wait()
        os.kill(os.getppid(), 9)
        """,
    "hops from process to process": """
        if not os.fork():
            os.setsid()
            while True:
                if os.fork():
                    os._exit(0)
        """,
    "hops, after it killed its server": """
        if not os.fork():
            time.sleep(0.2)
            os.setsid()
            while True:
                if os.fork():
                    os._exit(0)
                time.sleep(0.001)
        os.kill(os.getppid(), 9)
        """,
    "stops its server": "os.kill(os.getppid(), 19)",
    "stops itself and its children": """
        for number in range(3):
            if not os.fork():
                os.setsid()
                os.kill(os.getpid(), 19)
        """,
    "ignores all signals, in many sessions": """
        for number in range(1, 65):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        for number in range(20):
            if not os.fork():
                os.setsid()
                while True:
                    pass
        """,
    "adopts orphans itself": """
        import ctypes
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
        for number in range(3):
            if not os.fork():
                if not os.fork():
                    time.sleep(3600)
                os._exit(0)
        """,
    "asks not to die with its parent": """
        import ctypes
        ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
        if not os.fork():
            os.setsid()
            time.sleep(3600)
        """,
    "has no name": """
        os.execve(sys.executable, ["[kworker]", "-c", "import time; time.sleep(3600)"], dict(os.environ))
        """,
    "kills all that it may see above it": """
        process = os.getpid()
        above = []
        for number in range(3):
            with open("/proc/%d/stat" % process) as file:
                process = int(file.read().rpartition(")")[2].split()[1])
            above.append(process)
        if not os.fork():
            os.setsid()
            if not os.fork():
                time.sleep(3600)
            os._exit(0)
        os.wait()
        for process in reversed(above[:2]):  # the guard, then the server; not mvpy, nor who started it
            try:
                os.kill(process, 9)
            except OSError:
                pass
        """,
}
ENDINGS: dict[str, list[int]] = {"and mvpy goes on": [], "and mvpy is killed": [signal.SIGKILL]}


def escaping(folder: Path, escape: str, ending: str) -> str | None:
    """A program that wants to outlive its run."""
    from textwrap import dedent

    start = f"import os, signal, sys, time\nprint([1][0])\n{dedent(ESCAPES[escape])}\n"
    run = Run(folder, f"{start}time.sleep(1.5)\n", "native", "--timeout", "3")
    try:
        if ENDINGS[ending]:
            time.sleep(1.5 + random.random())
        run.end(ENDINGS[ending])
        return "; ".join(run.left()) or None
    finally:
        run.clean()


def without_a_guard(folder: Path) -> str | None:
    """On WASI: mvpy and its guard are killed at once."""
    run = Run(folder, WORKS, "wasi")
    try:
        run.wait_for(4)
        for process in [*(one for one in run.alive() if parent_of(one) == run.process.pid), run.process.pid]:
            os.kill(process, signal.SIGKILL)
        run.end([])
        left = [
            words for words in run.left() if not words.startswith("mvpy-run-")
        ]  # the next run removes that
        return "; ".join(left) or None
    finally:
        run.clean()


# Folders ------------------------------------------------------------------------------


def planted_folders(folder: Path) -> str | None:
    """Names like those of our temporary folders that lead to a user's files."""
    precious = folder / "precious"
    precious.mkdir()
    (precious / "work").write_text("of years")
    temporary = folder / "temporary"
    temporary.mkdir()
    sign = b"A temporary folder of mvpy verify.  It may be removed when nobody holds a lock on this file.\n"
    (temporary / "mvpy-run-link").symlink_to(precious)
    for name in ("fifo", "linked", "deep"):
        (temporary / f"mvpy-run-{name}").mkdir()
    os.mkfifo(temporary / "mvpy-run-fifo" / "lock")
    (precious / "lock").write_bytes(sign)
    (temporary / "mvpy-run-linked" / "lock").symlink_to(precious / "lock")
    (temporary / "mvpy-run-deep" / "lock").write_bytes(
        sign
    )  # truly one of ours: it goes, what it leads to stays
    (temporary / "mvpy-run-deep" / "way").symlink_to(precious)
    run = Run(folder, "print([1])\n", "native")
    status, _, said = run.end([])
    if status:
        return f"exit status {status}: {said}"
    if sorted(os.listdir(precious)) != ["lock", "work"]:
        return "a user's files are gone"
    left = sorted(os.listdir(temporary))
    return None if left == ["mvpy-run-fifo", "mvpy-run-link", "mvpy-run-linked"] else f"there are {left}"


# Reports ------------------------------------------------------------------------------


def forged(folder: Path, host: str, way: str) -> str | None:
    """Programs that the outside can tell apart, with one report."""
    from mvpy.verification import NativeHost, WasiHost, close_sessions, verify

    hosts = [NativeHost() if host == "native" else WasiHost()]
    path = folder / "program.py"
    try:
        for difference, (one, other) in forgeries.DIFFERENCES.items():
            path.write_text(forgeries.forged(way, one))
            result = verify(path, forgeries.forged(way, other), hosts)
            if result.outcome != "different":
                return f"{difference}: {result.outcome}"
    finally:
        close_sessions()
    return None


Attack = Callable[[Path], "str | None"]

ATTACKS: list[tuple[str, Attack]] = [
    *(
        (f"{way} at any moment of verify on {hosts}", partial(interrupted, hosts=hosts, way=way))
        for hosts in HOSTS
        for way in WAYS
    ),
    *(
        (f"{way} while many programs are verified", partial(interrupted, hosts="native", way=way, others=8))
        for way in WAYS
    ),
    *((f"{way} while the sandbox is compiled", partial(while_compiling, way=way)) for way in WAYS),
    *(
        (f"a program {escape}, {ending}", partial(escaping, escape=escape, ending=ending))
        for escape in ESCAPES
        for ending in ENDINGS
    ),
    ("on wasi mvpy and its guard are killed", without_a_guard),
    ("folders that look like ours", planted_folders),
    *(
        (f"on {host} a report is forged {way}", partial(forged, host=host, way=way))
        for host in ("native", "wasi")
        for way in forgeries.WAYS
    ),
]


def main() -> int:
    global ROUNDS
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="interrupts for each signal and host")
    parser.add_argument("--match", default="", metavar="REGEX", help="only attacks whose name holds this")
    given = parser.parse_args()
    ROUNDS = given.rounds
    chosen = [(name, attack) for name, attack in ATTACKS if re.search(given.match, name)]
    escaped = 0
    for name, attack in chosen:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            gained = attack(Path(scratch))
        escaped += gained is not None
        print(f"{name:70} {f'WRONG: {gained}' if gained else 'held'}", flush=True)
    for words, count in sorted(seen.items()):
        print(f"{count:6} {words}")
    print(
        f"{len(chosen)} attacks, {escaped} escaped; {sum(seen.values())} interrupts, the slowest {slowest:.2f} s"
    )
    return int(not chosen or escaped > 0)


if __name__ == "__main__":
    sys.exit(main())
