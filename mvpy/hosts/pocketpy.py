"""pocketpy: Python in C, for games.  Its executable is in a package for CPython, which does not say that it is one."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from mvpy.hosts.adapter import Adapter, Command
from mvpy.hosts.finding import RUNNERS, on_path
from mvpy.verification.manners import SYNTAX, Manners, traceback_on_stdout

PACKAGE = "pocketpy_numpy"
EXECUTABLE = "pocketpy.exe"  # on every system


def command() -> Command:
    """The command on the PATH, or that of the package, if it may be run."""
    module = find_spec(PACKAGE)
    folders = (module.submodule_search_locations if module else None) or ()
    files = [Path(folder, EXECUTABLE) for folder in folders]
    return on_path("pocketpy") or tuple(str(file) for file in files if os.access(file, os.X_OK))[:1]


POCKETPY = Adapter(
    name="pocketpy",
    find=command,
    install='pip install pocketpy-numpy==0.1.0 && chmod +x "$(pip show -f pocketpy-numpy | '
    'awk \'/^Location/ {place = $2} /pocketpy.exe/ {print place "/" $1}\')"',
    oracle=(3, 13),  # the newest CPython that can be had everywhere
    manners=Manners(traceback_on_stdout, SYNTAX),
    asking=(str(RUNNERS / "ask_pocketpy.py"),),
)
