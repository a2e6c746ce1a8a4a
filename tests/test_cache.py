"""What is remembered is believed only if it is what we put there; and nothing that goes wrong there is an error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mvpy.command.cli import main
from mvpy.system.cache import Cache, new_complaints, seal, users_cache
from mvpy.verification import wasi_build

pytestmark = pytest.mark.skipif(os.name != "posix", reason="files have owners on POSIX")

PROGRAM = "x = 1 + 2\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cache]:
    """An empty cache; we work in an empty folder."""
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    new_complaints()
    found = users_cache()
    assert found is not None
    yield found
    new_complaints()  # the next test's are its own


def desugared() -> Result:
    """`mvpy desugar` of a small program."""
    Path("a.py").write_text(PROGRAM)
    return CliRunner().invoke(main, ["desugar", "a.py"], prog_name="mvpy")


def entry(cache: Cache) -> Path:
    """The entry of that program."""
    (found,) = cache.folder.glob("output-*")
    return found


# Entries.


def test_what_is_put_is_got(cache: Cache):
    assert cache.get("a") is None
    assert cache.put("a", b"data" * 1000)
    assert cache.get("a") == b"data" * 1000
    assert not new_complaints()


def test_only_the_user_can_read_it(cache: Cache):
    cache.put("a", b"data")

    assert {path.stat().st_mode & 0o777 for path in cache.folder.iterdir()} == {0o600}
    assert cache.folder.stat().st_mode & 0o777 == 0o700


def forged(path: Path) -> None:
    """An entry as version 0.1.0 had it."""
    path.write_bytes(
        json.dumps({"status": "desugared", "code": "evil", "source_map": [], "sites": []}).encode()
    )


def another_key(path: Path) -> None:
    data = b'{"status": "desugared", "code": "evil", "source_map": [], "sites": [], "warnings": []}'
    path.write_bytes(seal(bytes(32), path.name, data) + data)


def link(path: Path) -> None:
    elsewhere = path.parent.parent / "elsewhere"
    elsewhere.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(elsewhere)


def hanging_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent.parent / "nothing")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def socket(path: Path) -> None:
    from socket import AF_UNIX, socket

    path.unlink()
    os.chdir(path.parent)  # a socket's name must be short
    with socket(AF_UNIX) as one:
        one.bind(path.name)
    os.chdir(path.parents[2] / "work")


def damage(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """An attack that changes the bytes of an entry."""
    return lambda path: path.write_bytes(change(path.read_bytes())) and None


ATTACKS: dict[str, Callable[[Path], object]] = {
    "a forged entry": forged,
    "an entry sealed with another key": another_key,
    "a link": link,
    "a link to nothing": hanging_link,
    "a pipe": pipe,
    "a folder": folder,
    "a socket": socket,
    "a truncated entry": damage(lambda data: data[:-1]),
    "an empty entry": damage(lambda data: b""),
    "a longer entry": damage(lambda data: data + b" "),
    "another bit": damage(lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:]),
    "others can write to it": lambda path: path.chmod(0o646),
    "huge": lambda path: os.truncate(path, 1 << 32),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_odd_entry_is_a_miss_that_is_said(attack: Callable[[Path], object], cache: Cache):
    right = desugared().stdout
    attack(entry(cache))

    again = desugared()

    assert (again.exit_code, again.stdout) == (0, right)
    assert again.stderr.startswith(f"{entry(cache)}: this part of the cache is not used: ")
    assert again.stderr.count("\n") == 1
    if attack is not folder:  # which nothing can take the place of
        assert desugared().stderr == ""
    elsewhere = cache.base / "elsewhere"
    assert not elsewhere.exists() or "x" in elsewhere.read_text(errors="replace")
    assert not (cache.base / "nothing").exists()


def test_an_entry_doesnt_stand_for_another(cache: Cache):
    cache.put("a", b"data of a")
    (cache.folder / "b").write_bytes((cache.folder / "a").read_bytes())

    assert cache.get("b") is None
    assert [words for words, _ in new_complaints()] == ["it is damaged, or was not put there by mvpy"]


@pytest.mark.parametrize(
    "change",
    [
        {"code": 5},
        {"code": None},
        {"status": "broken"},
        {"source_map": "123"},
        {"source_map": [1.5]},
        {"sites": [["for_statement", "1"]]},
        {"sites": 3},
        {"warnings": [[1, 2]]},
        {"warnings": None},
        None,
        [],
    ],
    ids=str,
)
def test_an_entry_of_ours_with_other_types_is_a_miss(change: dict | list | None, cache: Cache):
    right = desugared().stdout
    name = entry(cache).name
    facts = json.loads(cache.get(name) or b"")
    cache.put(name, json.dumps(facts | change if isinstance(change, dict) else change).encode())

    again = desugared()

    assert (again.exit_code, again.stdout) == (0, right)
    assert "it is not what mvpy puts there" in again.stderr


def test_what_is_odd_in_many_entries_is_said_once(cache: Cache):
    for number in range(6):
        Path(f"p{number}.py").write_text(f"x = {number} + 1\n")
    for jobs in ("1", "2"):
        CliRunner().invoke(main, ["desugar", ".", "--check", "-j", jobs], prog_name="mvpy")
        for path in cache.folder.glob("output-*"):
            forged(path)

        again = CliRunner().invoke(main, ["desugar", ".", "--check", "-j", jobs], prog_name="mvpy")

        assert again.stderr.count("this part of the cache is not used") == 1
        assert again.exit_code == 1


# The key and the folder.


@pytest.mark.parametrize(
    "attack",
    [link, hanging_link, pipe, forged, damage(lambda data: data[:20]), lambda path: path.chmod(0o666)],
    ids=["link", "link to nothing", "pipe", "another key", "truncated", "others can write to it"],
)
def test_an_odd_key_is_replaced(attack: Callable[[Path], object], cache: Cache):
    right = desugared().stdout
    before = (cache.folder / "key").read_bytes()
    attack(cache.folder / "key")

    again = desugared()

    assert (again.exit_code, again.stdout) == (0, right)
    assert f"{cache.folder}/key: this part of the cache is not used: " in again.stderr
    assert desugared().stderr == ""
    assert (cache.folder / "key").read_bytes() != before


def test_a_key_that_is_a_folder_leaves_us_without_a_cache(cache: Cache):
    (cache.folder / "key").mkdir(parents=True)
    cache.folder.chmod(0o700)

    assert "key: this part of the cache is not used: it is no file" in desugared().stderr


def test_a_folder_that_is_a_link_is_not_used(cache: Cache, tmp_path: Path):
    other = tmp_path / "other"
    other.mkdir(mode=0o700)
    cache.base.mkdir()
    cache.folder.symlink_to(other)

    assert "it is not the folder that mvpy makes" in desugared().stderr
    assert list(other.iterdir()) == []


def test_a_folder_that_others_can_write_to_is_not_used(cache: Cache):
    desugared()
    cache.folder.chmod(0o777)

    again = desugared()

    assert (again.exit_code, again.stderr.count("\n")) == (0, 1)
    assert "other users can write to it" in again.stderr


def test_what_is_above_may_be_a_link_or_for_all(cache: Cache, tmp_path: Path):
    real = tmp_path / "real"
    real.mkdir()
    real.chmod(0o777)
    cache.base.symlink_to(real)

    assert desugared().stderr == ""
    assert entry(cache).is_file()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("given", ["", "key", "entry"])
def test_what_belongs_to_another_is_not_used(given: str, cache: Cache):
    right = desugared().stdout
    os.chown(entry(cache) if given == "entry" else cache.folder / given, 54321, 54321)

    again = desugared()

    assert (again.exit_code, again.stdout) == (0, right)
    assert "it belongs to another user" in again.stderr


def test_a_file_where_the_cache_should_be_is_no_error(cache: Cache):
    cache.base.write_text("")

    assert (desugared().exit_code, desugared().stderr) == (0, "")


def test_a_folder_that_can_not_be_made_is_no_error(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MVPY_CACHE_DIR", os.path.abspath("x/" * 3000))
    assert desugared().exit_code == 0
    assert os.listdir() == ["a.py"]


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch):
    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("MVPY_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", nobody)

    assert users_cache() is None
    assert (desugared().exit_code, desugared().stderr) == (0, "")


@pytest.mark.parametrize("variable", ["HOME", "XDG_CACHE_HOME"])
def test_a_cache_is_never_made_where_we_happen_to_be(variable: str, monkeypatch: pytest.MonkeyPatch):
    for name in ("MVPY_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, "relative")

    desugared()

    assert sorted(os.listdir()) == ["a.py"]


def test_what_was_never_finished_is_removed_later(cache: Cache):
    cache.put("a", b"data")
    old, new = cache.folder / ".part-old", cache.folder / ".part-new"
    for path in (old, new):
        path.write_text("half")
    os.utime(old, (1, 1))

    subprocess.run(
        [sys.executable, "-c", "from mvpy.system.cache import users_cache; users_cache().put('b', b'')"],
        check=True,
        timeout=60,
    )

    assert (old.exists(), new.exists()) == (False, True)


def test_processes_agree_on_the_key(cache: Cache):
    code = "import sys; from mvpy.system.cache import users_cache; users_cache().put(sys.argv[1], b'data')"
    names = [f"n{number}" for number in range(8)]

    started = [subprocess.Popen([sys.executable, "-c", code, name]) for name in names]

    assert [process.wait(60) for process in started] == [0] * 8
    assert [cache.get(name) for name in names] == [b"data"] * 8
    assert not list(cache.folder.glob(".part-*"))


@pytest.mark.parametrize("moment", ["link", "unlink", "rename"])
def test_a_key_that_another_process_makes_meanwhile_stays(
    moment: str, cache: Cache, monkeypatch: pytest.MonkeyPatch
):
    real = getattr(os, moment)

    def after_another(*args, **given):
        monkeypatch.setattr(os, moment, real)
        assert cache.put("theirs", b"data")
        return real(*args, **given)

    monkeypatch.setattr(os, moment, after_another)

    assert cache.put("ours", b"data")

    assert (cache.get("theirs"), cache.get("ours"), new_complaints()) == (b"data", b"data", [])


# CPython for WASI.


@pytest.fixture
def fake_wasi(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Compiling and freezing take no time here; what was done is listed."""
    done: list[str] = []

    def call(module: str, arguments: list[str]) -> bytes:
        done.append("freeze" if module == "wasi_server" else "compile")
        return done[-1].encode() * 1000

    monkeypatch.setattr(wasi_build, "call", call)
    monkeypatch.setattr(wasi_build, "told", set())
    monkeypatch.setattr(wasi_build, "temporary_cache", lambda: Cache(tmp_path / "temporary"))
    return done


def ready() -> tuple[wasi_build.Build, list[str]]:
    """A build that is ready, and what was said on the way."""
    said: list[str] = []
    return wasi_build.Build().ready(said.append), said


def test_a_build_is_made_once(fake_wasi: list[str]):
    ready()
    build, said = ready()

    assert fake_wasi == ["compile", "freeze"]
    assert said == []
    assert build.cache == users_cache()


@pytest.mark.parametrize("which", ["module", "image"])
@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_odd_build_is_made_again(which: str, attack: Callable[[Path], object], fake_wasi: list[str]):
    build, _ = ready()
    name = getattr(build, which)
    attack(build.cache.folder / name)
    fake_wasi.clear()

    build, said = ready()

    assert fake_wasi[0] == {"module": "compile", "image": "freeze"}[which]
    assert sum("this part of the cache is not used" in words for words in said) == 1
    assert build.cache.get(name, wasi_build.LARGEST)


def test_a_build_that_cant_be_kept_is_made_for_now(fake_wasi: list[str], cache: Cache):
    cache.base.write_text("no folder")

    build, said = ready()

    assert fake_wasi == ["compile", "freeze"]
    assert build.cache != cache
    assert build.cache.get(build.module) and build.cache.get(build.image)
    assert f"it can't be kept in {cache.base}, so it will have to be done again" in said

    ready()

    assert fake_wasi == ["compile", "freeze"]  # as long as this process lasts


def test_a_server_doesnt_run_machine_code_that_isnt_sealed(cache: Cache):
    from mvpy.verification import wasi_server

    cache.put("module", b"")
    (cache.folder / "module").write_bytes(b"machine code")

    with pytest.raises(wasi_build.WasiError):
        wasi_server.entry(str(cache.base), "module")
