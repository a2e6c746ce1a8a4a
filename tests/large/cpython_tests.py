#!/usr/bin/env python3
"""CPython's own tests, with the module under test desugared: the same outcome test by test.

    python tests/large/cpython_tests.py LIBRARY --python PYTHON [--files] [--only MODULE]...

With `--files`, the file of tests itself is desugared, for the tests of the language: FILES.
For each module of MODULES its tests run in fresh processes, with the module as it is and desugared (a
package with all its submodules); everything else, the tests included, is as it was.  Printed are the tests
whose outcome differs, with the last line of what they said.  The native run is done twice: a test that
differs between them is left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import library
from replacing import written_list
from workers import Crashed, Done, TimedOut, in_parallel

DRIVER = Path(__file__).with_name("run_unittest.py")
ASYNCIO = "tasks queues locks futures futures2 runners taskgroups timeouts streams pep492 context transports"
MODULES = {
    "dataclasses": ["test.test_dataclasses"],
    "enum": ["test.test_enum"],
    "functools": ["test.test_functools"],
    "contextlib": ["test.test_contextlib", "test.test_contextlib_async"],
    "collections": [
        "test.test_collections",
        "test.test_deque",
        "test.test_defaultdict",
        "test.test_ordered_dict",
    ],
    "typing": ["test.test_typing"],
    "argparse": ["test.test_argparse"],
    "json": ["test.test_json"],
    "fractions": ["test.test_fractions"],
    "statistics": ["test.test_statistics"],
    "textwrap": ["test.test_textwrap"],
    "_pydecimal": ["test.test_decimal"],
    "asyncio": [f"test.test_asyncio.test_{name}" for name in ASYNCIO.split()],
    "string": ["test.test_string"],
    "configparser": ["test.test_configparser"],
    "heapq": ["test.test_heapq"],
    "copy": ["test.test_copy"],
    "difflib": ["test.test_difflib"],
    "shlex": ["test.test_shlex"],
    "pprint": ["test.test_pprint"],
    "ast": ["test.test_ast"],
    "inspect": ["test.test_inspect.test_inspect"],
    "abc": ["test.test_abc"],
    "_py_abc": ["test.test_abc"],
    "_collections_abc": ["test.test_collections"],
    "unittest": ["test.test_unittest"],
}
LANGUAGE = """patma except_star fstring named_expressions type_params type_aliases unpack_ex positional_only_arg listcomps
generators coroutines asyncgen with class super decorators scope grammar"""
FILES = {f"test.test_{name}": [f"test.test_{name}"] for name in LANGUAGE.split()}
Results = dict[str, tuple[str, str]]  # test -> (outcome, last line)


@dataclass
class Compared:
    """What the tests of a module came to."""

    module: str
    native: Counter[str] = field(default_factory=Counter)
    same: int = 0
    unsteady: int = 0
    different: list[tuple[str, str, str, str]] = field(default_factory=list)  # test, before, after, words
    undesugared: list[str] = field(default_factory=list)  # files that mvpy refused, and why


@dataclass(frozen=True)
class Options:
    root: Path
    python: str
    target: tuple[int, int]
    seconds: float
    cache: library.Cache


def compared(name: str, options: Options) -> Compared:
    """The tests of the module *name*, natively and desugared."""
    found = Compared(name)
    with tempfile.TemporaryDirectory() as folder:
        files = desugared_files(name, options, Path(folder), found)
        if not files:
            return found
        tests = (MODULES | FILES)[name]
        runs = [outcomes(tests, {}, options) for _ in range(2)]
        after = outcomes(tests, files, options)
    for test, (outcome, _) in runs[0].items():
        if runs[1].get(test, ("missing",))[0] != outcome:
            found.unsteady += 1
            continue
        found.native[outcome] += 1
        now, words = after.get(test, ("missing", ""))
        if now == outcome:
            found.same += 1
        else:
            found.different.append((test, outcome, now, words))
    for test in after.keys() - runs[0].keys():
        found.different.append((test, "missing", *after[test]))
    return found


def desugared_files(name: str, options: Options, folder: Path, found: Compared) -> dict[str, Path]:
    """The files of the module *name*, desugared: dotted name -> file."""
    import mvpy

    place = options.root / name.replace(".", "/")
    sources = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    files = {}
    for source in sources:
        content = source.read_bytes()
        code = options.cache.get(content)
        if code is None:
            try:
                code = mvpy.desugar(content, exact=True, filename=source.name, target=options.target).code
            except mvpy.MVPyError as error:
                found.undesugared.append(f"{source.relative_to(options.root)}: {error}")
                continue
            options.cache.put(content, code)
        dotted = library.module_name(source, options.root)
        files[dotted] = folder / f"{dotted}.py"
        files[dotted].write_text(code, encoding=library.encoding_of(source), errors="backslashreplace")
    return files


def outcomes(tests: list[str], files: dict[str, Path], options: Options) -> Results:
    """The outcome of each test in the modules *tests*, with *files* in the place of modules."""
    with tempfile.TemporaryDirectory() as folder:
        replaced, results = Path(folder, "replaced"), Path(folder, "results")
        replaced.write_text(written_list({name: str(path) for name, path in files.items()}))
        command = [
            options.python,
            "-s",
            "-S",
            "-B",
            "-W",
            "ignore",
            str(DRIVER),
            str(replaced),
            str(results),
            *tests,
        ]
        try:
            run = subprocess.run(
                command, capture_output=True, stdin=subprocess.DEVNULL, cwd=folder, env=library.environment(),
                timeout=options.seconds,
            )  # fmt: skip
            ending = run.stderr.decode(errors="replace").strip().split("\n")[-1]
        except subprocess.TimeoutExpired:
            ending = "too slow"
        return read_results(results, ending)


def read_results(path: Path, ending: str) -> Results:
    """The last outcome of each test in the file *path*; a run that broke off is an outcome of its own."""
    results: Results = {}
    complete = False
    for line in path.read_text(encoding="utf-8").split("\n") if path.exists() else ():
        outcome, _, rest = line.partition("\t")
        test, _, words = rest.partition("\t")
        if outcome == "end":
            complete = True
        elif outcome and (test not in results or results[test][0] in ("begun", "ok", "skipped")):
            results[test] = (outcome, words)
    results["the run"] = ("ok", "") if complete else ("broken off", ending)
    return results


def shown(found: Compared) -> None:
    total = sum(found.native.values())
    print(
        f"\n{found.module}: same outcome {library.share(found.same, total)}; {dict(found.native)}", flush=True
    )
    if found.unsteady:
        print(f"    {found.unsteady} tests are not the same twice natively, and left out")
    for words in found.undesugared:
        print(f"    not desugared: {words}")
    for test, before, after, words in found.different:
        print(f"    {test}: {before} became {after}: {words}")
    sys.stdout.flush()


def arguments() -> argparse.Namespace:
    parser = library.command_line(__doc__, cache="desugared modules")
    parser.add_argument("library", type=Path, help="the folder of a standard library")
    parser.add_argument("--python", required=True, help="the Python that it belongs to")
    parser.add_argument(
        "--only", action="append", choices=[*MODULES, *FILES], help="only this module (repeatable)"
    )
    parser.add_argument("--files", action="store_true", help="the files of tests themselves are desugared")
    parser.add_argument("--seconds", type=float, default=600, help="limit for a run of tests by the clock")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    target = library.version_of(given.python)
    compiler = library.fingerprint_of_the_compiler()
    cache = library.Cache(given.cache, compiler, str(target), "code")
    options = Options(given.library, given.python, target, given.seconds, cache)
    names = given.only or list(FILES if given.files else MODULES)
    print(f"tests of {len(names)} modules, compiler {compiler}", flush=True)
    done: list[Compared] = []
    broken: dict[str, str] = {}
    task = partial(compared, options=options)
    for name, outcome in in_parallel(task, names, jobs=given.jobs, seconds=given.seconds):
        match outcome:
            case Done(found):
                shown(found)
                if found.native:
                    done.append(found)
                else:
                    broken[name] = "not desugared"
            case Crashed(words, _):
                broken[name] = words
                print(f"\n{name}: {words}", flush=True)
            case TimedOut(_):
                broken[name] = "too slow"
                print(f"\n{name}: too slow to desugar", flush=True)
    total = sum(sum(found.native.values()) for found in done)
    same = sum(found.same for found in done)
    print(
        f"\n{len(done)} modules, same outcome: {library.share(same, total)}; "
        f"without an answer: {broken or 'none'}"
    )
    if given.json:
        answer: dict[str, Any] = {
            "schema": 1,
            "compiler": compiler,
            "modules": [vars(found) for found in done],
        }
        given.json.write_text(json.dumps(answer | {"broken": broken}, indent=1))
    return int(not done or bool(broken) or same < total)


if __name__ == "__main__":
    sys.exit(main())
