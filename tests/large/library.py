"""A standard library as test material: its files, what is asked about them, and what was answered before."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import tokenize
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
NOT_LIBRARY = {"test", "tests", "idle_test", "site-packages", "__pycache__", "lib2to3/tests", "dist-packages"}
# Reads a path a line, and answers in a line what this Python's compiler says of the file.
COMPILER = """
import sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(5000)
for path in sys.stdin.buffer:
    path = path.rstrip(b"\\n").decode()
    try:
        with open(path, "rb") as file:
            compile(file.read(), path, "exec", dont_inherit=True)
        words = ""
    except Exception as error:
        words = "%s: %s" % (type(error).__name__, str(error).replace("\\n", " "))
    print(words, flush=True)
"""


def command_line(about: str | None, cache: str = "", jobs: bool = True) -> argparse.ArgumentParser:
    """The options that all scripts have; *cache* says what is kept, in a script that keeps something."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    if jobs:
        parser.add_argument("-j", "--jobs", type=int, default=0)
    if cache:
        parser.add_argument("--cache", type=Path, help=f"a folder that keeps {cache} between runs")
    parser.add_argument("--json", type=Path, help="write all that was found to this file")
    return parser


def library_files(root: Path, tests: bool = False) -> list[Path]:
    """The Python files of the standard library at *root*, outside of its tests unless *tests*."""
    unwanted = {"site-packages", "__pycache__", "dist-packages"} if tests else NOT_LIBRARY
    return [
        path for path in sorted(root.rglob("*.py")) if not unwanted & set(path.relative_to(root).parts[:-1])
    ]


class Compiler:
    """The compiler of a Python, asked about one file after another."""

    def __init__(self, python: str) -> None:
        self.python = python
        self.process: subprocess.Popen | None = None

    def refuses(self, path: Path) -> str:
        """What the compiler has against the file *path*; empty if nothing."""
        if self.process is None:
            self.process = subprocess.Popen(
                [self.python, "-I", "-c", COMPILER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            code = self.process.wait()
            self.process = None
            return f"the compiler died with {code}"
        return answer.rstrip("\n")


def in_the_syntax_of(python: str, files: Iterable[Path]) -> list[Path]:
    """Those of *files* that the compiler of *python* accepts."""
    compiler = Compiler(python)
    return [path for path in files if not compiler.refuses(path)]


def version_of(python: str) -> tuple[int, int]:
    """The version of *python*, such as (3, 13)."""
    words = subprocess.run(
        [python, "-I", "-c", "import sys; print(*sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    major, minor = words.split()
    return int(major), int(minor)


def module_name(path: Path, root: Path) -> str:
    """The dotted name of the module that the file *path* under *root* is."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def environment() -> dict[str, str]:
    """The environment, without what steers a Python, and with the hashes of strings always the same."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONHASHSEED": "0"}


def text_of(path: Path) -> str:
    """The file *path*, decoded as Python decodes it."""
    with tokenize.open(path) as file:
        return file.read()


def encoding_of(path: Path) -> str:
    """The encoding of the file *path*, as Python sees it."""
    with path.open("rb") as file:
        return tokenize.detect_encoding(file.readline)[0]


def fingerprint_of_the_compiler() -> str:
    """A digest of all the code that decides what becomes of a program."""
    digest = hashlib.sha256()
    for folder in ("mvpy", "rewrites"):
        for path in sorted((PROJECT / folder).rglob("*.py")):
            digest.update(path.relative_to(PROJECT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


class Cache:
    """Answers of earlier runs, one file each, under the compiler and the content that they are about.

    A folder of None keeps nothing.
    """

    def __init__(self, folder: Path | None, *about: str) -> None:
        self.folder = folder and folder / hashlib.sha256("\0".join(about).encode()).hexdigest()[:16]
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)

    def place(self, content: bytes) -> Path | None:
        return self.folder and self.folder / f"{hashlib.sha256(content).hexdigest()[:32]}.json"

    def get(self, content: bytes) -> Any:
        """What was answered about *content*, or None."""
        place = self.place(content)
        return json.loads(place.read_text()) if place and place.exists() else None

    def put(self, content: bytes, answer: Any) -> None:
        place = self.place(content)
        if place:
            waiting = place.with_suffix(".new")
            waiting.write_text(json.dumps(answer))
            waiting.replace(place)


def report_groups(failures: Iterable[tuple[str, str, str]], examples: int = 3) -> None:
    """Print *failures*, (file, kind, words), the most frequent words first, each with the smallest files."""
    groups: dict[tuple[str, str], list[str]] = {}
    for file, kind, words in failures:
        groups.setdefault((kind, words), []).append(file)
    for (kind, words), files in sorted(groups.items(), key=lambda group: -len(group[1])):
        print(f"{len(files):5}  {kind}: {words}")
        for file in files[:examples]:
            print(f"       {file}")


def share(part: int, whole: int) -> str:
    """*part* of *whole*, in words."""
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "0 of 0 (nothing was measured)"


def counted(words: Iterable[str]) -> dict[str, int]:
    """How often each of *words* occurs, the most frequent first."""
    return dict(Counter(words).most_common())
