"""Whether a program of the corpus and what became of it behave alike.

A program that the running Python can't compile says what it needs, and has its recorded output beside it:

    # Needs: Python 3.12          its core runs here, and prints NAME.out
    # Needs: the library of Python 3.14   nothing of it can be run here

One whose output depends on the version that it is desugared for says since when:

    # Changed in: Python 3.12, 3.14

One that shows kinds of difference that plain may have says which, and on which hosts:

    # Plain: release, words
    # Plain: release, up to Python 3.11
    # Plain: kinds, from Python 3.13 on
    # Plain: namespace, in the core
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from mvpy import desugar
from mvpy.pipeline import Desugared, desugar_source
from mvpy.reading.source import read_source
from mvpy.verification import Limits, NativeHost, Observation, compare
from mvpy.verification.hosts import SHIFTED, Job, session

NATIVE = NativeHost()
PATIENT = Limits(seconds=30)
RUNNING = sys.version_info[:2]
NEWEST = (3, 15)
NEEDS = re.compile(r"^# Needs: (?P<library>the library of )?Python 3\.(?P<minor>\d+)$", re.MULTILINE)
PRELUDE = re.compile(
    r"(?:\n\n|\A)def _prelude\w*\(\):\n.*?^(?:except BaseException as _prelude\w*:\n    0|del _prelude)\n+",
    re.DOTALL | re.MULTILINE,
)
OF_LIBRARY = re.compile(r"\b(?:TypeAliasType|templatelib)\b")
CHANGED = re.compile(r"^# Changed in: Python (?P<versions>3\.\d+(, 3\.\d+)*)$", re.MULTILINE)
PLAIN = re.compile(
    r"^# Plain: (?P<kinds>[a-z]+(, [a-z]+)*?)(, up to Python 3\.(?P<last>\d+)|, from Python 3\.(?P<first>\d+) on)?"
    r"(?P<core>, in the core)?$",
    re.MULTILINE,
)


def exact(source: str | bytes, **options: Any) -> Desugared:
    """What becomes of *source*, that does all that CPython does."""
    return desugar(source, exact=True, **options)


def head(path: Path) -> str:
    """The first lines of the program at *path*."""
    return path.read_text(encoding="utf-8", errors="replace")[:400]


def needed(path: Path) -> tuple[int, int]:
    """The oldest Python that can compile the program at *path*."""
    found = NEEDS.search(head(path))
    return (3, int(found["minor"])) if found else (3, 8)


def target_for(path: Path) -> tuple[int, int]:
    """The Python that the program at *path* is desugared for: the running one, or if that is too old, the oldest that isn't."""
    return max(needed(path), RUNNING)


def changes(path: Path) -> list[tuple[int, int]]:
    """The versions in which what the program at *path* prints has changed."""
    found = CHANGED.search(head(path))
    return [(3, int(version.partition(".")[2])) for version in found["versions"].split(", ")] if found else []


def later_target_for(path: Path) -> tuple[int, int]:
    """The newest Python for which the program at *path* prints the same as for its target."""
    own = target_for(path)
    changed = min((version for version in changes(path) if version > own), default=(3, NEWEST[1] + 1))
    return max(own, (3, changed[1] - 1))


@cache
def kinds_shown(path: Path, in_core: bool = False, host: tuple[int, int] = RUNNING) -> list[str]:
    """The kinds of difference that the program at *path* says it shows, alone with its rewrite or in the core."""
    kinds = []
    for found in PLAIN.finditer(head(path)):
        first, last = int(found["first"] or 0), int(found["last"] or 99)
        if (3, first) <= host <= (3, last) and (in_core or not found["core"]):
            kinds += found["kinds"].split(", ")
    return kinds


def compiles_here(path: Path) -> bool:
    return needed(path) <= RUNNING


def needs_library(path: Path) -> bool:
    """Whether not even the core of the program at *path* can run on Pythons older than those that can compile it."""
    found = NEEDS.search(head(path))
    return bool(found and found["library"])


def runs_here(path: Path) -> bool:
    """Whether the core of the program at *path* can do here what it does: it needs no newer library."""
    return compiles_here(path) or not needs_library(path)


@cache
def text_of(path: Path) -> str:
    """The text of the program at *path*."""
    return read_source(path.read_bytes(), str(path)).text


@cache
def core_of(path: Path, target: tuple[int, int]) -> Desugared:
    """The program at *path* in the strict core, for the Python *target*."""
    return desugar_source(text_of(path), filename=str(path), target=target)


def plain_of(path: Path, host: tuple[int, int] = RUNNING, **options: Any) -> str:
    """What becomes of the program at *path* with these *options*, for the Python that it needs, or else for *host*.

    For the latter if it would take from the library of the former, as plain outputs do, what *host* has not.
    """
    text = text_of(path)
    newest = max(needed(path), host)

    def code_for(target: tuple[int, int]) -> str:
        return desugar_source(text, filename=str(path), target=target, **options).code

    code = code_for(newest)
    taken = set(OF_LIBRARY.findall(code)) - set(OF_LIBRARY.findall(text))
    return code_for(host) if taken and newest > host else code


@cache
def alone(name: str, path: Path, target: tuple[int, int]) -> Desugared:
    """The program at *path* after the rewrite *name* only, which was run twice to see that nothing is left."""
    return desugar_source(text_of(path), filename=str(path), only=[name], target=target, check=True)


@cache
def run_of(path: Path) -> Observation | str:
    """What the program at *path* does, each time that it is run; or why that can't be said."""
    job = Job(path.parent, Path(path.name), path.read_bytes())
    with session(NATIVE) as mine:
        first, again = mine.run(job), mine.run(replace(job, shift=SHIFTED))
    found = compare(first, again)
    if not first.complete or not found.holds("output"):
        return f"two runs of the original: {first.ending()}; {found.reason()}"
    return first


@cache
def run_with(path: Path, code: str) -> Observation:
    """What *code* does in the place of the program at *path*."""
    job = Job(path.parent, Path(path.name), code.encode(), limits=PATIENT)
    with session(NATIVE) as mine:
        return mine.run(job)


@cache
def difference(path: Path, code: str) -> str:
    """What *code* does otherwise than the program at *path*; empty if nothing."""
    if not compiles_here(path):
        return difference_from_recorded(path, code)
    original, desugared = run_of(path), run_with(path, code)
    if isinstance(original, str):
        return original
    if desugared.outcome == "failed":
        return desugared.ending()
    found = compare(original, desugared)
    return "" if found.holds("output") else found.reason()


def difference_from_recorded(path: Path, code: str) -> str:
    """What *code* prints otherwise than what is recorded beside the program at *path*."""
    with tempfile.TemporaryDirectory() as folder:
        core = Path(folder, path.name)
        core.write_text(code, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-X", "utf8", core.name], cwd=folder, capture_output=True, timeout=60
        )
    printed, recorded = run.stdout.decode(), path.with_suffix(".out").read_text(encoding="utf-8")
    if run.returncode:
        return run.stderr.decode()
    return "" if printed == recorded else f"printed\n{printed}\ninstead of\n{recorded}"


def without_prelude(code: str) -> str:
    """*code* after its prelude, which is nearly the same in all programs, and longer than most of them."""
    return PRELUDE.sub(lambda found: "" if code[found.start() - 1] == "\n" else "\n", code, count=1)
