"""`mvpy conform --keep-failures DIR`: what is needed to look at a finding, and to see it again, in a folder of its own.

DIR/with_statement-a_return_exits-micropython/
    original.py  form.py             the program; and what is right there, or the core, which is not
    expected.stdout  .stderr  .status      what is right; of a recorded CPython there is no .stderr, it is empty
    actual.py  actual.stdout  …      the program as it was run there, below the shim if there is one, and what it did
    finding.json                     the verdict, and what is to blame
    run-there.sh                     runs the program there again
"""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

from mvpy.command.kept_failures import command_of, left, new_folder, script
from mvpy.conform import Result, Subject
from mvpy.conform.report import record
from mvpy.verification.shim import with_shim


class KeptFindings:
    """Keeps what *subject* gets wrong in the folder *path*."""

    def __init__(self, path: str, subject: Subject) -> None:
        self.folder = Path(path).absolute()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.subject = subject
        self.kept = 0

    def keep(self, result: Result) -> None:
        """Write the folder of one finding."""
        name = result.case.name.removesuffix(".py").replace("/", "-").strip("-.")
        folder = new_folder(self.folder, f"{name}-{result.host}")
        files = {
            "original.py": result.case.data,
            "actual.py": with_shim(result.case.data, self.subject.host.shim),
            "finding.json": (json.dumps(record(result), indent=1) + "\n").encode(),
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
        self.kept += 1
