"""Standard streams that are closed or full, and a Python without docstrings or a home: words and the right exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")

FULL = "standard output: it can't be written: no space left on device\n"
CLOSED = "standard output: it can't be written: it is closed\n"

# What each command ends with if it can say what it has to, and whether it has something for standard output.
COMMANDS = [
    ("desugar a.py", 0, True),
    ("desugar a.py -o out.py", 0, False),
    ("desugar many -o core -j 2", 0, False),
    ("desugar a.py --diff", 0, True),
    ("desugar a.py --check", 1, True),
    ("desugar a.py --steps", 0, True),
    ("desugar missing.py", 2, False),
    ("check many -j 2", 1, True),
    ("check a.py --format junit", 1, True),
    ("verify a.py --on native --format junit", 0, True),
    ("rewrites", 0, True),
    ("rewrites with", 0, True),
    ("hosts", 0, True),
    ("--version", 0, True),
    ("--help", 0, True),
    ("nonsense", 2, False),
]
every_command = pytest.mark.parametrize(
    ("command", "code", "speaks"), COMMANDS, ids=[row[0] for row in COMMANDS]
)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a program and a folder of them."""
    for path in ["a.py", *(f"many/p{number}.py" for number in range(4))]:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("x = 1 + 2\nprint(x)\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mvpy(command: str, redirected: str = "", **environment: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of `mvpy COMMAND REDIRECTED`."""
    done = subprocess.run(
        ["bash", "-c", f"exec {sys.executable} -m mvpy {command} {redirected}"],
        capture_output=True, text=True, timeout=200, env={**os.environ, **environment},
    )  # fmt: skip
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


@every_command
def test_a_product_that_cant_be_written_is_an_error(command: str, code: int, speaks: bool):
    for redirected, words in ((">/dev/full", FULL), (">&-", CLOSED)):
        ended, _, said = mvpy(command, redirected)

        assert ended == (2 if speaks else code)
        assert said.count(words) == (1 if speaks else 0)


@every_command
def test_a_message_that_cant_be_is_none(command: str, code: int, speaks: bool):
    ended, said, _ = mvpy(command, "2>/dev/full")

    assert (ended, bool(said)) == (code, speaks)


@every_command
def test_all_may_be_closed(command: str, code: int, speaks: bool):
    assert mvpy(command, "<&- >&- 2>&-") == (2 if speaks else code, "", "")


@pytest.mark.parametrize("command", ["desugar", "desugar -", "check -"])
def test_standard_input_that_is_closed_is_said(command: str):
    assert mvpy(command, "<&-") == (2, "", "standard input: it can't be read: it is closed\n")


def test_standard_input_isnt_missed_where_it_isnt_read():
    assert mvpy("check many -j 2", "<&-")[0] == 1
    assert mvpy("verify a.py --on native,wasi", "<&-")[0] == 0


def test_what_the_encoding_doesnt_have_is_written_all_the_same(place: Path):
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    (place / "e.py").write_text("x = '€', 1 + 2\n")

    code, said, _ = mvpy("desugar e.py --diff", PYTHONIOENCODING="latin-1", **ascii_only)

    assert (code, "\\u20ac" in said) == (0, True)
    assert mvpy("desugar -c \"x = 'é'\" --check", **ascii_only)[0] == 1


def test_a_name_is_written_as_it_is(place: Path):
    name = os.fsdecode(b"\xff.py")
    shutil.copy("a.py", name)

    done = subprocess.run([sys.executable, "-m", "mvpy", "check", name], capture_output=True, timeout=60)

    assert done.stdout.startswith(b"\xff.py:1:5: binary operation\n")


# Without docstrings and asserts.


@pytest.mark.parametrize(
    "command",
    [
        "--help", "desugar --help", "check --help", "verify --help", "rewrites --help", "rewrites", "rewrites with",
        "desugar a.py", "desugar a.py --steps", "check a.py", "desugar many --check -j 2 --no-cache",
    ],
)  # fmt: skip
def test_optimized_python_shows_and_does_the_same(command: str):
    assert mvpy(command, PYTHONOPTIMIZE="2") == mvpy(command)


def test_programs_are_verified_under_optimized_python():
    assert mvpy("verify a.py --on native,wasi", PYTHONOPTIMIZE="2")[0] == 0


# Without a folder and a home.


def test_a_folder_that_is_gone_is_no_folder_of_ours(place: Path):
    for command, code in (("-c 'x = 1 + 2'", 0), ("missing.py", 2), ("../a.py", 0)):
        gone = subprocess.run(
            ["bash", "-c", f"mkdir gone; cd gone; rmdir ../gone; exec {sys.executable} -m mvpy desugar {command}"],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip

        assert gone.returncode == code
        assert gone.stderr.count("\n") == (1 if code else 0)


def others_python() -> str | None:
    """A Python that everybody may run, of the version that runs this."""
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return next(
        (path for path in (f"/usr/bin/{name}", f"/usr/local/bin/{name}") if os.path.exists(path)), None
    )


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else"
)
@pytest.mark.skipif(others_python() is None, reason="no Python that somebody else may run")
@pytest.mark.parametrize(
    ("command", "code"), [("desugar a.py", 0), ("check many -j 2", 1), ("verify a.py --on native", 0)]
)
def test_nobody_without_a_home_has_all_but_a_cache(command: str, code: int, place: Path):
    import click

    root = Path(__file__).parents[1]
    with tempfile.TemporaryDirectory() as folder:
        library, work = Path(folder, "library"), Path(folder, "work")
        os.chmod(folder, 0o755)
        shutil.copytree(place, work)
        work.chmod(0o755)
        shutil.copytree(root / "mvpy", library / "mvpy", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(
            root / "rewrites", library / "mvpy/rewrites", ignore=shutil.ignore_patterns("__pycache__")
        )
        needed = f"{library}{os.pathsep}{Path(click.__file__).parents[1]}"

        done = subprocess.run(
            [str(others_python()), "-P", "-m", "mvpy", *command.split()],
            capture_output=True, text=True, timeout=200, user=54321, group=54321, extra_groups=[], cwd=work,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": needed},
        )  # fmt: skip

    if "PermissionError" in done.stderr or "mvpy needs click, which is not installed" in done.stderr:
        pytest.skip("what is installed here is not for everybody")
    assert (done.returncode, bool(done.stdout)) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["rewrites"], ["check", "a.py"], ["desugar", "--diff", "a.py"]])
def test_who_reads_no_further_ends_it_without_a_word(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "a.py").write_text("x = 1.5\n")
    ours, theirs = os.pipe()
    os.close(ours)

    done = subprocess.run(
        [sys.executable, "-m", "mvpy", *words],
        stdout=theirs,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        timeout=60,
    )
    os.close(theirs)

    assert done.returncode == 141
    assert done.stderr.replace(b"1 file: 1 not core\n", b"") == b""


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["desugar", "-o", "out"], "desugaring"),
        (["check"], "checking"),
        (["verify", "--on", "native"], "verifying"),
        (["check", "-q"], ""),
    ],
)
def test_a_terminal_shows_that_work_goes_on(tmp_path: Path, words: list[str], shown: str) -> None:
    folder = tmp_path / "programs"
    folder.mkdir()
    for number in range(4):
        (folder / f"p{number}.py").write_text("x = not 0\n")
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "mvpy", *words, str(folder)]

    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=theirs, env=environment, cwd=tmp_path, timeout=60
    )
    os.close(theirs)
    said = b""
    while part := read_from(ours):
        said += part
    os.close(ours)

    assert done.returncode in (0, 1)
    assert shown.encode() in said
    assert (b"\x1b" in said) == bool(shown)


def read_from(terminal: int) -> bytes:
    """What a terminal has to give; nothing at its end."""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""
