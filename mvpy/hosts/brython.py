"""Brython: Python in JavaScript, for pages.  It says that it is Python 3.14."""

from __future__ import annotations

from dataclasses import replace

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.brython_picture import PICTURE
from mvpy.hosts.finding import NODE, under_node
from mvpy.verification.manners import SYNTAX, Manners
from mvpy.verification.observe import Remains


def without_empty_start(remains: Remains) -> Remains:
    """*remains* without the empty line that Brython prints above an error of syntax."""
    return replace(remains, stderr=remains.stderr.lstrip(b"\n"))


BRYTHON = Adapter(
    name="brython",
    find=lambda: under_node("brython", "run_brython.cjs"),
    install="npm install brython@3.14.3",
    oracle=(3, 13),  # the newest CPython that can be had everywhere
    manners=Manners(without_empty_start, SYNTAX),
    needs=NODE,
    lacks=("brython",),
    sooner=PICTURE,
)
