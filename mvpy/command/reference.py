"""A program in the reference interpreter, from its file to its exit status.

It is `__main__`, as under Python: `sys.argv`, `__file__`, the folder that it imports from, what stands in a
traceback. Modules that it imports are the host's.
"""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from mvpy.command.exit_codes import INTERRUPTED
from mvpy.command.signals import unhandled
from mvpy.command.streams import as_they_were
from mvpy.errors import SourceError
from mvpy.interpreter import parse, run_module
from mvpy.interpreter.hosting import retold
from mvpy.interpreter.syntax import Suite

# A call takes about so many frames of the host, which limits how many there may be.
CALLS_FOR_ONE = 10


def run_reference(path: str, arguments: Sequence[str]) -> int:
    """Run the program in the file *path*; its exit status."""
    suite = suite_of(path, Path(path).read_bytes())
    file = os.path.abspath(path)
    main = main_module(path, file, arguments)
    sys.setrecursionlimit(CALLS_FOR_ONE * sys.getrecursionlimit())
    unhandled()
    as_they_were()
    try:
        run_module(suite, vars(main), file)
    except SystemExit:
        raise  # the host knows what to do
    except BaseException as error:
        trace = error.__traceback__
        error.__traceback__ = retold(trace and trace.tb_next)  # the first entry is that of this function
        sys.excepthook(type(error), error, error.__traceback__)
        return INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    return 0


def suite_of(path: str, data: bytes) -> Suite:
    """The statements of the program *data*, as they are if it is core, and else those of its plain core."""
    try:
        return parse(data.decode())
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
    return parse(output.code, output.source_map)


def main_module(path: str, file: str, arguments: Sequence[str]) -> ModuleType:
    """A new module `__main__` for the program in *file*, which was started as *path* with *arguments*."""
    main = ModuleType("__main__")
    if sys.version_info < (3, 14):
        vars(main)["__annotations__"] = {}
    vars(main).update(__builtins__=builtins, __file__=file, __cached__=None)
    started_in = os.path.dirname(os.path.abspath(sys.argv[0]))
    if sys.path[:1] == [started_in] and not sys.flags.safe_path:
        del sys.path[0]
    sys.path.insert(0, os.path.dirname(os.path.realpath(file)))
    sys.argv[:] = [path, *arguments]
    sys.modules["__main__"] = main
    return main
