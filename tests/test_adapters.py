"""The adapters of other interpreters, with stand-ins for these: found, asked, driven and read; and the true ones where they are."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mvpy.command.cli import main
from mvpy.hosts import ADAPTERS, adapter_of
from mvpy.hosts.finding import RUNNERS
from mvpy.hosts.oracles import oracles_for
from mvpy.verification import NativeHost, close_sessions, verify
from mvpy.verification.observe import Remains

PROJECT = Path(__file__).parents[1]
# Runs `FILE ARGS` as Python does.
AS_PYTHON = f'exec {sys.executable} "$@"'

every_adapter = pytest.mark.parametrize("name", ADAPTERS)


@pytest.fixture(autouse=True)
def no_session_outlives_its_interpreter() -> Iterator[None]:
    yield
    close_sessions()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, on a machine without other interpreters."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "home" / "project").mkdir(parents=True)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("NODE_PATH", raising=False)
    monkeypatch.setattr("mvpy.hosts.finding.of_this_python", lambda name: ())
    for module in ("micropython", "monty"):
        monkeypatch.setattr(f"mvpy.hosts.{module}.of_this_python", lambda name: ())
    for module in ("reference", "micropython_wasi", "wasi312", "wasi314", "wasi315"):
        monkeypatch.setattr(f"mvpy.hosts.{module}.under_this_python", lambda *names: ())
    monkeypatch.setattr("mvpy.hosts.pocketpy.find_spec", lambda name: None)
    for module in ("ouros", "interpretthis"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.chdir(tmp_path / "home" / "project")
    Path("one.py").write_text("print([*'ab'])\n")
    return tmp_path


def command(place: Path, name: str, text: str) -> None:
    """Put the shell script *text* on the PATH as the command *name*."""
    path = place / "bin" / name
    path.write_text(f"#!/bin/sh\n{textwrap.dedent(text)}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def mvpy(*args: str) -> Result:
    """The result of `mvpy ARGS`."""
    return CliRunner().invoke(main, args)


def records(*args: str) -> list[dict]:
    """The records that `mvpy verify --format json ARGS` gives."""
    return json.loads(mvpy("verify", "--format", "json", *args).stdout)["results"]


# --- what is said of those that are not here ------------------------------------------------------


@every_adapter
def test_one_that_is_not_installed_is_told_how_to_install(place, name):
    result = mvpy("verify", "one.py", "--on", name)

    assert result.exit_code == 2
    assert f"Error: {name} is not installed; this installs it: {ADAPTERS[name].install}" in result.stderr


@pytest.mark.parametrize("name", ["brython", "skulpt"])
def test_that_node_is_missing_is_said(place, name):
    assert "(it runs under node, which is not on the PATH)" in mvpy("verify", "one.py", "--on", name).stderr

    command(place, "node", "")

    assert "which is not on the PATH" not in mvpy("verify", "one.py", "--on", name).stderr


def test_all_are_listed_with_what_installs_them(place):
    listed = mvpy("hosts").stdout.splitlines()[-len(ADAPTERS) :]

    assert [line.split()[0] for line in listed] == list(ADAPTERS)
    for line, adapter in zip(listed, ADAPTERS.values(), strict=True):
        never = ", and never run by us" if adapter.untried else ""
        assert line.endswith(f"(not installed{never}: {adapter.install})")


def test_one_that_is_installed_is_listed_with_its_version(place):
    command(place, "pypy3", "echo 'PyPy 7.3.99 (Python 3.9.77)'")

    (line,) = (line for line in mvpy("hosts").stdout.splitlines() if line.startswith("pypy "))

    assert "PyPy 7.3.99 (Python 3.9.77)" in line
    assert line.endswith("(compared with native, as there is no CPython 3.9 here)")


@pytest.mark.parametrize("name", ["rustpython", "graalpy", "codon"])
def test_that_nobody_has_run_it_is_said_of_those_written_from_documentation(place, name):
    command(place, name, "echo 'Its name 1.2 (Python 3.13.0)'")

    (line,) = (line for line in mvpy("hosts").stdout.splitlines() if line.startswith(f"{name} "))

    assert line.endswith(", and never run by us)")


def test_a_cpython_is_a_host_by_its_name(place):
    command(place, "python3.99", "exit 1")
    command(place, "python3.9", "test \"$1\" = -I && echo 'Python 3.9.77' && echo /old/python")

    assert adapter_of("python3.9").find() == (f"{place}/bin/python3.9",)
    assert adapter_of("native").find() == (sys.executable,)
    assert adapter_of("python3.9").oracle == adapter_of("native").oracle == sys.version_info[:2]
    assert adapter_of("python3.10").find() == ()
    assert adapter_of("python3") is adapter_of("python") is None
    assert adapter_of("pypy") is ADAPTERS["pypy"]


def test_one_that_does_not_start_is_listed_as_that(place):
    command(place, "monty", "exit 1")

    assert "(it does not start; this installs it: pip install pydantic-monty" in mvpy("hosts").stdout


def test_without_being_asked_for_none_is_used(place):
    command(place, "pypy3", AS_PYTHON)

    assert [record["target"] for record in records("one.py", "--on", "native")] == ["native", "all"]


# --- how each is found, driven and read -----------------------------------------------------------


def with_command(place: Path, name: str) -> None:
    """A stand-in for what is a command of its own."""
    said = "PyPy 7.3.99 (Python 3.13.0)" if name == "pypy" else f"{name} 1"
    command(
        place,
        "pypy3" if name == "pypy" else name,
        f"""
        case "$1" in -c|--version) echo '{said}'; exit;; esac
        {AS_PYTHON}
        """,
    )


@pytest.mark.parametrize("name", ["pypy", "micropython", "monty"])
def test_what_is_a_command_is_found_on_the_path(place, name):
    with_command(place, name)

    one, everything = records("one.py", "--on", name)

    assert (one["target"], one["outcome"], everything["outcome"]) == (name, "equivalent", "equivalent")


NODE = f"""
    case "$1" in *run_brython.cjs|*run_skulpt.cjs) shift;; *) exit 9;; esac
    test -f "$1/brython/package.json" || test -f "$1/skulpt/package.json" || exit 9
    shift
    {AS_PYTHON}
"""


@pytest.mark.parametrize("name", ["brython", "skulpt"])
@pytest.mark.parametrize("where", ["home/project/node_modules", "home/node_modules", "lib", "global"])
def test_what_is_a_package_of_node_is_found_where_node_finds_it(place, monkeypatch, name, where):
    command(place, "node", NODE)
    command(place, "npm", f"""test "$1 $2" = "root -g" && echo '{place}/global'""")
    monkeypatch.setenv("NODE_PATH", str(place / "lib"))
    (place / where / name).mkdir(parents=True)
    (place / where / name / "package.json").write_text("{}")

    assert ADAPTERS[name].find()[1:] == (str(RUNNERS / f"run_{name}.cjs"), str(place / where))
    assert records("one.py", "--on", name)[0]["outcome"] == "equivalent"


# Stand-ins for the modules: they run a program as Python does, and say how it ended in their own way.
OUROS = """
class SandboxError(Exception): pass
class SandboxRuntimeError(SandboxError): pass
class SandboxSyntaxError(SandboxError): pass

class Sandbox:
    def __init__(self, source):
        try:
            self.code = compile(source, "program", "exec")
        except SyntaxError as error:
            raise SandboxSyntaxError("expected something else")

    def run(self, print_callback):
        try:
            exec(self.code, {"print": lambda *words: print_callback("stdout", " ".join(map(str, words)) + chr(10))})
        except BaseException as error:
            raise SandboxRuntimeError(f"{type(error).__name__}: {error}")
"""
INTERPRETTHIS = """
class Result:
    def __init__(self, stdout, error):
        self.stdout, self.error, self.ok = stdout, error, error is None

class Interpreter:
    def execute(self, source):
        lines = []
        try:
            exec(compile(source, "program", "exec"), {"print": lambda *words: lines.append(" ".join(map(str, words)))})
        except BaseException as error:
            words = f"{type(error).__name__}: {error} (at line 3)"
        else:
            words = None
        return Result("".join(line + chr(10) for line in lines), words)
"""
MODULES = {"ouros": OUROS, "interpretthis": INTERPRETTHIS}


@pytest.fixture
def module(place: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Installs the stand-in for a module."""

    def install(name: str) -> None:
        folder = place / "packages"
        folder.mkdir()
        (folder / f"{name}.py").write_text(MODULES[name])
        (folder / f"{name}-1.2.dist-info").mkdir()
        (folder / f"{name}-1.2.dist-info" / "METADATA").write_text(f"Name: {name}\nVersion: 1.2\n")
        monkeypatch.delitem(sys.modules, name)
        monkeypatch.syspath_prepend(str(folder))
        monkeypatch.setenv("PYTHONPATH", str(folder))

    return install


def ran(name: str, source: str) -> Remains:
    """What the runner of *name* leaves of a program."""
    Path("program.py").write_text(source)
    done = subprocess.run([*ADAPTERS[name].find(), "program.py"], capture_output=True)
    return Remains(done.stdout, done.stderr, b"", done.returncode, None, "", 0)


@pytest.mark.parametrize("name", MODULES)
def test_what_is_a_package_of_this_python_is_found_and_asked(place, module, name):
    module(name)

    assert ADAPTERS[name].version(ADAPTERS[name].find()).lower() == f"{name} 1.2"
    assert records("one.py", "--on", name)[0]["outcome"] == "equivalent"


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize(
    ("source", "stdout", "status", "ending"),
    [
        ("print(1)\nprint(2)", b"1\n2\n", 0, b""),
        ("print(1)\nraise KeyError(1)", b"1\n", 1, b"\nKeyError: 1\n"),
        ("raise ValueError('one\\ntwo')", b"", 1, b"\nValueError: one\\ntwo\n"),
        ("raise SystemExit(3)", b"", 3, b""),
        ("raise SystemExit", b"", 0, b""),
        ("raise SystemExit('words')", b"", 1, b"\nSystemExit: words\n"),
        ("x = = 1", b"", 1, b"\nSyntaxError: "),
    ],
)
def test_a_runner_ends_as_the_program_does(place, module, name, source, stdout, status, ending):
    module(name)

    remains = ran(name, source)

    assert (remains.stdout, remains.status) == (stdout, status)
    assert ending in remains.stderr


def read(name: str, stdout: bytes, stderr: bytes) -> tuple[bytes, bytes]:
    """The output and the error output of a failed run, as the adapter *name* reads it."""
    remains = ADAPTERS[name].manners.read(Remains(stdout, stderr, b"", 1, None, "", 0))
    return remains.stdout, remains.stderr


def test_what_each_says_in_its_own_way_is_read():
    printed = b"Traceback (most recent call last):\nKeyError: 1\n"

    assert read("micropython", b"1\n" + printed, b"") == (b"1\n", printed)
    assert read("brython", b"", b"\n  File \"#__main__\", line 1\nSyntaxError: x") == (
        b"", b"  File \"#__main__\", line 1\nSyntaxError: x",
    )  # fmt: skip
    assert read("monty", b"", "12.3μs ❯ error: ".encode() + printed) == (b"", printed)
    assert read("monty", b"", "said\n1.2ms ❯ [1,\n2]\n".encode()) == (b"", b"said\n")


def test_the_exception_of_micropython_is_no_output(place):
    command(
        place,
        "micropython",
        f"""
        {sys.executable} "$@" 2>"{place}/said"
        status=$?
        /bin/cat "{place}/said"
        exit $status
        """,
    )
    Path("fails.py").write_text("print([*'ab'])\nraise KeyError(1)\n")

    one, everything = records("fails.py", "--on", "micropython")

    assert (one["outcome"], one["level"]) == ("equivalent", "output")
    assert "ends with KeyError(1)" in everything["reason"]


# --- shims ----------------------------------------------------------------------------------------


def lacking(place: Path) -> None:
    """A stand-in for MicroPython, which has neither `format` nor `ascii`."""
    text = "import builtins, inspect, sys; del builtins.format, builtins.ascii; exec(open(sys.argv[1], 'rb').read())"
    (place / "lacking.py").write_text(text)
    command(place, "micropython", f'exec {sys.executable} {place}/lacking.py "$@"')
    Path("formats.py").write_text("print([*format('é', '3')])\n")
    Path("asks.py").write_text("print(ascii(1))\n")


def test_an_adapter_has_its_own_shim(place):
    lacking(place)

    assert records("formats.py", "--on", "micropython")[0]["outcome"] == "equivalent"
    assert records("asks.py", "--on", "micropython")[0]["outcome"] == "wrong there"


def test_a_shim_that_is_given_replaces_its_own(place):
    lacking(place)
    Path("shim.py").write_text("def ascii(value):\n    return repr(value)\n")

    with_it = ["--on", "micropython", "--shim", "shim.py"]

    assert records("asks.py", *with_it)[0]["outcome"] == "equivalent"
    assert records("formats.py", *with_it)[0]["outcome"] == "wrong there"


def test_a_shim_is_for_the_hosts_of_the_command_line_too(place):
    lacking(place)
    Path("shim.py").write_text("def ascii(value):\n    return repr(value)\n")
    host = ["--on", "mine", "--host", f"mine={place}/bin/micropython", "--shim", "shim.py"]

    assert records("asks.py", *host)[0]["outcome"] == "equivalent"


@pytest.mark.parametrize(
    ("text", "args", "words"),
    [
        ("x = 'é'", ["--host", "mine=python3"], "--shim shim.py: a shim is in ASCII"),
        ("", ["--on", "native"], "--shim is for other interpreters, those of --host and --on"),
    ],
)
def test_a_shim_that_cannot_be_is_refused_in_words(place, text, args, words):
    Path("shim.py").write_text(text, encoding="utf-8")

    result = mvpy("verify", "one.py", "--shim", "shim.py", *args)

    assert (result.exit_code, words in result.stderr) == (2, True)


# --- another command for one that is known, and what is right -------------------------------------


def test_a_host_with_the_name_of_an_adapter_is_that_with_another_command(place):
    lacking(place)
    (place / "bin" / "micropython").rename(place / "elsewhere")

    one, _ = records("formats.py", "--on", "micropython", "--host", f"micropython={place}/elsewhere")

    assert one["outcome"] == "equivalent"


def test_of_an_older_cpython_one_of_its_version_says_what_is_right(place):
    command(place, "python3.8", "test \"$1\" = -I && echo 'Python 3.8.77' && echo /old/python")

    (oracle, then), instead = oracles_for((3, 8), NativeHost())

    assert (oracle.name, oracle.python, instead) == ("CPython 3.8.77", f"{place}/bin/python3.8", "")
    assert then == NativeHost()


def test_without_such_a_one_it_is_said_which_one_says_it(place):
    assert oracles_for((3, 8), NativeHost()) == ((NativeHost(),), "there is no CPython 3.8 here")
    assert oracles_for(sys.version_info[:2], NativeHost()) == ((NativeHost(),), "")


# --- the adapters themselves ----------------------------------------------------------------------


@every_adapter
def test_an_adapter_is_a_small_file_of_its_own(name):
    path = PROJECT / "mvpy" / "hosts" / f"{name}.py"

    assert ADAPTERS[name].name == name
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 50


@pytest.mark.parametrize("folder", ["runners", "shims"])
def test_what_is_run_by_others_is_packaged(folder):
    project = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    files = [path for path in (PROJECT / "mvpy" / "hosts" / folder).iterdir() if path.is_file()]

    assert files
    assert {path.suffix for path in files} <= {".py", ".cjs"}
    assert f'"{folder}/*' in project
    used = {name for adapter in ADAPTERS.values() for name in adapter.lacks}
    assert folder != "shims" or {path.stem for path in files} == used


@every_adapter
def test_a_true_one_runs_the_smallest_program(tmp_path, monkeypatch, name):
    adapter = ADAPTERS[name]
    found = adapter.find()
    if not found:
        pytest.skip(f"{name} is not installed: {adapter.install}")
    monkeypatch.chdir(tmp_path)
    Path("right.py").write_text("print(1)\n")
    Path("raises.py").write_text("print(1)\n[][5]\n")

    for file in ("right.py", "raises.py"):
        path = Path(file)
        result = verify(path, path.read_bytes(), [adapter.host(found, NativeHost(), "")])

        assert result.outcome == "equivalent", result.reason
    assert adapter.version(found)
    assert os.access(found[0], os.X_OK)
