#!/usr/bin/env python3
"""Every module of a standard library that can be imported can be imported desugared, and shows the same.

    python tests/large/imports.py LIBRARY --python PYTHON [--syntax-of PYTHON] [--together]

PYTHON owns LIBRARY.  Each module is imported in two fresh processes, once from its own source, once
desugared; `module_digest.py` says what is compared.  Alone, one module is desugared and all others are as
they were; with `--together` every module is, as far as the interpreter has not imported it before the
program. Modules that cannot be imported natively (no display, another system) are counted and left out.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import library
from replacing import written_list
from workers import in_parallel, words_of

DRIVER = Path(__file__).with_name("module_digest.py")
# They start a browser, a window or an endless service, or are programs.
NOT_FOR_IMPORT = re.compile(r"(^|\.)(__main__|antigravity)$|^turtledemo\.|^idlelib\.idle$")


@dataclass(frozen=True)
class Module:
    """A module: its dotted name, its source, and that desugared."""

    name: str
    source: Path
    core: Path


@dataclass(frozen=True)
class Options:
    """What is the same for all modules.

    *lists* is the folder for the lists of replaced modules; a list `all` in it is that of the desugared side.
    """

    python: str
    target: tuple[int, int]
    lists: Path
    seconds: float
    cache: library.Cache


@dataclass(frozen=True)
class Failed:
    """A process that did not get to the end."""

    words: str


def desugared(module: Module, target: tuple[int, int], cache: library.Cache) -> str:
    """Writes the core of *module*, unless that was done; nothing is wrong with it."""
    import mvpy

    if module.core.exists():
        return ""
    content = module.source.read_bytes()
    code = cache.get(content)
    if code is None:
        code = mvpy.desugar(content, exact=True, filename=module.source.name, target=target).code
        cache.put(content, code)
    module.core.parent.mkdir(parents=True, exist_ok=True)
    encoding = library.encoding_of(module.source)
    module.core.write_text(code, encoding=encoding, errors="backslashreplace")
    return ""


def digest(python: str, name: str, replaced: Path, seconds: float) -> Any:
    """What `module_digest.py` says of the module *name*, or a Failed."""
    environment = library.environment() | {"BROWSER": "true"}
    environment.pop("DISPLAY", None)
    try:
        run = subprocess.run(
            [python, "-s", "-B", "-W", "ignore", str(DRIVER), name, str(replaced)],
            capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, env=environment,
            timeout=seconds, cwd=replaced.parent,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Failed("too slow")
    if run.returncode == 0:
        return json.loads(run.stdout)
    last = run.stderr.strip().split("\n")[-1] or f"exit code {run.returncode}"
    return Failed(last[:200])


def compared(module: Module, options: Options) -> str | None:
    """How the two imports of *module* differ: "" if they don't, None if it cannot be imported natively."""
    native, core, everything = (
        options.lists / name for name in (f"{module.name}.native", f"{module.name}.core", "all")
    )
    native.write_text(written_list({module.name: str(module.source)}))
    before = digest(options.python, module.name, native, options.seconds)
    if isinstance(before, Failed):
        return None
    desugared(module, options.target, options.cache)
    alone = written_list({module.name: str(module.core)})
    core.write_text(everything.read_text() if everything.exists() else alone)
    after = digest(options.python, module.name, core, 3 * options.seconds)
    if isinstance(after, Failed):
        return f"import fails: {after.words}"
    found = differences(before, after, module.name)
    if found:  # what is not the same twice natively, such as an address, says nothing
        again = digest(options.python, module.name, native, options.seconds)
        unsteady = {where for where, _ in differences(before, again, module.name)}
        found = [(where, words) for where, words in found if where not in unsteady]
    return "; ".join(f"{where}: {words}" for where, words in found[:4])


def differences(before: Any, after: Any, where: str) -> list[tuple[str, str]]:
    """Where two digests differ, each with both sides in short."""
    if before == after:
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        named_elsewhere = where.endswith(("/values", "/members"))
        if before.keys() == after.keys() or named_elsewhere:
            both = [key for key in before if key in after]
            return [found for key in both for found in differences(before[key], after[key], f"{where}/{key}")]
    if isinstance(before, list) and isinstance(after, list):
        if where.endswith("/names"):
            return [(where, difference_of_names(before, after))]
        if len(before) == len(after):
            pairs = enumerate(zip(before, after))
            return [found for n, (old, new) in pairs for found in differences(old, new, f"{where}/{n}")]
    return [(where, f"{json.dumps(before)[:120]} became {json.dumps(after)[:120]}")]


def difference_of_names(before: list[str], after: list[str]) -> str:
    missing = [name for name in before if name not in after]
    new = [name for name in after if name not in before]
    if missing or new:
        return f"missing {missing[:5]}, new {new[:5]}"
    at = next(n for n, (old, now) in enumerate(zip(before, after)) if old != now)
    return f"another order from {before[at]!r} on, where {after[at]!r} comes now"


def arguments() -> argparse.Namespace:
    parser = library.command_line(__doc__, cache="desugared modules")
    parser.add_argument("library", type=Path, help="the folder of a standard library")
    parser.add_argument("--python", required=True, help="the Python that it belongs to")
    parser.add_argument("--syntax-of", metavar="PYTHON", help="take only files that this Python compiles")
    parser.add_argument("--together", action="store_true", help="desugar all modules at once")
    parser.add_argument(
        "--match", default="", metavar="REGEX", help="take only modules whose name holds this"
    )
    parser.add_argument("--seconds", type=float, default=20, help="limit for a native import")
    return parser.parse_args()


def chosen_modules(options: argparse.Namespace, folder: Path) -> list[Module]:
    files = library.library_files(options.library)
    if options.syntax_of:
        files = library.in_the_syntax_of(options.syntax_of, files)
    modules = []
    for path in files:
        name = library.module_name(path, options.library)
        if not NOT_FOR_IMPORT.search(name) and all(part.isidentifier() for part in name.split(".")):
            modules.append(Module(name, path, folder / "core" / path.relative_to(options.library)))
    return modules


def main() -> int:
    given = arguments()
    answers: dict[str, str | None] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "lists").mkdir()
        everything = chosen_modules(given, folder)
        modules = sorted(
            (m for m in everything if re.search(given.match, m.name)), key=lambda m: m.source.stat().st_size
        )
        target = library.version_of(given.python)
        compiler = library.fingerprint_of_the_compiler()
        print(f"{len(modules)} modules, for Python {target[0]}.{target[1]}, compiler {compiler}", flush=True)
        cache = library.Cache(given.cache, compiler, str(target), "code")
        options = Options(given.python, target, folder / "lists", given.seconds, cache)
        if given.together:
            desugar_all(everything, options, given.jobs)
        task = partial(compared, options=options)
        for n, (module, outcome) in enumerate(in_parallel(task, modules, jobs=given.jobs, seconds=120), 1):
            answers[module.name] = words = words_of(outcome)
            shown = "cannot be imported natively" if words is None else words or "same"
            print(f"{n}/{len(modules)} {module.name} {shown}", flush=True)
    return summed_up(answers, given.json, compiler)


def desugar_all(modules: list[Module], options: Options, jobs: int) -> None:
    """Write the cores of *modules*, and the list of those that there are."""
    task = partial(desugared, target=options.target, cache=options.cache)
    good = []
    for n, (module, outcome) in enumerate(in_parallel(task, modules, jobs=jobs, seconds=120), 1):
        words = words_of(outcome)
        if words:
            print(f"{module.name}: {words}", flush=True)
        else:
            good.append(module)
        if n % 50 == 0:
            print(f"{n} of {len(modules)} desugared", flush=True)
    (options.lists / "all").write_text(written_list({module.name: str(module.core) for module in good}))


def summed_up(answers: dict[str, str | None], report: Path | None, compiler: str) -> int:
    importable = {name: words for name, words in answers.items() if words is not None}
    print()
    library.report_groups(
        [(name, "", words.replace(name, "MODULE")) for name, words in importable.items() if words]
    )
    print(f"\n{len(answers) - len(importable)} modules cannot be imported natively")
    same = sum(not words for words in importable.values())
    print(f"import the same desugared: {library.share(same, len(importable))}")
    if report:
        report.write_text(json.dumps({"schema": 1, "compiler": compiler, "modules": answers}))
    return int(not importable or same < len(importable))


if __name__ == "__main__":
    sys.exit(main())
