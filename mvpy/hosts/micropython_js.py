"""MicroPython in JavaScript, for pages: PyScript's build, under node."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import NODE, under_node
from mvpy.hosts.micropython import MICROPYTHON
from mvpy.verification.manners import SYNTAX, Manners, traceback_on_stdout

MICROPYTHON_JS = Adapter(
    name="micropython_js",
    find=lambda: under_node("@micropython/micropython-webassembly-pyscript", "run_micropython.cjs"),
    install="npm install @micropython/micropython-webassembly-pyscript@1.27.0",
    oracle=(3, 8),  # as for MicroPython itself
    manners=Manners(traceback_on_stdout, SYNTAX),
    needs=NODE,
    lacks=MICROPYTHON.lacks,
)
