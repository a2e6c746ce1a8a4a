"""PyPy: Python in Python, with a compiler at run time.  It has the language of the CPython whose version it tells."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import on_path
from mvpy.verification.manners import SYNTAX, Manners

QUESTION = """
import sys
numbers = tuple(sys.pypy_version_info[:3]) + tuple(sys.version_info[:3])
print("PyPy %d.%d.%d (Python %d.%d.%d)" % numbers)
"""

PYPY = Adapter(
    name="pypy",
    find=lambda: on_path("pypy3", "pypy"),
    install="apt-get install pypy3",
    oracle=None,
    manners=Manners(refusals=SYNTAX),
    asking=("-c", QUESTION),
)
