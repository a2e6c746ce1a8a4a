"""CPython on WASI, from outside: how it is started, and which folders it sees.

Who prepares it (`wasi_build.py`), who compiles it, and who runs it (`wasi_server.py`) agree on this.
"""

from __future__ import annotations

from pathlib import Path

from mvpy.errors import MVPyError

GUEST = Path(__file__).resolve().parent / "guest"
BIG, PLAIN = "big", "plain"  # how the module is compiled: with a large stack, to be frozen, or as it is
FREEZE = "--freeze"  # asks `wasi_server.py` for a frozen interpreter
PROGRAM = "/usr/local/bin/python"  # from its place the interpreter finds LIBRARY
LIBRARY = "/usr/local/lib"  # where CPython looks for its standard library
APP = "/app"  # where a program sees its folder
TEMPORARY = "/tmp"  # and a folder that is its own, the only one that it can write to
LARGEST = 1 << 30  # bytes of a compiled module


class WasiError(MVPyError):
    """CPython for WASI is not there, or can't be compiled."""


def guest_text() -> str:
    """The program that WASI's interpreter is started with."""
    program = (GUEST / "program.py").read_text()
    sandbox = (GUEST / "sandbox.py").read_text().replace("from __future__ import annotations\n", "")
    return f"{program}\n{sandbox}"
