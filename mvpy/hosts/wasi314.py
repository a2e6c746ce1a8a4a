"""CPython 3.14 for WASI, of pyeryx.  Recursion in C that is too deep ends the whole process."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import under_this_python
from mvpy.hosts.forks import FORKS
from mvpy.verification.manners import SYNTAX, Manners

WASI314 = Adapter(
    name="wasi314",
    find=lambda: under_this_python("eryx", "run_eryx.py"),
    install="pip install pyeryx==0.11.0",
    oracle=(3, 13),  # the newest CPython that can be had everywhere
    manners=Manners(refusals=SYNTAX),
    sooner=FORKS,
)
