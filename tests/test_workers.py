"""Processes side by side: one that dies costs the file it had, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mvpy.system.workers import in_parallel, in_words

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")

LONG = "x = [a, 1]\n" * 2_500  # seconds of work


def children(process: int) -> list[int]:
    """The processes that *process* has started."""
    try:
        lists = [task.joinpath("children").read_text() for task in Path(f"/proc/{process}/task").iterdir()]
    except OSError:
        return []
    return [int(child) for child in " ".join(lists).split()]


def workers(process: int) -> Iterator[int]:
    """The workers of *process* that are at work: they have used some time of a processor since they started."""
    for child in children(process):
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        command = Path(f"/proc/{child}/cmdline").read_bytes()
        if b"mvpy.system.workers" in command and int(fields[11]) > 60:
            yield child


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """`mvpy ARGUMENTS`, at work in *folder*."""
    return subprocess.Popen(
        [sys.executable, "-m", "mvpy", *arguments],
        cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # tests in the background ignore it
    )  # fmt: skip


def first_worker(running: subprocess.Popen[str]) -> int:
    """A worker of *running* that is at work."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and running.poll() is None:
        for worker in workers(running.pid):
            return worker
        time.sleep(0.02)
    raise AssertionError("no worker came to work")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with programs that take a while."""
    for number in range(4):
        (tmp_path / f"p{number}.py").write_text(LONG)
    return tmp_path


@pytest.mark.parametrize("command", ["check", "desugar"])
def test_a_worker_that_is_killed_costs_its_file(command: str, programs: Path):
    options = ["--check", "--no-cache"] if command == "desugar" else []
    running = started(programs, command, ".", "-j", "2", *options)

    os.kill(first_worker(running), signal.SIGKILL)
    said, complained = running.communicate(timeout=300)

    words = "the process that worked on it was killed (SIGKILL), perhaps because there was not enough memory"
    (complaint,) = [line for line in complained.splitlines() if "SIGKILL" in line]
    name, _, rest = complaint.partition(": ")
    assert (name[0], rest) == ("p", words)
    assert (
        complained.splitlines()[-1]
        == {
            "check": "4 files: 3 not core, 1 lost to a killed process",
            "desugar": "4 files: 3 would change, 1 lost to a killed process",
        }[command]
    )
    assert {line.partition(":")[0] for line in said.splitlines()} == {f"p{n}.py" for n in range(4)} - {name}
    assert running.returncode == 2


def test_a_new_worker_takes_the_place_of_the_dead_one(programs: Path):
    running = started(programs, "check", ".", "-j", "2")
    first = first_worker(running)
    os.kill(first, signal.SIGKILL)
    deadline, most = time.monotonic() + 60, 0

    while running.poll() is None and most < 2 and time.monotonic() < deadline:
        most = max(most, len(set(workers(running.pid)) - {first}))
        time.sleep(0.02)
    running.communicate(timeout=300)

    assert most == 2


def test_a_worker_that_crashes_is_a_bug_of_ours(programs: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TMPDIR", str(programs))
    running = started(programs, "check", ".", "-j", "2")

    os.kill(first_worker(running), signal.SIGSEGV)
    _, complained = running.communicate(timeout=300)

    assert "(the process that worked on it died: SIGSEGV); please report it with this program" in complained
    assert running.returncode == 4


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_workers_end_with_who_started_them(sign: signal.Signals, programs: Path):
    running = started(programs, "check", ".", "-j", "2")
    first_worker(running)
    left = children(running.pid)

    running.send_signal(sign)
    running.communicate(timeout=60)

    deadline = time.monotonic() + 2
    while any(map(alive, left)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert left and not any(map(alive, left))


def alive(process: int) -> bool:
    """Whether *process* is there, and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_compiling_for_wasi_ends_with_who_wanted_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "p.py").write_text("print([1])\n")
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    running = started(tmp_path, "verify", "p.py", "--on", "wasi")
    deadline = time.monotonic() + 60
    while not (left := compilers(running.pid)) and time.monotonic() < deadline:
        time.sleep(0.02)

    running.kill()
    running.communicate(timeout=60)

    deadline = time.monotonic() + 2
    while any(map(alive, left)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert left and not any(map(alive, left))


def compilers(process: int) -> list[int]:
    """The processes that compile for *process*, under a guard, past their beginning."""
    below = children(process)
    for child in below:  # grows while we walk
        below += children(child)
    return [child for child in below if is_compiling(child)]


def is_compiling(process: int) -> bool:
    try:
        busy = len(os.listdir(f"/proc/{process}/task")) > 1
        return busy and b"wasi_compiler" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


# Without the command line.


def lost(task: float, how: str) -> str:
    return f"{task} {how}"


def test_results_come_in_the_order_of_the_tasks():
    times = [0.3, 0.0, 0.2, 0.0, 0.1]

    assert list(in_parallel(time.sleep, times, 3, lost, print)) == [None] * 5


@pytest.mark.parametrize("count", [1, 2])
def test_every_worker_that_dies_is_reported(count: int):
    # No process of ours has to be found: the task itself ends its worker.
    assert list(in_parallel(os._exit, [3, 4, 5, 6], count, lost, print)) == [
        f"{number} exit code {number}" for number in (3, 4, 5, 6)
    ]


def test_a_worker_that_raises_is_not_one_that_was_killed():
    assert list(in_parallel(sys.exit, [3], 1, lost, print)) == ["3 exit code 3"]


def test_where_no_worker_can_be_started_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch):
    said: list[str] = []
    monkeypatch.setattr("sys.executable", "/nowhere/python")

    assert list(in_parallel(abs, [-1, -2, -3, -4], 2, lost, said.append)) == [1, 2, 3, 4]
    assert said == ["no other process can be started, so this one does the rest alone"]


def test_where_workers_die_at_once_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch):
    said: list[str] = []
    monkeypatch.setattr(
        "mvpy.system.workers.command", lambda *_: [sys.executable, "-c", "raise SystemExit(1)"]
    )

    assert list(in_parallel(abs, [-1, -2, -3, -4], 2, lost, said.append)) == [1, 2, 3, 4]
    assert said == ["no other process can be started, so this one does the rest alone"]


def test_who_stops_listening_leaves_no_worker():
    others = set(children(os.getpid()))
    results = in_parallel(time.sleep, [0, 60, 60, 60], 2, lost, print)
    next(results)
    left = set(children(os.getpid())) - others

    results.close()

    assert left and not any(map(alive, left))


def test_how_a_process_ended_in_words():
    assert [in_words(code) for code in (1, -9, -11, -63)] == [
        "exit code 1",
        "SIGKILL",
        "SIGSEGV",
        "signal 63",
    ]
