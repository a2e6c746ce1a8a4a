"""Run a function in a thread with a large stack.

libcst's parser, and every walk over a tree, needs stack for each level of nesting.  The main thread's stack
is 8 MB; a chain of 4 000 operators needs more.

Where no thread can be started (CPython in a browser) it runs in the only one there is, on the stack that is there:
what is nested deeper than that allows is a RecursionError.
"""

from __future__ import annotations

import contextvars
import gc
import sys
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
SIZES = (512, 256, 64)  # megabytes; only addresses are taken until the stack is used
FRAMES = 200_000  # of Python, for 512 MB of stack
HAS_THREADS = sys.platform not in ("emscripten", "wasi")

inside = threading.local()
lock = threading.Lock()
running = 0
usual_limit = 0
collecting = True


def in_deep_thread(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The result of *function*, run in a thread with a large stack; what it raises is raised here."""
    if getattr(inside, "deep", False) or not HAS_THREADS:
        return function(*args, **kwargs)
    results: list[R] = []
    errors: list[BaseException] = []
    context = contextvars.copy_context()

    def run() -> None:
        inside.deep = True
        try:
            results.append(context.run(function, *args, **kwargs))
        except BaseException as error:  # whatever it is, it belongs to the caller
            errors.append(error)

    deepen(+1)
    try:
        thread = started(run)
        wait(thread)
    finally:
        deepen(-1)
    if errors:
        raise errors[0]
    return results[0]


def started(run: Callable[[], None]) -> threading.Thread:
    """A thread that runs *run*, with the largest stack that can be had."""
    for size in SIZES:
        with lock:
            before = threading.stack_size(size * 1024 * 1024)
            try:
                thread = threading.Thread(target=run, name="mvpy", daemon=True)
                thread.start()
                return thread
            except (RuntimeError, MemoryError):
                if size == SIZES[-1]:
                    raise
            finally:
                threading.stack_size(before)
    raise AssertionError("unreachable")


def wait(thread: threading.Thread) -> None:
    """Wait for *thread*; on Ctrl-C, pass it on to the thread and don't wait any longer."""
    try:
        thread.join()
    except BaseException as error:
        import ctypes  # only where there are threads: a browser has neither

        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(thread.ident or 0), ctypes.py_object(type(error))
        )
        raise


def deepen(change: int) -> None:
    """Count the deep threads; while there is one, what is one for all threads is set for it.

    The recursion limit is high. The collector of cycles rests: trees have none, and to look for some takes a
    third of the time.
    """
    global running, usual_limit, collecting
    with lock:
        running += change
        if change > 0 and running == 1:
            usual_limit, collecting = sys.getrecursionlimit(), gc.isenabled()
            sys.setrecursionlimit(max(usual_limit, FRAMES))
            gc.disable()
        elif running == 0:
            sys.setrecursionlimit(usual_limit)
            if collecting:
                gc.enable()
