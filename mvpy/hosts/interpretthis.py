"""interpretthis: a sandbox for Python, written in Rust.  A loop may have a hundred thousand turns, and no more."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import under_this_python
from mvpy.hosts.forks import FORKS
from mvpy.verification.manners import SYNTAX, Manners

INTERPRETTHIS = Adapter(
    name="interpretthis",
    find=lambda: under_this_python("interpretthis", "run_interpretthis.py"),
    install="pip install interpretthis==0.4.1",
    oracle=(3, 13),
    manners=Manners(
        refusals=SYNTAX | {"NotImplementedError"}, limits=frozenset({"MemoryError", "LimitExceeded"})
    ),
    sooner=FORKS,
)
