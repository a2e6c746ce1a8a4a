"""GraalPy: Python on the Java virtual machine.  Written from its documentation."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import on_path
from mvpy.verification.manners import SYNTAX, Manners

QUESTION = """
import sys
numbers = tuple(sys.implementation.version[:3]) + tuple(sys.version_info[:3])
print("GraalPy %d.%d.%d (Python %d.%d.%d)" % numbers)
"""


GRAALPY = Adapter(
    name="graalpy",
    find=lambda: on_path("graalpy"),
    install="pyenv install graalpy-25.0.1",
    oracle=None,
    manners=Manners(refusals=SYNTAX),
    asking=("-c", QUESTION),
    untried=True,
)
