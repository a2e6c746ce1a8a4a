"""The tests of a project, run in a copy of it.

    run_suite(["pytest", "-q"], python, copy, scratch)   what came of it: a SuiteRun

The command runs as it would in the project's own folder, with this Python: `python` is that one, `pytest` is the
pytest that it has, and whatever else is started finds it first on the PATH.  Modules are imported from the copy, though
the project may be installed; `found_elsewhere` asks whether that works.  pytest is told to write JUnit XML, wherever
in the command it is run, so that single tests can be compared.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from mvpy.errors import UsageError
from mvpy.projects.metadata import put_metadata
from mvpy.system.lifetime import Guarded, at_work, run
from mvpy.verification.hosts import places_of

ITSELF = re.compile(r"python(\d[\d.]*)?")  # the word of a command that stands for the Python at hand
ABOUT = "import sys; print(sys.executable); print(*sys.version_info[:2])"
HAS_MODULE = "import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)"
COMPILES = """
import sys
for path in sys.argv[1:]:
    with open(path, 'rb') as file:
        compile(file.read(), path, 'exec', dont_inherit=True)
"""
WHERE = """
import sys
if not sys.path[0]: del sys.path[0]
import importlib.util
for name in sys.argv[1:]:
    spec = importlib.util.find_spec(name)
    places = [] if spec is None else [spec.origin] if spec.has_location else list(spec.submodule_search_locations or [])
    print(name, *places, sep='\\0')
"""
INSTALLED = "installed"  # the folder of scratch that says what the project is
MANY = 500  # paths in one command: Windows takes 32 kB of them

PASSED, FAILED, ERROR, SKIPPED, MISSING = "passed", "failed", "error", "skipped", "not there"
SERIOUS = (
    SKIPPED,
    PASSED,
    FAILED,
    ERROR,
)  # a test that is reported twice, as where its end fails, is the later one here


@dataclass(frozen=True)
class Python:
    """A Python that tests run with: its *file*, and its *version*."""

    file: str
    version: tuple[int, int]

    def __str__(self) -> str:
        return f"Python {self.version[0]}.{self.version[1]}"


@dataclass(frozen=True)
class SuiteRun:
    """What came of one run of the tests of *what*, in *seconds*.

    *tests* says for each test how it ended, and *words* why; there are none if the command runs no pytest.
    """

    what: str
    python: Python
    exit_code: int
    seconds: float
    output: bytes
    tests: Mapping[str, str]
    words: Mapping[str, str]

    @property
    def name(self) -> str:
        """What reports call it."""
        return f"the {self.what} on {self.python}"

    @property
    def is_usable(self) -> bool:
        """Has it shown something that another run can be compared with?"""
        return PASSED in self.tests.values() if self.tests else self.exit_code == 0


def python_called(name: str) -> Python:
    """The Python that the user calls *name*: a path, a command, or a version like 3.8; a UsageError if there is none."""
    words = f"python{name}" if re.fullmatch(r"\d+\.\d+", name) else name
    file = os.path.abspath(words) if os.sep in words else next(iter(places_of(words)), "")
    if not file or not os.path.isfile(file):
        raise UsageError(f"--python {name}: there is no such Python")
    try:
        lines = run([file, "-I", "-c", ABOUT]).stdout.decode(errors="replace").splitlines()
        major, minor = map(int, lines[-1].split())
    except (OSError, ValueError, IndexError):
        raise UsageError(f"--python {name}: this is no Python that runs") from None
    return Python(os.path.abspath(lines[-2]), (major, minor))


def can_compile(python: Python, paths: Sequence[str]) -> bool:
    """Does *python* know the syntax of all programs at *paths*?"""
    parts = [paths[start : start + MANY] for start in range(0, len(paths), MANY)]
    return all(
        run([python.file, "-I", "-W", "ignore", "-c", COMPILES, *part]).returncode == 0 for part in parts
    )


def command_for(words: Sequence[str], python: Python) -> list[str]:
    """The command *words*, as it is run with *python*; a UsageError if it is a pytest that this Python does not have."""
    first, *others = words
    if ITSELF.fullmatch(first):
        return [python.file, *others]
    if first.isidentifier() and run([python.file, "-I", "-c", HAS_MODULE, first]).returncode == 0:
        return [python.file, "-m", *words]
    if first == "pytest":  # another Python's would say nothing about this one
        raise UsageError(f"{python} ({python.file}) has no pytest")
    return list(words)


def import_roots(project: Path) -> list[Path]:
    """The folders that the modules of the *project* are imported from."""
    return [folder for folder in (project / "src", project) if folder.is_dir()]


def environment(python: Python, project: Path, scratch: Path) -> dict[str, str]:
    """The environment of tests of the *project*, with *scratch* for what is temporary."""
    put_first = {
        "PATH": [os.path.dirname(python.file)],
        "PYTHONPATH": [str(folder) for folder in (*import_roots(project), scratch / INSTALLED)],
    }
    changed = {
        name: os.pathsep.join([*folders, *filter(None, [os.environ.get(name)])])
        for name, folders in put_first.items()
    }
    changed["PYTEST_ADDOPTS"] = (
        f"{os.environ.get('PYTEST_ADDOPTS', '')} --junit-xml={scratch / 'junit.xml'}".strip()
    )
    return {**os.environ, **changed, "TMPDIR": str(scratch)}


def found_elsewhere(python: Python, project: Path, scratch: Path, names: Sequence[str]) -> list[str]:
    """Which of the modules *names* tests of the *project* would import from somewhere else, each with the place."""
    env = environment(python, project, scratch)
    asked = run([python.file, "-c", WHERE, *names], env) if names else None
    found = [line.split("\0") for line in asked.stdout.decode(errors="replace").splitlines()] if asked else []
    return [
        f"{name} from {place}"
        for name, *places in found
        for place in places[:1]
        if not Path(os.path.realpath(place)).is_relative_to(os.path.realpath(project))
    ]


def run_suite(words: Sequence[str], python: Python, project: Path, scratch: Path, what: str) -> SuiteRun:
    """Run the tests of the *project*, a copy of *what* the user has, by the command *words*; *scratch* is an empty folder."""
    command = command_for(words, python)
    (scratch / INSTALLED).mkdir()
    put_metadata(project, scratch / INSTALLED)
    started = time.monotonic()
    with open(scratch / "output", "w+b") as output:
        guarded = Guarded(
            command,
            env=environment(python, project, scratch),
            cwd=project,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            with at_work(guarded):
                code = guarded.process.wait()
            why = guarded.refusal()
        finally:
            guarded.end()
        if why:
            raise UsageError(f"--test: {command[0]} can't be run: {why.lower()}")
        seconds = time.monotonic() - started
        output.seek(0)
        tests, reasons = endings_in(scratch / "junit.xml")
        return SuiteRun(what, python, code, seconds, output.read(), tests, reasons)


def endings_in(report: Path) -> tuple[dict[str, str], dict[str, str]]:
    """How each test ended that the JUnit XML *report* tells of, and why; nothing if there is no report."""
    try:
        cases = list(ElementTree.parse(report).iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return {}, {}
    tests: dict[str, str] = {}
    words: dict[str, str] = {}
    for case in cases:
        name = "::".join(filter(None, [case.get("classname"), case.get("name")]))
        state, why = ending_of(case)
        if SERIOUS.index(state) >= SERIOUS.index(tests.get(name, SKIPPED)):
            tests[name], words[name] = state, why
    return tests, words


def ending_of(case: ElementTree.Element) -> tuple[str, str]:
    """How the test *case* ended, and in one line why."""
    for tag, state in (("error", ERROR), ("failure", FAILED), ("skipped", SKIPPED)):
        found = case.find(tag)
        if found is not None:
            return state, (found.get("message") or "").partition("\n")[0]
    return PASSED, ""
