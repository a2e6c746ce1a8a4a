"""The reference interpreter of the ten constructs, which is part of MVPy."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import under_this_python
from mvpy.verification.manners import Manners

REFERENCE = Adapter(
    name="reference",
    find=lambda: under_this_python("mvpy", "run_reference.py"),
    install="pip install mvpy",
    oracle=None,
    manners=Manners(),
)
