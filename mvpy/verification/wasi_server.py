"""The fork server for CPython on WASI: the parent holds a booted interpreter, each child runs one job in it.

    wasi_server CACHE MODULE FROZEN FD             serve
    wasi_server --freeze CACHE MODULE NAME...      freeze an interpreter that knows the folders NAME...

(each with `mvpy.system.isolation`; the frozen interpreter goes to standard output).  MODULE and FROZEN are entries of the
CACHE; FROZEN may be "-", for none.

Note [A frozen interpreter]
    A wasm instance left through `os._exit` is unwound, but its memory still holds a live interpreter.  So one
    process boots CPython, and its memory becomes the entry FROZEN; the parent makes an instance with that
    memory; and every fork of the parent has it for the price of a page table.  The child calls the Python
    function `thaw` through the function table: its entry is in the function object, at VECTORCALL.
    The parent itself never enters WASI: wasmtime would start threads, which don't survive the fork.
"""

from __future__ import annotations

import _socket
import ctypes
import gc
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import wasmtime

from mvpy.system.cache import Cache
from mvpy.system.guard import end_with
from mvpy.verification import wasm
from mvpy.verification.guest.server import lower, serve, write
from mvpy.verification.wasi_compiler import engine
from mvpy.verification.wasi_sandbox import FREEZE, LARGEST, PROGRAM, TEMPORARY, WasiError, guest_text

VECTORCALL = 64  # offsetof(PyFunctionObject, vectorcall) in CPython 3.12 on wasm32
OB_START = 20  # offsetof(PyByteArrayObject, ob_start)
NOT_ZERO_PAGE = 4096
GRACE = 2  # seconds from the limit that is watched to the one that needs nobody

Mounts = Sequence[tuple[str, str]]


class Left(Exception):
    """The program inside has ended its process, with *status*."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def leave(status: int) -> None:
    """WASI's `proc_exit`, for every status: wasmtime's own takes none from 126 on."""
    raise Left(status)


class Machine:
    """The compiled module and its engine."""

    def __init__(self, module: bytes) -> None:
        self.engine = engine()
        self.module = wasmtime.Module.deserialize(self.engine, module)

    def instance(self) -> tuple[wasmtime.Store, Any]:
        """A fresh instance: its store and its exports."""
        store = wasmtime.Store(self.engine)
        linker = wasmtime.Linker(self.engine)
        linker.define_wasi()
        linker.allow_shadowing = True
        kind = wasmtime.FuncType([wasmtime.ValType.i32()], [])
        linker.define_func("wasi_snapshot_preview1", "proc_exit", kind, leave)
        linker.define_unknown_imports_as_traps(
            self.module
        )  # what a build wants of its own surroundings besides
        return store, linker.instantiate(store, self.module).exports(store)


class Frozen:
    """An instance with a booted interpreter in its memory, for one set of mounted folders."""

    def __init__(self, machine: Machine, image: bytes) -> None:
        header, _, data = image.partition(b"\n")
        self.function, self.buffer, self.entry, pointer, size = map(int, header.split())
        self.store, self.exports = machine.instance()
        memory = self.exports["memory"]
        missing = size - memory.data_len(self.store)
        if missing > 0:
            memory.grow(self.store, missing // wasm.PAGE)
        base = ctypes.addressof(memory.data_ptr(self.store).contents)
        for place, part in parts_of(data):
            ctypes.memmove(base + place, part, len(part))
        self.exports[wasm.POINTER].set_value(self.store, pointer)

    def run(self, fields: Sequence[str], mounts: Mounts) -> None:
        """Run a job; comes back only by a trap."""
        payload = os.fsencode("\0".join(fields))
        memory = self.exports["memory"]
        self.store.set_wasi(wasi_with(["python"], mounts))
        data = len(payload).to_bytes(4, "little") + payload
        memory.write(self.store, data, self.buffer)
        self.exports[wasm.TABLE].get(self.store, self.entry)(self.store, self.function, 0, 0, 0)


def parts_of(data: bytes) -> list[tuple[int, bytes]]:
    """The stretches of an image: where they belong, and their bytes."""
    parts, place = [], 0
    while place < len(data):
        start, length = (int.from_bytes(data[place + i : place + i + 4], "little") for i in (0, 4))
        parts.append((start, data[place + 8 : place + 8 + length]))
        place += 8 + length
    return parts


def stretches(memory: bytes) -> bytes:
    """*memory* without its pages of zeros, as `parts_of` reads it."""
    zeros = bytes(NOT_ZERO_PAGE)
    out, start = [], None
    for place in range(0, len(memory) + 1, NOT_ZERO_PAGE):
        page = memory[place : place + NOT_ZERO_PAGE]
        if page and page != zeros:
            start = place if start is None else start
        elif start is not None:
            out += [start.to_bytes(4, "little"), (place - start).to_bytes(4, "little"), memory[start:place]]
            start = None
    return b"".join(out)


def entry(base: str, name: str) -> bytes:
    """The entry *name* of the cache at *base*.  It is machine code, or becomes the memory of such: it must be ours."""
    data = Cache(Path(base)).get(name, LARGEST)
    if data is None:
        raise WasiError(f"{base} has no good {name}")
    return data


def boot(machine: Machine, mounts: Mounts) -> bytes:
    """Boot an interpreter that knows *mounts*; what is to be kept of it."""
    store, exports = machine.instance()
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder, "answer")
        wasi = wasi_with(["python", "-B", "-c", guest_text(), "freeze"], mounts, str(answer))
        store.set_wasi(wasi)
        try:
            exports["_start"](store)
        except Left as end:
            if end.status:
                raise
        function, buffer = map(int, answer.read_text().split())
    memory = exports["memory"].read(store)
    called, start = (word(memory, place) for place in (function + VECTORCALL, buffer + OB_START))
    header = (function, start, called, exports[wasm.POINTER].value(store), len(memory))
    return "{} {} {} {} {}\n".format(*header).encode() + stretches(bytes(memory))


def word(memory: bytes, place: int) -> int:
    """The 32-bit number at *place*."""
    return int.from_bytes(memory[place : place + 4], "little")


def wasi_with(argv: Sequence[str], mounts: Mounts, stdout: str = "/dev/stdout") -> wasmtime.WasiConfig:
    """What the sandbox sees: *argv*, *mounts*, read-only but for TEMPORARY, and our own three files."""
    wasi = wasmtime.WasiConfig()
    wasi.argv = list(argv)
    wasi.env = [("PYTHONHASHSEED", "0"), ("PYTHONDONTWRITEBYTECODE", "1"), ("PYTHONUTF8", "1")]
    for real, shown in mounts:
        wasi.preopen_dir(real, shown, shown == TEMPORARY)
    wasi.inherit_stdin()
    if stdout == "/dev/stdout":
        wasi.inherit_stdout()
    else:
        wasi.stdout_file = stdout
    wasi.inherit_stderr()
    return wasi


def plainly(machine: Machine, fields: Sequence[str], mounts: Mounts, memory: int) -> None:
    """Boot an interpreter for this one job."""
    store, exports = machine.instance()
    store.set_limits(memory_size=memory)
    store.set_wasi(wasi_with([PROGRAM, "-B", "-c", guest_text(), "run", *fields], mounts))
    start(store, exports)


def start(store: wasmtime.Store, exports: Any) -> None:
    """Run the interpreter: a command, or a reactor that has `run` for its `main`."""
    if "_start" in exports:
        exports["_start"](store)
    else:
        exports["_initialize"](store)
        os._exit(exports["run"](store) & 255)


def job(machine: Machine, frozen: Frozen | None, fields: Sequence[str], mounts: Mounts, memory: int) -> str:
    """Run a job to its end, which ends the process; gives a report if it was trapped, or could not be run at all."""
    try:
        if frozen is None:
            plainly(machine, fields, mounts, memory)
        else:
            frozen.store.set_limits(memory_size=memory)
            frozen.run(fields, mounts)
    except Left as end:
        os._exit(end.status & 255)
    except wasmtime.Trap as trap:
        code = trap.trap_code
        return f"trap: {code.name.lower().replace('_', ' ') if code else str(trap).splitlines()[0]}"
    except wasmtime.WasmtimeError as error:
        return f"broken: {str(error).splitlines()[0]}"
    return "trap: the interpreter came back"


def run_out_of(seconds: float) -> None:
    """Have the system end this process some time after *seconds*, working or asleep, though nobody watches it."""
    most = int(seconds) + GRACE
    lower(resource.RLIMIT_CPU, most, for_good=True)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, most + GRACE)


def mounts_of(fields: list[str]) -> tuple[Mounts, list[str]]:
    """The mounts at the front of *fields*, and what is behind them."""
    count = int(fields[0])
    pairs = [(fields[1 + 2 * i], fields[2 + 2 * i]) for i in range(count)]
    return pairs, fields[1 + 2 * count :]


def frozen_interpreter(base: str, module: str, *names: str) -> bytes:
    """The memory of an interpreter that knows the folders *names*; *module* is in the cache at *base*."""
    with tempfile.TemporaryDirectory() as empty:
        return boot(Machine(entry(base, module)), [(empty, name) for name in names])


def run_jobs() -> None:
    """Serve; in a child, run its job."""
    base, module, image, number = sys.argv[1:]
    machine = Machine(entry(base, module))
    frozen = Frozen(machine, entry(base, image)) if image != "-" else None
    control = _socket.socket(fileno=int(number))
    gc.freeze()  # a collection in a child would copy every page that holds an object
    gc.disable()
    server = os.getpid()
    fields, report = serve(control)
    end_with(server)
    mounts, (memory, seconds, written, *rest) = mounts_of(fields)
    lower(resource.RLIMIT_FSIZE, int(written))
    run_out_of(float(seconds))
    why = job(machine, frozen, rest, mounts, int(memory))
    write(report, why.encode())
    os._exit(70)


def main() -> None:
    """The commands described above."""
    if sys.argv[1] == FREEZE:
        sys.stdout.buffer.write(frozen_interpreter(*sys.argv[2:]))
    else:
        run_jobs()
