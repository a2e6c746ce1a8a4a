"""Pictures of interpreters: a program does the same from one, and what goes wrong with one is made good."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mvpy.conform import Case
from mvpy.conform.subject import observed
from mvpy.hosts import ADAPTERS
from mvpy.hosts.forks import FORKS
from mvpy.hosts.pictures import Command, Picture
from mvpy.verification import CommandHost, NativeHost, close_sessions


@pytest.fixture(autouse=True)
def no_session_outlives_its_interpreter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    yield
    close_sessions()


def script(path: Path, text: str) -> str:
    """The path of the shell script *text*, as a command."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture
def host(tmp_path: Path) -> CommandHost:
    """Python, which says whether it was started from a picture: `python FILE` or `python --from PICTURE FILE`."""
    text = f"""
    case $1 in
    --version) echo 1; exit;;
    --from) . "$2"; shift 2; FROM=picture;;
    esac
    FROM=$FROM exec {sys.executable} "$1"
    """
    return CommandHost("mine", (script(tmp_path / "mine", text),))


class Making:
    """Makes pictures with the text *content*, and counts them."""

    def __init__(self, content: str = "") -> None:
        self.content, self.count = content, 0

    def picture(self, origin: Path) -> Picture:
        """How they are made."""
        return Picture(lambda command: [origin], self.make, self.start)

    def make(self, command: Command, file: Path) -> None:
        """Make one."""
        self.count += 1
        file.write_text(self.content)

    def start(self, command: Command, file: Path) -> Command:
        """The command that starts from it."""
        return (command[0], "--from", str(file))


WHENCE = b"import os\nprint(os.environ['FROM'] or 'nothing')\n"


def ran(host: CommandHost, folder: Path, code: bytes = WHENCE) -> tuple[str, bytes]:
    """How *code* ends on *host*, and what it prints."""
    (folder / "programs").mkdir(exist_ok=True)
    seen = observed(host, Case("one", folder / "programs" / "one.py", code), code, 20)
    return seen.outcome, seen.stdout


def test_programs_start_from_it_and_it_is_kept(host, tmp_path):
    making = Making()
    origin = tmp_path / "origin"
    origin.write_text("1")

    quick = making.picture(origin).of(host)

    assert ran(host, tmp_path) == ("finished", b"nothing\n")
    assert ran(quick, tmp_path) == ("finished", b"picture\n")
    assert quick.command == host.command  # that is what reports name
    making.picture(origin).of(host)
    assert making.count == 1
    origin.write_text("2")  # another interpreter
    making.picture(origin).of(host)
    assert making.count == 2


@pytest.mark.parametrize("content", ["exit 1", "echo 2; exit 0", "kill -9 $$"])
def test_one_that_does_not_work_is_not_used(host, tmp_path, content):
    origin = tmp_path / "origin"
    origin.write_text("1")

    assert Making(content).picture(origin).of(host) == host


def test_without_what_it_is_made_of_there_is_none(host, tmp_path):
    assert Making().picture(tmp_path / "nowhere").of(host) == host


@pytest.mark.parametrize(
    "code",
    [
        b"import os\nif os.environ['FROM']: os.abort()\nprint('usual')\n",
        b"import os\nif os.environ['FROM']: os._exit(125)\nprint('usual')\n",
    ],
)
def test_what_ends_the_interpreter_is_run_by_the_usual_command(host, tmp_path, code):
    origin = tmp_path / "origin"
    origin.write_text("1")

    assert ran(Making().picture(origin).of(host), tmp_path, code) == ("finished", b"usual\n")


def test_what_a_program_does_itself_stands(host, tmp_path):
    origin = tmp_path / "origin"
    origin.write_text("1")
    code = b"import os\nprint(1)\nif os.environ['FROM']: raise KeyError\n"

    assert ran(Making().picture(origin).of(host), tmp_path, code) == ("raised", b"1\n")


PROGRAMS = [
    "print(1)\n",
    "import functools, sys\nprint(functools.reduce(lambda a, b: a + b, [1, 2]), len(sys.argv))\n",
    "print(input())\n",
    "from collections import OrderedDict, abc\nprint(isinstance(OrderedDict(), abc.Mapping))\n1 / 0\n",
    "import sys\nprint('out')\nsys.exit(3)\n",
    "x = = 1\n",
    "import nothing_of_that_name\n",
]


# A runner whose interpreter is Python.  It says in the file `loaded` that it was loaded, and how a program was started.
RUNNER = """
import os, sys
def run(path, *arguments):
    sys.argv = [path, *arguments]
    exec(open(path).read(), {"started": started})
    return 0
def ready(*words):
    global started
    started = "forked"
    with open(os.path.join(os.path.dirname(__file__), "loaded"), "a") as file:
        print(*words, file=file)
    return run
if __name__ == "__main__":
    started = "usual"
    sys.exit(run(sys.argv[2]))
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], CommandHost]:
    """Makes the host that is run by the runner *text*."""

    def host(text: str = RUNNER) -> CommandHost:
        folder = tmp_path / "runners"
        folder.mkdir()
        monkeypatch.setattr("mvpy.hosts.forks.RUNNERS", folder)
        (folder / "run.py").write_text(text)
        return CommandHost("mine", (sys.executable, "-P", str(folder / "run.py"), "word"))

    return host


def test_an_interpreter_is_loaded_once_and_each_program_has_a_fork(module, tmp_path):
    quick = FORKS.of(module())
    code = b"import sys\nprint(started, hasattr(sys, 'seen'))\nsys.seen = 1\nsys.exit(3)\n"

    assert ran(quick, tmp_path, code) == ran(quick, tmp_path, code) == ("finished", b"forked False\n")
    assert (tmp_path / "runners" / "loaded").read_text() == "word\n"


def test_what_ends_the_fork_is_run_by_the_usual_command(module, tmp_path):
    code = b"import os\nif started == 'forked': os.abort()\nprint(started)\n"

    assert ran(FORKS.of(module()), tmp_path, code) == ("finished", b"usual\n")


@pytest.mark.parametrize(
    "broken", ["def ready(*words): 1 / 0\n", "import nothing_of_that_name\n", "x = = 1\n"]
)
def test_one_that_cannot_be_loaded_is_started_for_each_program(module, broken):
    host = module(RUNNER + broken)

    assert FORKS.of(host) == host


def test_what_is_no_runner_has_no_forks(host):
    assert FORKS.of(host) == host


@pytest.mark.parametrize("name", [name for name, adapter in ADAPTERS.items() if adapter.sooner is FORKS])
def test_one_does_the_same_in_a_fork(tmp_path, name):
    adapter = ADAPTERS[name]
    command = adapter.find()
    if not command:
        pytest.skip(f"{name} is not installed: {adapter.install}")
    host = adapter.host(command, NativeHost())
    quick = adapter.sooner.of(host)

    assert quick.forked
    for text in PROGRAMS:
        case = Case("one", tmp_path / "one.py", text.encode())
        usual, other = (observed(one, case, case.data, 60) for one in (host, quick))
        assert (other.outcome, other.status, other.stdout, other.stderr) == (
            usual.outcome,
            usual.status,
            usual.stdout,
            usual.stderr,
        ), text


def test_brython_does_the_same_from_one(tmp_path):
    adapter = ADAPTERS["brython"]
    command = adapter.find()
    if not command:
        pytest.skip(f"brython is not installed: {adapter.install}")
    host = adapter.host(command, NativeHost())
    quick = adapter.sooner.of(host)

    assert quick.quick[1] == "--snapshot-blob"
    for text in PROGRAMS:
        case = Case("one", tmp_path / "one.py", text.encode())
        usual, other = (observed(one, case, case.data, 60) for one in (host, quick))
        assert (other.outcome, other.stdout, other.stderr) == (
            usual.outcome,
            usual.stdout,
            usual.stderr,
        ), text
