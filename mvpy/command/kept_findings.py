"""`mvpy conform --keep-failures DIR`: what is needed to look at a finding, and to see it again, in a folder of its own.

DIR/with_statement-a_return_exits-micropython/
    original.py  form.py             the program; and what is right there, or the core, which is not
    form.stdout  .stderr  .status    what the core did there, where that is wrong
    expected.stdout  .stderr  .status      what is right; of a recorded CPython there is no .stderr, it is empty
    actual.py  actual.stdout  …      the program as it was run there, below the shim if there is one, and what it did
    finding.json                     the verdict, and what is to blame
    run-there.sh  conform-again.sh   runs the program there again; comes to the verdict again
    reduced/                         the same for a smaller program, if there is one

With --ladder it is the step at which that stops:

DIR/core-a_loop_ends-mine/
    program.py  expected.txt         the program, and what is right
    actual.py  actual.txt            the program as it was run, below the shim if there is one, and what it did
    step.json                        what is to be built, and the rest of the step
    run-there.sh                     runs the program there again
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from mvpy.command.kept_failures import command_of, left, new_folder, script
from mvpy.conform import Result, Subject
from mvpy.conform.climbing import Step
from mvpy.conform.report import record
from mvpy.verification import CommandHost
from mvpy.verification.report import number_of
from mvpy.verification.shim import with_shim


class KeptFindings:
    """Keeps what *subject* gets wrong in the folder *path*; *again* are the words of a command that judges a program."""

    def __init__(self, path: str, subject: Subject, again: Sequence[str]) -> None:
        self.folder = Path(path).absolute()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.subject, self.again = subject, again
        self.folders: dict[str, Path] = {}  # those of this run, by the names of the programs

    def in_words(self, known: int) -> str:
        """How many findings are kept; and of so many that are *known*, that they are not."""
        count = len(self.folders)
        words = f"kept in {self.folder}: {number_of(count, 'finding')}" if count else "kept nothing"
        if not known:
            return words if count else f"{words}: nothing is wrong"
        them = "1 program is known to be wrong" if known == 1 else f"{known} programs are known to be wrong"
        return f"{words}; {them}: --no-expect keeps what is known, too"

    def keep(self, result: Result) -> None:
        """Write the folder of one finding."""
        name = result.case.name.removesuffix(".py").replace("/", "-").strip("-.")
        folder = self.folders[result.case.name] = new_folder(self.folder, f"{name}-{result.host}")
        self.write(folder, result, result.case.path.absolute())
        self.add(result)

    def add(self, result: Result) -> None:
        """Write what is known of a finding that is kept, and was perhaps made smaller since; of others, nothing."""
        folder = self.folders.get(result.case.name)
        if folder is None:
            return
        (folder / "finding.json").write_text(json.dumps(record(result), indent=1) + "\n", encoding="utf-8")
        if result.smaller:
            smaller = folder / "reduced"
            smaller.mkdir(exist_ok=True)
            self.write(smaller, result.smaller, smaller / "original.py")

    def write(self, folder: Path, result: Result, program: Path) -> None:
        """Write the programs of *result* to *folder*, what they did, and the commands that show it again of *program*."""
        files = {
            "original.py": result.case.data,
            "actual.py": with_shim(result.case.data, self.subject.host.shim),
            **left("expected", result.expected),
            **left("actual", result.actual),
            **left("form", result.in_core),
        }
        if result.code:
            files["form.py"] = result.code.encode("utf-8", "surrogatepass")
        for file, data in files.items():
            (folder / file).write_bytes(data)
        reason = f"{result.verdict}: {', '.join(result.blame)}" if result.blame else result.verdict
        place = str(result.case.path.absolute().parent)
        script(folder / "run-there.sh", reason, place, running(self.subject.host, folder))
        again = shlex.join([*self.again, "--", str(program)])
        script(folder / "conform-again.sh", reason, os.getcwd(), again)


def keep_step(path: str, step: Step, host: CommandHost) -> Path:
    """Write the folder of a *step* that *host* has failed, in the folder *path*."""
    parent = Path(path).absolute()
    parent.mkdir(parents=True, exist_ok=True)
    folder = new_folder(parent, f"{step.name.replace('/', '-')}-{host.name}")
    program = step.code.encode("utf-8", "surrogatepass")
    files = {
        "program.py": program,
        "actual.py": with_shim(program, host.shim),
        "expected.txt": step.expected.encode("utf-8", "backslashreplace"),
        "actual.txt": step.actual.encode("utf-8", "backslashreplace"),
        "step.json": (json.dumps(asdict(step), indent=1) + "\n").encode(),
    }
    for file, data in files.items():
        (folder / file).write_bytes(data)
    script(folder / "run-there.sh", f"{step.name}: {step.wrong}", str(folder), running(host, folder))
    return folder


def running(host: CommandHost, folder: Path) -> str:
    """The command that runs the program that is kept in *folder* on *host*."""
    line = shlex.join([*command_of(host), str(folder / "actual.py")])
    return f"{line} < {os.devnull}"
