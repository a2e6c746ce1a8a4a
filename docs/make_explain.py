"""Write the outputs in docs/explain.md: what `mvpy explain` says of the program there.  Run: python docs/make_explain.py"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from mvpy.command.cli import main as commands

PAGE = Path(__file__).with_name("explain.md")
CONSOLE = re.compile(r"^```console\n(\$ mvpy (.*)\n)(?:.*\n)*?```$", re.MULTILINE)
PROGRAM = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VERSION = "3.13"  # the Python that the page is for


def page() -> str:
    """The page, with what the commands in it print."""
    text = PAGE.read_text(encoding="utf-8")
    program = PROGRAM.search(text)
    assert program is not None
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("program.py").write_text(program[1], encoding="utf-8")
        return CONSOLE.sub(lambda found: f"```console\n{found[1]}{printed(found[2])}```", text)


def printed(command: str) -> str:
    """What `mvpy` prints for *command*, on a terminal of 80 columns."""
    words = [*shlex.split(command), "--target-version", VERSION]
    result = CliRunner(env={**os.environ, "COLUMNS": "80"}).invoke(commands, words)
    assert result.exit_code == 0, result.output
    return result.output


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
