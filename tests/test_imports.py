"""Imports stand at the top of a file, and lead in no circle; what stands inside a function has its reason."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
Import = tuple[str, str]  # the file, and the module that it imports

# Why an import is inside a function: the files, and what is imported there.
ALLOWED: dict[str, dict[str, str]] = {
    "`import mvpy` is cheap, and comes before the current folder is out of the way": {
        "mvpy/__init__.py": """
            importlib mvpy.command.batch mvpy.command.first_look mvpy.command.lowerings mvpy.command.options mvpy.command.rewrite_names
            mvpy.command.shims
            mvpy.notebook.magics mvpy.pipeline mvpy.reading.source
        """,
    },
    "first the current folder is out of the way, and the standard streams are complete": {
        "mvpy/__main__.py": "signal mvpy.command.cli mvpy.command.exit_codes mvpy.command.streams mvpy.command.terminal",
    },
    "start-up: libcst, 60 ms, is not for what is remembered, nor for help": {
        "mvpy/command/batch.py": "mvpy.output.judge mvpy.pipeline mvpy.reading.program",
        "mvpy/command/first_look.py": "mvpy.library",
        "mvpy/command/helper_files.py": "mvpy.pipeline",
    },
    "CPython in a browser has no ctypes, and comes nowhere near": {
        "mvpy/system/deep.py": "ctypes",
    },
    "start-up: libcst, 60 ms, is for newer syntax than this Python reads": {
        "mvpy/library/__init__.py": "mvpy.reading.older_syntax mvpy.reading.parsing",
    },
    "start-up: multiprocessing, 10 ms, is not for a few files": {
        "mvpy/command/batch.py": "mvpy.system.workers",
    },
    "start-up: verification, 20 ms, is not for those who verify nothing; settings load the files of all commands": {
        "mvpy/command/check.py": "mvpy.verification.report",
        "mvpy/command/conform.py": "mvpy.command.conform_choice mvpy.command.conform_modes mvpy.command.conform_run",
        "mvpy/command/desugar.py": "mvpy.command.project_tests mvpy.command.verification_runs",
        "mvpy/command/shims.py": "mvpy.hosts mvpy.verification.shim",
        "mvpy/command/hosts.py": "mvpy.command.host_probes mvpy.command.listed_hosts mvpy.verification",
        "mvpy/command/verify.py": "mvpy.command.verification_runs",
    },
    "start-up: a core needs nothing of what makes one; settings load the files of all commands": {
        "mvpy/command/reference.py": "mvpy.machine.kinds mvpy.pipeline mvpy.reading.source",
        "mvpy/command/run.py": "mvpy.command.reference",
    },
    "start-up: libcst and the rewrites; settings load the files of all commands": {
        "mvpy/command/corpus_programs.py": "mvpy.conform.suite mvpy.explain.page.constructs",
        "mvpy/command/explain.py": "mvpy.command.explanation_lines mvpy.explain.explaining mvpy.explain.page",
    },
    "start-up: who presses a key does not wait for what another key needs": {
        "mvpy/command/completions.py": "mvpy.command.parts mvpy.hosts mvpy.reading.misspelt mvpy.reading.source",
    },
    "start-up: packaging, 20 ms, is for projects": {
        "mvpy/command/lowerings.py": "mvpy.projects.requires_python",
        "mvpy/command/desugar.py": "mvpy.command.project_files",
    },
    "start-up: hardly anybody watches": {
        "mvpy/command/desugar.py": "mvpy.command.watching",
    },
    "start-up: the scanner's expressions take 5 ms": {
        "mvpy/command/desugar.py": "mvpy.command.annotation mvpy.command.parts",
    },
    "start-up: inspect, 10 ms, is for `python -OO`": {
        "mvpy/machine/docstrings.py": "ast inspect",
    },
    "start-up: places of nodes are for programs that are not core": {
        "mvpy/output/judge.py": "libcst.metadata",
    },
    "start-up: email, 6 ms, is not for help": {
        "mvpy/command/versions.py": "importlib.metadata",
    },
    "start-up: pygments, 20 ms, is for notebooks": {
        "mvpy/pipeline.py": "mvpy.output.highlighted",
    },
    "start-up: rich, 20 ms, is for terminals": {
        "mvpy/command/terminal.py": "rich.console rich.progress rich.text",
        "mvpy/verification/report.py": "rich.console rich.table rich.text",
    },
    "a program that is verified would find it in `sys.modules`": {
        "mvpy/verification/guest/program.py": "_weakref gc inspect types weakref",
        "mvpy/verification/guest/sandbox.py": "asyncio atexit gc importlib.util threading time",
    },
    "only a file that is run by its path finds its neighbours so": {
        "mvpy/verification/guest/server.py": "program",
    },
}


def our_files() -> list[Path]:
    """The files of MVPy, and of its rewrites; not the sources that end up in outputs."""
    found = [path for folder in ("mvpy", "rewrites") for path in sorted((PROJECT / folder).rglob("*.py"))]
    return [path for path in found if "prelude" not in path.parts]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """The file *path*, as it is called here."""
    return path.relative_to(PROJECT).as_posix()


def modules_in(statement: ast.Import | ast.ImportFrom) -> list[str]:
    """What *statement* imports: of `from mvpy.system import deep` the module mvpy.system.deep."""
    if isinstance(statement, ast.Import):
        return [alias.name for alias in statement.names]
    module = statement.module or ""
    inside = [f"{module}.{alias.name}" for alias in statement.names]
    return [one if one in MODULES else module for one in inside]


def module_of(path: Path) -> str:
    """The name that the file *path* is imported by."""
    parts = path.relative_to(PROJECT).with_suffix("").parts
    parts = ("mvpy", *parts) if parts[0] == "rewrites" else parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in our_files()}


def inside_functions(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports inside the functions of *tree*, and of its classes."""
    for function in ast.walk(tree):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from (node for node in ast.walk(function) if isinstance(node, (ast.Import, ast.ImportFrom)))


def at_the_top(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run when the module *node* is imported; those for who checks types do not."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.Import, ast.ImportFrom)):
            yield child
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        elif not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield from at_the_top(child)


def imports_of(table: dict[str, str]) -> set[Import]:
    """The imports that *table* names."""
    return {(file, module) for file, modules in table.items() for module in modules.split()}


def test_imports_inside_functions_are_those_that_have_a_reason():
    found = {
        (name_of(path), module)
        for path in our_files()
        for statement in inside_functions(tree_of(path))
        for module in modules_in(statement)
    }
    allowed = {one for table in ALLOWED.values() for one in imports_of(table)}

    assert found - allowed == set()
    assert allowed - found == set()


@pytest.mark.parametrize("file", sorted({file for table in ALLOWED.values() for file in table}))
def test_the_reason_stands_beside_the_import(file: str):
    lines = (PROJECT / file).read_text(encoding="utf-8").splitlines()

    for statement in inside_functions(tree_of(PROJECT / file)):
        at = statement.lineno - 1
        while lines[at].lstrip().startswith(("import ", "from ")) and "  # " not in lines[at]:
            at -= 1

        assert "# start-up: " in lines[at] or "# not above" in lines[at] or "# only " in lines[at], lines[at]


def test_imports_lead_in_no_circle():
    graph = {
        module: {
            other
            for statement in at_the_top(tree_of(path))
            for other in modules_in(statement)
            if other in MODULES
        }
        for module, path in MODULES.items()
    }

    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


HEAVY = ("libcst", "rich", "wasmtime", "mvpy.pipeline", "mvpy.verification", "multiprocessing")
QUICK = (
    "--version",
    "--help",
    "desugar --help",
    "verify --help",
    "rewrites",
    "rewrites with",
    "desugar a.py",
)
PROGRAM = """
import sys
from mvpy.__main__ import main
try:
    main()
finally:
    print("heavy:", [name for name in HEAVY if name in sys.modules])
"""


@pytest.mark.parametrize("command", QUICK)
def test_what_is_quick_imports_nothing_heavy(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text("x = 1 + 2\n")
    run = [sys.executable, "-c", PROGRAM.replace("HEAVY", repr(HEAVY)), *command.split()]
    if "a.py" in command:  # its output is remembered
        subprocess.run(run, capture_output=True, check=True, timeout=60)

    done = subprocess.run(run, capture_output=True, text=True, timeout=60)

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "heavy: []"), done.stderr
