"""pyodide: CPython 3.14 in JavaScript, for pages.  It takes seconds to start."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import NODE, under_node
from mvpy.verification.manners import SYNTAX, Manners

PYODIDE = Adapter(
    name="pyodide",
    find=lambda: under_node("pyodide", "run_pyodide.cjs"),
    install="npm install pyodide@314.0.7",
    oracle=(3, 14),
    manners=Manners(refusals=SYNTAX),
    needs=NODE,
)
