"""What MVPy has to know of an interpreter to run programs on it, and to judge it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mvpy.hosts.forks import Forks
from mvpy.hosts.oracles import oracles_for
from mvpy.hosts.pictures import Picture
from mvpy.verification import CommandHost, NativeHost
from mvpy.verification.manners import Manners

SHIMS = Path(__file__).parent / "shims"
OF_PYTHON = re.compile(r"Python (\d+)\.(\d+)")

Command = tuple[str, ...]


@dataclass(frozen=True)
class Adapter:
    """An interpreter that may be on this machine.

    find     gives the command that runs a program, whose path is put behind it; empty if the interpreter is not here
    install  the command that installs it, and *needs* what that wants to find on the PATH
    oracle   the version of CPython that says what is right on it; None for the one of which it says that it is like
    manners  its ways
    asking   the words behind its command with which it says what it is
    lacks    the files in `shims/` that define what it lacks, which stand in front of every program in this order
    sooner   how it is started where it is to run many programs, so that each starts sooner
    untried  whether it is written from documentation, and has never been run
    """

    name: str
    find: Callable[[], Command]
    install: str
    oracle: tuple[int, int] | None
    manners: Manners
    asking: Command = ("--version",)
    needs: str = ""
    lacks: tuple[str, ...] = ()
    sooner: Picture | Forks | None = None
    untried: bool = False

    @property
    def shim(self) -> str:
        """The text that defines what the interpreter lacks, for the front of every program; empty if there is none."""
        return "\n\n".join((SHIMS / f"{name}.py").read_text(encoding="ascii") for name in self.lacks)

    def version(self, command: Command) -> str:
        """What the interpreter says of itself, as *command* runs it, on one line; empty if it says nothing."""
        try:
            done = subprocess.run(
                [*command, *self.asking], capture_output=True, stdin=subprocess.DEVNULL, text=True, timeout=30
            )
        except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
            return ""
        return next(iter(done.stdout.splitlines()), "").strip() if done.returncode == 0 else ""

    def oracle_of(self, command: Command) -> tuple[int, int] | None:
        """The version of CPython to compare it with, if that can be said."""
        said = None if self.oracle else OF_PYTHON.search(self.version(command))
        return (int(said[1]), int(said[2])) if said else self.oracle

    def host(self, command: Command, native: NativeHost, shim: str | None = None) -> CommandHost:
        """The host that *command* makes; *native* says what is right for want of a better one, *shim* replaces its own."""
        oracles, instead = oracles_for(self.oracle_of(command), native)
        text = self.shim if shim is None else shim
        return CommandHost(self.name, command, oracles, instead, self.manners, text)
