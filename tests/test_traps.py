"""The traps: programs on which the obvious expansion of some construct goes wrong.

`corpus/traps/expected.json` holds what each printed on each version of CPython, so nothing is compared with a
run of the original here.  Those that run on 3.8 are written in the syntax that every version knows.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from behaviour import exact as desugar
from corecheck import against, violations

TRAPS = Path(__file__).parents[1] / "corpus" / "traps"
EXPECTED: dict[str, dict[str, str]] = json.loads((TRAPS / "expected.json").read_text(encoding="utf-8"))
VERSION = "%d.%d" % sys.version_info[:2]
NAMES = sorted(name for name, printed in EXPECTED.items() if {"3.8", VERSION} <= set(printed))
SECONDS = 60

# What is known to print something else, and why; the test says when that has changed.  KNOWN_ON is for those
# that do so on some versions only.
KNOWN: dict[str, str] = {}

KNOWN_ON = {
    "3.12": {"089_locals_in_comprehension.py": "locals() in a class's comprehension lacks the class's names"},
}
KNOWN |= KNOWN_ON.get(VERSION, {})


def trap(name: str):
    marks = [pytest.mark.xfail(strict=True, reason=KNOWN[name])] if name in KNOWN else []
    return pytest.param(name, id=name.removesuffix(".py"), marks=marks)


def printed(path: Path) -> tuple[int, str]:
    """The exit status and the output of the program at *path*."""
    settings = {
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONWARNINGS": "ignore",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, path.name],
        cwd=path.parent,
        capture_output=True,
        env=os.environ | settings,
        timeout=SECONDS,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")


def test_every_trap_has_its_output_recorded():
    assert {path.name for path in TRAPS.glob("*.py")} == set(EXPECTED)


def test_there_are_traps_for_the_python_that_runs_the_tests():
    assert len(NAMES) > 150


@pytest.mark.parametrize("name", [trap(name) for name in NAMES])
def test_the_core_prints_what_is_recorded(name: str, tmp_path: Path):
    source = (TRAPS / name).read_text(encoding="utf-8")
    code = desugar(source, filename=name).code
    path = tmp_path / name
    path.write_text(code, encoding="utf-8")

    assert list(violations(ast.parse(code), code)) == []
    assert list(against(source, code)) == []
    assert printed(path) == (0, EXPECTED[name][VERSION])
