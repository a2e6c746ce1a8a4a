"""Compile CPython for WASI to machine code, and write that to standard output.

wasi_compiler WASM big|plain     (with `mvpy.system.isolation`)
"""

from __future__ import annotations

import sys
from pathlib import Path

import wasmtime

from mvpy.verification import wasm
from mvpy.verification.wasi_sandbox import BIG

STACK_MIB = 16


def engine() -> wasmtime.Engine:
    """The engine, with the same settings for compiling and running."""
    settings = wasmtime.Config()
    settings.max_wasm_stack = 1 << 20
    return wasmtime.Engine(settings)


def compiled_module(source: Path, how: str) -> bytes:
    """The wasm file *source*, compiled: BIG (with the large stack, to be frozen) or PLAIN."""
    data = source.read_bytes()
    if how == BIG:
        data = wasm.with_exports(wasm.with_stack(data, STACK_MIB))
    return bytes(wasmtime.Module(engine(), data).serialize())


def main() -> None:
    """The command described above."""
    source, how = sys.argv[1:]
    sys.stdout.buffer.write(compiled_module(Path(source), how))
