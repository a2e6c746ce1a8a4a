"""Nobody's work is lost: what stands where an output goes, and what comes between."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from mvpy.command import journal, signals, writing
from mvpy.command.batch import Job, internal_error
from mvpy.command.cli import main
from mvpy.command.journal import Change, new_journal, recover
from mvpy.command.signals import Interrupted, deferred, handled, impatient, waiting
from mvpy.command.writing import Failure, Write, write_files
from mvpy.system.c_library import c_function
from mvpy.system.targets import descriptor, exchange, mark_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no signals, devices and modes")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and a cache of its own."""
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def mvpy(*args: str, stdin: str | None = None) -> tuple[int, str, str]:
    """What `mvpy desugar --only semicolon ARGS` does: the exit code, standard output and standard error."""
    result = CliRunner().invoke(
        main, ["desugar", "--only", "semicolon", *args], input=stdin, prog_name="mvpy"
    )
    return result.exit_code, result.stdout, result.stderr


def process(*args: str, **options) -> subprocess.CompletedProcess:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "mvpy", "desugar", "--only", "semicolon", *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **options)


def programs(place: Path, *names: str) -> None:
    """Programs that are rewritten."""
    for name in names:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("a; b\n")


def left_in(place: Path) -> list[str]:
    """The temporary files under *place*."""
    return [str(path) for path in place.rglob(".mvpy-*")]


def failures_of(*writes: Write) -> list[str]:
    """What `write_files` says of *writes*."""
    failures: list[Failure] = []
    write_files(writes, failures)
    return [failure.words for failure in failures]


def without_privileges() -> None:
    """Permissions count for this process, also if it is root's: it gives up what overrides them."""
    import ctypes

    for capability in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


# What is no regular file.


def test_a_pipe_is_written_to(place: Path) -> None:
    programs(place, "a.py")
    os.mkfifo(place / "pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((place / "pipe").read_text()))
    reader.start()

    result = mvpy("a.py", "-o", "pipe")

    reader.join(30)
    assert (result, read) == ((0, "", ""), ["a\nb\n"])
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


def test_a_device_is_written_to(place: Path) -> None:
    programs(place, "a.py")
    try:
        os.mknod("null", stat.S_IFCHR | 0o666, os.makedev(1, 3))
        os.close(os.open("null", os.O_WRONLY))
    except OSError:
        pytest.skip("only root makes devices, and not everywhere")

    assert mvpy("a.py", "-o", "null", "--source-map", "null") == (0, "", "")
    assert stat.S_ISCHR(os.lstat("null").st_mode)
    assert sorted(os.listdir()) == ["a.py", "null"]


def test_a_disk_is_refused(place: Path) -> None:
    programs(place, "a.py")
    try:
        os.mknod("disk", stat.S_IFBLK | 0o600, os.makedev(7, 250))
    except OSError:
        pytest.skip("only root makes devices, and not everywhere")

    assert mvpy("a.py", "-o", "disk") == (2, "", "disk: it can't be written: a disk is in the way\n")


def test_a_socket_is_refused(place: Path) -> None:
    programs(place, "a.py")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket")

        assert mvpy("a.py", "-o", "socket") == (
            2,
            "",
            "socket: it can't be written: a socket is in the way\n",
        )


def test_a_pipe_without_a_reader_can_be_interrupted(place: Path) -> None:
    programs(place, "a.py")
    os.mkfifo(place / "pipe")
    running = started("-v", "a.py", "-o", "pipe")
    assert running.stderr is not None and running.stderr.readline() == "a.py:1: semicolon\n"
    time.sleep(0.5)

    assert ended_by(signal.SIGTERM, running) == (143, "terminated: nothing was written\n")


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
def test_behind_standard_output_there_may_be_a_file(place: Path, name: str) -> None:
    programs(place, "a.py")
    os.symlink("/dev/stdout", "link")
    with open("out", "w") as out:
        out.write("first\n")
        out.flush()
        command = [sys.executable, "-m", "mvpy", "desugar", "--only", "semicolon", "a.py", "-o", name]
        subprocess.run(command, stdout=out, check=True, timeout=60)
        os.write(out.fileno(), b"last\n")

    assert Path("out").read_text() == "first\na\nb\nlast\n"


def test_only_what_leads_to_an_open_file_is_one(place: Path) -> None:
    (place / "1").write_text("")

    assert [descriptor(Path(name)) for name in ("/dev/stderr", "1", "/proc/self/fd/x")] == [2, None, None]


def test_in_place_is_for_files(place: Path) -> None:
    os.mkfifo(place / "pipe")

    assert mvpy("--in-place", "pipe")[2].endswith("Error: pipe is a pipe, and can't be rewritten in place\n")


def test_a_folder_does_not_go_into_a_pipe(place: Path) -> None:
    programs(place, "src/a.py")
    os.mkfifo(place / "pipe")

    assert mvpy("src", "-o", "pipe")[2].endswith("Error: -o pipe is a pipe; a folder needs a folder\n")


# Links.


def test_a_link_stays_and_what_it_leads_to_is_replaced(place: Path) -> None:
    programs(place, "a.py", "elsewhere/b.py")
    os.symlink("elsewhere/b.py", "link")

    assert mvpy("a.py", "-o", "link") == (0, "", "")
    assert (os.readlink("link"), Path("elsewhere/b.py").read_text()) == ("elsewhere/b.py", "a\nb\n")


def test_a_link_to_nothing_makes_the_file_where_its_folder_is(place: Path) -> None:
    programs(place, "a.py")
    os.symlink("new", "link")
    os.symlink("nowhere/new", "other")

    assert mvpy("a.py", "-o", "link") == (0, "", "")
    assert Path("new").read_text() == "a\nb\n"
    assert mvpy("a.py", "-o", "other")[2] == "other: it can't be written: it is a link that leads nowhere\n"


def test_a_program_and_a_link_to_it_are_replaced_once(place: Path) -> None:
    programs(place, "src/a.py")
    os.symlink("a.py", "src/link.py")

    assert mvpy("--in-place", "src", "-j", "1") == (0, "", "2 files: 2 desugared\n")
    assert (os.readlink("src/link.py"), Path("src/a.py").read_text()) == ("a.py", "a\nb\n")


def test_another_hard_link_keeps_its_content(place: Path) -> None:
    programs(place, "a.py")
    os.link("a.py", "other")

    mvpy("--in-place", "a.py")

    assert (Path("a.py").read_text(), Path("other").read_text()) == ("a\nb\n", "a; b\n")


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="there are no attributes")
def test_attributes_and_permissions_are_kept(place: Path) -> None:
    programs(place, "a.py")
    os.chmod("a.py", 0o640)
    try:
        os.setxattr("a.py", "user.note", b"kept")
    except OSError:
        pytest.skip("no attributes on this disk")

    mvpy("--in-place", "a.py")

    assert (os.getxattr("a.py", "user.note"), os.stat("a.py").st_mode & 0o7777) == (b"kept", 0o640)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_is_kept(place: Path) -> None:
    programs(place, "a.py")
    os.chown("a.py", 1234, 2345)

    mvpy("--in-place", "a.py")

    assert (os.stat("a.py").st_uid, os.stat("a.py").st_gid) == (1234, 2345)


def test_what_is_not_public_is_not_public_for_a_moment(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(place, "a.py")
    os.chmod("a.py", 0o600)
    modes: list[int] = []
    real = os.write
    monkeypatch.setattr(
        os, "write", lambda file, data: modes.append(os.fstat(file).st_mode) or real(file, data)
    )

    mvpy("--in-place", "a.py")

    assert modes and all(stat.S_IMODE(mode) == 0o600 for mode in modes if stat.S_ISREG(mode))


# Output into what is read.


def test_a_source_map_does_not_replace_the_program(place: Path) -> None:
    programs(place, "a.py")
    os.symlink("a.py", "link")

    for name in ("a.py", "link"):
        words = f"Error: the source map would be written to {name}, but a.py is read as well\n"
        assert mvpy("a.py", "--source-map", name)[2].endswith(words)
    words = "Error: --source-map b.py is the file that the program is written to\n"
    assert mvpy("a.py", "-o", "b.py", "--source-map", "b.py")[2].endswith(words)
    assert Path("a.py").read_text() == "a; b\n"


def test_an_output_does_not_replace_another_program(place: Path) -> None:
    programs(place, "src/a.py", "src/b.py", "out/c.py")
    os.symlink("../src/b.py", "out/a.py")

    words = "Error: src/a.py would be written to out/a.py, but src/b.py is read as well\n"
    assert mvpy("src", "-o", "out")[2].endswith(words)
    assert Path("src/b.py").read_text() == "a; b\n"


def test_two_outputs_for_one_file(place: Path) -> None:
    (place / "src").mkdir()
    (place / "src/a.py").write_text("a; b\n")
    (place / "src/b.py").write_text("c; d\n")
    (place / "out").mkdir()
    os.symlink("a.py", "out/b.py")

    assert mvpy("src", "-o", "out", "-j", "1") == (
        2,
        "",
        (
            "out/b.py: it can't be written: out/a.py is the same file\n"
            "2 files: 1 desugared, 1 couldn't be written\n"
        ),
    )
    assert Path("out/a.py").read_text() == "a\nb\n"


# Files that change meanwhile.


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[], object]], list[tuple]]:
    """Do something right before a function of `mvpy.command.writing` is called for the first time; its calls."""

    def arrange(name: str, action: Callable[[], object]) -> list[tuple]:
        real, pending, calls = getattr(writing, name), [action], []

        def call(*args):
            calls.append(args)
            while pending:
                pending.pop()()
            return real(*args)

        monkeypatch.setattr(writing, name, call)
        return calls

    return arrange


CHANGES = {
    "edited": (lambda: Path("a.py").write_text("mine\n"), "changed while mvpy worked on it; left as it is"),
    "replaced": (lambda: os.replace("other", "a.py"), "changed while mvpy worked on it; left as it is"),
    "deleted": (lambda: os.unlink("a.py"), "is gone; nothing was written"),
    "made a link": (
        lambda: (os.unlink("a.py"), os.symlink("other", "a.py")),
        "changed while mvpy worked on it; left as it is",
    ),
    "made a pipe": (
        lambda: (os.unlink("a.py"), os.mkfifo("a.py")),
        "changed while mvpy worked on it; left as it is",
    ),
    "made a folder": (
        lambda: (os.unlink("a.py"), os.mkdir("a.py")),
        "changed while mvpy worked on it; left as it is",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("moment", ["stage", "put"])
def test_what_changed_meanwhile_is_left_as_it_is(place: Path, meanwhile, change: str, moment: str) -> None:
    programs(place, "a.py", "b.py")
    (place / "other").write_text("other\n")
    action, words = CHANGES[change]
    facts: list[str] = []
    meanwhile(moment, lambda: (action(), facts.append(mark_of(place / "a.py"))))

    result = mvpy("--in-place", "a.py", "b.py", "-j", "1")

    assert result == (2, "", f"a.py: it {words}\n2 files: 1 desugared, 1 left as it was\n")
    assert mark_of(place / "a.py") == facts[0]
    assert (Path("b.py").read_text(), left_in(place)) == ("a\nb\n", [])


def test_the_program_itself_as_output_is_in_place(place: Path, meanwhile) -> None:
    programs(place, "a.py")
    meanwhile("stage", CHANGES["edited"][0])

    assert mvpy("a.py", "-o", "a.py")[0] == 2
    assert Path("a.py").read_text() == "mine\n"


def test_standard_input_with_the_name_of_a_file_may_replace_it(place: Path) -> None:
    programs(place, "a.py")

    assert mvpy("-", "--stdin-filename", "a.py", "-o", "a.py", stdin="c; d\n") == (0, "", "")
    assert mvpy("-c", "e; f", "-o", "<command>") == (0, "", "")
    assert mvpy("-c", "e; f", "-o", "<command>") == (0, "", "")
    assert (Path("a.py").read_text(), Path("<command>").read_text()) == ("c\nd\n", "e\nf\n")


@pytest.mark.parametrize("moment", ["put", "move"])
def test_a_file_that_appears_where_none_was_is_left(place: Path, meanwhile, moment: str) -> None:
    programs(place, "a.py")
    meanwhile(moment, lambda: Path("new").write_text("mine\n"))

    assert mvpy("a.py", "-o", "new") == (2, "", "new: it changed while mvpy worked on it; left as it is\n")
    assert Path("new").read_text() == "mine\n"


def exchanged(*before: Callable[[], object]) -> Callable[[Path, Path], bool]:
    """`exchange`, with something done before each call."""
    pending = list(before)

    def call(one: Path, other: Path) -> bool:
        if pending:
            pending.pop(0)()
        return exchange(one, other)

    return call


def save(text: str) -> None:
    """What an editor does to save a.py."""
    Path("part").write_text(text)
    os.replace("part", "a.py")


@pytest.mark.skipif(c_function("renameat2") is None, reason="the system exchanges no files")
def test_an_editor_is_never_too_late(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(place, "a.py", "b.py")

    monkeypatch.setattr(writing, "exchange", exchanged(lambda: save("mine\n")))
    assert mvpy("--in-place", "a.py")[0] == 2
    assert (Path("a.py").read_text(), left_in(place)) == ("mine\n", [])

    programs(place, "a.py")
    monkeypatch.setattr(writing, "exchange", exchanged(lambda: save("first\n"), lambda: save("last\n")))
    assert mvpy("--in-place", "a.py")[0] == 2
    assert (Path("a.py").read_text(), left_in(place)) == ("last\n", [])


def test_a_disk_that_exchanges_no_files(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(place, "a.py")
    monkeypatch.setattr(writing, "exchange", lambda one, other: False)

    assert mvpy("--in-place", "a.py") == (0, "", "")
    assert (Path("a.py").read_text(), left_in(place)) == ("a\nb\n", [])


def test_another_run_with_the_same_result_is_no_change(place: Path, meanwhile) -> None:
    programs(place, "a.py")
    meanwhile("put", lambda: Path("new").write_text("a\nb\n"))

    assert mvpy("a.py", "-o", "new") == (0, "", "")


# What can't be written, and what can't be read.


def test_one_target_never_stops_the_others(place: Path) -> None:
    programs(place, "src/a.py", "src/b.py", "src/c.py", "src/d/e.py")
    (place / "out/b.py").mkdir(parents=True)
    (place / "out/d").write_text("a file")

    assert mvpy("src", "-o", "out", "-j", "1") == (
        2,
        "",
        (
            "out/b.py: it can't be written: a folder is in the way\n"
            "out/d/e.py: it can't be written: a folder above it is a file\n"
            "4 files: 2 desugared, 2 couldn't be written\n"
        ),
    )
    assert [Path(f"out/{name}.py").read_text() for name in "ac"] == ["a\nb\n"] * 2


def test_one_unreadable_neighbour_never_stops_the_others(place: Path) -> None:
    programs(place, "src/a.py")
    (place / "src/first.txt").write_text("1")
    (place / "src/secret.txt").write_text("2")
    (place / "src/third.txt").write_text("3")
    (place / "src/secret.txt").chmod(0)
    (place / "src/closed").mkdir()
    (place / "src/closed").chmod(0)

    done = process("src", "-o", "out", preexec_fn=without_privileges)

    (place / "src/closed").chmod(0o700)
    assert (done.returncode, done.stderr) == (
        2,
        (
            "src/closed: it can't be read: permission denied\n"
            "src/secret.txt: it can't be read: permission denied\n"
            "1 file: 1 desugared, 2 other files copied, 1 couldn't be copied\n"
        ),
    )
    assert sorted(os.listdir("out")) == ["a.py", "first.txt", "third.txt"]


def test_what_is_no_file_is_not_copied_and_that_is_said(place: Path) -> None:
    programs(place, "src/a.py")
    os.mkfifo("src/pipe")

    assert mvpy("src", "-o", "out") == (0, "", "src/pipe: a pipe is not copied\n1 file: 1 desugared\n")


def test_write_protected_files_and_folders_are_left(place: Path) -> None:
    programs(place, "a.py", "b.py", "closed/c.py", "d.py")
    os.chmod("b.py", 0o400)
    os.chmod("closed", 0o500)

    done = process("--in-place", "a.py", "b.py", "closed/c.py", "d.py", preexec_fn=without_privileges)

    assert (done.returncode, done.stderr) == (
        2,
        (
            "b.py: it can't be written: permission denied\n"
            "closed/c.py: it can't be written: permission denied\n"
            "4 files: 2 desugared, 2 couldn't be written\n"
        ),
    )
    texts = [Path(name).read_text() for name in ("a.py", "b.py", "closed/c.py", "d.py")]
    assert texts == ["a\nb\n", "a; b\n", "a; b\n", "a\nb\n"]


def test_what_was_copied_is_copied_again(place: Path) -> None:
    programs(place, "src/a.py")
    (place / "src/data").write_text("data")
    for name in ("src/a.py", "src/data"):
        os.chmod(name, 0o444)

    for _ in range(2):
        done = process("src", "-o", "out", preexec_fn=without_privileges)
        assert (done.returncode, done.stderr) == (0, "1 file: 1 desugared, 1 other file copied\n")
    assert [os.stat(f"out/{name}").st_mode & 0o777 for name in ("a.py", "data")] == [0o444] * 2


@pytest.mark.parametrize("args", [["--in-place", "a.py"], ["src", "-o", "out"]])
def test_a_temporary_file_that_became_a_link_is_not_followed(place: Path, meanwhile, args: list[str]) -> None:
    programs(place, "a.py", "src/b.py")
    (place / "src/data").write_text("data")
    (place / "src/data").chmod(0o666)
    os.chmod("a.py", 0o666)
    victim = place.parent / "victim"
    victim.write_text("precious")
    victim.chmod(0o600)
    before = (victim.stat().st_mode, victim.stat().st_mtime_ns, victim.stat().st_uid)

    def plant(at: Path) -> None:
        for temporary in at.rglob(".mvpy-*"):
            temporary.unlink()
            temporary.symlink_to(victim)

    meanwhile("keep_attributes", lambda: plant(place))
    mvpy(*args, "-j", "1")

    assert (victim.stat().st_mode, victim.stat().st_mtime_ns, victim.stat().st_uid) == before
    assert victim.read_text() == "precious"


def test_a_name_may_be_as_long_as_names_can_be(place: Path) -> None:
    name = "n" * 252 + ".py"
    programs(place, name)
    (place / ("m" * 255)).write_text("data")

    assert mvpy("--in-place", name)[0] == 0
    assert mvpy(".", "-o", "out", "-j", "1")[0] == 0
    assert sorted(os.listdir("out")) == ["m" * 255, name]


def test_folders_may_be_missing_by_the_thousand(place: Path) -> None:
    programs(place, "a.py")
    deep = "x/" * 1500
    try:
        assert mvpy("a.py", "-o", f"{deep}a.py")[0] == 0
        assert (place / deep / "a.py").read_text() == "a\nb\n"
    finally:
        subprocess.run(["rm", "-rf", place / "x"], check=True)  # what the library has for it gives up, too
    assert mvpy("a.py", "-o", f"{deep * 2}a.py")[0] == 2  # longer than a path can be
    assert os.listdir(place) == ["a.py"]


def test_a_name_may_have_any_bytes(place: Path) -> None:
    name = os.fsdecode(b"\xff\xfe.py")
    programs(place, name, "a.py")
    bad = os.fsdecode(b"src/\xff.py")
    programs(place, bad, "src/b.py")

    assert mvpy("--in-place", name, "a.py", "-j", "1") == (0, "", "2 files: 2 desugared\n")
    assert Path(name).read_text() == "a\nb\n"
    (place / "out" / os.fsdecode(b"\xff.py")).mkdir(parents=True)
    status, _, words = mvpy("src", "-o", "out", "-j", "1")
    assert (status, words.splitlines()[1:]) == (2, ["2 files: 1 desugared, 1 couldn't be written"])


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_name_of_any_bytes_is_shown_as_it_is(place: Path, encoding: str) -> None:
    programs(place, os.fsdecode(b"\xff\xfe.py"), os.fsdecode("\N{EURO SIGN}.py".encode()))
    command = [sys.executable, "-m", "mvpy", "desugar", "--only", "semicolon", "--check", "."]
    environment = os.environ | {"PYTHONIOENCODING": f"{encoding}:strict", "PYTHONUTF8": "1"}

    done = subprocess.run(command, capture_output=True, env=environment, timeout=60)

    euro = b"\\u20ac" if encoding == "latin-1" else "\N{EURO SIGN}".encode()
    assert done.stdout.splitlines() == [euro + b".py: would change", b"\xff\xfe.py: would change"]
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)


def test_a_full_disk(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(place, "a.py", "b.py", "c.py")
    Path("b.py").write_text("x; " * 1000 + "y\n")
    real, seen = os.write, []

    def write(file: int, data: bytes) -> int:
        seen.append(len(left_in(place)))
        if len(data) > 500:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(file, data)

    monkeypatch.setattr(os, "write", write)

    assert mvpy("--in-place", "a.py", "b.py", "c.py", "-j", "1") == (
        2,
        "",
        (
            "b.py: it can't be written: no space left on device\n"
            "3 files: 2 desugared, 1 couldn't be written\n"
        ),
    )
    assert Path("b.py").read_text() == "x; " * 1000 + "y\n"
    assert (max(seen), left_in(place)) == (2, [])  # what was begun of b.py makes room at once


def test_a_report_is_whole_or_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    job = Job(os.fsdecode(b"\xff.py"), data=b"x = 1\n")

    words = internal_error(job, ValueError("surprise"))
    monkeypatch.setattr(os, "write", raising(OSError(errno.ENOSPC, "No space left on device")))
    others = internal_error(job, ValueError("surprise"))

    [report] = tmp_path.glob("mvpy-report-*")
    assert words.endswith(f"the traceback are in {report}")
    assert report.read_bytes().endswith(b"the program \\udcff.py:\nx = 1\n")
    assert others.endswith("note: no report could be saved: No space left on device")


def test_a_limit_of_the_size_of_files(place: Path) -> None:
    import resource

    programs(place, "a.py", "b.py")
    Path("b.py").write_text("x; " * 10_000 + "y\n")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = process("--in-place", "--no-cache", "a.py", "b.py", preexec_fn=limited)

    assert (done.returncode, done.stderr.splitlines()[0]) == (2, "b.py: it can't be written: file too large")
    assert (Path("a.py").read_text(), left_in(place)) == ("a\nb\n", [])


def test_a_copy_does_not_run_as_somebody_else(place: Path) -> None:
    programs(place, "src/a.py")
    (place / "src/tool").write_text("tool")
    (place / "src/tool").chmod(0o4755)

    mvpy("src", "-o", "out")

    assert os.stat("out/tool").st_mode & 0o7777 == 0o755


def test_a_folder_in_which_nothing_could_be_written_is_not_made(place: Path, monkeypatch) -> None:
    programs(place, "a.py")
    monkeypatch.setattr(writing, "stage_file", raising(OSError(errno.ENOSPC, "No space left on device")))

    assert mvpy("a.py", "-o", "new/folder/b.py")[0] == 2
    assert os.listdir() == ["a.py"]


def raising(error: BaseException) -> Callable[..., None]:
    """A function that raises *error*."""

    def call(*args) -> None:
        raise error

    return call


# Interrupts.


def started(*args: str) -> subprocess.Popen:
    """`mvpy desugar` at work; tests in the background ignore Ctrl-C, it does not."""
    return subprocess.Popen(
        [sys.executable, "-m", "mvpy", "desugar", "--only", "semicolon", *args],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def ended_by(number: int, running: subprocess.Popen) -> tuple[int, str]:
    """Send the signal *number*: the exit code, and what was said."""
    running.send_signal(number)
    _, words = running.communicate(timeout=60)
    return running.returncode, words


SIGNALS = [
    (signal.SIGINT, 130, "interrupted"),
    (signal.SIGTERM, 143, "terminated"),
    (signal.SIGHUP, 129, "hung up"),
]


@pytest.fixture
def listening() -> Iterator[None]:
    """Signals end mvpy, not the tests; and what they were before comes back."""
    before = {number: signal.getsignal(number) for number, _, _ in SIGNALS}
    for number in before:
        signal.signal(number, signal.default_int_handler)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(("number", "status", "word"), SIGNALS)
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("output", ["--in-place", "-o"])
def test_an_interrupt_before_the_files_are_complete_undoes_all(
    place: Path, meanwhile, listening, number: int, status: int, word: str, times: int, output: str
) -> None:
    programs(place, "src/a.py", "src/b/b.py")
    args = [output, "new/out"] if output == "-o" else [output]
    calls = meanwhile(
        "keep_attributes" if output == "--in-place" else "stage_file", lambda: send(number, times)
    )

    result = mvpy("src", "-j", "1", *args)

    assert len(calls) == 1

    assert result == (status, "", f"{word}: nothing was written\n")
    assert [Path(f"src/{name}.py").read_text() for name in ("a", "b/b")] == ["a; b\n"] * 2
    assert (left_in(place), os.listdir(), journals(place)) == ([], ["src"], [])


@pytest.mark.parametrize(("number", "status", "word"), SIGNALS)
@pytest.mark.parametrize("times", [1, 2])
def test_an_interrupt_comes_too_late_when_the_files_are_complete(
    place: Path, meanwhile, listening, number: int, status: int, word: str, times: int
) -> None:
    programs(place, "src/a.py", "src/b/b.py")
    meanwhile("put", lambda: send(number, times))

    result = mvpy("src", "-j", "1", "--in-place")

    assert result == (status, "", f"{word}: the files are written\n")
    assert [Path(f"src/{name}.py").read_text() for name in ("a", "b/b")] == ["a\nb\n"] * 2
    assert (left_in(place), journals(place)) == ([], [])


def send(number: int, times: int) -> None:
    """Send *number* to this process."""
    for _ in range(times):
        os.kill(os.getpid(), number)


def journals(place: Path) -> list[Path]:
    """The journals of this user."""
    return list((place.parent / "cache").glob("unfinished-*/*"))


def test_a_second_signal_does_not_disturb_what_the_first_began(listening) -> None:
    done = []

    with handled():
        try:
            send(signal.SIGTERM, 1)
        except Interrupted:
            send(signal.SIGINT, 2)
            done.append("put in order")

    assert done == ["put in order"]


@pytest.mark.parametrize("another", [signal.SIGINT, signal.SIGHUP])
def test_the_first_signal_counts_though_another_comes_while_it_is_received(
    listening, monkeypatch, another: int
) -> None:
    monkeypatch.setattr(signals, "leave_soon", lambda number: send(another, 1))

    with handled(), pytest.raises(Interrupted) as caught, impatient(lambda: None):
        send(signal.SIGTERM, 1)

    assert caught.value.number == signal.SIGTERM


def test_who_is_leaving_is_not_disturbed_however_long_it_takes(listening, monkeypatch) -> None:
    monkeypatch.setattr(signals, "leave_soon", lambda number: None)
    monkeypatch.setattr(signals, "GRACE", 0.0)
    done = []

    with handled(), pytest.raises(Interrupted), impatient(lambda: done.append("put in order")):
        try:
            send(signal.SIGTERM, 1)
        finally:
            send(signal.SIGINT, 2)
            done.append("left")

    assert done == ["left", "put in order"]


def test_what_has_been_said_of_a_signal_is_not_said_again(place: Path, meanwhile, listening) -> None:
    programs(place, "a.py")
    meanwhile("put", lambda: (waiting.may_speak(), send(signal.SIGTERM, 1)))

    assert mvpy("a.py", "--in-place") == (143, "", "")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_was_lost_is_noticed(listening) -> None:
    class Careless:
        def __del__(self) -> None:
            send(signal.SIGTERM, 1)  # nothing may be raised here

    with handled(), pytest.raises(Interrupted):
        Careless()
        with deferred():
            pass


def test_what_was_ignored_stays_ignored(listening) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)

    with handled():
        send(signal.SIGHUP, 1)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


# A run that was killed.


def killed(place: Path, moment: str, after: int, *args: str) -> None:
    """`mvpy desugar ARGS`, killed before the call number *after* of the function *moment* of mvpy.command.writing."""
    code = (
        "import os, signal, sys\n"
        "from mvpy.command import writing\n"
        "from mvpy.command.cli import main\n"
        f"real, left = writing.{moment}, [None] * {after}\n"
        "def call(*args):\n"
        "    if not left: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    left.pop()\n"
        "    return real(*args)\n"
        f"writing.{moment} = call\n"
        "main(['desugar', '--only', 'semicolon', '-j', '1', *sys.argv[1:]])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *args], timeout=60)
    assert done.returncode == -signal.SIGKILL


NAMES = ("src/a.py", "src/b/b.py", "src/c.py")


def texts(names: tuple[str, ...] = NAMES) -> list[str]:
    """What is in the programs."""
    return [Path(name).read_text() for name in names]


def test_a_run_that_was_killed_early_is_undone(place: Path) -> None:
    programs(place, *NAMES)
    killed(place, "stage", 2, "src", "--in-place")
    assert (texts(), len(left_in(place))) == (["a; b\n"] * 3, 2)

    status, _, words = mvpy("src/c.py", "src/b", "src/a.py", "--in-place", "-j", "1")

    assert words.splitlines()[0] == "what a run that was killed left behind is gone; it had changed nothing"
    assert (status, left_in(place), journals(place)) == (0, [], [])


def test_a_run_that_was_killed_while_it_renamed_is_finished(place: Path) -> None:
    programs(place, *NAMES)
    killed(place, "put", 1, "src", "--in-place")
    assert sorted(texts()) == ["a\nb\n", "a; b\n", "a; b\n"]

    result = mvpy("src", "--in-place", "-j", "1")

    finished = "a run that was killed is finished: 2 files written\n"
    assert result == (0, "", f"{finished}3 files: 3 had nothing to do\n")
    assert (texts(), left_in(place), journals(place)) == (["a\nb\n"] * 3, [], [])


def test_a_mirror_that_was_killed(place: Path) -> None:
    programs(place, *NAMES)
    (place / "src/data").write_text("data")
    os.symlink("nowhere", "src/link")
    killed(place, "stage", 3, "src", "-o", "new/out")
    mvpy("src/a.py", "-o", "new/")
    assert (left_in(place), sorted(os.listdir("new"))) != ([], [])

    assert mvpy("src", "-o", "new/out", "-j", "1")[0] == 0

    assert (left_in(place), journals(place)) == ([], [])
    assert sorted(os.listdir("new/out")) == ["a.py", "b", "c.py", "data", "link"]


def test_what_reads_leaves_a_run_that_was_killed_alone(place: Path) -> None:
    programs(place, *NAMES)
    killed(place, "put", 1, "src", "--in-place")
    before = (texts(), left_in(place))

    mvpy("src", "--check", "-j", "1")
    mvpy("src", "-o", "out", "-j", "1")

    assert (texts(), left_in(place)) == before
    assert sorted(os.listdir("out")) == ["a.py", "b", "c.py"]  # temporary files are not copied


def test_what_the_user_took_back_is_not_finished(place: Path) -> None:
    programs(place, *NAMES)
    killed(place, "put", 1, "src", "--in-place")
    programs(place, *NAMES)  # as git checkout does

    [script] = [Path("src/script.py")]
    script.write_text("x\n")
    mvpy("src/script.py", "src/b", "--in-place", "-j", "1")

    assert texts(("src/a.py", "src/c.py")) == ["a; b\n"] * 2
    assert (left_in(place), journals(place)) == ([], [])


def test_what_changed_since_is_not_finished(place: Path) -> None:
    programs(place, *NAMES)
    killed(place, "put", 0, "src", "--in-place")
    Path("src/a.py").write_text("mine\n")

    mvpy("src", "--in-place", "-j", "1")

    assert (texts(), left_in(place)) == (["mine\n", "a\nb\n", "a\nb\n"], [])


@pytest.mark.skipif(c_function("renameat2") is None, reason="the system exchanges no files")
def test_a_run_that_was_killed_before_it_put_back(place: Path) -> None:
    programs(place, *NAMES)
    killed(place, "move", 0, "src", "--in-place")
    [first] = [path for path in map(Path, left_in(place)) if path.name.endswith("-0")]
    target = first.parent / "a.py"
    target.write_text("mine\n")
    exchange(first, target)

    mvpy("src", "--in-place", "-j", "1")

    assert (target.read_text(), left_in(place)) == ("mine\n", [])


def test_a_run_at_work_is_left_alone(place: Path) -> None:
    programs(place, "a.py")
    own = journal.new_journal()
    temporary = place / f".mvpy-{own.token}-0"
    temporary.write_text("new\n")
    own.begin([temporary], [])

    assert recover([place], [place / "a.py"]) == []
    assert temporary.exists()
    own.close()  # as if it had died
    assert len(recover([place], [place / "a.py"])) == 1
    assert not temporary.exists()


# Journals that others wrote.


def forged(place: Path, token: str = "0123456789abcdef", **changes: object) -> tuple[Path, dict]:
    """A journal that would replace a.py, and what it says."""
    temporary = place / f".mvpy-{token}-0"
    temporary.write_text("new\n")
    (place / "a.py").write_text("old\n")
    change = Change(str(temporary), str(place / "a.py"), mark_of(place / "a.py"), mark_of(temporary))
    lines = [{"temporaries": [str(temporary)], "folders": []}, [list(vars(change).values())]]
    folder = journal.folder_of_journals()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / token
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    path.chmod(0o600)
    return path, {"lines": lines, "temporary": temporary}


def test_the_forged_journal_would_be_believed_otherwise(place: Path) -> None:
    forged(place)

    assert recover([place], []) == ["a run that was killed is finished: 1 file written"]
    assert Path("a.py").read_text() == "new\n"


def others_can_write(path: Path) -> None:
    path.chmod(0o666)


def others_can_write_to_the_folder(path: Path) -> None:
    path.parent.chmod(0o777)


def belongs_to_another(path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root gives files away")
    os.chown(path, 1234, 1234)


def folder_belongs_to_another(path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root gives files away")
    os.chown(path.parent, 1234, 1234)


def is_a_link(path: Path) -> None:
    path.rename(path.parent.parent / "real")
    path.symlink_to(path.parent.parent / "real")


def folder_is_a_link(path: Path) -> None:
    path.parent.rename(path.parent.parent / "real")
    path.parent.symlink_to("real")


def has_two_names(path: Path) -> None:
    os.link(path, path.parent.parent / "other")


def is_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def is_no_json(path: Path) -> None:
    path.write_text("{]\n")


def is_other_json(path: Path) -> None:
    path.write_text('[5]\n{"x": [[1]]}\n7\n')


def is_nested_too_deeply(path: Path) -> None:
    path.write_text("[" * 100_000 + "\n")


def names_another_temporary(path: Path) -> None:
    Path("other").write_text("new\n")
    path.write_text(path.read_text().replace(f".mvpy-{path.name}-0", "other"))


def names_another_folder(path: Path) -> None:
    Path("elsewhere").mkdir()
    Path("elsewhere/b.py").write_text("old\n")
    path.write_text(path.read_text().replace("/a.py", "/elsewhere/b.py"))


def has_other_digests(path: Path) -> None:
    Path(f".mvpy-{path.name}-0").write_text("planted\n")


FORGERIES = [
    others_can_write, others_can_write_to_the_folder, belongs_to_another, folder_belongs_to_another, is_a_link,
    folder_is_a_link, has_two_names, is_a_pipe, is_no_json, is_other_json, is_nested_too_deeply,
    names_another_temporary, names_another_folder, has_other_digests,
]  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_journal_that_others_may_have_written_is_not_believed(place: Path, forge) -> None:
    path, _ = forged(place)
    forge(path)

    recover([place], [])

    assert Path("a.py").read_text() == "old\n"
    assert not Path("elsewhere/b.py").exists() or Path("elsewhere/b.py").read_text() == "old\n"
    assert not Path("other").exists() or Path("other").read_text() == "new\n"


def test_a_journal_reaches_no_further_than_the_run(place: Path) -> None:
    forged(place)
    (place / "folder").mkdir()

    assert recover([place / "folder"], [place / "folder" / "b.py"]) == []
    assert Path("a.py").read_text() == "old\n"


def test_a_folder_that_became_a_link_is_not_followed(place: Path) -> None:
    (place / "src").mkdir()
    forged(place / "src")
    (place / "src").rename(place / "moved")
    os.symlink("moved", "src")

    recover([place], [place / "src" / "a.py"])

    assert Path("moved/a.py").read_text() == "old\n"


def test_a_journal_that_another_run_removes_before_it_is_locked_is_made_again(
    place: Path, monkeypatch
) -> None:
    import fcntl

    real = fcntl.flock

    def after_another(handle: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", real)
        recover([place], [])
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", after_another)
    open_before = os.listdir("/dev/fd")

    journal = new_journal()

    assert [path.name for path in journals(place)] == [journal.token]
    journal.end()
    assert (journals(place), os.listdir("/dev/fd")) == ([], open_before)


def test_a_disk_without_locks_keeps_no_journal(place: Path, monkeypatch) -> None:
    import fcntl

    def refuse(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    open_before = os.listdir("/dev/fd")

    assert new_journal().handle < 0

    assert (journals(place), os.listdir("/dev/fd")) == ([], open_before)


def test_one_that_cant_be_read_does_not_keep_the_others_from_being_finished(place: Path) -> None:
    programs(place, *NAMES)
    killed(place, "put", 1, "src", "--in-place")
    [done] = [name for name in NAMES if Path(name).read_text() == "a\nb\n"]
    Path(done).chmod(0)

    result = process("src", "--in-place", "-j", "1", preexec_fn=without_privileges)

    Path(done).chmod(0o600)
    assert result.stderr.splitlines()[0] == "a run that was killed is finished: 2 files written"
    assert (texts(), left_in(place), journals(place)) == (["a\nb\n"] * 3, [], [])


def test_without_a_journal_files_are_written_all_the_same(place: Path) -> None:
    programs(place, "a.py")
    (place.parent / "cache").write_text("a file")

    code, product, _ = mvpy("--in-place", "a.py")  # what is said of the cache is not the writer's business

    assert (code, product) == (0, "")
    assert (Path("a.py").read_text(), left_in(place)) == ("a\nb\n", [])
