"""No process of MVPy's own runs a module that lies in a user's folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mvpy.verification.hosts import Job, NativeHost

ROOT = Path(__file__).parents[1]
TAKEN = {"mvpy", "libcst", "click", "rich", "wasmtime", "sitecustomize", "usercustomize"}
MODULES = sorted({*sys.stdlib_module_names, *TAKEN})
PROGRAM = "import sys\nprint([number + 1 for number in range(3)])\n"
PRINTED = "[1, 2, 3]\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="workers and hosts need POSIX")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder with a module of every name that matters; each leaves its name in the file `ran` beside the folder."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    for name in MODULES:
        (folder / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name + ' '!r})\n")
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with more programs than are done by one process."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for number in range(5):
        (folder / f"p{number}.py").write_text(PROGRAM)
    return folder


def ran(folder: Path) -> str:
    """The names of the modules of the hostile *folder* that were run."""
    file = folder.parent / "ran"
    return file.read_text() if file.exists() else ""


def script() -> str:
    """The command that pip installs."""
    path = Path(sys.executable).with_name("mvpy")
    if not path.exists():
        pytest.skip("mvpy is not installed as a command")
    return str(path)


def mvpy(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`mvpy ARGUMENTS` in *folder*."""
    return subprocess.run(
        [script(), *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=300,
        env={**os.environ, **environment},
    )


COMMANDS = [
    ("desugar", "../programs/p0.py"),
    ("desugar", "../programs", "-j", "2", "-o", "../out", "--no-cache"),
    ("desugar", ".", "-j", "2", "-o", "../out", "--no-cache"),
    ("desugar", "../programs/p0.py", "--diff"),
    ("desugar", "../programs/p0.py", "--verify"),
    ("check", "../programs", "-j", "2"),
    ("check", ".", "-j", "2"),
    ("check", "../programs", "--format", "junit"),
    ("verify", "../programs/p0.py", "--on", "native"),
    ("verify", "../programs", "--on", "native", "-j", "2"),
    ("verify", "../programs/p0.py", "--on", "wasi"),
    ("verify", "hello.py", "--on", "wasi"),
    ("verify", "../programs/p0.py", "--on", "native", "--format", "json"),
    ("verify", "../programs/p0.py", "--on", "native,own", "--host", f"own={sys.executable}"),
    ("hosts",),
    ("rewrites",),
    ("rewrites", "with"),
    ("--version",),
]
FINDS = {"check": 1}


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_runs_no_module_of_the_current_folder(
    arguments: tuple[str, ...], hostile: Path, programs: Path
):
    (hostile / "hello.py").write_text(PROGRAM)

    done = mvpy(hostile, *arguments)

    assert ran(hostile) == ""
    assert done.returncode == FINDS.get(arguments[0], 0), done.stderr
    assert done.stdout or "-o" in arguments


def test_compiling_for_wasi_runs_none_either(hostile: Path, programs: Path):
    done = mvpy(
        hostile, "verify", "../programs/p0.py", "--on", "wasi", MVPY_CACHE_DIR=str(hostile.parent / "cache")
    )

    assert ran(hostile) == ""
    assert done.returncode == 0, done.stderr
    assert "compiling CPython for WASI" in done.stderr


@pytest.mark.parametrize(
    "arguments", [("check", ".", "-j", "2"), ("desugar", "../programs/p0.py")], ids=" ".join
)
def test_python_m_runs_none_either(arguments: tuple[str, ...], hostile: Path, programs: Path):
    (hostile / "mvpy.py").unlink()  # this one Python itself would take for us: see docs/command-line.md

    done = subprocess.run(
        [sys.executable, "-m", "mvpy", *arguments], capture_output=True, text=True, cwd=hostile, timeout=120
    )

    assert ran(hostile) == ""
    assert done.returncode == FINDS.get(arguments[0], 0), done.stderr


def test_python_m_with_a_safe_path_runs_not_even_mvpy(hostile: Path):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "mvpy", "check", "types.py"],
        capture_output=True,
        cwd=hostile,
        timeout=120,
    )

    assert (ran(hostile), done.returncode) == ("", 1)


def test_what_the_environment_says_to_python_reaches_no_process_of_ours(hostile: Path, programs: Path):
    startup = hostile / "startup.py"
    startup.write_text(f"open({str(hostile.parent / 'ran')!r}, 'a').write('startup ')\n")

    done = mvpy(
        hostile, "verify", "../programs", "-j", "2", "--on", "wasi", "--no-cache",
        PYTHONSTARTUP=str(startup), PYTHONINSPECT="", PYTHONBREAKPOINT="pdb.main", PYTHONWARNINGS="error::a.B",
    )  # fmt: skip

    assert ran(hostile) == ""
    assert done.returncode == 0, done.stderr


TALK = ["PROFILEIMPORTTIME", "VERBOSE", "MALLOCSTATS"]


@pytest.mark.parametrize("name", TALK)
def test_what_python_says_of_itself_is_no_difference(name: str, programs: Path):
    program = programs / "one.py"
    program.write_text("print([n for n in [1]])\n")

    done = mvpy(programs, "verify", "one.py", "--on", "native", **{f"PYTHON{name}": "1"})

    assert done.returncode == 0, done.stdout + done.stderr


INNOCENT = ["types", "operator", "re", "pickle", "resource", "json", "socket"]


@pytest.mark.parametrize("name", INNOCENT)
def test_a_module_with_the_name_of_pythons_disturbs_nobody(name: str, programs: Path):
    (programs / f"{name}.py").write_text("VALUE = 1\n")

    done = mvpy(programs, "desugar", ".", "--check", "-j", "2", "--no-cache")

    assert done.returncode == 1
    assert done.stderr == "6 files: 6 would change\n"


# Installed elsewhere.

PROBE = """
import json, os, sys
import mvpy, mvpy.rewrites, libcst

def main():
    found = [mvpy.__file__, mvpy.rewrites.__file__, sys.path, sys.argv, sys.flags.isolated]
    print(json.dumps([*found, [name for name in os.environ if name.startswith("PYTHON")]]))
"""


def test_a_child_has_mvpy_from_where_its_parent_has_it(tmp_path: Path, hostile: Path):
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "mvpy", copy / "mvpy", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        ROOT / "rewrites", copy / "mvpy" / "rewrites", ignore=shutil.ignore_patterns("__pycache__")
    )
    (copy / "mvpy" / "probe.py").write_text(PROBE)
    start = """if True:
        import json, subprocess, sys
        from mvpy.system.isolation import command, environment
        told = subprocess.run(command("mvpy.probe", ["a", "b c"]), env=environment(), stdout=subprocess.PIPE)
        print(told.stdout.decode())
    """

    done = subprocess.run(
        [sys.executable, "-P", "-c", start],
        capture_output=True,
        text=True,
        cwd=hostile,
        env={**os.environ, "PYTHONPATH": str(copy)},
        timeout=60,
    )

    package, rewrites, path, argv, isolated, environment = json.loads(done.stdout)
    assert package == str(copy / "mvpy" / "__init__.py")
    assert rewrites == str(copy / "mvpy" / "rewrites" / "__init__.py")
    assert not [folder for folder in path if not folder or folder.startswith(str(tmp_path))]
    assert isolated
    assert argv == ["mvpy.probe", "a", "b c"]
    assert environment == []
    assert ran(hostile) == ""


# The native host: the program gets what is the user's, the server around it doesn't.


def seen_by_a_program(program: str, folder: Path) -> str:
    """What *program* prints on the native host."""
    path = folder / "program.py"
    path.write_text(program)
    session = NativeHost().open()
    try:
        return session.run(Job(folder, Path("program.py"), path.read_bytes())).stdout.decode()
    finally:
        session.close()


def test_the_native_server_imports_nothing_from_pythonpath(
    hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (hostile / "program.py").write_text((hostile / "re.py").read_text())
    for (
        module
    ) in hostile.iterdir():  # Python itself, with what is installed in it, looks for others while it starts
        if module.stem not in (
            "program",
            "resource",
            "_socket",
            "gc",
            "ctypes",
            "signal",
            "select",
            "socket",
        ):
            module.unlink()
    monkeypatch.setenv("PYTHONPATH", f"{hostile}{os.pathsep}")
    mine = tmp_path / "mine"
    mine.mkdir()

    assert seen_by_a_program("print(1)\n", mine) == "1\n"
    assert ran(hostile) == ""
    assert (
        seen_by_a_program("import resource\nprint(resource.__file__)\n", mine) == f"{hostile}/resource.py\n"
    )


def test_a_program_sees_its_neighbours_and_pythonpath_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    mine, others = tmp_path / "mine", tmp_path / "others"
    for folder in (mine, others):
        folder.mkdir()
        (folder / "both.py").write_text(f"print({folder.name!r})\n")
    (others / "one.py").write_text("print('only there')\n")
    monkeypatch.setenv("PYTHONPATH", str(others))
    program = "import both, one, sys\nprint(sys.path[1:], '__future__' in sys.modules)\n"
    (mine / "plain.py").write_text(program)

    plain = subprocess.run([sys.executable, mine / "plain.py"], capture_output=True, text=True, timeout=60)

    assert seen_by_a_program(program, mine) == plain.stdout


def test_a_command_is_found_from_where_the_user_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from mvpy.verification import CommandHost

    here, folder = tmp_path / "here", tmp_path / "folder"
    for place, says in ((here, "ours"), (folder, "of the program's folder")):
        place.mkdir()
        (place / "python").write_text(f"#!/bin/sh\necho {says}\n")
        (place / "python").chmod(0o755)
    (folder / "program.py").write_text("")
    monkeypatch.chdir(here)

    session = CommandHost("own", ("./python",)).open()
    try:
        seen = session.run(Job(folder, Path("program.py"), b""))
    finally:
        session.close()

    assert seen.stdout == b"ours\n"


def test_hosts_are_not_looked_for_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from mvpy.verification.hosts import places_of

    (tmp_path / "python3").write_text("#!/bin/sh\n")
    (tmp_path / "python3").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    for path in (":/nowhere", ".:/nowhere", "/nowhere"):
        monkeypatch.setenv("PATH", path)
        assert places_of("python3") == []
