#!/usr/bin/env python3
"""What other tools make of programs that an older Python does not read, beside `mvpy desugar --for`, in one run.

    python tests/large/other_tools.py [FOLDER ...] --for 3.6 --for 3.7 --for 3.8 [--envs FOLDER] [--json FILE] [--page]

The tools come from the index, each into a virtual environment of its own in the folder `--envs`, with the newest Python
that it works on. They are given

    forms       the programs of tests/newer_forms.py, and those of OTHERS, with comments and odd spacing around
    corpus      the longer programs of the corpus, and one in `--sample` of the others, if they have something that came
                after Python 3.6, ask for no newer library, and don't say that they show what is not promised
    files       files of the packages in FOLDER that `mvpy check --for` finds something in, `--files` of each package

one file at a time, to be replaced. What is there then is compiled by the host, and forms and programs are run there. See
`tool_verdicts.py` for what is told. Then `vermin` and `mvpy check --for` name what is too new in all of them, see
`checkers.py`. With `--page` the tables go into docs/comparison.md.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import checkers
import library
from lowered import found_python, outcome
from tool_tables import tables
from tool_verdicts import Case, Program, Seen, seen, verdict

sys.path.insert(0, str(library.PROJECT / "tests"))

from newer_forms import FORMS

from mvpy.errors import MVPyError
from mvpy.library import uses_too_new
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import newer_forms_in
from mvpy.rewrites.lowering.hints import may_hold_newer

PAGE = library.PROJECT / "docs" / "comparison.md"
START, END = "<!-- written by tests/large/other_tools.py -->\n", "<!-- end of what is written -->\n"
PYTHONS = [(3, minor) for minor in range(14, 7, -1)]
Version = tuple[int, int]


class Tool(NamedTuple):
    """A tool: the package that has it, its commands, which replace {file} for {host}, and what it is for.

    One of commands that do not name the host does the same for all hosts.  The first word of a command is the package
    in whose environment it is, and the name of the command there.
    """

    name: str
    packages: tuple[str, ...]
    commands: tuple[str, ...]
    purpose: str


BPC = "-na -C 1 {file}"
WALRUS, F2FORMAT = f"bpc-walrus:walrus {BPC}", f"bpc-f2format:f2format {BPC}"
POSEUR = f"bpc-poseur:poseur -vs 3.9 {BPC}"
TOOLS = [
    Tool("walrus", ("bpc-walrus",), (WALRUS,), "assignment expressions, for Pythons before 3.8"),
    Tool("f2format", ("bpc-f2format",), (F2FORMAT,), "f-strings, as calls of `str.format`, for Pythons before 3.6"),
    Tool(
        "poseur", ("bpc-poseur",), (POSEUR,),
        "positional-only parameters, for Pythons before 3.8; a decorator refuses them as keywords, as Python does",
    ),
    Tool(
        "the three", ("bpc-walrus", "bpc-f2format", "bpc-poseur"), (F2FORMAT, POSEUR, WALRUS),
        "f2format, poseur and walrus one after the other, as they are meant to be used",
    ),
    Tool(
        "lib3to6", ("lib3to6",), ("lib3to6:lib3to6 --target-version {host} --in-place {file}",),
        "Python 3.6 to 3.8 and later for Python 2.7 and later; also imports of backports, and checks of the library",
    ),
    Tool(
        "strip-hints", ("strip-hints",), ("strip-hints:strip-hints --inplace {file}",),
        "takes annotations out, and leaves lines and columns as they are",
    ),
    Tool(
        "mvpy", (), ("mvpy desugar -q --no-cache --in-place --for {host} {file}",),
        "all that a Python from 3.6 on does not read, and types that it evaluates",
    ),
]  # fmt: skip
SHOWING = "def f(a, /, b: int = 1):\n    if (n := a):\n        return f'{n!r:>5} {b=}'\nprint(f(3))\n"
BEFORE, AFTER = "# The first line.\n", "\n\n\nspaced  =  [ 1,2 ]    # kept?\nif  spaced :  pass  # and this\n"
OTHERS = {  # what compiles, and fails; and what is read, and does something else
    "a union of types by |": ((3, 10), "def f(x: int | None = None) -> str | None: return x\nprint(f(3))"),
    "a class with items, as list[int]": ((3, 9), "def f(x: list[int]) -> dict[str, int]: return x\nprint(f(3))"),
    "a positional-only parameter, given by its name": (
        (3, 8), "def f(a, /): return a\ntry: f(a=1)\nexcept TypeError: print('refused')",
    ),
}  # fmt: skip
UNPROMISED = re.compile(r"^# (?:Plain|Differs|Hosts before)", re.MULTILINE)


class Environments:
    """The virtual environments of the tools in a *folder*: which Python each has, or what is wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.versions: dict[str, str] = {}
        self.trouble: dict[str, list[str]] = {}

    def command(self, words: str, **names: str) -> list[str]:
        """The command that *words* of a tool stand for, with {names} replaced."""
        first, *rest = (word.format(**names) for word in words.split())
        if first == "mvpy":
            return [sys.executable, "-m", "mvpy", *rest]
        package, _, name = first.partition(":")
        return [str(self.folder / package / "bin" / name), *rest]

    def add(self, package: str, command: str = "") -> bool:
        """Make the environment of *package* with the newest Python on which *command* works; whether there is one."""
        for python in filter(None, map(found_python, PYTHONS)):
            wrong = self.install(package, python) or self.wrong_with(command)
            if not wrong:
                asked = f"import importlib.metadata as m, platform as p; print(m.version('{package}'), 'on', p.python_version())"
                answer = subprocess.run([self.python(package), "-c", asked], capture_output=True, text=True)
                self.versions[package] = answer.stdout.strip()
                return True
            self.trouble.setdefault(package, []).append(f"{python}: {wrong}")
        return False

    def python(self, package: str) -> Path:
        return self.folder / package / "bin" / "python"

    def install(self, package: str, python: str) -> str:
        """What is wrong with installing *package* for *python*; nothing, if it was installed, now or before."""
        there = self.folder / package
        if not there.exists():
            subprocess.run([python, "-m", "venv", str(there)], check=True)
        words = [str(self.python(package)), "-m", "pip", "install", "-q", package]
        done = subprocess.run(words, capture_output=True, text=True)
        return done.stderr.strip().rpartition("\n")[2] if done.returncode else ""

    def wrong_with(self, command: str) -> str:
        """What *command* says if it fails with a small program; nothing if it does not fail."""
        if not command:
            return ""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "program.py")
            file.write_text("print(1)\n")
            try:
                done = subprocess.run(
                    self.command(command, file=str(file), host="3.8"),
                    capture_output=True,
                    text=True,
                    timeout=60,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                return str(error)
            return done.stderr.strip().rpartition("\n")[2] if done.returncode else ""


def forms() -> Iterator[Program]:
    """The programs of the forms, each with comments and odd spacing around it."""
    named = {}
    for form in FORMS:
        for told in newer_forms_in(form.program, "", Lowering((form.since[0], form.since[1] - 1)), (3, 15)):
            named[form.since, form.words] = told.words
        words = named[form.since, form.words]
        yield Program("form", words, form.since, BEFORE + form.program + AFTER, form.runs_from)
    for words, (since, program) in OTHERS.items():
        yield Program("form", words, since, BEFORE + program + AFTER)


def of_corpus(hosts: Sequence[Version], sample: int) -> Iterator[Program]:
    """The longer programs of the corpus, and one in *sample* of the others, in which there is something for *hosts*."""
    corpus = library.PROJECT / "corpus"
    newer = [path for path in sorted(corpus.glob("*/*.py")) if may_be_newer(path, max(hosts))]
    longer = [path for path in sorted((corpus / "programs").glob("*.py")) if may_be_newer(path, min(hosts))]
    for path in [*longer, *newer[::sample]]:
        text = path.read_text(encoding="utf-8")
        since = newest_in(text, min(hosts))
        if UNPROMISED.search(text) or not since or uses_too_new(text, min(hosts)):
            continue
        if not outcome(sys.executable, path)[0]:
            yield Program("program", f"{path.parent.name}/{path.name}", since, text)


def of_packages(folders: Sequence[Path], host: Version, count: int) -> Iterator[Program]:
    """Of each package in *folders*, *count* files in which there is something too new for *host*, evenly drawn."""
    for folder in folders:
        for package in sorted(path for path in folder.iterdir() if path.is_dir()):
            newer = [path for path in sorted(package.rglob("*.py")) if may_be_newer(path, host)]
            evenly = newer[:: max(1, len(newer) // (2 * count))]
            yield from islice(files_with_newer(evenly, folder, host), count)


def files_with_newer(files: Sequence[Path], folder: Path, host: Version) -> Iterator[Program]:
    """Those of the *files* in which there is something too new for *host*, named as they lie in *folder*."""
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        since = newest_in(text, host)
        if since:
            yield Program("file", str(path.relative_to(folder)), since, text)


def may_be_newer(path: Path, host: Version) -> bool:
    """Is it not seen at once that *host* reads all of the file at *path*?"""
    return may_hold_newer(path.read_text(encoding="utf-8", errors="replace"), host)


def newest_in(text: str, host: Version) -> tuple[int, ...]:
    """Since which Python there is the newest of what *text* has, if *host* does not read it; else nothing."""
    try:
        return max((form.since for form in newer_forms_in(text, "", Lowering(host), (3, 15))), default=())
    except MVPyError:
        return ()


def cases(
    program: Program, tools: Sequence[Tool], hosts: Sequence[tuple[Version, str]], environments: Environments
) -> list[Case]:
    """What the *tools* make of *program* for each of the *hosts*."""
    truth = None if program.kind == "file" else outcome_of(sys.executable, program.text)
    made = []
    for tool in tools:
        kept: dict[str, Seen] = {}
        for host, python in hosts:
            if program.since <= host:
                continue
            name = f"{host[0]}.{host[1]}"
            key = name if "{host}" in "".join(tool.commands) else ""
            if key not in kept:
                kept[key] = seen(
                    program, [partial(environments.command, words, host=name) for words in tool.commands]
                )
            runs = host >= program.runs_from and truth is not None and not truth[0]
            made.append(verdict(program, kept[key], tool.name, (host, python), truth if runs else None))
    return made


def outcome_of(python: str, text: str) -> tuple[int, str]:
    """What the program *text* prints with *python*, and its status."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "program.py")
        file.write_text(text, encoding="utf-8")
        return outcome(python, file)[:2]


def main() -> int:
    """Make the environments, run all, and tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, help="folders with unpacked packages")
    parser.add_argument(
        "--for", dest="hosts", action="append", help="a host, such as 3.8 (default: 3.6, 3.7, 3.8)"
    )
    parser.add_argument(
        "--envs", type=Path, help="where the environments are, or go (default: they are made anew)"
    )
    parser.add_argument("--sample", type=int, default=20, metavar="N", help="one program of the corpus in N")
    parser.add_argument("--files", type=int, default=5, metavar="N", help="files of each package")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--page", action="store_true", help="write the tables into docs/comparison.md")
    options = parser.parse_args()
    hosts = [tuple(map(int, host.split("."))) for host in options.hosts or ("3.6", "3.7", "3.8")]
    pythons = [(host, python) for host in hosts if (python := found_python(host))]
    with tempfile.TemporaryDirectory() as folder:
        environments = Environments(options.envs or Path(folder))
        for tool in TOOLS:
            for package, command in zip(
                tool.packages, tool.commands if len(tool.packages) == 1 else ("",) * 3
            ):
                if package not in environments.versions and not environments.add(package, command):
                    print(f"{package} works on no Python:", *environments.trouble[package], sep="\n    ")
        environments.add("vermin")
        tools = [tool for tool in TOOLS if all(package in environments.versions for package in tool.packages)]
        programs = [
            *forms(),
            *of_corpus(hosts, options.sample),
            *of_packages(options.folders, max(hosts), options.files),
        ]
        print(f"{len(programs)} programs, {len(tools)} tools", flush=True)
        with ThreadPoolExecutor(options.jobs) as pool:
            work = partial(cases, tools=tools, hosts=pythons, environments=environments)
            found = [case for cases_of_one in pool.map(work, programs) for case in cases_of_one]
        named = checkers.compared(programs, pythons, environments.command("vermin:vermin"))
    text = tables(tools, environments.versions, found, named)
    print(text)
    if options.json:
        data = {"versions": environments.versions, "trouble": environments.trouble}
        data |= {"cases": [asdict(case) for case in found], "named": [asdict(one) for one in named]}
        options.json.write_text(json.dumps(data, indent=1), encoding="utf-8")
    if options.page:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        PAGE.write_text(before + START + "\n" + text + "\n" + END + rest.partition(END)[2], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
