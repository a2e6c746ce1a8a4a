#!/usr/bin/env python3
"""Mistakes planted in the compiler, to see whether the tests notice them.

    python tests/large/planted_mistakes.py [--files REGEX] [--seed N] [--per-file N] [--jobs N] [--json FILE]

From every file of the compiler (`rewrites/`, `mvpy/pipeline.py` and the wings below it) mistakes are drawn: see
`mistakes.py` for their kinds.  Each is planted alone, in a process of its own; no file of the project changes.
Then the tests are asked that `pytest --fast` and, for a mistake in a rewrite, `pytest --rewrite NAME` run, the
quickest and most specific first, until one of them notices:

1. The compiler is loaded; the examples in docstrings come out as they did: those of its rewrite, or all.
2. The programs of the corpus that run the line of the mistake are desugared, in the ways in which these tests do it.  Where
   the output is another than the right one, a test says so that has it on record, or it is run and does something else.
   (Where it is the same, running it shows nothing.)
3. pytest, with a copy of the project: what concerns the rewrite, and the files that know most of the wing.
4. All others of the fast tier.

Printed are the share that was noticed, who noticed, and every survivor with what became of what.
Python 3.12 or newer: which lines a program runs is told by `sys.monitoring`.
"""

from __future__ import annotations

import ast
import json
import multiprocessing
import os
import pickle
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from importlib.abc import Loader, MetaPathFinder
from importlib.util import spec_from_file_location, spec_from_loader
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import black  # noqa: F401  what the tests load is loaded once, before the processes part
import libcst as cst  # noqa: F401
import libcst.matchers  # noqa: F401
import library
import pytest  # noqa: F401
from mistakes import Maker, Mistake, drawn

PROJECT = library.PROJECT
TESTS = PROJECT / "tests"
CORPUS = PROJECT / "corpus"
sys.path.insert(0, str(TESTS))
FORK = multiprocessing.get_context("fork")

COMPILER = re.compile(r"rewrites/.*|mvpy/(pipeline\.py|(machine|output|helpers|reading|scopes|tree)/.*)")
HELPERS = ("mvpy/helpers/prelude/", "mvpy/helpers/plain/")
SECONDS = 20  # of processor time, for one program, which takes less than two; then the mistake is noticed
MOST_PROGRAMS, MOST_RUNS = 250, 100  # for one mistake: desugared; run, because their output is another
# The tests that know most of a wing, which are asked first.
KNOWING = {
    "mvpy/reading/": "source legality annotation_scope_rules libcst_mended nested_patterns mutants literals",
    "mvpy/scopes/": "scopes liveness plain_classes",
    "mvpy/output/": "judge printer output lines releases kinds plain constants",
    "mvpy/tree/": "evaluation output lines spacing joining literals releases source",
    "mvpy/machine/": "contracts rewrites kinds truth targets node_kinds lines releases output truth nesting scopes",
    "mvpy/helpers/": "prelude plain_helpers constants output",
    "mvpy/pipeline.py": "pipeline legality output lines",
    "rewrites/": "rewrites lines output truth releases targets spacing",
}
# The tests that desugar a program in each way, and run what comes out.
TRAPS = ("test_traps", "test_the_core_prints_what_is_recorded")
WAYS = {
    "in full": ("test_corpus", "test_a_program_behaves_the_same"),
    "alone": ("test_each_rewrite_alone", "test_a_program_behaves_the_same_with_its_rewrite_only"),
    "in plain": ("test_plain", "test_a_program_behaves_the_same_in_plain_with_its_rewrite_only"),
    "without it": (
        "test_each_rewrite_alone",
        "test_a_program_behaves_the_same_with_all_rewrites_but_its_own",
    ),
    "for later": ("test_later_targets", "test_a_program_behaves_the_same_for_a_later_version"),
}
# What they find in the corpus is found in step 2 already, by the Python that runs this.
BEHAVIOUR = "not behaves_the_same and not prints_what_is_recorded"


@dataclass(frozen=True)
class Program:
    """A program of the corpus, and how it is desugared: in full, its rewrite alone (in plain, too), all but its rewrite,
    for a later Python.

    *fast* tells whether the fast tier does so, too.
    """

    path: Path
    way: str
    target: tuple[int, int]
    fast: bool

    @property
    def folder(self) -> str:
        return self.path.parent.name

    def is_asked(self, rewrite: str) -> bool:
        """Do the tests of *rewrite*, or those of the fast tier, desugar this program in this way?"""
        return self.fast or self.folder == rewrite

    def __str__(self) -> str:
        return f"{self.folder}/{self.path.stem}, {self.way}"


@dataclass(frozen=True)
class Asked:
    """Who is asked: the first *steps*, and of pytest, the tests under *python*."""

    steps: int
    python: str


@dataclass
class Known:
    """What the right compiler gives."""

    programs: list[Program] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    runs: list[tuple[str, int, str]] = field(default_factory=list)
    by_line: dict[str, list[int]] = field(default_factory=dict)  # file:line -> programs that run it
    examples: dict[tuple[str, str], str] = field(default_factory=dict)  # (rewrite, before) -> after
    recorded: frozenset[Path] = frozenset()  # the programs whose outputs the fast tier knows

    def is_recorded(self, program: Program, rewrite: str) -> bool:
        """Do the tests of *rewrite*, or those of the fast tier, know what *program* becomes?"""
        return program.way in ("in full", "alone") and (
            program.folder == rewrite or program.path in self.recorded
        )


# What is right --------------------------------------------------------------------------


def known_for(cache: Path | None) -> Known:
    """What the compiler gives as it is; kept in the folder *cache* under the compiler and the corpus."""
    known = known_from(cache)
    known.recorded = in_a_process(recorded_in_the_fast_tier)
    return known


def known_from(cache: Path | None) -> Known:
    digest = (
        f"{library.fingerprint_of_the_compiler()}-{sys.version_info[1]}-{len(list(CORPUS.rglob('*.py')))}"
    )
    place = cache / f"known-{digest}" if cache else None
    if place and place.exists():
        return pickle.loads(place.read_bytes())
    known = in_a_process(learn)
    if place:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(pickle.dumps(known))
    return known


def in_a_process(function) -> Any:
    """What *function*() gives, which loads the compiler where nobody else has it."""
    ours, theirs = FORK.Pipe()
    process = FORK.Process(target=send, args=(theirs, function))
    process.start()
    theirs.close()
    found = ours.recv()
    process.join()
    return found


def recorded_in_the_fast_tier() -> frozenset[Path]:
    """The programs whose outputs the fast tier holds against what is recorded of them."""
    from selection import is_drawn

    paths = CORPUS.glob("*/*.py")
    return frozenset(
        path
        for path in paths
        if is_drawn("test_recorded_outputs", "test_an_output_is_the_recorded_one", path)
    )


def send(connection, function, *args) -> None:
    connection.send(function(*args))
    connection.close()


def learn() -> Known:
    """Desugar and run the programs that the tests do, and see which lines of the compiler each runs."""
    load_compiler()
    known = Known()
    lines = Lines()
    for program in sorted(programs(), key=lambda one: (one.path.stat().st_size, str(one))):
        with lines:
            try:
                code, digest = output_of(program)
            except Exception as error:
                print(f"left out, it is wrong already: {program}: {error}", flush=True)
                continue
        number = len(known.programs)
        known.programs.append(program)
        known.codes.append(code)
        known.digests.append(digest)
        known.runs.append(behaviour(code, program.path))
        for line in lines.seen:
            known.by_line.setdefault(line, []).append(number)
        if number % 200 == 0:
            print(f"{number} outputs are known", flush=True)
    for name, before in examples():
        known.examples[name, before] = example(name, before)
    return known


class Lines:
    """`with lines: …` sets `lines.seen` to the lines of the compiler that were run, as "file:line"."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        monitoring = sys.monitoring
        self.tool = 3
        monitoring.use_tool_id(self.tool, "planted mistakes")
        monitoring.register_callback(self.tool, monitoring.events.LINE, self.note)

    def note(self, code: Any, line: int) -> Any:
        file = code.co_filename
        if file.startswith(f"{PROJECT}/"):
            below = file.removeprefix(f"{PROJECT}/")
            self.seen.add(f"{re.sub('^mvpy/rewrites/', 'rewrites/', below)}:{line}")
        return sys.monitoring.DISABLE

    def __enter__(self) -> None:
        self.seen = set()
        sys.monitoring.restart_events()
        sys.monitoring.set_events(self.tool, sys.monitoring.events.LINE)

    def __exit__(self, *_: object) -> None:
        sys.monitoring.set_events(self.tool, 0)


def load_compiler() -> None:
    """Import the compiler, all rewrites and all templates included."""
    from mvpy.pipeline import rewrites_in_order
    from mvpy.rewrites import ORDER

    for name in ORDER:
        rewrites_in_order().named(name)


def programs() -> Iterator[Program]:
    """The programs of the corpus in all ways in which the tests desugar them."""
    from behaviour import later_target_for, target_for
    from selection import is_drawn

    for path in sorted(CORPUS.glob("*/*.py")):
        for way in ways_of(path):
            target = later_target_for(path) if way == "for later" else target_for(path)
            asked_by = TRAPS if path.parent.name == "traps" else WAYS[way]
            fast = is_drawn(*asked_by, path)
            yield Program(path, way, target, fast)


def ways_of(path: Path) -> Iterator[str]:
    """The ways in which the tests desugar the program at *path*."""
    from behaviour import later_target_for, needed, runs_here, target_for
    from selection import ONE_IN, is_asked

    from mvpy.rewrites import ORDER

    is_trap = path.parent.name == "traps"
    differs = "# Differs:" in path.read_text(encoding="utf-8")[:300]
    if not runs_here(path) or differs or is_trap and needed(path) > (3, 8):
        return
    yield "in full"
    if path.parent.name in ORDER:
        yield "alone"
        yield "in plain"
        if needed(path) <= sys.version_info[:2]:
            yield "without it"
        if later_target_for(path) != target_for(path) and is_asked(
            path, ONE_IN["test_a_program_behaves_the_same_for_a_later_version"]
        ):
            yield "for later"


def output_of(program: Program) -> tuple[str, str]:
    """What the compiler at hand makes of *program*, and its digest, which knows lines and sites, too."""
    from recorded_outputs import digest

    from mvpy.machine.kinds import EXACT, PLAIN
    from mvpy.pipeline import desugar_source
    from mvpy.reading.source import read_source

    text = read_source(program.path.read_bytes(), str(program.path)).text
    only = [program.folder] if program.way in ("alone", "in plain") else []
    keep = [program.folder] if program.way == "without it" else []
    output = desugar_source(
        text,
        filename=str(program.path),
        only=only,
        keep=keep,
        target=program.target,
        kinds=PLAIN if program.way == "in plain" else EXACT,
        check=program.way == "alone",
    )
    return output.code, digest(output)


def behaviour(code: str, path: Path) -> tuple[str, int, str]:
    """What *code* does as a file named as *path* is: output, status, the last line of its errors."""
    command = [sys.executable, "-s", "-X", "utf8", "-W", "ignore", path.name]
    with tempfile.TemporaryDirectory() as folder:
        for beside in path.parent.glob("*"):
            if beside.is_dir() and beside.name != "__pycache__":
                os.symlink(beside, Path(folder, beside.name))
        Path(folder, path.name).write_text(
            code, encoding=library.encoding_of(path), errors="backslashreplace"
        )
        try:
            done = subprocess.run(
                command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, cwd=folder
            )
        except subprocess.TimeoutExpired:
            return "", -1, "too slow"
    errors = done.stderr.decode(errors="replace").strip().split("\n")[-1]
    return (
        done.stdout.decode(errors="replace").replace(folder, ""),
        done.returncode,
        errors.replace(folder, ""),
    )


def examples() -> Iterator[tuple[str, str]]:
    """(rewrite, before) of the examples in docstrings."""
    from mvpy.pipeline import rewrites_in_order
    from mvpy.rewrites import ORDER

    return ((name, before) for name in ORDER for before, _ in rewrites_in_order().named(name).examples)


def example(name: str, before: str) -> str:
    """What becomes of an example, without its prelude."""
    from behaviour import without_prelude

    from mvpy.pipeline import desugar_source, rewrites_in_order

    since = getattr(rewrites_in_order().named(name).module, "SINCE", (3, 12))
    return without_prelude(desugar_source(before, only=[name], target=max((3, 12), since)).code)


# Noticing -------------------------------------------------------------------------------


class Planted(MetaPathFinder, Loader):
    """Loads the module of a mistake with the mistake."""

    def __init__(self, mistake: Mistake) -> None:
        path = PROJECT / mistake.file
        self.path = path
        self.text = mistake.applied(path.read_text(encoding="utf-8"))
        dotted = mistake.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self.name = f"mvpy.{dotted}" if dotted.startswith("rewrites") else dotted

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self.name:
            return None
        if self.path.name == "__init__.py":
            return spec_from_file_location(
                fullname, self.path, loader=self, submodule_search_locations=[str(self.path.parent)]
            )
        return spec_from_loader(fullname, self, origin=str(self.path))

    def exec_module(self, module) -> None:
        module.__file__ = str(self.path)
        exec(compile(self.text, str(self.path), "exec", dont_inherit=True), vars(module))

    def get_source(self, fullname: str) -> str:
        return self.text

    def plant(self) -> None:
        """From now on in this process, the module is imported, and its file is read, with the mistake."""
        sys.meta_path.insert(0, self)
        read_text = Path.read_text

        def read(path: Path, *args: Any, **keywords: Any) -> str:
            return self.text if path == self.path else read_text(path, *args, **keywords)

        Path.read_text = read  # type: ignore[method-assign]


def noticed(mistake: Mistake, known: Known, copy: Path, asked: Asked) -> str:
    """Who of those *asked* notices *mistake*; empty if nobody does."""
    return noticed_by_the_corpus(mistake, known) or (
        noticed_by_pytest(mistake, copy, asked) if asked.steps > 2 else ""
    )


def noticed_by_the_corpus(mistake: Mistake, known: Known) -> str:
    Planted(mistake).plant()
    signal.signal(signal.SIGXCPU, too_long)
    try:
        load_compiler()
    except Exception as error:
        return f"loading: {type(error).__name__}"
    own = rewrite_of(mistake.file)
    for (name, before), after in known.examples.items():
        if own in (name, "") and gives_another(example, (name, before), after):
            return f"an example of {name}"
    runs = 0
    for number in programs_for(mistake, known):
        program = known.programs[number]
        limit_time()
        try:
            code, digest = output_of(program)
        except BaseException as error:
            return f"{program}: {type(error).__name__}"
        if digest == known.digests[number]:
            continue
        if known.is_recorded(program, own):
            return f"the record of {program}"
        if code == known.codes[number] or runs > MOST_RUNS:
            continue
        runs += 1
        if behaviour(code, program.path) != known.runs[number]:
            return str(program)
    return ""


def limit_time() -> None:
    """Let this process have SECONDS more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def too_long(*_: object) -> None:
    limit_time()
    raise TimeoutError("the limit of time")


def rewrite_of(file: str) -> str:
    """The rewrite that *file* is a part of; empty if it is none's."""
    return file.split("/")[1].removesuffix(".py") if file.startswith("rewrites/") else ""


def gives_another(function, args: tuple, wanted: str) -> bool:
    limit_time()
    try:
        return function(*args) != wanted
    except Exception:
        return True


def programs_for(mistake: Mistake, known: Known) -> list[int]:
    """The programs that run a line of *mistake*: those of its rewrite first, small ones first; and some others."""
    lines = set(mistake.lines)
    if mistake.names:
        lines |= set(lines_with(mistake.file, mistake.names))
    found: dict[int, None] = {}
    for line in sorted(lines):
        found |= dict.fromkeys(known.by_line.get(f"{mistake.file}:{line}", ()))
    for helper in helpers_with(mistake):
        called = re.compile(rf"\b_{helper}\b")
        found |= dict.fromkeys(number for number, code in enumerate(known.codes) if called.search(code))
    if not found:  # what is run once and remembered
        found = dict.fromkeys(range(0, len(known.programs), 25))
    own = rewrite_of(mistake.file)
    asked = [number for number, program in enumerate(known.programs) if program.is_asked(own)]
    by_folder = [number for number in asked if number in found]
    by_folder.sort(key=lambda number: (known.programs[number].folder != own, number))
    some = [number for number in asked[::30] if number not in found]
    return [*by_folder[:MOST_PROGRAMS], *some]


def lines_with(file: str, names: tuple[str, ...]) -> Iterator[int]:
    """The lines of *file* that read one of *names*, or are in the function or class of that name."""
    for node in ast.walk(ast.parse((PROJECT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load):
            yield node.lineno
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in names:
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def helpers_with(mistake: Mistake) -> Iterator[str]:
    """The helper that *mistake* is in: its text is a part of outputs, so it is run by these."""
    if mistake.file.startswith(HELPERS):
        for node in ast.parse((PROJECT / mistake.file).read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.lineno <= mistake.line <= (
                node.end_lineno or 0
            ):
                yield node.name


def noticed_by_pytest(mistake: Mistake, copy: Path, asked: Asked) -> str:
    """The first test that fails in the project's *copy* with the mistake."""
    path = copy / mistake.file
    right = path.read_text(encoding="utf-8")
    path.write_text(mistake.applied(right), encoding="utf-8")
    knowing = next((names for wing, names in KNOWING.items() if mistake.file.startswith(wing)), "").split()
    first = [f"tests/test_{name}.py" for name in knowing]
    rest = [
        f"tests/{path.name}"
        for path in sorted((copy / "tests").glob("test_*.py"))
        if f"tests/{path.name}" not in first
    ]
    ways = [["--fast", *first], ["--fast", *rest]][: asked.steps - 2]
    if own := rewrite_of(mistake.file):
        ways.insert(0, ["--rewrite", own])
    try:
        for way in ways:
            if words := failure(way, copy, asked.python):
                return words
        return ""
    finally:
        path.write_text(right, encoding="utf-8")


def failure(arguments: list[str], copy: Path, python: str) -> str:
    """The first test that fails under *python*; empty if none does."""
    command = [
        python,
        "-B",
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
    ]
    if Path(python) == Path(sys.executable):
        command += ["-k", BEHAVIOUR]
    environment = library.environment() | {"PYTHONPATH": str(copy)}
    try:
        done = subprocess.run(
            [*command, "--tb=no", *arguments],
            cwd=copy, capture_output=True, text=True, timeout=1500, env=environment, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "pytest: the limit of time"
    if done.returncode in (0, 5):
        return ""
    failed = re.search(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", done.stdout, re.MULTILINE)
    return f"pytest: {failed[1] if failed else done.stdout[-200:] + done.stderr[-200:]}"


def copied(folder: Path) -> Path:
    """A copy of the project in *folder*, whose compiler is the one that is imported there."""
    copy = folder / "project"
    ignored = shutil.ignore_patterns("__pycache__", ".git", "*.egg-info", ".hypothesis", ".pytest_cache")
    shutil.copytree(PROJECT, copy, ignore=ignored, symlinks=True)
    if not (copy / "mvpy" / "rewrites").exists():  # as it does where the compiler is installed
        os.symlink("../rewrites", copy / "mvpy" / "rewrites")
    return copy


# All of them ----------------------------------------------------------------------------


def answers(
    mistakes: list[Mistake], known: Known, jobs: int, asked: Asked
) -> Iterator[tuple[Mistake, str, float]]:
    """Each of *mistakes* with who noticed it, and the seconds that took, in the order in which they are done."""
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        idle = [copied(Path(folder, str(number))) for number in range(jobs)]
        if asked.steps > 2:
            copy = idle[0]
            if words := failure(
                ["--fast", "tests/test_lines.py", "tests/test_rewrites.py"], copy, asked.python
            ):
                sys.exit(f"a copy of the project does not pass its own tests: {words}")
        waiting = iter(mistakes)
        busy: dict[Any, tuple[Mistake, Path, Any, float]] = {}
        while True:
            while idle and (mistake := next(waiting, None)) is not None:
                ours, theirs = FORK.Pipe()
                copy = idle.pop()
                process = FORK.Process(target=send, args=(theirs, noticed, mistake, known, copy, asked))
                process.start()
                theirs.close()
                busy[ours] = mistake, copy, process, time.monotonic()
            if not busy:
                return
            for ours in wait(list(busy)):
                mistake, copy, process, began = busy.pop(ours)
                try:
                    by = ours.recv()
                except EOFError:
                    by = "the process died"
                process.join()
                idle.append(copy)
                yield mistake, by, time.monotonic() - began


def drawn_mistakes(wanted: str, per_file: int, seed: int) -> list[Mistake]:
    """The mistakes in the files of the compiler whose names hold *wanted*."""
    found: list[Mistake] = []
    for top in ("rewrites", "mvpy"):
        for path in sorted((PROJECT / top).rglob("*.py")):
            file = path.relative_to(PROJECT).as_posix()
            if COMPILER.fullmatch(file) and re.search(wanted, file):
                found += drawn(file, path.read_text(encoding="utf-8"), per_file, seed)
    return found


def mistakes_again(before: list[dict[str, Any]]) -> Iterator[Mistake]:
    """The mistakes *before*, of an earlier run, where lines have moved since; not those whose text is gone."""
    for one in before:
        path = PROJECT / one["file"]
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        same = [other for other in Maker(one["file"], text).mistakes() if edit(asdict(other)) == edit(one)]
        if same:
            yield min(same, key=lambda other: abs(other.start - one["start"]))
        else:
            print(f"no longer there: {one['mistake']}")


def edit(mistake: dict[str, Any]) -> tuple[str, ...]:
    """What tells a mistake from others, wherever it is in its file."""
    return tuple(mistake[name] for name in ("file", "operator", "before", "after"))


def wing_of(file: str) -> str:
    return "rewrites" if file.startswith("rewrites/") else "/".join(file.split("/")[:2])


def arguments():
    parser = library.command_line(__doc__, cache="what the right compiler gives")
    parser.add_argument("--files", default="", metavar="REGEX", help="only files whose name holds this")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--per-file", type=int, default=5, metavar="N")
    parser.add_argument(
        "--survivors", type=Path, metavar="JSON", help="only those that survived in this earlier run"
    )
    parser.add_argument(
        "--python",
        default=sys.executable,
        metavar="PYTHON",
        help="the one that runs the tests of steps 3 and 4",
    )
    parser.add_argument("--steps", type=int, default=4, metavar="N", help="only the first N of these steps")
    parser.add_argument("--list", action="store_true", help="show the mistakes, and plant none")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    if options.survivors:
        before = json.loads(options.survivors.read_text())["mistakes"]
        survived = [one for one in before if not one["noticed by"] and re.search(options.files, one["file"])]
        mistakes = list(mistakes_again(survived))
    else:
        mistakes = drawn_mistakes(options.files, options.per_file, options.seed)
    print(f"{len(mistakes)} mistakes in {len({mistake.file for mistake in mistakes})} files", flush=True)
    if options.list:
        print(*mistakes, sep="\n")
        return 0
    known = known_for(options.cache)
    print(f"{len(known.programs)} outputs of the right compiler are known", flush=True)
    found: list[dict[str, Any]] = []
    for mistake, by, seconds in answers(
        mistakes, known, options.jobs or os.cpu_count() or 1, Asked(options.steps, options.python)
    ):
        found.append(
            {"mistake": str(mistake), "noticed by": by, "seconds": round(seconds, 1), **asdict(mistake)}
        )
        words = f"noticed by {by}" if by else "SURVIVES"
        print(f"{len(found)}/{len(mistakes)} {mistake}: {words} ({seconds:.0f} s)", flush=True)
        if options.json:
            options.json.write_text(
                json.dumps({"schema": 2, "seed": options.seed, "mistakes": found}, indent=1)
            )
    survivors = [one for one in found if not one["noticed by"]]
    print("\nsurvivors:" if survivors else "\nno survivors")
    for one in sorted(survivors, key=lambda one: (one["file"], one["line"])):
        print(
            f"\n{one['file']}:{one['line']}: {one['operator']}\n    {one['before']}\n  became\n    {one['after']}"
        )
    kinds = Counter(re.split(r":|, |/", one["noticed by"])[0] for one in found if one["noticed by"])
    print(f"\nnoticed by: {dict(kinds.most_common(12))}")
    for wing in sorted({wing_of(one["file"]) for one in found}):
        own = [one for one in found if wing_of(one["file"]) == wing]
        print(f"{wing}: {library.share(sum(bool(one['noticed by']) for one in own), len(own))}")
    print(f"noticed: {library.share(len(found) - len(survivors), len(found))}")
    return int(not found or len(survivors) > 0.05 * len(found))


if __name__ == "__main__":
    sys.exit(main())
