"""`mvpy conform --bundle`: a folder that needs no MVPy finds what `mvpy conform` finds."""

from __future__ import annotations

import ast
import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from corecheck import violations
from test_conform import CHANGED, WITH

from mvpy.command.cli import main
from mvpy.conform.bundle import entries_of, modules_of
from mvpy.hosts import ADAPTERS
from mvpy.verification import close_sessions

CHOSEN = ("-i", "^with_statement/a_", "-i", "^raise_from/[an]")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    close_sessions()


def conform(*words: str) -> Result:
    """The result of `mvpy conform`."""
    return CliRunner().invoke(main, ["conform", *words])


def bundled(folder: str, *words: str, host: tuple[str, ...] = ()) -> None:
    """Make a bundle."""
    result = conform(*host, "--bundle", folder, *words)
    assert result.exit_code == 0, result.output


def sh(*words: str) -> subprocess.CompletedProcess[str]:
    """What `sh bundle/run.sh WORDS` does, with nothing of ours around it."""
    return subprocess.run(
        ["sh", "bundle/run.sh", *words],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin"},
        timeout=120,
    )


def manifest() -> list[dict[str, Any]]:
    """The programs that the manifest names."""
    found: list[dict[str, Any]] = json.loads(Path("bundle/manifest.json").read_text())["programs"]
    return found


def leaves_no_manager() -> list[str]:
    """The command of a CPython that leaves no `with` statement in the way it should."""
    Path("interpreter.py").write_text(CHANGED.format(change=WITH))
    return [sys.executable, "-P", "interpreter.py"]


def test_all_is_right_on_the_python_that_says_what_is_right():
    bundled("bundle", *CHOSEN)

    done = sh(sys.executable)

    count = len(manifest())
    assert (done.returncode, done.stdout) == (0, f"{count} of {count} programs are right, 0 are too long\n")
    assert count > 5


def test_it_finds_what_conform_finds():
    command = leaves_no_manager()
    bundled("bundle", *CHOSEN)
    found = json.loads(conform(f"mine={shlex.join(command)}", "--format", "json", *CHOSEN).stdout)["results"]

    said = sh(*command)

    wrong = {one["program"] for one in found if one["verdict"] != "right"}
    assert said.returncode == 1
    assert {line.partition(": ")[0] for line in said.stdout.splitlines()[:-1]} == wrong
    assert (
        "with_statement/a_return_in_the_suite_still_exits: construct with_statement"
        in said.stdout.splitlines()
    )


@pytest.mark.skipif(not ADAPTERS["micropython"].find(), reason="MicroPython is not installed")
def test_it_finds_on_micropython_what_conform_finds():
    bundled("bundle", *CHOSEN, host=("micropython",))
    found = json.loads(conform("micropython", "--format", "json", *CHOSEN).stdout)["results"]
    command = list(ADAPTERS["micropython"].find())

    said = sh(*command)
    inside = subprocess.run([*command, "run.py"], cwd="bundle", capture_output=True, text=True, timeout=60)

    kinds = {"right": "right", "construct": "construct", "core": "core", "library": "core"}
    told = dict(line.split(": ") for line in said.stdout.splitlines()[:-1])
    assert {one["program"]: kinds[one["verdict"]] for one in found if one["verdict"] != "right"} == {
        name: words.split()[0] for name, words in told.items()
    }
    assert any(words == "construct raise_from" for words in told.values())
    assert inside.stdout == said.stdout


def test_the_runner_that_runs_inside_is_core_and_right():
    bundled("bundle", "-i", "^with_statement/a_", "--version", "%d.%d" % sys.version_info[:2])
    text = Path("bundle/run.py").read_text()

    done = subprocess.run(
        [sys.executable, "run.py"], cwd="bundle", capture_output=True, text=True, timeout=60
    )

    count = len(manifest())
    assert list(violations(ast.parse(text), text)) == []
    assert modules_of(text) == ()
    assert done.stdout == f"{count} of {count} programs are right, 0 are too long\n"


def test_the_runner_that_runs_inside_finds_what_is_wrong():
    bundled("bundle", "-i", "^with_statement/a_")
    Path("bundle/programs/with_statement/a_return_in_the_suite_still_exits/original.py").write_text(
        "print(1)\n"
    )
    own = Path("bundle/programs/with_statement/a_manager_without_exit_is_never_entered")
    for form in ("original", "own", "core"):
        (own / f"{form}.py").write_text("raise KeyError\n")

    done = subprocess.run(
        [sys.executable, "run.py"], cwd="bundle", capture_output=True, text=True, timeout=60
    )

    assert "with_statement/a_return_in_the_suite_still_exits: construct with_statement\n" in done.stdout
    assert "with_statement/a_manager_without_exit_is_never_entered: core\n" in done.stdout


def test_what_is_too_long_is_not_run():
    bundled("bundle", "-i", "^with_statement/a_")
    sizes = sorted(one["forms"]["original"]["bytes"] for one in manifest())
    most = sizes[len(sizes) // 2]
    fitting = sum(size <= most for size in sizes)

    done = sh("--max-bytes", str(most), sys.executable)

    assert done.stdout == f"{fitting} of {fitting} programs are right, {len(sizes) - fitting} are too long\n"
    assert 0 < fitting < len(sizes)


def test_a_form_that_is_too_long_to_be_judged_by_is_wrong():
    bundled("bundle", "-i", "^with_statement/a_return_in")
    (program,) = manifest()

    done = sh("--max-bytes", str(program["forms"]["original"]["bytes"]), *leaves_no_manager())

    assert done.stdout.startswith("with_statement/a_return_in_the_suite_still_exits: wrong\n")


@pytest.mark.parametrize("ends", ["raise KeyError(1)", "raise SystemExit(3)"])
def test_a_program_that_ends_badly_has_to(ends: str):
    Path("program.py").write_text(f"print(1)\n{ends}\n")
    bundled("bundle", "--", "program.py")
    Path("other.py").write_text("print(1)\n")

    assert sh(sys.executable).returncode == 0
    assert sh(sys.executable, "-c", "print(1)").returncode == 1
    Path("raises.py").write_text(
        "import sys\nif open(sys.argv[1]).read() != 'print(1)\\n':\n    raise TypeError\nprint(1)\n"
    )
    assert sh(sys.executable, "raises.py").returncode == 1


def test_every_form_says_what_it_needs():
    Path("program.py").write_text("import json\nwith open('x') as file:\n    json\n    print(1 + 1)\n")
    bundled("bundle", "--", "program.py")
    Path("program.py").write_text("import json\nfrom os import path\nprint(json.dumps([1 + 1]))\n")
    bundled("other", "--", "program.py")

    (program,) = json.loads(Path("other/manifest.json").read_text())["programs"]
    original, core = program["forms"]["original"], program["forms"]["core"]
    assert original["bytes"] == Path("program.py").stat().st_size
    assert (original["lines"], original["modules"], original["entries"]) == (3, ["json", "os"], [])
    assert {"json", "operator", "os"} <= set(core["modules"])
    assert "operator.add" in core["entries"]
    assert "operator.sub" not in core["entries"]
    assert Path("other", core["path"]).stat().st_size == core["bytes"]


def test_modules_are_found_in_every_form():
    assert modules_of("import a.b, c\nfrom d.e import f\nfrom . import g\n") == ("a.b", "c", "d.e")
    assert modules_of("_s = min(dict(h=0))\n__import__(_s)\n__import__(min(dict(i=0)))\n") == ("h", "i")
    assert modules_of("not Python") == ()


def test_entries_are_those_of_the_constructs_that_are_mentioned():
    found = set(entries_of("operator.add(1, 2)", ["binary_operation"]))

    assert {name for name in found if "operator." in name} == {"operator.add"}
    assert entries_of("operator.add(1, 2)", ["pass_statement"]) == ()


def test_what_is_recorded_is_not_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mvpy.conform.subject.Subject.on_cpython", None)

    result = conform("--bundle", "bundle", "--version", "3.8", "-i", "^with_statement/a_")

    assert "compared with CPython 3.8.18, recorded; see README.txt" in result.stderr


def test_a_runner_that_finds_no_bundle_says_so():
    bundled("bundle", "-i", "^with_statement/a_return_in")

    done = subprocess.run([sys.executable, "bundle/run.py"], capture_output=True, text=True, timeout=60)

    assert done.stdout == "there is no list.txt in . (edit FOLDER, or start this where the bundle is)\n"


def test_a_bundle_is_a_new_folder():
    Path("bundle").mkdir()

    result = conform("--bundle", "bundle", "-i", "^pass_statement/")

    assert result.exit_code == 2
    assert "a bundle is a new folder" in " ".join(result.stderr.split())


def test_a_bundle_is_for_one_interpreter():
    result = conform("a=b", "c=d", "--bundle", "bundle")

    assert result.exit_code == 2
    assert "--bundle is for one interpreter" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "usage: sh run.sh [--max-bytes N] COMMAND..."),
        (["--max-bytes"], "usage: sh run.sh [--max-bytes N] COMMAND..."),
        (["./not-there"], "./not-there does not run print(1)"),
    ],
)
def test_without_an_interpreter_nothing_is_said_of_programs(words: list[str], said: str):
    bundled("bundle", "-i", "^with_statement/a_return_in")

    ran = sh(*words)

    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", f"{said}\n")


def test_a_run_of_no_program_is_no_success():
    bundled("bundle", "-i", "^with_statement/a_return_in")

    ran = sh("--max-bytes", "10", sys.executable)

    assert (ran.returncode, ran.stdout) == (2, "0 of 0 programs are right, 1 are too long\n")
