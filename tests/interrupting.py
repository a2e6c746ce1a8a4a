"""`mvpy verify` in a folder of its own, ended from outside; and what is left of it then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

LONGEST = 2.0  # seconds after which nothing may be left
MARK = "MVPY_STARTED_IN"  # in the environment of all processes that come from one run

SLEEPS = "import time\nprint([1][0])\nwhile True:\n    time.sleep(0.05)\n"
WORKS = "print([1][0])\nwhile True:\n    pass\n"


class Run:
    """One run of `mvpy verify`.  Its temporary files are in *temporary*."""

    def __init__(self, folder: Path, source: str, hosts: str, *options: str) -> None:
        self.folder = folder
        self.temporary = folder / "temporary"
        self.temporary.mkdir(parents=True, exist_ok=True)
        (folder / "program.py").write_text(source)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mvpy", "verify", "--on", hosts, "program.py", *options],
            cwd=folder,
            env={**os.environ, "TMPDIR": str(self.temporary), MARK: str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=with_usual_signals,
        )

    def wait_for(self, count: int, seconds: float = 60.0) -> None:
        """Wait until *count* processes are at work."""
        assert until(lambda: len(self.alive()) >= count or self.process.poll() is not None, seconds)
        assert self.process.poll() is None

    def end(self, signals: Sequence[int], pause: float = 0.0) -> tuple[int, float, str]:
        """Send *signals*; the exit status, the seconds until it came, and what was said."""
        started = time.monotonic()
        for number in signals:
            self.process.send_signal(number)
            time.sleep(pause)
        said = self.process.communicate(timeout=60)[0]
        return self.process.returncode, time.monotonic() - started, said.decode(errors="replace")

    def alive(self) -> list[int]:
        """The processes that come from this run and have not ended."""
        return [process for process in processes() if comes_from(process, self.folder)]

    def left(self) -> list[str]:
        """What is still there LONGEST seconds later: processes, temporary files."""
        until(lambda: not self.alive() and not os.listdir(self.temporary))
        return [*map(command_of, self.alive()), *os.listdir(self.temporary)]

    def clean(self) -> None:
        """End what is left."""
        for process in self.alive():
            try:
                os.kill(process, signal.SIGKILL)
            except OSError:
                pass
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def with_usual_signals() -> None:
    """Let signals do what they do in a terminal, also where the tests run in the background, which ignores some."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def processes() -> list[int]:
    """All processes."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def comes_from(process: int, folder: Path) -> bool:
    """Whether *process* is alive and was started, over however many others, by the run in *folder*."""
    try:
        environment = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z" and os.fsencode(f"{MARK}={folder}") in environment


def command_of(process: int) -> str:
    """What *process* runs."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return "a process that has just ended"


def parent_of(process: int) -> int:
    """The parent of *process*."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def until(condition: Callable[[], object], seconds: float = LONGEST) -> bool:
    """Wait until *condition* holds, not longer than *seconds*; whether it does."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
