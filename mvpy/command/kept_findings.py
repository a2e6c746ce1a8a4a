"""`mvpy conform --keep-failures DIR`: what is needed to look at a finding, and to see it again, in a folder of its own.

DIR/with_statement-a_return_exits-micropython/
    original.py  form.py             the program; and what is right there, or the core, which is not
    expected.stdout  .stderr  .status      what is right; of a recorded CPython there is no .stderr, it is empty
    actual.py  actual.stdout  …      the program as it was run there, below the shim if there is one, and what it did
    finding.json                     the verdict, and what is to blame
    run-there.sh  conform-again.sh   runs the program there again; comes to the verdict again
    reduced/                         the same for a smaller program, if there is one
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from mvpy.command.kept_failures import command_of, left, new_folder, script
from mvpy.conform import Result, Subject
from mvpy.conform.report import record
from mvpy.verification.shim import with_shim


class KeptFindings:
    """Keeps what *subject* gets wrong in the folder *path*; *again* are the words of a command that judges a program."""

    def __init__(self, path: str, subject: Subject, again: Sequence[str]) -> None:
        self.folder = Path(path).absolute()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.subject, self.again = subject, again
        self.folders: dict[str, Path] = {}  # those of this run, by the names of the programs

    @property
    def kept(self) -> int:
        """How many findings are kept."""
        return len(self.folders)

    def keep(self, result: Result) -> None:
        """Write the folder of one finding."""
        name = result.case.name.removesuffix(".py").replace("/", "-").strip("-.")
        folder = self.folders[result.case.name] = new_folder(self.folder, f"{name}-{result.host}")
        self.write(folder, result, result.case.path.absolute())
        self.add(result)

    def add(self, result: Result) -> None:
        """Write what is known of a finding that is kept, and was perhaps made smaller since."""
        folder = self.folders[result.case.name]
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
        }
        if result.code:
            files["form.py"] = result.code.encode("utf-8", "surrogatepass")
        for file, data in files.items():
            (folder / file).write_bytes(data)
        line = shlex.join([*command_of(self.subject.host), str(folder / "actual.py")])
        reason = f"{result.verdict}: {', '.join(result.blame)}" if result.blame else result.verdict
        place = str(result.case.path.absolute().parent)
        script(folder / "run-there.sh", reason, place, f"{line} < {os.devnull}")
        again = shlex.join([*self.again, "--", str(program)])
        script(folder / "conform-again.sh", reason, os.getcwd(), again)
