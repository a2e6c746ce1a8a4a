"""Ouros: a sandbox for Python, written in Rust.  It says that it is Python 3.14."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import under_this_python
from mvpy.hosts.forks import FORKS
from mvpy.verification.manners import SYNTAX, Manners

OUROS = Adapter(
    name="ouros",
    find=lambda: under_this_python("ouros", "run_ouros.py"),
    install="pip install ouros==0.0.7",
    oracle=(3, 13),  # the newest CPython that can be had everywhere
    manners=Manners(refusals=SYNTAX | {"NotImplementedError"}),
    lacks=("operators", "classes", "ouros"),
    sooner=FORKS,
)
