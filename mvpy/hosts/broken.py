"""A CPython that is broken on purpose, so that one sees what a report on a wrong interpreter looks like.

It is no adapter: nobody wants to verify programs on it.
"""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import under_this_python
from mvpy.verification.manners import Manners

BROKEN = Adapter(
    name="broken",
    find=lambda: under_this_python("mvpy", "run_broken.py"),
    install="pip install mvpy",
    oracle=None,
    manners=Manners(),
)
# What it gets wrong.
FAULTS = (
    "a `with` statement never leaves what it entered",
    "of several targets of `del` only the first is deleted",
    "the target of an augmented assignment is evaluated twice",
    "the `else` of a `for` is run after a `break`, too",
    "there is no `match`",
)
