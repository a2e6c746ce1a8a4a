"""The ladder: small programs in the ten constructs, from `print(1)` on, each above those that it needs.

Its programs, its order and its words come with MVPy, in `corpus/core/`; see corpus/README.md.  Whoever builds an
interpreter climbs it: the first program that goes wrong is what to build next.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mvpy.conform.results import Case
from mvpy.conform.suite import CORPUS
from mvpy.errors import UsageError

CORE = CORPUS / "core"
PRINTS = "# prints: "
REFUSED = "refused/"  # begins the names of those that no Python runs


@dataclass(frozen=True)
class Rung:
    """A program of the ladder: what it asks to build, and what no program before it uses."""

    program: str
    build: str
    new: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What conform calls it."""
        return f"core/{self.program}"

    @property
    def path(self) -> Path:
        """Where the program is."""
        return CORE / f"{self.program}.py"

    @cached_property
    def case(self) -> Case:
        """The program, to be run."""
        return Case(self.name, self.path, self.path.read_bytes(), steady=True)

    @property
    def text(self) -> str:
        """The text of the program."""
        return self.case.text

    @property
    def fact(self) -> str:
        """What the program says about Python: its first line."""
        return self.case.fact

    @property
    def prints(self) -> str:
        """What the program says that it prints, with spaces between the lines: its last line."""
        return self.text.rstrip("\n").rpartition("\n")[2].removeprefix(PRINTS)

    @property
    def is_refused(self) -> bool:
        """Whether it is no Python, and so nothing of it may run."""
        return self.program.startswith(REFUSED)


def ladder(folder: Path = CORE) -> list[Rung]:
    """The rungs, from the lowest to the highest."""
    path = folder / "ladder.toml"
    try:
        rungs = tomllib.loads(path.read_text(encoding="utf-8"))["rung"]
    except FileNotFoundError:
        raise UsageError(f"{path}: the ladder that belongs to mvpy is not there; install it again") from None
    return [Rung(rung["program"], rung["build"], tuple(rung.get("new", ()))) for rung in rungs]
