"""RustPython: Python in Rust.  Written from its documentation."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import on_path
from mvpy.verification.manners import SYNTAX, Manners

RUSTPYTHON = Adapter(
    name="rustpython",
    find=lambda: on_path("rustpython"),
    install="cargo install --git https://github.com/RustPython/RustPython rustpython",
    oracle=(3, 13),  # the newest CPython that can be had everywhere
    manners=Manners(refusals=SYNTAX),
    untried=True,
)
