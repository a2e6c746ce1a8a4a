"""Codon: compiles Python to machine code, if every name has one type.  Written from its documentation."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import on_path
from mvpy.verification.manners import Manners

CODON = Adapter(
    name="codon",
    find=lambda: (*found, "run") if (found := on_path("codon")) else (),
    install='/bin/bash -c "$(curl -fsSL https://exaloop.io/install.sh)"',
    oracle=(3, 13),  # the newest CPython that can be had everywhere
    manners=Manners(),  # errors of types, which it reports before it runs anything, are in words of its own
    untried=True,
)
