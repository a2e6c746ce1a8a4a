#!/usr/bin/env python3
"""Packages that need a newer Python, lowered for an older one: what is left to do there, and do their own tests pass?

    python tests/large/packages.py FOLDER [NAME ...] --for 3.8 --python python3.8 --python python3.13 [--no-tests] [--json FILE]

The sources come from the index into FOLDER, once, and for each `--python` there is a virtual environment in it, with
what the packages and their tests need.  Of each package is told

    sites       the places that the host does not read, and the lines that lowering adds for one, for each form
    bytes       the lines that changed though there is no such place in them; should be none
    compiled    the files that the host compiles, of those that this Python compiles
    again       the files that a second run changes, and those that `--for 3.13` changes; should be none
    check       what `mvpy check` says of the output: syntax, which should be none, and uses of a newer library
    imports     for each Python the modules that import, each in a process of its own; and of those that do not, whether
                `mvpy check` named the place, it is a package that is not installed, or the program refuses that Python
    tests       for each Python how the package's own tests end, beside the original's on the newest Python

A folder of programs instead of a name, such as that of a standard library, is told about without imports and tests.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from lowered_lines import Place, changed_beside, changes, places_in

from mvpy.command.lowerings import lowering_for
from mvpy.machine.lowering import Lowering

THIS = "{}.{}".format(*sys.version_info[:2])


@dataclass(frozen=True)
class Package:
    """A package of the index: its *version*, where its *modules* are, what pytest is told for its *tests*, and what these *need*.

    Without *tests* it has none.  With *parts*, these files and folders are all that is looked at.  *edits* are made before: in this file, from what, to what.
    """

    version: str
    modules: Sequence[str]
    tests: str | None = None
    needs: Sequence[str] = ()
    parts: Sequence[str] = ()
    edits: Sequence[tuple[str, str, str]] = ()


PYTEST = "pytest -q --continue-on-collection-errors"
TESTED_BY = ("pytest", "hypothesis", "pytest-asyncio", "pytest-mock", "pytest-timeout")
LIBRARY = "lib/ansible/"
PACKAGES = {
    # What runs on the hosts that it manages.
    "ansible-core": Package(
        "2.21.5",
        (LIBRARY + "module_utils", LIBRARY + "modules"),
        needs=[name + "; python_version<'3.7'" for name in ("dataclasses==0.8", "immutables==0.19", "contextvars==2.4")],
        parts=[LIBRARY + name for name in ("__init__.py", "release.py", "_vendor", "module_utils", "modules")],
        edits=[(LIBRARY + "module_utils/basic.py", "_PY_MIN = (3, 9)", "_PY_MIN = (3, 6)")],
    ),
    "anyio": Package("4.16.0", ("src/anyio",), "-p no:cacheprovider -m 'not network'", (
        "exceptiongroup", "idna", "typing_extensions", "trio", "psutil", "trustme", "truststore; python_version>='3.10'",
        "uvloop", "blockbuster",
    )),
    "click": Package("8.5.1", ("src/click",), "-p no:asyncio"),
    "dishka": Package("1.10.1", ("src/dishka",), "tests/unit", ("exceptiongroup", "pytest-repeat")),
    "expression": Package("5.8.0", ("expression",), "", ("typing_extensions", "pydantic")),
    "h2": Package("4.4.1", ("src/h2",), "", ("hpack", "hyperframe")),
    "hpack": Package("4.2.0", ("src/hpack",), ""),
    "hypercorn": Package("0.18.0", ("src/hypercorn",), "", (
        "exceptiongroup", "h11", "h2", "priority", "taskgroup; python_version<'3.11'", "tomli", "typing_extensions",
        "wsproto", "httpx", "mock", "pytest-trio", "pytest-cov", "trio",
    )),
    "iniconfig": Package("2.3.1", ("src/iniconfig",), "testing"),
    "markdown-it-py": Package("4.3.0", ("markdown_it",), "", ("mdurl", "pytest-regressions", "requests", "flit_core")),
    "more-itertools": Package("11.2.1", ("more_itertools",), "tests"),
    "prettytable": Package("3.18.0", ("src/prettytable",), "-p no:asyncio", ("wcwidth", "pytest-lazy-fixtures")),
    "sqlparse": Package("0.6.1", ("sqlparse",), ""),
    "structlog": Package("26.1.0", ("src/structlog",), "", ("freezegun", "pretend", "time-machine")),
    "tatsu": Package("5.24.0", ("tatsu",), "tests", ("pytest-dependency", "pytest-rerunfailures", "psutil", "rich", "invoke")),
    "tinydb": Package("4.9.0", ("tinydb",), "", ("pyyaml", "pytest-cov")),
    "wsproto": Package("1.3.2", ("src/wsproto",), "", ("h11",)),
}  # fmt: skip
COMPILES = """
import sys, json
bad = {}
for path in sys.stdin.read().split('\\0'):
    try:
        with open(path, 'rb') as file:
            compile(file.read(), path, 'exec', dont_inherit=True)
    except Exception as error:
        bad[path] = str(error)
print(json.dumps(bad))
"""
IMPORTS = """
import importlib, json, os, sys, traceback

def imported(name):
    try:
        importlib.import_module(name)
    except BaseException as error:
        frames = [[frame.filename, frame.lineno] for frame in traceback.extract_tb(error.__traceback__)]
        return [type(error).__name__ + ': ' + str(error), frames]

result, silent = {}, os.open(os.devnull, os.O_WRONLY)
for name in sys.argv[1:]:
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os.write(theirs, json.dumps(imported(name)).encode())
        os._exit(0)
    os.close(theirs)
    with open(ours) as told:
        failed = json.loads(told.read() or '["it ended", []]')
    os.waitpid(child, 0)
    if failed:
        result[name] = failed
print(json.dumps(result))
"""
# What is said of a module that does not import.
KINDS = {
    "named": "`mvpy check` named the place",
    "package": "a package is not installed",
    "refused": "the program ends itself",
    "unknown": "nobody has said so",
}


@dataclass
class Told:
    """What is told of one package, for one host."""

    name: str
    version: str
    host: str
    files: int = 0
    changed: int = 0
    sites: dict[str, int] = field(default_factory=dict)
    added: dict[str, list[float]] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    not_compiled: dict[str, str] = field(default_factory=dict)
    again: list[str] = field(default_factory=list)
    for_this: list[str] = field(default_factory=list)
    syntax: list[str] = field(default_factory=list)
    library: list[str] = field(default_factory=list)
    imports: dict[str, dict[str, Any]] = field(default_factory=dict)
    tests: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Statement:
    """A statement in a *file*, from its *first* line to its *last*."""

    file: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.file}:{self.first}"

    def holds(self, entry: str) -> bool:
        """Is *entry*, a line of `mvpy check`, about a place in it?"""
        file, line, *_ = entry.split(":")
        return file == self.file and self.first <= int(line) <= self.last


def mvpy(*words: str) -> subprocess.CompletedProcess[str]:
    """Run mvpy on this Python."""
    return subprocess.run([sys.executable, "-m", "mvpy", *words], capture_output=True, text=True)


def fetched(name: str, folder: Path) -> Path:
    """The sources of the package *name*, from the index if they are not in *folder*."""
    package = PACKAGES[name]
    unpacked = folder / f"{name.replace('-', '_')}-{package.version}"
    if not unpacked.is_dir():
        subprocess.run(
            [sys.executable, "-m", "pip", "-q", "download", "--no-deps", "--no-binary", name, "-d", str(folder),
             f"{name}=={package.version}"], check=True,
        )  # fmt: skip
        with tarfile.open(unpacked.with_name(unpacked.name + ".tar.gz")) as archive:
            archive.extractall(folder, filter="data")
    return prepared(unpacked, package) if package.parts or package.edits else unpacked


def prepared(unpacked: Path, package: Package) -> Path:
    """A copy of the sources of *package*, with the parts and edits that it says."""
    copy = unpacked.with_name(unpacked.name + ".prepared")
    shutil.rmtree(copy, ignore_errors=True)
    for part in package.parts or ("",):
        (copy / part).parent.mkdir(parents=True, exist_ok=True)
        copied = shutil.copytree if (unpacked / part).is_dir() else shutil.copy2
        copied(unpacked / part, copy / part)
    for file, old, new in package.edits:
        text = (copy / file).read_text(encoding="utf-8")
        if old not in text:
            raise SystemExit(f"{file} has no {old}")
        (copy / file).write_text(text.replace(old, new), encoding="utf-8")
    return copy


def environment(python: str, folder: Path, names: Sequence[str], tests: bool) -> str:
    """The Python of a virtual environment of *python* in *folder*, with what these packages need, and their *tests*."""
    place = folder / f"environment-{version_of(python)}"
    inside, asked = str(place / "bin" / "python"), place / "asked.txt"
    if not place.is_dir():
        subprocess.run([python, "-m", "venv", str(place)], check=True)
    before = asked.read_text(encoding="utf-8").splitlines() if asked.is_file() else []
    needs = [*(TESTED_BY if tests else ()), *(need for name in names for need in PACKAGES[name].needs)]
    for need in dict.fromkeys(needs):
        if need not in before:  # one at a time: what an old Python cannot have is said
            install(inside, need)
            before.append(need)
    asked.write_text("\n".join(before), encoding="utf-8")
    return inside


def install(python: str, need: str) -> None:
    """Install what is called *need* for *python*, or say that it cannot be had."""
    alone = ["--no-deps"] if "==" in need else []  # an old pip takes what does not fit
    done = subprocess.run(
        [python, "-m", "pip", "-q", "install", *alone, need], capture_output=True, text=True
    )
    if done.returncode:
        print(f"{python} has no {need}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)


def version_of(python: str) -> str:
    """The version of *python*: "3.8"."""
    done = subprocess.run(
        [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True
    )
    return done.stdout.strip()


def programs(folder: Path) -> list[Path]:
    """The files of *folder* that this Python compiles."""
    return [path for path in sorted(folder.rglob("*.py")) if compiles_here(path)]


def compiles_here(path: Path) -> bool:
    """Does this Python read the file at *path*?"""
    try:
        compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def differing(folder: Path, other: Path) -> list[str]:
    """The programs of *folder* that are not the same in *other*."""
    return [
        str(path.relative_to(folder))
        for path in programs(folder)
        if (other / path.relative_to(folder)).is_file()
        and (other / path.relative_to(folder)).read_bytes() != path.read_bytes()
    ]


def text_of(path: Path) -> str:
    """The text of the program at *path*, with its line ends."""
    with open(path, "rb") as file:
        coding, _ = tokenize.detect_encoding(file.readline)
    return path.read_bytes().decode(coding)


def look_at_lines(told: Told, source: Path, lowered: Path, lowering: Lowering) -> None:
    """Count the sites of all programs in *source*, what they add, and what changed beside them."""
    added: dict[str, list[float]] = defaultdict(list)
    for path in programs(source):
        told.files += 1
        text = text_of(path)
        places = places_in(text, lowering)
        for form in {place.form for place in places}:
            told.sites[form.words] = told.sites.get(form.words, 0) + 1
        new = text_of(lowered / path.relative_to(source))
        if new == text:
            continue
        told.changed += 1
        told.beside += [
            f"{path.relative_to(source)}:{line}" for line in sorted(changed_beside(text, new, places))
        ]
        for words, lines in lines_added(text, new, places):
            added[words].append(lines)
    told.added = dict(added)


def lines_added(text: str, new: str, places: Sequence[Place]) -> Iterator[tuple[str, float]]:
    """For each site of *text* whose lines hold sites of one form only: that form, and the lines it adds."""
    for change in changes(text, new):
        inside = [place for place in places if place.first <= change.last and change.first <= place.last]
        forms = {place.form.words for place in inside}
        if len(forms) == 1:
            for place in inside:
                yield place.form.words, change.added / len(inside)


def compile_there(told: Told, python: str, lowered: Path) -> None:
    """Which programs in *lowered* does *python* not compile?"""
    paths = "\0".join(str(path) for path in programs(lowered))
    done = subprocess.run([python, "-c", COMPILES], input=paths, capture_output=True, text=True, check=True)
    told.not_compiled = json.loads(done.stdout)


def check(told: Told, host: str, lowered: Path) -> None:
    """What `mvpy check` finds in *lowered*: syntax that *host* does not read, and uses of a newer library."""
    for line in mvpy("check", "--for", host, str(lowered)).stdout.splitlines():
        found = re.match(r"(.+?:\d+):\d+: (.*)", line)
        if found:
            place = found[1].removeprefix(f"{lowered}/")
            is_library = "(Python" not in found[2] or " in Python " in found[2]
            (told.library if is_library else told.syntax).append(f"{place}: {found[2]}")


def modules_in(folder: Path, top: Path) -> list[str]:
    """The names of the modules in *folder*, which is a package that is imported from *top*."""
    paths = (path.relative_to(top).with_suffix("") for path in programs(folder) if path.stem != "__main__")
    return [".".join(path.parts[:-1] if path.name == "__init__" else path.parts) for path in paths]


def top_of(folder: Path) -> Path:
    """The folder from which the package in *folder* is imported: the first above it that is none."""
    top = folder.parent
    while (top / "__init__.py").is_file():
        top = top.parent
    return top


def import_there(told: Told, package: Package, python: str, lowered: Path) -> None:
    """Import every module of *package* with *python*; of those that fail, say why."""
    top = top_of(lowered / package.modules[0])
    names = [name for folder in package.modules for name in modules_in(lowered / folder, top)]
    done = subprocess.run(
        [python, "-W", "ignore", "-c", IMPORTS, *names], cwd=top, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )  # fmt: skip
    failed = (
        json.loads(done.stdout.splitlines()[-1])
        if done.stdout
        else {name: ("it ended", []) for name in names}
    )
    why = {
        name: failure(error, list(places_of(frames, lowered)), told.library)
        for name, (error, frames) in failed.items()
    }
    told.imports[version_of(python)] = {"modules": len(names), "failed": why}


def failure(error: str, statements: Sequence[Statement], library: Sequence[str]) -> dict[str, str]:
    """Why a module does not import: the *error*, and the *statements* of its traceback; is one named in *library*?"""
    missing = re.match(r"ModuleNotFoundError: No module named '(\w+)", error)
    kind = (
        "named" if any(one.holds(entry) for one in statements for entry in library)
        else "package" if missing and missing[1] not in sys.stdlib_module_names
        else "refused" if error.startswith("SystemExit")
        else "unknown"
    )  # fmt: skip
    return {"error": error, "place": str(statements[-1]) if statements else "", "kind": kind}


def places_of(frames: Sequence[tuple[str, int]], lowered: Path) -> Iterator[Statement]:
    """The statements of programs in *lowered* that the *frames* of a traceback are in."""
    real = lowered.resolve()
    for file, line in frames:
        path = Path(file).resolve()
        if path.is_relative_to(real):
            yield Statement(str(path.relative_to(real)), line, last_line(path, line))


def last_line(path: Path, line: int) -> int:
    """The last line of the shortest statement at *path* that begins in *line*: what an import names has lines of its own."""
    begun = [
        node
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.stmt) and node.lineno == line
    ]
    return min((node.end_lineno or line for node in begun), default=line)


def test_there(told: Told, package: Package, host: str, source: Path, pythons: Sequence[str]) -> None:
    """Run the package's own tests, the original's and the lowered one's."""
    output = source.with_name(source.name + ".tested")
    asked = [word for python in pythons for word in ("--python", python)]
    done = mvpy(
        "desugar",
        str(source),
        "-o",
        str(output),
        "--for",
        host,
        "--verify",
        "--test",
        f"{PYTEST} {package.tests}",
        *asked,
    )
    source.with_name(source.name + ".tests.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    words = re.compile(r"the (original|result) on Python|    \S+: \w+ before|the tests|otherwise there")
    told.tests = [line for line in (done.stdout + done.stderr).splitlines() if words.match(line)]


def told_of(name: str, folder: Path, options: argparse.Namespace, pythons: Sequence[str]) -> Told:
    """All there is to tell of the package *name*, or of the folder of that name."""
    package = PACKAGES.get(name)
    told = Told(name, package.version if package else "", options.host)
    source = fetched(name, folder) if package else Path(name)
    lowered, again, same = (folder / f"{source.name}.{what}" for what in ("lowered", "again", "same"))
    for path, output, host in [
        (source, lowered, options.host),
        (lowered, again, options.host),
        (source, same, THIS),
    ]:
        done = mvpy("desugar", str(path), "-o", str(output), "--for", host, "-q")
        if done.returncode not in (0, 2):
            raise SystemExit(f"{name}: {done.stderr}")
    told.again, told.for_this = differing(lowered, again), differing(source, same)
    look_at_lines(told, source, lowered, lowering_for(options.host))
    there = [python for python in pythons if version_of(python) == options.host]
    for python in there[:1]:
        compile_there(told, python, lowered)
    check(told, options.host, lowered)
    if package:
        for python in pythons:
            import_there(told, package, python, lowered)
        if options.tests and package.tests is not None:
            test_there(told, package, options.host, source, pythons)
    return told


def say(told: Told) -> None:
    """Print what there is to tell."""
    print(f"\n{told.name}: {told.files} files, {told.changed} changed, {sum(told.sites.values())} sites")
    for words, number in sorted(told.sites.items(), key=lambda item: -item[1]):
        lines = told.added.get(words, [])
        many = (
            f", lines added for one: median {statistics.median(lines):g}, most {max(lines):g}"
            if lines
            else ""
        )
        print(f"    {number:5} {words}{many}")
    print(f"    changed beside sites: {len(told.beside)} lines {told.beside[:5] or ''}")
    print(f"    not compiled there: {len(told.not_compiled)} {list(told.not_compiled.items())[:3] or ''}")
    print(f"    changed by a second run: {len(told.again)}, by --for {THIS}: {len(told.for_this)}")
    print(
        f"    check: {len(told.syntax)} of syntax {told.syntax[:3] or ''}, {len(told.library)} uses of a newer library"
    )
    for version, found in told.imports.items():
        say_imports(version, found["modules"], found["failed"])
    for line in told.tests:
        print(f"    {line[:200]}")


def say_imports(version: str, modules: int, failed: dict[str, dict[str, str]]) -> None:
    """Print how many of the *modules* import on this Python, and why others do not, from the most common reason on."""
    print(f"    {version}: {modules - len(failed)} of {modules} modules import")
    for kind, words in KINDS.items():
        reasons = Counter(
            f"{why['place']}: {why['error'][:150]}" for why in failed.values() if why["kind"] == kind
        )
        if reasons:
            print(f"        {sum(reasons.values())}: {words}")
        for reason, number in reasons.most_common(12):
            print(f"            {number:4} {reason}")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path)
    words.add_argument(
        "names", nargs="*", metavar="NAME", help=f"packages, or folders; without any {', '.join(PACKAGES)}"
    )
    words.add_argument("--for", dest="host", default="3.8", help="the Python to lower for (default: 3.8)")
    words.add_argument(
        "--python", action="append", default=[], help="a Python to import and test on; can be repeated"
    )
    words.add_argument(
        "--no-tests", dest="tests", action="store_false", help="do not run the packages' own tests"
    )
    words.add_argument("--json", type=Path, help="write everything here")
    options = words.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    names = options.names or list(PACKAGES)
    packages = [name for name in names if name in PACKAGES]
    pythons = [environment(python, options.folder, packages, options.tests) for python in options.python]
    results = []
    for name in names:
        results.append(told_of(name, options.folder.resolve(), options, pythons))
        say(results[-1])
        sys.stdout.flush()
        if options.json:
            options.json.write_text(json.dumps([vars(one) for one in results], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
