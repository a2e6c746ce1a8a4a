"""CPythons as interpreters to be looked at: `native`, which runs MVPy, and those called python3.9 and the like.

A CPython is compared with the newest one that is here: what it gets wrong is what came later, or was mended.
"""

from __future__ import annotations

import re
import sys

from mvpy.hosts.adapter import Adapter, Command
from mvpy.hosts.oracles import Version, cpython, version_of
from mvpy.verification.manners import SYNTAX, Manners

NATIVE = "native"
NAMES = re.compile(r"python3\.(\d+)")
NEWEST, OLDEST = 29, 8  # minor versions that are looked for

QUESTION = "import sys; print('Python %d.%d.%d' % tuple(sys.version_info[:3]))"


def cpython_adapter(name: str) -> Adapter | None:
    """The adapter of the CPython that is called *name*; None if CPythons are not called so."""
    number = NAMES.fullmatch(name)
    if number is None and name != NATIVE:
        return None
    return Adapter(
        name=name,
        find=lambda: command((3, int(number[1])) if number else None),
        install=f"pyenv install 3.{number[1]}" if number else "pip install mvpy",
        oracle=newest(),
        manners=Manners(refusals=SYNTAX),
        asking=("-c", QUESTION),
    )


def command(version: Version | None) -> Command:
    """The command of the CPython *version*, or of that which runs MVPy; empty if it is not here."""
    if version is None or version == sys.version_info[:2]:
        return (sys.executable,)
    found = cpython(version)
    return (found.python,) if found else ()


def newest() -> Version | None:
    """The newest version of which there is a CPython here."""
    own = version_of(sys.executable)
    others = ((3, minor) for minor in range(NEWEST, OLDEST - 1, -1))
    return next((version for version in others if version == own or cpython(version)), own)
