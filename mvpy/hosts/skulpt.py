"""Skulpt: Python in JavaScript, for teaching.  It says that it is Python 3.7, more or less."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import NODE, under_node
from mvpy.verification.manners import SYNTAX, Manners

SKULPT = Adapter(
    name="skulpt",
    find=lambda: under_node("skulpt", "run_skulpt.cjs"),
    install="npm install skulpt@1.2.0",
    oracle=(3, 8),  # the oldest that can be asked
    manners=Manners(refusals=SYNTAX | {"NotImplementedError"}),
    needs=NODE,
    lacks=("operators", "later_operators", "classes", "skulpt"),
)
