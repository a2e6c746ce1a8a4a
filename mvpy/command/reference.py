"""A program in the reference interpreter, from its file to its exit status.

It is `__main__`, as under Python: `sys.argv`, `__file__`, the folder that it imports from, what stands in a traceback.
Modules that it imports are the host's.
"""

from __future__ import annotations

import builtins
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, TracebackType

from mvpy.command.exit_codes import INTERRUPTED
from mvpy.command.signals import unhandled
from mvpy.command.streams import as_they_were
from mvpy.errors import SourceError
from mvpy.interpreter import parse, run_module
from mvpy.interpreter.execution import step
from mvpy.interpreter.syntax import Suite

Stacks = dict[int, traceback.StackSummary]
# A call in the interpreter takes so many of the host.
CALLS_FOR_ONE = 8
INTERPRETER = str(Path(sys.modules[parse.__module__].__file__ or "").parent)


@dataclass(frozen=True)
class Core:
    """The statements of the program in the file *path*; where they have been desugared, *lines* are the source's lines."""

    path: str
    suite: Suite
    lines: Sequence[int] | None = None

    def line(self, of_core: int) -> int:
        """The line of the program that the core's line *of_core* comes from; 0 if it comes from none."""
        return of_core if self.lines is None else self.lines[of_core - 1]


def run_reference(path: str, arguments: Sequence[str]) -> int:
    """Run the program in the file *path*; its exit status."""
    core = core_of(path, Path(path).read_bytes())
    main = main_module(path, arguments)
    sys.setrecursionlimit(CALLS_FOR_ONE * sys.getrecursionlimit())
    unhandled()
    as_they_were()
    try:
        run_module(core.suite, vars(main))
    except SystemExit:
        raise  # the host knows what to do
    except BaseException as error:
        show(error, core)
        return INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    return 0


def core_of(path: str, data: bytes) -> Core:
    """The program *data*, as it is if it is core, and else its plain core."""
    try:
        return Core(path, parse(data.decode()))
    except (SyntaxError, UnicodeDecodeError):
        pass
    # start-up: a core needs nothing of what makes one
    from mvpy.machine.kinds import PLAIN
    from mvpy.pipeline import desugar_source
    from mvpy.reading.source import read_source

    try:
        output = desugar_source(read_source(data, path).text, filename=path, kinds=PLAIN)
    except SourceError as error:
        error.name = error.name or path
        raise
    return Core(path, parse(output.code), output.source_map)


def main_module(path: str, arguments: Sequence[str]) -> ModuleType:
    """A new module `__main__` for the program in the file *path*, with these *arguments*."""
    main = ModuleType("__main__")
    vars(main).update(__file__=path, __builtins__=builtins, __cached__=None)
    started_in = os.path.dirname(os.path.abspath(sys.argv[0]))
    if sys.path[:1] == [started_in] and not sys.flags.safe_path:
        del sys.path[0]
    sys.path.insert(0, os.path.dirname(os.path.realpath(path)))
    sys.argv[:] = [path, *arguments]
    sys.modules["__main__"] = main
    return main


def show(error: BaseException, core: Core) -> None:
    """Say on standard error which exception has ended the program, or let the program's own hook do so."""
    if sys.excepthook is not sys.__excepthook__:
        sys.excepthook(type(error), error, error.__traceback__)
        return
    errors = [error]
    for one in errors:  # and all that is told with it
        told = [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
        errors += [other for other in told if isinstance(other, BaseException) and other not in errors]
    stacks = {id(one): traceback.StackSummary.from_list(list(entries(one.__traceback__, core))) for one in errors}
    for one in errors:
        one.__traceback__ = None  # its frames are those of the interpreter, and no names in them are meant
    said = traceback.TracebackException.from_exception(error)
    put(said, error, stacks)
    print("".join(said.format()), file=sys.stderr, end="", flush=True)


def put(said: traceback.TracebackException | None, error: BaseException | None, stacks: Stacks) -> None:
    """Give to what is *said* of *error*, and of all that is told with it, the *stacks*."""
    if said is None or error is None:
        return
    said.stack = stacks[id(error)]
    put(said.__cause__, error.__cause__, stacks)
    put(said.__context__, error.__context__, stacks)
    for part, one in zip(said.exceptions or (), getattr(error, "exceptions", ()), strict=False):
        put(part, one, stacks)


def entries(trace: TracebackType | None, core: Core) -> Iterator[traceback.FrameSummary]:
    """What stands in a traceback: lines of the program instead of those of the interpreter that ran them."""
    for frame, line in traceback.walk_tb(trace):
        if frame.f_code is step.__code__ and "statement" in frame.f_locals:
            running = frame.f_locals["frame"]
            name = "<module>" if running.definition is None else running.definition.name
            if line := core.line(frame.f_locals["statement"].line):
                yield traceback.FrameSummary(core.path, line, name)
        elif not frame.f_code.co_filename.startswith((INTERPRETER, __file__)):
            yield traceback.FrameSummary(frame.f_code.co_filename, line, frame.f_code.co_name)
