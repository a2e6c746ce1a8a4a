"""Brython in a picture of node's: everything is loaded, and the modules of its library are compiled.

A program that imports `functools` takes 1.6 seconds of processor time otherwise, nearly all of them for compiling that
module and those which it imports, each time; from the picture it takes 0.25.  One that imports nothing takes 0.11
instead of 0.16.
"""

from __future__ import annotations

from pathlib import Path

from mvpy.hosts.pictures import Command, Picture, said

# What programs of the suite and what stands above their forms import, more than once.
MODULES = """abc annotationlib asyncio builtins collections collections.abc contextlib contextvars copy dataclasses enum
functools heapq inspect io itertools keyword math operator os random re string string.templatelib sys traceback types
typing warnings weakref""".split()


def origins(command: Command) -> list[Path]:
    """The files of Brython, and the runner."""
    _, runner, modules = command
    return [Path(runner), *(Path(modules, "brython", name) for name in ("brython.js", "brython_stdlib.js"))]


def make(command: Command, file: Path) -> None:
    """Make the picture *file*: one process compiles the modules, another is what is in the picture."""
    node, runner, modules = command
    compiled = file.with_name("compiled.json")
    compiled.write_bytes(said([*command, "--compile", ",".join(MODULES)]))
    said([node, "--snapshot-blob", str(file), "--build-snapshot", runner, modules, str(compiled)])


def start(command: Command, file: Path) -> Command:
    """The command that starts from the picture *file*."""
    return (command[0], "--snapshot-blob", str(file))


PICTURE = Picture(origins, make, start)
