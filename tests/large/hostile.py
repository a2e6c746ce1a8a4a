#!/usr/bin/env python3
"""Programs that want to harm whoever runs them, under `mvpy verify` as a user calls it; then attacks on mvpy itself.

    python tests/large/hostile.py [--match REGEX] [--on native] [--attacks | --programs]

Each program must end in a verdict in words: an exit code that the documentation knows, no traceback of MVPy's own, no
report of a bug, within SECONDS, with at most MEGABYTES in MVPy's own process; and nothing that the program
started may be left.  The table shows the seconds, MVPy's own peak of memory, that of all processes together,
and the verdict.  It reads /proc, so it needs Linux.

The attacks are in `attacks/`, a file for each kind of harm: the folder that mvpy is started in, what it believes of
its caches, what the sandbox can reach, what outlives a run, what an interrupt loses.  Each works in a folder of its
own, and tells what it gained, in words; nothing, if it was held.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import library

SECONDS = 120  # two hosts with 10 s for the original, twice, and 40 s each for the other two runs
MEGABYTES = 1000
TICK = 0.02  # seconds between two looks at /proc

PROGRAMS = {
    "an endless loop": "while True:\n    pass\n",
    "an endless loop that ignores every signal": """
        import signal
        for number in range(1, 65):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        while True:
            pass
        """,
    "an endless loop that catches everything": """
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
        """,
    "a sleep for ever": "import time\nwhile True:\n    time.sleep(3600)\n",
    "a list that grows": "kept = []\nwhile True:\n    kept.append([0] * 1000)\n",
    "a number of ten thousand million bits": "x = 2 ** (10 ** 10)\nprint(x.bit_length())\n",
    "a number that takes for ever": "x = 3 ** (10 ** 9)\nprint(x & 1)\n",
    "a terabyte": "x = bytes(10 ** 12)\nprint(len(x))\n",
    "memory caught and asked for again": """
        kept = []
        while True:
            try:
                while True:
                    kept.append(bytearray(10 ** 6))
            except MemoryError:
                pass
        """,
    "a constant that is huge": "x = 'a' * 10 ** 12\n",
    "a gigabyte to standard output": """
        import sys
        for number in range(1000):
            sys.stdout.write("x" * 10 ** 6)
        """,
    "a gigabyte to standard error": """
        import sys
        for number in range(1000):
            sys.stderr.write("x" * 10 ** 6)
        """,
    "a gigabyte to both, at once": """
        import os
        for number in range(10 ** 6):
            os.write(1, b"x" * 1000)
            os.write(2, b"y" * 1000)
        """,
    "7 MB of output in one line": "print('x' * 7 * 10 ** 6)\nfor number in range(3):\n    print(number)\n",
    "7 MB of output in short lines": "for number in range(10 ** 6):\n    print(number)\n",
    "7 MB of addresses": "for number in range(2 * 10 ** 5):\n    print('<object object at 0x7f00>')\n",
    "7 MB of lines that look like frames": """
        for number in range(10 ** 5):
            print('  File "x", line 1, in f')
            print('    ' + ' ' * 20)
        """,
    "7 MB of blanks and bars": "for number in range(1000):\n    print((' ' * 50 + '|') * 130)\n",
    "7 MB of colons on standard error": """
        import sys
        for number in range(10 ** 5):
            sys.stderr.write("a:1:" * 15)
        """,
    "the marks of the protocol": """
        import os
        for mark in (b"compiled", b"ended", b"report", b"report"):
            os.write(2, b"\\0mvpy: " + mark + b"\\0{")
        print([number for number in range(3)])
        """,
    "a report of its own": """
        import os
        for file in range(3, 50):
            try:
                os.write(file, b"{'stage': 'run', 'ended': 'finished', 'nodes': [" + b"[" * 10000)
            except OSError:
                pass
        print([number for number in range(3)])
        """,
    "closes every file": """
        import os
        os.closerange(0, 100)
        for number in range(3):
            print(number)
        """,
    "os._exit": "import os\nfor number in range(3):\n    print(number)\nos._exit(3)\n",
    "kills itself": "import os\nos.kill(os.getpid(), 9)\n",
    "kills its parent": "import os\nos.kill(os.getppid(), 9)\nprint([1, 2])\n",
    "kills its group": "import os\nos.killpg(0, 9)\n",
    "stops itself": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nprint([1, 2])\n",
    "a segmentation fault": "import ctypes\nctypes.string_at(0)\n",
    "an abort": "import os\nos.abort()\n",
    "children that write": """
        import subprocess, sys
        code = "for number in range(10 ** 6): print('x' * 1000)"
        for number in range(4):
            subprocess.Popen([sys.executable, "-c", code])
        """,
    "children that stay": """
        import os, time
        for number in range(5):
            if not os.fork():
                time.sleep(3600)
        print([number for number in range(3)])
        """,
    "a child in a session of its own": """
        import os, time
        if not os.fork():
            os.setsid()
            if not os.fork():
                time.sleep(3600)
            os._exit(0)
        print([number for number in range(3)])
        """,
    "a hundred children": """
        import os, time
        for number in range(100):
            if not os.fork():
                while True:
                    pass
        os.wait()
        """,
    "deep recursion": "def f(n):\n    return f(n + 1) + 1\nprint(f(0))\n",
    "deep recursion without a limit": """
        import sys
        sys.setrecursionlimit(10 ** 9)
        def f(n):
            return f(n + 1) + 1
        print(f(0))
        """,
    "deep recursion through C": """
        class A:
            def __getattr__(self, name):
                return getattr(self, name + "x")
            def __repr__(self):
                return repr(self)
        try:
            repr(A())
        except RecursionError:
            print("too deep")
        A().y
        """,
    "deep recursion through C, without a limit": """
        import sys
        sys.setrecursionlimit(10 ** 9)
        class A:
            def __repr__(self):
                return repr(self)
        repr(A())
        """,
    "threads that never end": """
        import threading, time
        def work():
            while True:
                time.sleep(1)
        for number in range(20):
            threading.Thread(target=work).start()
        print([number for number in range(3)])
        """,
    "a daemon that never ends": """
        import threading
        def work():
            while True:
                pass
        threading.Thread(target=work, daemon=True).start()
        print([number for number in range(3)])
        """,
    "a lock held for ever": "import threading\nlock = threading.Lock()\nwith lock:\n    lock.acquire()\n",
    "reads standard input": "import sys\nprint(repr(sys.stdin.read()))\nfor line in sys.stdin:\n    print(line)\n",
    "input without input": "print(input('name? '))\n",
    "reads the terminal": "with open('/dev/tty') as file:\n    print(file.read())\n",
    "deletes its own folder": """
        import os, shutil
        here = os.path.dirname(os.path.abspath(__file__))
        shutil.rmtree(here, ignore_errors=True)
        print(os.path.exists(here), [1, 2])
        """,
    "replaces its own folder": """
        import os
        here = os.path.dirname(os.path.abspath(__file__))
        os.chdir("/")
        os.rename(here, here + "-moved")
        open(here, "w").close()
        print([1, 2])
        """,
    "makes its folder unreadable": """
        import os
        here = os.path.dirname(os.path.abspath(__file__))
        os.mkdir(os.path.join(here, "inner"))
        open(os.path.join(here, "inner", "file"), "w").close()
        os.chmod(os.path.join(here, "inner"), 0)
        os.chmod(here, 0)
        print([1, 2])
        """,
    "rewrites itself": """
        with open(__file__, "w") as file:
            file.write("raise SystemExit('changed')")
        print([1, 2])
        """,
    "a file of many gigabytes": """
        with open("big", "wb") as file:
            for number in range(10 ** 5):
                file.write(bytes(10 ** 6))
        """,
    "many files": "for number in range(20_000):\n    open(f'file{number}', 'w').close()\nprint([1, 2])\n",
    "a deep folder": """
        import os
        for number in range(3000):
            os.mkdir("d" * 50)
            os.chdir("d" * 50)
        print([1, 2])
        """,
    "a pipe with a name in its folder": "import os\nos.mkfifo('pipe')\nopen('pipe')\n",
    "sys.exit with words": "import sys\nfor number in [1, 2]:\n    print(number)\nsys.exit('words')\n",
    "sys.exit with an object": """
        import sys
        class A:
            def __str__(self):
                raise ValueError("no words")
            def __repr__(self):
                return "A()"
        print([1, 2])
        sys.exit(A())
        """,
    "sys.exit with a huge number": "import sys\nprint([1, 2])\nsys.exit(2 ** 100)\n",
    "sys.exit with a tuple": "import sys\nprint([1, 2])\nsys.exit((1, 2))\n",
    "raises in __del__": """
        class A:
            def __del__(self):
                raise ValueError("in __del__")
        kept = A()
        A()
        print([1, 2])
        """,
    "raises at exit": """
        import atexit
        @atexit.register
        def last():
            raise ValueError("at exit")
        print([1, 2])
        """,
    "never leaves at exit": "import atexit\n@atexit.register\ndef last():\n    while True:\n        pass\nprint([1, 2])\n",
    "an exception that resists": """
        class E(Exception):
            def __str__(self):
                raise self
            __repr__ = __str__
            def __getattribute__(self, name):
                raise ValueError(name)
        print([1, 2])
        raise E(E(E()))
        """,
    "a chain of a million exceptions": """
        error = None
        for number in range(10 ** 5):
            new = ValueError(number)
            new.__context__ = error
            error = new
        raise error
        """,
    "an exception with a huge argument": "raise ValueError('x' * 10 ** 8)\n",
    "an excepthook that hangs": """
        import sys
        def hook(*error):
            while True:
                pass
        sys.excepthook = hook
        raise ValueError([1, 2])
        """,
    "spoils the builtins": """
        import builtins
        print([1, 2])
        for name in list(vars(builtins)):
            if not name.startswith("_"):
                setattr(builtins, name, None)
        raise SystemError
        """,
    "spoils sys and os": """
        import os, sys
        print([1, 2])
        for module in (os, sys):
            for name in list(vars(module)):
                try:
                    setattr(module, name, None)
                except Exception:
                    pass
        """,
    "NUL bytes": "x = 1\n\0\nprint([x])\n",
    "not Python": "x = = 1\n",
    "20 MB of code": "x = x + [1]\n" * (20 * 10**6 // 12),
    "20 MB in one string": "x = [1]\nprint(len('" + "a" * 20 * 10**6 + "'))\n",
    "20 MB of comments": "x = [1]\n" + "# a comment, and no more\n" * (20 * 10**6 // 24),
    "20 MB in one line": "x = [" + "1, " * (20 * 10**6 // 3) + "]\n",
    "20 MB of brackets": "x = " + "(" * 10**7 + ")" * 10**7 + "\n",
    "a number of a million digits": "x = " + "1" * 10**6 + "\nprint([x & 1])\n",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What `mvpy verify` did with a program: *wrong* says what it should not have done."""

    program: str
    seconds: float
    own: float
    all: float
    status: int | None
    words: str
    wrong: str


def answer_to(name: str, source: str, options: list[str], folder: Path) -> Answer:
    """`mvpy verify` for the program *source*."""
    from textwrap import dedent

    path = folder / "program.py"
    path.write_text(dedent(source) if source.startswith("\n") else source)
    path.with_name("neighbour.txt").write_text("still here")
    before = set(processes())
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        running = subprocess.Popen(
            [sys.executable, "-m", "mvpy", "verify", "program.py", *options],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, start_new_session=True,
        )  # fmt: skip
        own, everything = watched(running, started)
        seconds = time.monotonic() - started
        out.seek(0), errors.seek(0)
        said, complaints = out.read(), errors.read()
    time.sleep(0.2)  # those that were killed may need a moment to be gone
    left = sum(is_ours(process, folder) for process in set(processes()) - before)
    words = verdict_in(said, complaints)
    wrong = ", ".join(faults(running.returncode, words, complaints, own, left, folder))
    return Answer(name, round(seconds, 1), own, everything, running.returncode, words, wrong)


def watched(running: subprocess.Popen, started: float) -> tuple[float, float]:
    """Wait for *running*, not longer than SECONDS; the peaks of its own memory and of all processes under it."""
    own = everything = 0.0
    while running.poll() is None:
        if time.monotonic() - started > SECONDS:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            break
        own = max(own, megabytes(running.pid, "VmHWM"))
        everything = max(everything, sum(megabytes(process, "VmRSS") for process in under(running.pid)))
        time.sleep(TICK)
    return round(own), round(everything)


def faults(
    status: int | None, words: str, complaints: str, own: float, left: int, folder: Path
) -> Iterator[str]:
    """What is wrong about an answer."""
    if status not in (0, 2, 3):
        yield f"exit code {status}"
    if "Traceback" in complaints or "internal error" in complaints:
        yield "a bug of MVPy's own"
    if not words:
        yield "no words"
    if own > MEGABYTES:
        yield f"{own} MB"
    if left:
        yield f"{left} processes are left"
    if not (folder / "neighbour.txt").is_file() or not (folder / "program.py").is_file():
        yield "the user's files are gone"


def verdict_in(said: str, complaints: str) -> str:
    """The sentence about the program; where all is well there is only the table."""
    told = [line for line in (complaints + said).splitlines() if line.startswith("program.py:")]
    passed = [line for line in said.splitlines() if "equivalent" in line]
    return (told or passed or complaints.splitlines()[-1:] or [""])[0].removeprefix("program.py:").strip()


# Processes ------------------------------------------------------------------------------


def processes() -> list[int]:
    """The numbers of all processes."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def under(root: int) -> list[int]:
    """*root* and the processes that it has started, and so on."""
    children: dict[int, list[int]] = {}
    for process in processes():
        children.setdefault(parent_of(process), []).append(process)
    found = [root]
    for process in found:  # grows while we walk
        found += children.get(process, [])
    return found


def parent_of(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def megabytes(process: int, kind: str) -> float:
    """The memory of *process*: VmRSS is what it has now, VmHWM the most that it had."""
    try:
        found = re.search(rf"{kind}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found.group(1)) / 1024 if found else 0


def is_ours(process: int, folder: Path) -> bool:
    """Whether *process*, new and still alive, comes from the program: it was started by us, and nobody is over it."""
    try:
        environment = Path(f"/proc/{process}/environ").read_bytes()
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z" and os.fsencode(f"HOSTILE={folder}") in environment


# The command ----------------------------------------------------------------------------


def arguments() -> argparse.Namespace:
    parser = library.command_line(__doc__, jobs=False)
    parser.add_argument("--match", default="", metavar="REGEX", help="only programs whose name holds this")
    parser.add_argument("--on", default="", metavar="NAMES", help="only on these hosts")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--programs", action="store_true", help="only the programs")
    part.add_argument("--attacks", action="store_true", help="only the attacks")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    answers = [] if given.attacks else program_answers(given)
    attacks = [] if given.programs else attack_answers(given.match)
    if given.json:
        found = {"programs": [asdict(answer) for answer in answers], "attacks": attacks}
        given.json.write_text(json.dumps(found, indent=1))
    wrong = [answer.program for answer in answers if answer.wrong] + [
        name for name, gained in attacks if gained
    ]
    return int(not answers + attacks or bool(wrong))


def attack_answers(match: str) -> list[tuple[str, str]]:
    """For each attack whose name holds *match* what it gained; nothing for those that were held."""
    answers = []
    for file in sorted(Path(__file__).with_name("attacks").glob("[!_]*.py")):
        for name, attack in importlib.import_module(f"attacks.{file.stem}").ATTACKS:
            if not re.search(match, name):
                continue
            started = time.perf_counter()
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
                gained = attack(Path(scratch)) or ""
            answers.append((name, gained))
            seconds = time.perf_counter() - started
            print(f"{name:70} {seconds:6.1f}  {f'WRONG: {gained}' if gained else 'held'}", flush=True)
    print(f"\n{len(answers)} attacks, {sum(bool(gained) for _, gained in answers)} gained something")
    return answers


def program_answers(given: argparse.Namespace) -> list[Answer]:
    """What became of each program."""
    options = ["--on", given.on] if given.on else []
    answers = []
    print(f"{'program':42} {'s':>6} {'MB':>5} {'all MB':>6} {'exit':>4}  verdict", flush=True)
    for name, source in PROGRAMS.items():
        if not re.search(given.match, name):
            continue
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            os.environ["HOSTILE"] = scratch
            answer = answer_to(name, source, options, Path(scratch))
        answers.append(answer)
        mark = f"WRONG ({answer.wrong}) " if answer.wrong else ""
        print(
            f"{name:42} {answer.seconds:6.1f} {answer.own:5.0f} {answer.all:6.0f} {answer.status!s:>4}  "
            f"{mark}{answer.words[:150]}",
            flush=True,
        )
    good = sum(not answer.wrong for answer in answers)
    print(f"\n{good} of {len(answers)} programs ended in a verdict in words")
    return answers


if __name__ == "__main__":
    sys.exit(main())
