"""Other interpreters: how each is found, installed, driven, and read.  One file for each; ADAPTERS has them all."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.broken import BROKEN
from mvpy.hosts.brython import BRYTHON
from mvpy.hosts.codon import CODON
from mvpy.hosts.cpython import cpython_adapter
from mvpy.hosts.graalpy import GRAALPY
from mvpy.hosts.interpretthis import INTERPRETTHIS
from mvpy.hosts.micropython import MICROPYTHON
from mvpy.hosts.micropython_js import MICROPYTHON_JS
from mvpy.hosts.micropython_wasi import MICROPYTHON_WASI
from mvpy.hosts.monty import MONTY
from mvpy.hosts.ouros import OUROS
from mvpy.hosts.pocketpy import POCKETPY
from mvpy.hosts.pyodide import PYODIDE
from mvpy.hosts.pypy import PYPY
from mvpy.hosts.reference import REFERENCE
from mvpy.hosts.rustpython import RUSTPYTHON
from mvpy.hosts.skulpt import SKULPT
from mvpy.hosts.wasi312 import WASI312
from mvpy.hosts.wasi314 import WASI314
from mvpy.hosts.wasi315 import WASI315

ALL = (
    REFERENCE, PYPY, MICROPYTHON, MICROPYTHON_WASI, MICROPYTHON_JS, BRYTHON, SKULPT, OUROS, MONTY, INTERPRETTHIS,
    POCKETPY, PYODIDE, WASI312, WASI314, WASI315, RUSTPYTHON, GRAALPY, CODON,
)  # fmt: skip
ADAPTERS: dict[str, Adapter] = {adapter.name: adapter for adapter in ALL}


def adapter_of(name: str) -> Adapter | None:
    """The adapter called *name*: one of ADAPTERS, that of a CPython, or of the one that is broken on purpose."""
    return ADAPTERS.get(name) or cpython_adapter(name) or (BROKEN if name == BROKEN.name else None)


__all__ = ["ADAPTERS", "Adapter", "adapter_of"]
