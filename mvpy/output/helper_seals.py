"""Helpers in a module of their own, which begins with what it is; who reads that needs no tree.

    # mvpy 0.1, core helpers, for Python 3.13
    # 3f0c19d2aa: unpack, with_exit

The second line has a digest of all below it, so that a file that somebody has changed is told from one that nobody
needs to miss; and what is there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from mvpy.machine.lowering import Lowering

LABEL = re.compile(
    r"# mvpy [\d.]+, (?:exact )?(?:core )?helpers(?: that \d\.\d+ reads)?, for Python \d+\.\d+"
)
SEAL = re.compile(r"# ([0-9a-f]{10}): ([\w, ]+)")


def label_of_helpers(is_core: bool, is_exact: bool, lowering: Lowering | None = None) -> str:
    """What the first line of a module says that it has; for an interpreter that is no CPython, they are core."""
    version = lowering.version if lowering else None
    in_core = is_core or (lowering is not None and version is None)
    reader = f" that {version[0]}.{version[1]} reads" if version else ""
    return "exact " * is_exact + "core " * in_core + "helpers" + reader


@dataclass(frozen=True)
class HelperModule:
    """A module of helpers: its first line, what is there, and whether it is as it was written."""

    label: str
    helpers: tuple[str, ...]
    is_intact: bool


def sealed(text: str, helpers: Sequence[str]) -> str:
    """*text*, the module with the *helpers*, whose first line is a label, with the line that has its digest."""
    label, _, rest = text.partition("\n")
    return f"{label}\n# {digest(rest)}: {', '.join(helpers)}\n{rest}"


def digest(text: str) -> str:
    """What tells *text* from others."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def read_helper_module(text: str) -> HelperModule | None:
    """What *text* is, if it begins as a module of helpers does."""
    label, _, below = text.replace("\r\n", "\n").partition("\n")
    seal, _, rest = below.partition("\n")
    found = SEAL.fullmatch(seal)
    if not LABEL.fullmatch(label) or not found:
        return None
    return HelperModule(label, tuple(found[2].split(", ")), digest(rest) == found[1])
