"""What programs on WASI try to reach, with all the help that links, names and the timing of others can give.

Each attack has a folder of its own.  In it are `secret`, a file that no program may see or change, and `m`, the folder
that the program gets; the attack is held if the secret stays one.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from mvpy.verification import Verification, WasiHost, verify
from mvpy.verification.hosts import Job, session
from mvpy.verification.observe import Observation
from mvpy.verification.wasi_build import Build

SECRET = "the-secret-that-nobody-may-see"
ENVIRONMENT = "MVPY_ATTACK"
WASI = WasiHost()

# Reads everything that it can reach, by walking and by every path that it was told of.
READER = """
    import os, sys
    def show(path):
        try:
            with open(path, "rb") as file:
                print(path, file.read(100000))
        except OSError:
            pass
    for top in ["/app", "/tmp", "/", "..", "/app/..", "/tmp/../..", *sys.argv[1:]]:
        for folder, folders, files in os.walk(top):
            for name in files + folders:
                show(os.path.join(folder, name))
                show(os.path.join(folder, name, "secret"))
                show(os.path.join(folder, name, "..", "secret"))
                show(os.path.join(folder, name, "..", "..", "secret"))
    for path in sys.argv[1:]:
        show(path)
    """

ATTACKS: list[tuple[str, Callable[[Path], str | None]]] = []


def attack(name: str) -> Callable:
    """Make a function one of the ATTACKS."""

    def enter(function: Callable[[Path], str | None]) -> Callable[[Path], str | None]:
        ATTACKS.append((name, function))
        return function

    return enter


def scene(folder: Path) -> tuple[Path, Path]:
    """The program's folder, and the secret outside."""
    m, secret = folder / "m", folder / "secret"
    m.mkdir()
    (m / "inner").mkdir()
    (m / "inner" / "deep").mkdir()
    (m / "seen.txt").write_text("everybody may see this\n")
    secret.write_text(SECRET)
    os.utime(secret, (1, 1))
    return m, secret


def run(m: Path, source: str, *argv: str, name: str = "main.py", seconds: float = 20.0) -> Observation:
    """Run *source* on WASI, as the program *name* in *m*."""
    from mvpy.verification.supervise import Limits

    job = Job(m, Path(name), dedent(source).encode(), argv, limits=Limits(seconds=seconds))
    with session(WASI) as mine:
        return mine.run(job)


def gained(seen: Observation, secret: Path | None = None) -> str | None:
    """What the program gained."""
    if b"PATH=" in seen.stdout:
        return "it read the environment"
    if SECRET.encode() in seen.stdout + seen.stderr:
        return f"it read the secret: {seen.stdout[:300]!r}"
    if seen.outcome != "finished":
        return f"it did not even run: {seen.outcome} {seen.reason}"
    if secret and (secret.read_text(), secret.stat().st_mtime) != (SECRET, 1):
        return "it changed the secret"
    return None


def through(links: dict[str, str], *paths: str) -> Callable[[Path], str | None]:
    """The attack that makes *links* in the program's folder, and has all of it read, and *paths*."""

    def function(folder: Path) -> str | None:
        m, secret = scene(folder)
        for name, target in links.items():
            link = os.path.join(os.fsencode(m), os.fsencode(name))
            os.makedirs(os.path.dirname(link), exist_ok=True)
            os.symlink(os.fsencode(target.replace("{up}", str(folder))), link)
        asked = [path.replace("{up}", str(folder)[1:]) for path in paths]
        return gained(run(m, READER, *asked), secret)

    return function


LONG = "n" * 255
WITH_LINKS: dict[str, tuple] = {
    "a link to the root": ({"root": "/"}, "/app/root/{up}/secret", "/app/root/etc/hostname"),
    "a link to the folder above": ({"up": ".."}, "/app/up/secret"),
    "a link to the folder above, by its full name": ({"up": "{up}"}, "/app/up/secret"),
    "a link to a file, by its full name": ({"file": "{up}/secret"}, "/app/file"),
    "a link to a file above": ({"file.py": "../secret"}, "/app/file.py"),
    "a link in a folder in a folder": (
        {"inner/deep/file": "../../../secret", "inner/deep/up": "../../.."},
        "/app/inner/deep/up/secret",
    ),
    "a link in a folder, by its full name": ({"inner/root": "/", "inner/file": "{up}/secret"}, "/app/inner/file"),
    "a link to a link to a file": ({"a": "b", "b": "inner/c", "inner/c": "../../secret"}, "/app/a", "/app/b"),
    "a hundred links in a row": (
        {**{f"l{number}": f"l{number + 1}" for number in range(100)}, "l100": "../secret"},
        "/app/l0",
        "/app/l70",
    ),
    "a link that leaves and comes back, and leaves": ({"a": "../m/../secret", "b": "inner/../../secret"}, "/app/a"),
    "a link that leaves, comes back, and is left by its own name": ({"a": "../m"}, "/app/a/../secret", "/app/a/a"),
    "links to folders that are links": ({"a": "inner", "inner/up": "../..", "b": "a/up"}, "/app/b/secret"),
    "links with more slashes and dots than needed": (
        {"a": "//{up}//.//secret", "b": "./inner/./../.././secret", "c": "{up}/m/inner/../../secret/."},
        "/app/a",
        "/app/b",
    ),
    "a link to the environment": ({"env.txt": "/proc/self/environ"}, "/app/env.txt"),
    "links to what /proc knows": (
        {"cwd": "/proc/self/cwd", "root": "/proc/self/root", "fd": "/dev/fd", "task": "/proc/thread-self/root"},
        "/app/root/{up}/secret",
        "/app/task/{up}/secret",
        *(f"/app/fd/{number}" for number in range(10)),
    ),
    "a link whose name has a line end, a backslash, blanks": (
        {"a\nb": "../secret", "a\\b": "../secret", " ": "../secret", "..\\secret": "../secret", "-": ".."},
        "/app/a\nb",
        "/app/a\\b",
        "/app/ ",
        "/app/-/secret",
    ),
    "a link whose name is no text": (
        {"\udcff": "../secret", "\udced\udca0\udc80": "..", "inner/\udcfe/x": "../../../secret"},
        "/app/inner/deep/up",
    ),
    "a link whose name is as long as names are": ({LONG: "../secret", f"inner/{LONG}": "../.."}, f"/app/{LONG}"),
    "a link at the end of a path that is too long": (
        {"/".join([LONG] * 10) + "/x": "../" * 11 + "secret"},
        "/app/" + "/".join([LONG] * 10) + "/x",
    ),
    "a link with a target of 4000 bytes": ({"a": "./" * 1900 + "../secret", "b": "inner/../" * 400 + "../secret"}, "/app/a"),
    "a link that is called like a program's neighbour": (
        {"json.py": "{up}/secret", "re": "{up}", "os.py": "/proc/self/environ"},
        "/app/json.py",
    ),
    "a link to what is hidden in the folder": ({"a": ".env", ".env": "../secret", ".git/b": "../../secret"}, "/app/.env"),
    "links in a circle": ({"a": "a", "b": "c", "c": "b", "inner/loop": "..", "inner/deep/loop": ".."}, "/app/a"),
}  # fmt: skip
for NAME, (LINKS, *PATHS) in WITH_LINKS.items():
    ATTACKS.append((NAME, through(LINKS, *PATHS)))


@attack("the environment, by os.environ")
def environment(folder: Path) -> str | None:
    m, secret = scene(folder)
    os.environ[ENVIRONMENT] = SECRET
    try:
        return gained(run(m, "import os\nprint(os.environ)\n" + dedent(READER)), secret)
    finally:
        del os.environ[ENVIRONMENT]


@attack("a folder that is itself a link")
def linked_folder(folder: Path) -> str | None:
    m, secret = scene(folder)
    (folder / "link").symlink_to(m)
    return gained(run(folder / "link", READER, "/app/../secret", "/app/inner/../../secret"), secret)


@attack("a program that is a link to another folder")
def linked_program(folder: Path) -> str | None:
    m, secret = scene(folder)
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "main.py").write_text(f"# {SECRET}\n")
    (folder / "elsewhere" / "secret").write_text(SECRET)
    (m / "main.py").symlink_to(folder / "elsewhere" / "main.py")
    for name in ("main.py", "other.py"):  # then it is a neighbour, and leads outside
        wrong = gained(run(m, READER, "/app/secret", name=name), secret)
        if wrong:
            return wrong
    return None


@attack("a module that is imported through a link")
def imported(folder: Path) -> str | None:
    m, _ = scene(folder)
    (folder / "outside").mkdir()
    (folder / "outside" / "evil.py").write_text(f"print({SECRET!r})")
    (m / "package").symlink_to(folder / "outside")
    (m / "evil.py").symlink_to("../outside/evil.py")
    return gained(run(m, """
        import sys
        sys.path += ["/app/package", "/app/../outside"]
        for name in ("evil", "package.evil"):
            try:
                __import__(name)
            except ImportError:
                pass
        """))  # fmt: skip


@attack("pipes, sockets and devices")
def special(folder: Path) -> str | None:
    m, secret = scene(folder)
    os.mkfifo(m / "pipe")
    os.mkfifo(m / "inner" / "pipe.py")
    here = os.getcwd()
    os.chdir(m)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        os.chdir(here)
        try:
            os.mknod(m / "zero", 0o666 | 0o020000, os.makedev(1, 5))
        except OSError:
            pass  # only root can
        return gained(run(m, READER, "/app/pipe", "/app/socket", "/app/inner/pipe.py"), secret)


WRITER = """
    import os
    def attempt(what, *arguments):
        try:
            what(*arguments)
        except (OSError, AttributeError, NotImplementedError):
            pass
    def write(path, mode):
        with open(path, mode) as file:
            file.write("spoilt")
    for path in ("/app/seen.txt", "/app/inner/seen.txt", "/app/main.py", "/app/link", "/app/hard"):
        for mode in ("w", "a", "r+", "x"):
            attempt(write, path, mode)
        for what, *rest in (
            (os.truncate, 0), (os.utime, (5, 5)), (os.chmod, 0), (os.remove,), (os.rmdir,), (os.rename, "/tmp/x"),
            (os.rename, "/app/y"), (os.link, "/tmp/z"), (os.link, "/app/z"), (os.mkdir,), (os.replace, "/tmp/q"),
        ):
            attempt(what, path, *rest)
        for flags in (os.O_TRUNC, os.O_RDWR, os.O_WRONLY | os.O_CREAT, os.O_RDONLY | os.O_TRUNC):
            attempt(os.open, path, flags)
        for what, *rest in ((os.ftruncate, 0), (os.utime, (5, 5)), (os.write, b"spoilt")):
            attempt(lambda: what(os.open(path, os.O_RDONLY), *rest))
    for name in os.listdir("/tmp"):
        for mode in ("w", "a", "r+"):
            attempt(write, "/tmp/" + name, mode)
        attempt(os.utime, "/tmp/" + name, (5, 5))
    attempt(os.rename, "/app/inner", "/app/outer")
    attempt(os.rename, "/tmp", "/app/tmp")
    attempt(os.rmdir, "/app/inner/deep")
    attempt(os.symlink, "/", "/app/new")
    """


@attack("writing to the program's folder")
def writing(folder: Path) -> str | None:
    m, secret = scene(folder)
    (m / "inner" / "seen.txt").write_text("this, too")
    (m / "link").symlink_to("seen.txt")
    os.link(
        secret, m / "hard"
    )  # that is in the folder, for all that anybody can tell; but it can't be changed
    before = state_of(m)
    seen = run(m, WRITER)
    if seen.outcome != "finished":
        return f"it did not even run: {seen.chain}"
    return gained(seen, secret) or (None if state_of(m) == before else "it changed its folder")


def state_of(folder: Path) -> dict[str, tuple]:
    """All that can be seen of what is in *folder*."""
    found = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        data = path.read_bytes() if path.is_file() else b""
        found[str(path)] = (state.st_mode, state.st_mtime_ns, state.st_nlink, data)
    return found


@attack("a folder is changed by writing through what was copied")
def written_twice(folder: Path) -> str | None:
    m, _ = scene(folder)
    run(m, WRITER)
    second = run(m, "import os\nprint(sorted(os.listdir('/app')), open('/app/seen.txt').read())")
    expected = b"['inner', 'main.py', 'seen.txt'] everybody may see this\n\n"
    return None if second.stdout == expected else f"the next run sees {second.stdout!r}"


LEAVER = """
    import os
    def attempt(what, *arguments):
        try:
            what(*arguments)
        except OSError:
            pass
    for number in range(30):
        attempt(os.symlink, "../" * number, f"/tmp/up{number}")
        attempt(os.symlink, "../" * number + "{up}", f"/tmp/to{number}")
        attempt(os.symlink, "../" * number + "{up}/secret", f"/tmp/secret{number}")
        attempt(os.symlink, "../" * number + "{up}/m", f"/tmp/m{number}")
    attempt(os.symlink, "/", "/tmp/root")
    attempt(os.symlink, "/{up}/secret", "/tmp/secret")
    attempt(os.symlink, "/proc/self/environ", "/tmp/env")
    attempt(os.symlink, "../mirror/app", "/tmp/app")
    for name in os.listdir("/tmp"):
        for path in (name, name + "/secret", name + "/{up}/secret", name + "/../secret"):
            for mode in "rwa":
                try:
                    with open("/tmp/" + path, mode) as file:
                        print(path, file.read() if mode == "r" else file.write("spoilt"))
                except OSError:
                    pass
        attempt(os.link, "/tmp/" + name, "/tmp/hard-" + name)
        attempt(os.chmod, "/tmp/" + name, 0)
    """


@attack("links that the program makes itself")
def own_links(folder: Path) -> str | None:
    m, secret = scene(folder)
    (m / "inner" / "keep.txt").write_text("kept")
    before = state_of(m)
    for source in (LEAVER, "import os\nprint(os.listdir('/tmp'))"):
        wrong = gained(run(m, source.replace("{up}", str(folder)[1:])), secret)
        if wrong:
            return wrong
    return None if state_of(m) == before else "cleaning up went through a link"


@attack("something that stays in /tmp for the next run")
def staying(folder: Path) -> str | None:
    m, _ = scene(folder)
    run(m, """
        import os
        for number in range(60):
            os.makedirs(f"/tmp/.mvpy-{number}/x/y")
            open(f"/tmp/.mvpy-{number}/x/file", "w").close()
        os.makedirs("/tmp/" + "/".join(["d" * 50] * 40))
        for number in range(2000):
            open(f"/tmp/file{number}", "w").close()
        for name in ("new\\nline", "back\\\\slash", "-rf", "*", " ", "n" * 255):
            os.mkdir("/tmp/" + name)
            os.symlink("..", "/tmp/" + name + "/up")
        os.chmod("/tmp", 0)
        """)  # fmt: skip
    seen = run(m, "import os\nprint(os.listdir('/tmp'))")
    return None if seen.stdout == b"[]\n" else f"the next run sees {seen.stdout[:200]!r}"


@contextmanager
def meanwhile(action: Callable[[int], None]) -> Iterator[None]:
    """Do *action* again and again, in a thread, during the `with`."""
    done = threading.Event()

    def work() -> None:
        number = 0
        while not done.is_set():
            try:
                action(number)
            except OSError:
                pass
            number += 1

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def exchanged(m: Path, one: str, other: str) -> Callable[[int], None]:
    """What lets *one* and *other* change places in *m*, with hardly a moment in between."""

    def action(_: int) -> None:
        os.rename(m / one, m / "third")
        os.rename(m / other, m / one)
        os.rename(m / "third", m / other)

    return action


def raced(folder: Path, times: int, one: str, other: str) -> str | None:
    """Run the reader *times* times while *one* and *other*, which leads outside, change places."""
    m, secret = scene(folder)
    (m / "good").mkdir()
    (m / "good" / "secret").write_text("a harmless one")
    (m / "evil").symlink_to(folder)
    (m / "good.txt").write_text("a harmless one")
    (m / "evil.txt").symlink_to(secret)
    with meanwhile(exchanged(m, one, other)):
        for _ in range(times):
            wrong = gained(run(m, READER, "/app/good/secret", "/app/good.txt", "/app/evil/secret"), secret)
            if wrong:
                return wrong
    return None


@attack("a folder that becomes a link while it is copied")
def raced_folder(folder: Path) -> str | None:
    return raced(folder, 40, "good", "evil")


@attack("a file that becomes a link while it is copied")
def raced_file(folder: Path) -> str | None:
    return raced(folder, 40, "good.txt", "evil.txt")


@attack("a folder that becomes a link while the program runs")
def raced_run(folder: Path) -> str | None:
    m, secret = scene(folder)
    (m / "good").mkdir()
    (m / "evil").symlink_to(folder)
    source = """
        import time
        until = time.monotonic() + 1.5
        while time.monotonic() < until:
            for path in ("good", "evil", "inner", "inner/deep", "good/m", "third"):
                try:
                    print(open(f"/app/{path}/secret").read())
                except OSError:
                    pass
        """
    with meanwhile(exchanged(m, "good", "evil")):
        return gained(run(m, source), secret)


@attack("the whole folder becomes a link while the program runs")
def raced_root(folder: Path) -> str | None:
    m, _ = scene(folder)
    (folder / "evil").symlink_to(folder)
    with meanwhile(exchanged(folder, "m", "evil")):
        for _ in range(20):
            try:
                seen = run(m, READER, "/app/secret")
            except OSError:
                continue  # there was no such folder at that moment
            if m.is_symlink() and SECRET.encode() in seen.stdout:
                return None  # the user's folder was the one above, for a moment; it was asked for by name
    return None


@attack("our own temporary folder lies in the program's")
def copied_into_itself(folder: Path) -> str | None:
    m, secret = scene(folder)
    for name in "abc":
        (m / f"{name}.py").write_text(dedent("""
            import os
            print([(name, len(os.listdir("/app/" + name))) for name in os.listdir("/app") if name[:5] == "mvpy-"])
            raise SystemExit
            """))  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "mvpy", "verify", "--on", "wasi", *(f"{name}.py" for name in "abc")],
        cwd=m, env=os.environ | {"TMPDIR": str(m)}, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode or done.stderr:
        return f"{done.stderr} {done.stdout}"
    seen = "import os; print(sum(len(files) for _, _, files in os.walk('/app')))"
    first, second = (run(m, seen).stdout for _ in range(2))
    left = [name for name in os.listdir(m) if name.startswith("mvpy-")]
    return (
        f"{first!r} became {second!r}, and {left} stay" if first != second or left else gained_nothing(secret)
    )


@attack("a folder of twelve thousand files, and a file of a gigabyte")
def large(folder: Path) -> str | None:
    m, secret = scene(folder)
    (m / "many").mkdir()
    for number in range(12_000):
        (m / "many" / str(number)).touch()
    with open(m / "sparse", "wb") as file:
        file.truncate(1 << 30)
    for number in range(5):
        with open(m / f"half{number}", "wb") as file:
            file.truncate(60 << 20)
    started = time.monotonic()
    seen = run(m, "import os\nprint(os.path.exists('/app/sparse'), os.path.exists('/app/seen.txt'))")
    seconds = time.monotonic() - started
    if seconds > 30:
        return f"it took {seconds:.0f} s"
    return gained(seen, secret) or (None if seen.stdout == b"False True\n" else f"it sees {seen.stdout!r}")


@attack("a library beside another interpreter that is a link")
def linked_library(folder: Path) -> str | None:
    _, secret = scene(folder)
    wasm = folder / "python.wasm"
    wasm.write_bytes(b"\0asm")
    (folder / "lib").symlink_to("/")
    first = Build(wasm).library
    (folder / "lib").unlink()
    (folder / "python-stdlib.zip").symlink_to("/etc/hostname")
    second = Build(wasm).library
    return f"it is shown {first or second}" if first or second else gained_nothing(secret)


def gained_nothing(secret: Path) -> str | None:
    return None if secret.read_text() == SECRET else "the secret was changed"


@attack("the server is killed in the middle of a run")
def killed_server(folder: Path) -> str | None:
    m, _ = scene(folder)
    path = m / "main.py"
    path.write_text("import time\ntime.sleep(1)\nprint([1, 2])\n")
    with session(WASI) as mine:
        server = mine.server

    def kill(number: int) -> None:
        time.sleep(0.2 + 0.7 * (number % 3))  # while it starts, and while the program runs
        if server.process is not None:
            os.kill(server.process.pid, signal.SIGKILL)

    outcomes = []
    with meanwhile(kill):
        outcomes += [verify(path, path.read_bytes(), [WASI]).outcome for _ in range(3)]
    after: Verification = verify(path, path.read_bytes(), [WASI])
    if "different" in outcomes or after.outcome != "equivalent":
        return f"{outcomes}, then {after.outcome}: {after.reason}"
    return None
