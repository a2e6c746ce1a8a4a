"""Run one program on CPython for WASI; started behind the text of `program.py`, with `python -c`.

Two ways.  Plainly: `go(path, argv, ...)`, and the process ends.  Or frozen: `freeze()` tells where `thaw` and
the buffer for its job lie in memory, and leaves through `os._exit`; the server later calls `thaw` in a copy of
that memory.  WASI gives no file for the report, so it goes to stderr.
"""

from __future__ import annotations

import os
import sys
import types

KNOWN = frozenset(vars(REAL_BUILTINS))  # noqa: F821
ROOM = 1 << 18


def tell(report: bytes) -> None:
    """Send the report."""
    flush(sys.__stderr__)  # noqa: F821
    write(2, report)


def go(path: str, argv: list, word: str, traced: str, shift: int) -> None:
    """Run the program and end the process as an interpreter does: threads, atexit, output, modules."""
    os.chdir(os.path.dirname(path))
    code = run(path, argv, tell, word, traced, shift)  # noqa: F821
    number = is_a(code, int)  # noqa: F821
    status = 0 if code is None else status_of(code) if number else 1
    if code is not None and not number:
        complain(code)
    finish()
    if not flush(sys.stdout):  # noqa: F821
        status = 120
    flush(sys.stderr)  # noqa: F821
    os._exit(status)


def status_of(code) -> int:
    """What the system makes of the number that `sys.exit` was given; one that is no C long counts as -1."""
    fits = int.bit_length(code) < 64 or int.__eq__(code, -(2**63))
    return int.__and__(code, 255) if fits else 255


def complain(code: object) -> None:
    """What `sys.exit` was given, on standard error; its words may fail."""
    try:
        print(code, file=sys.stderr)
    except BaseException:
        print(file=sys.stderr)


def finish() -> None:
    """What `Py_Finalize` does that a program can see."""
    # not above: a program would find them in `sys.modules`
    import atexit
    import gc
    import threading

    try:
        threading._shutdown()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    atexit._run_exitfuncs()
    flush(sys.stdout)  # noqa: F821
    for name in ("last_type", "last_value", "last_exc", "last_traceback"):
        setattr(sys, name, None)
    sys.modules.pop("__main__", None)
    gc.collect()
    names = vars(REAL_BUILTINS)  # noqa: F821
    for name in [name for name in names if name not in KNOWN]:  # what the program has put there goes last
        names[name] = None
    gc.collect()


class Timers:
    """A selector without files: it only waits for the time of the next callback."""

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("every task waits for another")
        if timeout > 0:
            import time  # not above: a program would find it in `sys.modules`

            time.sleep(timeout)
        return []

    def close(self):
        pass


def give_asyncio_a_loop() -> None:
    """WASI has no sockets, which the standard event loops want to wake themselves; ours has timers only."""
    import asyncio  # not above: few programs want it

    class Loop(asyncio.BaseEventLoop):
        def __init__(self):
            super().__init__()
            self._selector = Timers()

        def _process_events(self, events):
            pass

        def _write_to_self(self):
            pass

    asyncio.events.new_event_loop = asyncio.new_event_loop = Loop


class AsyncioFinder:
    """Gives asyncio its loop as soon as the program imports it."""

    def find_spec(self, name, path=None, target=None):
        if name != "asyncio":
            return None
        import importlib.util  # not above: a program would find it in `sys.modules`

        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        true = spec.loader.exec_module
        loader = types.SimpleNamespace(create_module=spec.loader.create_module)

        def exec_module(module):
            module.__spec__.loader = module.__loader__ = spec_loader
            true(module)
            give_asyncio_a_loop()

        spec_loader, spec.loader = spec.loader, loader
        loader.exec_module = exec_module
        return spec


def thaw() -> None:
    """Run the job that the server has written into the buffer."""
    length = int.from_bytes(buffer[:4], "little")
    word, traced, shift, path, *argv = os.fsdecode(bytes(buffer[4 : 4 + length])).split("\0")
    buffer[: 4 + length] = bytes(4 + length)
    go(path, argv, word, traced, int(shift))


def freeze() -> None:
    """Import what programs and `finish` are likely to want, and become a snapshot."""
    global buffer
    import gc  # not above: a program that is not frozen would find it in `sys.modules`

    for name in COMMON.split():
        __import__(name)
    give_asyncio_a_loop()
    buffer = bytearray(ROOM)
    # The first `compile` builds the types of the AST: 10 ms that no run has to spend then.
    warm = "def f(a, *b, c=1, **d):\n try: 1//0\n except ZeroDivisionError as e: pass\nf(1)\n"
    exec(compile(warm, "warm", "exec"), {})
    gc.collect()
    gc.freeze()
    os.write(1, b"%d %d\n" % (id(thaw), id(buffer)))
    os._exit(0)


COMMON = """
    abc asyncio atexit bisect codecs collections collections.abc contextlib copy dataclasses enum functools gc
    heapq importlib.util inspect io itertools json linecache math operator random re string textwrap threading
    time traceback types typing warnings weakref
"""


def main() -> None:
    """Freeze, or run the job of the command line."""
    if sys.argv[1] == "freeze":
        freeze()
    sys.meta_path.insert(0, AsyncioFinder())
    word, traced, shift, path, *argv = sys.argv[2:]
    sys.orig_argv.remove(word)
    go(path, argv, word, traced, int(shift))


main()
