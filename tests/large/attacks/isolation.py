"""Attacks from the folder one stands in, on what is remembered, and on processes and streams.

Each of ATTACKS has a name and a function that is given an empty folder of its own, attacks `mvpy` as a user would
call it there, and returns None if that was held, or words about what got through.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

Attack = Callable[[Path], str | None]

MODULES = sorted(
    {
        *sys.stdlib_module_names,
        "mvpy",
        "libcst",
        "click",
        "rich",
        "wasmtime",
        "sitecustomize",
        "usercustomize",
    }
)
PROGRAM = "import sys\nprint([number + 1 for number in range(3)])\n"
SECONDS = 300


def mvpy(folder: Path, *arguments: str, module: bool = False, **environment: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of `mvpy ARGUMENTS` in *folder*; the cache is beside it."""
    start = [sys.executable, "-m", "mvpy"] if module else [str(Path(sys.executable).with_name("mvpy"))]
    variables = {**os.environ, "MVPY_CACHE_DIR": str(folder.parent / "cache"), **environment}
    try:
        done = subprocess.run(
            [*start, *arguments],
            cwd=folder, env=variables, capture_output=True, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return -1, "", f"it did not end in {SECONDS} s"
    return done.returncode, done.stdout, done.stderr


def wrong(answer: tuple[int, str, str], *codes: int) -> str | None:
    """What is wrong with an *answer* whose exit code should be one of *codes*."""
    code, _, said = answer
    if "Traceback" in said or "internal error" in said:
        return f"a bug: {said[-300:]}"
    return None if code in codes else f"exit code {code}: {said[-300:]}"


# The current folder.


def place(folder: Path) -> tuple[Path, Path]:
    """A folder with hostile modules, and one with programs."""
    hostile, programs = folder / "hostile", folder / "programs"
    hostile.mkdir(), programs.mkdir()
    for name in MODULES:
        (hostile / f"{name}.py").write_text(f"open({str(folder / 'ran')!r}, 'a').write({name + ' '!r})\n")
    for number in range(5):
        (programs / f"p{number}.py").write_text(PROGRAM)
    (hostile / "hello.py").write_text(PROGRAM)
    return hostile, programs


def modules_of_the_folder(
    folder: Path, arguments: str, code: int, module: bool = False, **environment: str
) -> str | None:
    """Whether `mvpy ARGUMENTS` runs a module of the folder that it is called in."""
    hostile, _ = place(folder)
    if module:
        (hostile / "mvpy.py").unlink()
    answer = mvpy(hostile, *arguments.split(), module=module, **environment)
    ran = folder / "ran"
    return f"ran {ran.read_text()[:100]}" if ran.exists() else wrong(answer, code)


COMMANDS = {
    "desugar ../programs/p0.py": 0,
    "desugar . -o ../out -j 2 --no-cache": 0,
    "desugar ../programs -o ../out -j 2 --no-cache": 0,
    "desugar ../programs/p0.py --verify": 0,
    "check . -j 2": 1,
    "verify ../programs/p0.py --on native": 0,
    "verify hello.py --on wasi": 0,
    "hosts": 0,
    "rewrites with": 0,
}


def python_variables(folder: Path) -> str | None:
    """Variables that make Python run other code."""
    (folder / "startup.py").write_text(f"open({str(folder / 'ran')!r}, 'a').write('startup')\n")
    variables = {
        "PYTHONSTARTUP": str(folder / "startup.py"),
        "PYTHONBREAKPOINT": "startup.x",
        "PYTHONINSPECT": "",
    }
    return modules_of_the_folder(folder, "verify ../programs -j 2 --on wasi", 0, **variables)


def command_of_the_programs_folder(folder: Path) -> str | None:
    """A host that is named from where the user is, and a file of that name in the program's folder."""
    programs = folder / "programs"
    programs.mkdir()
    (programs / "p.py").write_text(PROGRAM)
    for where in (folder, programs):
        (where / "python").write_text(
            f'#!/bin/sh\necho {where.name} >> {folder}/ran\nexec {sys.executable} "$@"\n'
        )
        (where / "python").chmod(0o755)
    mvpy(folder, "verify", "programs/p.py", "--on", "native,own", "--host", "own=./python")
    ran = set((folder / "ran").read_text().split())
    return None if ran == {folder.name} else f"ran {sorted(ran)}"


# The cache.


def inner(folder: Path) -> Path:
    """A folder to work in, so that the cache is of this attack alone."""
    work = folder / "work"
    work.mkdir(exist_ok=True)
    (work / "a.py").write_text("x = 1 + 2\n")
    return work


def entries(folder: Path, kind: str) -> list[Path]:
    """What is remembered, of one *kind*."""
    return sorted((folder / "cache").glob(f"user-*/{kind}"))


def replaced(path: Path, make: Callable[[Path], object]) -> None:
    """Put what *make* makes into the place of *path*."""
    path.unlink()
    make(path)


EVIL = json.dumps(
    {"status": "desugared", "code": "evil", "source_map": [], "sites": [], "warnings": []}
).encode()

INSTEAD: dict[str, Callable[[Path], object]] = {
    "forged": lambda path: path.write_bytes(EVIL),
    "forged with a seal of zeros": lambda path: path.write_bytes(bytes(32) + EVIL),
    "a link to a file of the user's": lambda path: path.symlink_to(path.parents[2] / "precious"),
    "a link to nothing": lambda path: path.symlink_to(path.parents[2] / "made"),
    "a pipe": os.mkfifo,
    "a folder": os.mkdir,
    "a number for code": lambda path: path.write_bytes(EVIL.replace(b'"evil"', b"5")),
    "empty": lambda path: path.touch(),
}


def instead_of_an_entry(folder: Path, kind: str, make: Callable[[Path], object]) -> str | None:
    """Something else where the output of a program, or the key, is remembered."""
    work = inner(folder)
    (folder / "precious").write_text("precious")
    right = mvpy(work, "desugar", "a.py")
    for path in entries(folder, kind):
        replaced(path, make)
    again = mvpy(work, "desugar", "a.py")
    if (folder / "precious").read_text() != "precious" or (folder / "made").exists():
        return "a file outside of the cache was written"
    if again[1] != right[1]:
        return f"another output: {again[1][:100]}"
    if "this part of the cache is not used" not in again[2]:
        return "not a word about it"
    return wrong(again, 0)


def instead_of_a_build(folder: Path, pattern: str, change: Callable[[Path], object]) -> str | None:
    """Something else where CPython for WASI is remembered."""
    work = inner(folder)
    mvpy(work, "verify", "a.py", "--on", "wasi")
    found = [path for path in entries(folder, "wasi-*") if ("frozen" in path.name) == (pattern == "frozen")]
    for path in found:
        change(path)
    answer = mvpy(work, "verify", "a.py", "--on", "wasi")
    return wrong(answer, 0) if found else "there was nothing to attack"


def a_cache_that_belongs_to_nobody(folder: Path) -> str | None:
    """A place for the cache where nothing can be made."""
    work = inner(folder)
    (folder / "cache").write_text("a file")
    answer = mvpy(work, "verify", "a.py")
    return wrong(answer, 0)


def a_folder_of_entries_that_is_a_link(folder: Path) -> str | None:
    """The folder of the entries, leading elsewhere."""
    work = inner(folder)
    (folder / "cache").mkdir(), (folder / "other").mkdir(mode=0o700)
    (folder / "cache" / f"user-{os.geteuid()}").symlink_to(folder / "other")
    answer = mvpy(work, "desugar", "a.py")
    return "it was written to" if os.listdir(folder / "other") else wrong(answer, 0)


# Processes and streams.


def children(process: int) -> Iterator[int]:
    """The workers that *process* has started."""
    for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
        if b"mvpy.system.workers" in Path(f"/proc/{child}/cmdline").read_bytes():
            yield int(child)


def alive(process: int) -> bool:
    """Whether *process* is there, and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def at_work(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """`mvpy check` over files that take a while, and its workers."""
    work = folder / "work"
    work.mkdir()
    for number in range(6):
        (work / f"p{number}.py").write_text("x = [a, 1]\n" * 3_000)
    running = subprocess.Popen(
        [sys.executable, "-m", "mvpy", "check", ".", "-j", "2"],
        cwd=work, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    found: list[int] = []
    while len(found) < 2 and time.monotonic() < deadline:
        found = list(children(running.pid))
        time.sleep(0.05)
    time.sleep(1.5)
    return running, found


def kill_the_workers(folder: Path) -> str | None:
    """Every worker, killed at work."""
    running, found = at_work(folder)
    for worker in found:
        os.kill(worker, signal.SIGKILL)
    said, complained = running.communicate(timeout=SECONDS)
    lost = complained.count("was killed (SIGKILL)")
    done = len({line.partition(":")[0] for line in said.splitlines()})
    if lost + done != 6:
        return f"{done} files done, {lost} said to be lost, of 6"
    return wrong((running.returncode, said, complained), 2 if lost else 1)


def end_the_parent(folder: Path, sign: int) -> str | None:
    """Whoever started the workers, ended."""
    running, found = at_work(folder)
    os.kill(running.pid, sign)
    running.communicate(timeout=SECONDS)
    deadline = time.monotonic() + 2
    while any(map(alive, found)) and time.monotonic() < deadline:
        time.sleep(0.01)
    left = sum(map(alive, found))
    return None if found and not left else f"{left} of {len(found)} workers are left"


def streams(folder: Path, redirected: str, code: int) -> str | None:
    """Standard streams that are closed or full."""
    work = inner(folder)
    done = subprocess.run(
        ["bash", "-c", f"exec {sys.executable} -m mvpy check a.py {redirected}"],
        cwd=work, capture_output=True, text=True, timeout=SECONDS,
    )  # fmt: skip
    return wrong((done.returncode, done.stdout, done.stderr), code)


ATTACKS: list[tuple[str, Attack]] = [
    *(
        (
            f"modules in the current folder: {words}",
            partial(modules_of_the_folder, arguments=words, code=code),
        )
        for words, code in COMMANDS.items()
    ),
    (
        "modules in the current folder: python -m mvpy",
        partial(modules_of_the_folder, arguments="check . -j 2", code=1, module=True),
    ),
    ("variables that make Python run code", python_variables),
    ("a command of the program's folder", command_of_the_programs_folder),
    *(
        (f"a remembered output, {words}", partial(instead_of_an_entry, kind="output-*", make=make))
        for words, make in INSTEAD.items()
    ),
    *(
        (f"the key of the cache, {words}", partial(instead_of_an_entry, kind="key", make=make))
        for words, make in INSTEAD.items()
        if words != "a folder"
    ),
    *(
        (f"CPython for WASI, {which}, {words}", partial(instead_of_a_build, pattern=which, change=change))
        for which in ("compiled", "frozen")
        for words, change in {
            "truncated": lambda path: os.truncate(path, path.stat().st_size // 2),
            "another bit": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"),
            "a pipe": partial(replaced, make=os.mkfifo),
        }.items()
    ),
    ("a cache where nothing can be made", a_cache_that_belongs_to_nobody),
    ("a folder of entries that is a link", a_folder_of_entries_that_is_a_link),
    ("workers killed at work", kill_the_workers),
    *(
        (f"the parent of workers ended by {sign.name}", partial(end_the_parent, sign=sign))
        for sign in (signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
    ),
    *(
        (f"streams {redirected}", partial(streams, redirected=redirected, code=code))
        for redirected, code in {
            ">&-": 2,
            ">/dev/full": 2,
            "2>&-": 1,
            "2>/dev/full": 1,
            "<&- >&- 2>&-": 2,
        }.items()
    ),
]
