"""`--verify --test`: a project's own tests, on the original and on what became of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from interrupting import with_usual_signals

from mvpy.command.cli import main
from mvpy.command.desugar_run import Run
from mvpy.command.jobs import Job
from mvpy.command.options import Options
from mvpy.command.project_tests import Plan, readers_of
from mvpy.errors import UsageError
from mvpy.projects.copies import copy_project, project_around, put_into
from mvpy.projects.suite_comparison import compare, counted, verdict
from mvpy.projects.suites import (
    ERROR,
    FAILED,
    MISSING,
    PASSED,
    SKIPPED,
    Python,
    SuiteRun,
    can_compile,
    command_for,
    endings_in,
    found_elsewhere,
    python_called,
)  # fmt: skip

OURS = Python(sys.executable, sys.version_info[:2])
OLDER = Python(sys.executable, (3, 8))
MODULE = "def total(numbers):\n    whole = 0\n    for number in numbers:\n        whole += number\n    return whole\n"
TEST = "from pack import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n"
# What is true of the original alone.
LOOKS = "import inspect\nimport pack\n\n\ndef test_looks():\n    print('shown')\n    assert 'for number' in inspect.getsource(pack.total)\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a cache and temporary files of its own."""
    for name in ("cache", "temporary", "work"):
        tmp_path.joinpath(name).mkdir()
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def project(*, module: str = "src/pack/__init__.py", **tests: str) -> None:
    """A project: the *module*, and tests by their names."""
    texts = {module: MODULE, "pyproject.toml": "[project]\nname = 'pack'\n"}
    texts |= {f"tests/{name}.py": text for name, text in tests.items()}
    for name, text in texts.items():
        path = Path("project", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def contents() -> dict[str, bytes]:
    """What is in the project."""
    return {str(path): path.read_bytes() for path in Path("project").rglob("*") if path.is_file()}


def desugar(*args: str, folder: str = "project", test: str = "pytest -q") -> Result:
    """What `mvpy desugar --verify --test` does with the loops of the project."""
    line = ["desugar", folder, "--only", "for", "--verify", "--test", test, *args]
    return CliRunner().invoke(main, line, prog_name="mvpy")


@pytest.mark.parametrize("module", ["src/pack/__init__.py", "pack/__init__.py", "pack.py", "src/pack.py"])
def test_the_same_outcome(module: str) -> None:
    project(module=module, test_a=TEST)
    before = contents()

    result = desugar("-o", "out")

    assert result.exit_code == 0, result.stderr
    assert f"the original on {OURS}: 1 passed, in " in result.stderr
    assert f"the result on {OURS}: the same as the original on {OURS}\n" in result.stderr
    assert contents() == before
    assert "while" in Path("out", module).read_text()


def test_what_differs_is_named_with_what_was_printed() -> None:
    project(test_a=TEST, test_b=LOOKS)

    result = desugar("-o", "out")

    assert result.exit_code == 3
    assert f"the result on {OURS}: different: 1 test\n" in result.stderr
    assert "    tests.test_b::test_looks: passed before, now failed: " in result.stderr
    assert "shown\n" in result.stderr
    assert Path("out/src/pack/__init__.py").exists()


def test_in_place_writes_nothing_if_something_differs() -> None:
    project(test_b=LOOKS)
    before = contents()

    result = desugar("--in-place")

    assert result.exit_code == 3
    assert result.stderr.endswith("nothing was written\n")
    assert contents() == before


def test_in_place_writes_if_nothing_differs() -> None:
    project(test_a=TEST)

    assert desugar("--in-place").exit_code == 0
    assert "while" in Path("project/src/pack/__init__.py").read_text()


def test_nothing_is_written_without_being_asked_for() -> None:
    project(test_a=TEST)
    before = contents()

    result = desugar(folder="project/src/pack")

    assert (result.exit_code, result.stdout) == (0, "")
    assert contents() == before


def test_tests_see_the_helpers_that_the_result_imports() -> None:
    project(
        test_a="from pack.more import pair\n\n\ndef test_pair():\n    assert pair('ab') == ('a', ['b'])\n"
    )
    Path("project/src/pack/more.py").write_text(
        "def pair(values):\n    first, *rest = values\n    return first, rest\n"
    )

    line = ["desugar", "project", "--verify", "--test", "pytest -q"]
    result = CliRunner().invoke(main, line, prog_name="mvpy")

    assert result.exit_code == 0, result.stderr


def test_tests_that_leave_files_leave_none_here(tmp_path: Path) -> None:
    project(test_a="def test_leave():\n    open('left', 'w').close()\n")
    before = contents()

    assert desugar("--python", sys.executable).exit_code == 0
    assert contents() == before
    assert list(tmp_path.joinpath("temporary").glob("mvpy-*")) == []


def test_a_file_that_is_no_python_does_not_choose_another_one() -> None:
    project(test_it="def test_it(): pass\n")
    Path("project/tests/data.py").write_text("no Python\n")

    result = desugar("--python", sys.executable)

    assert result.exit_code == 2, result.output  # there is such a file
    assert f"the original on {OURS}: 1 passed" in result.output
    assert "the same as the original" in result.output


def test_a_command_that_is_no_pytest_is_judged_by_its_exit_code() -> None:
    project()
    Path("project/check.py").write_text(f"{LOOKS}\n\ntest_looks()\n")
    Path("project/fine.py").write_text("import pack\nassert pack.total([2]) == 2\n")

    assert desugar(test="python fine.py").exit_code == 0
    result = desugar(test="python check.py")
    assert result.exit_code == 3
    assert f"the result on {OURS}: exit code 1, and not 0\n" in result.stderr


def test_tests_see_the_version_and_the_entry_points_of_the_project() -> None:
    asks = "from importlib.metadata import entry_points, version\n\n\ndef test_version():\n    assert version('pack') == '1.2'\n"
    asks += "    assert [point.value for point in entry_points(group='console_scripts', name='packs')] == ['pack:main']\n"
    project(test_a=asks)
    with open("project/pyproject.toml", "a") as file:
        file.write("version = '1.2'\nscripts = {packs = 'pack:main'}\n")
    assert desugar().exit_code == 0

    # What is built from a version of its own says so in a source distribution.
    Path("project/pyproject.toml").write_text(
        "[project]\nname = 'pack'\ndynamic = ['version']\nscripts = {packs = 'pack:main'}\n"
    )
    assert desugar().exit_code == 2
    Path("project/PKG-INFO").write_text("Metadata-Version: 2.1\nName: pack\nVersion: 1.2\n")
    assert desugar().exit_code == 0


def test_a_result_in_which_nothing_runs_is_said_in_one_line() -> None:
    failed = compare(suite("original", a=PASSED, b=SKIPPED), suite("result", c=ERROR))

    assert verdict(failed) == [f"the result on {OURS}: none of 2 tests passes"]


@pytest.mark.parametrize(
    ("test", "words"),
    [
        ("pytest -q", "the tests can't be run: nothing that passes in the original on Python"),
        ("pytest --no-such-option", "(exit code 4)"),
        ("./no-such-command", "./no-such-command can't be run: no such file"),
    ],
)
def test_tests_that_can_not_be_run(test: str, words: str) -> None:
    project(test_a="import no_such_module\n")

    result = desugar(test=test)

    assert result.exit_code == 2
    assert words in result.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("project", "project/src"), "--test is for one folder"),
        (("project/src/pack/__init__.py",), "--test is for one folder"),
        (("project", "--test", " "), "--test takes a command"),
        (("project", "--test", "'"), "--test: no closing quotation"),
        (("project", "--python", "no-such-python"), "--python no-such-python: there is no such Python"),
        (("project", "--python", "/bin/sh"), "--python /bin/sh: this is no Python that runs"),
    ],
)
def test_wrong_usage(args: tuple[str, ...], words: str) -> None:
    project(test_a=TEST)

    line = ["desugar", "--verify", "--test", "pytest", *args]
    result = CliRunner().invoke(main, line, prog_name="mvpy")

    assert result.exit_code == 2
    assert words in result.stderr


def test_tests_are_run_only_if_verification_is_asked_for() -> None:
    project(test_a=TEST)
    assert (
        "--test goes with --verify"
        in CliRunner().invoke(main, ["desugar", "project", "--test", "pytest"]).stderr
    )

    with open("project/pyproject.toml", "a") as file:
        file.write("[tool.mvpy]\ntest = 'pytest -q'\n")
    line = ["desugar", "project", "--only", "for", "-o", "out"]
    assert "the original" not in CliRunner().invoke(main, line, prog_name="mvpy").stderr
    assert "the original" in CliRunner().invoke(main, [*line, "--verify"], prog_name="mvpy").stderr


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    project(
        test_a=f"import time\n\n\ndef test_sleep():\n    open({str(tmp_path / 'begun')!r}, 'w').close()\n    time.sleep(600)\n"
    )
    before = contents()
    command = [sys.executable, "-m", "mvpy", "desugar", "project", "--only", "for", "--in-place"]
    process = subprocess.Popen(
        [*command, "--verify", "--test", "pytest"], stderr=subprocess.PIPE, preexec_fn=with_usual_signals
    )
    until = time.monotonic() + 60
    while not tmp_path.joinpath("begun").exists() and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)

    assert process.communicate(timeout=30)[1].endswith(b"interrupted: nothing was written\n")
    assert process.returncode == 130
    assert contents() == before
    while list(tmp_path.joinpath("temporary").glob("mvpy-*")) and time.monotonic() < until:
        time.sleep(0.05)
    assert list(tmp_path.joinpath("temporary").glob("mvpy-*")) == []


# --- the parts ------------------------------------------------------------------------------------


def suite(what: str, python: Python = OURS, exit_code: int = 0, **tests: str) -> SuiteRun:
    """A run in which *tests* ended so."""
    return SuiteRun(what, python, exit_code, 1.0, b"", tests, {})


@pytest.mark.parametrize(
    ("before", "after", "on_the_same", "on_another"),
    [
        (PASSED, PASSED, True, True), (PASSED, FAILED, False, False), (PASSED, ERROR, False, False), (PASSED, SKIPPED, False, True),
        (FAILED, PASSED, False, True), (FAILED, FAILED, True, True), (SKIPPED, FAILED, False, False),
    ],
)  # fmt: skip
def test_what_is_a_difference(before: str, after: str, on_the_same: bool, on_another: bool) -> None:
    original = suite("original", a=before, b=PASSED)

    assert compare(original, suite("result", a=after, b=PASSED)).is_same == on_the_same
    assert compare(original, suite("result", OLDER, a=after, b=PASSED)).is_same == on_another


def test_a_test_that_is_not_there_differs() -> None:
    for python in (OURS, OLDER):
        found = compare(suite("original", a=PASSED, b=PASSED), suite("result", python, a=PASSED))
        assert [(change.test, change.after) for change in found.different] == [("b", MISSING)]


def test_cases_that_another_python_calls_otherwise_are_the_same() -> None:
    original = suite("original", **{"f[1]": PASSED, "f[2]": FAILED, "g[1]": PASSED, "h": PASSED})
    there = {"f[Level.LOW]": FAILED, "f[Level.HIGH]": FAILED, "g[one]": PASSED, "g[two]": PASSED, "h": PASSED}
    found = compare(original, suite("result", OLDER, **there))

    assert [str(change) for change in found.different] == [
        "f[1]: passed before, now failed", "g[1]: passed before, now not there",
    ]  # fmt: skip
    assert len(compare(original, suite("result", **there)).different) == 7


def test_what_is_otherwise_on_another_python_is_told() -> None:
    lines = verdict(
        compare(suite("original", a=PASSED, b=PASSED), suite("result", OLDER, a=SKIPPED, b=PASSED))
    )

    assert lines[1:] == ["otherwise there: 1 test", "    a: passed before, now skipped"]


def test_not_all_that_differ_are_named() -> None:
    tests = {f"t{number}": PASSED for number in range(12)}
    original, result = suite("original", z=PASSED, **tests), suite(
        "result", z=PASSED, **dict.fromkeys(tests, FAILED)
    )
    lines = verdict(compare(original, result))

    assert len(lines) == 12
    assert lines[-1] == "    and 2 more"


def test_a_test_that_ends_twice_is_the_worse() -> None:
    report = Path("junit.xml")
    cases = [
        'name="b"/>',
        'name="b"><error message="in its end&#10;more"/></testcase>',
        'name="c"><skipped/></testcase>',
    ]
    written = "".join(f'<testcase classname="a" {case}' for case in cases)
    report.write_text(f"<testsuites><testsuite>{written}</testsuite></testsuites>")

    tests, words = endings_in(report)

    assert tests == {"a::b": ERROR, "a::c": SKIPPED}
    assert words["a::b"] == "in its end"
    assert counted(tests.values()) == "1 had an error, 1 skipped"


def test_the_original_runs_where_it_can_be_read() -> None:
    project()
    plan = Plan(["pytest"], Path("project").absolute(), Path("project").absolute(), [OLDER, OURS])
    run = Run(None, Options(), jobs=[Job("m", "project/src/pack/__init__.py")])  # type: ignore[arg-type]  # nobody looks at them
    assert readers_of(run, plan) == (OURS, [OLDER, OURS])

    Path("project/pyproject.toml").write_text("[project]\nrequires-python = '>=3.10'\n")
    assert readers_of(run, plan) == (OURS, [OURS])

    Path("project/src/pack/__init__.py").write_text("no Python\n")
    assert readers_of(run, plan) == (OURS, [])
    assert readers_of(run, plan, [os.path.abspath("project/src/pack/__init__.py")]) == (OURS, [OURS])


def test_which_python_is_meant() -> None:
    assert python_called(sys.executable) == OURS
    assert python_called(f"{sys.version_info[0]}.{sys.version_info[1]}").version == sys.version_info[:2]
    assert can_compile(OURS, ["/dev/null"])


def test_how_a_command_is_run() -> None:
    assert command_for(["python", "-m", "x"], OURS) == [sys.executable, "-m", "x"]
    assert command_for(["pytest", "-q"], OURS) == [sys.executable, "-m", "pytest", "-q"]
    assert command_for(["make", "test"], OURS) == ["make", "test"]


def test_the_pytest_of_another_python_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mvpy.projects.suites.HAS_MODULE", "import sys; sys.exit(1)")

    with pytest.raises(UsageError, match="has no pytest"):
        command_for(["pytest"], OURS)


def test_modules_from_elsewhere_are_noticed(place: Path) -> None:
    project()

    found = found_elsewhere(OURS, place / "project", place, ["pack", "json", "no_such_module"])

    assert [line.split(" from ")[0] for line in found] == ["json"]


def test_copies_have_links_of_their_own(tmp_path: Path) -> None:
    project(test_a=TEST)
    root = Path("project").absolute()
    (root / "inside").symlink_to(root / "src/pack")
    (root / "outside").symlink_to(tmp_path / "cache")
    (root / "link.py").symlink_to("src/pack/__init__.py")
    copy = tmp_path / "copy"

    copy_project(
        root, [root / "inside", root / "outside", root / "link.py", root / "src/pack/__init__.py"], copy
    )
    put_into(copy, {Path("link.py"): b"new"})

    assert os.path.realpath(copy / "inside") == os.path.realpath(copy / "src/pack")
    assert os.path.realpath(copy / "outside") == os.path.realpath(tmp_path / "cache")
    assert (copy / "src/pack/__init__.py").read_text() == MODULE
    assert (copy / "link.py").read_text() == "new"


def test_the_project_is_where_its_metadata_is() -> None:
    project()

    assert project_around(Path("project/src/pack")) == Path("project").absolute()
