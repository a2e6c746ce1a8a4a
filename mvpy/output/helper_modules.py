"""Helpers in a module of their own, from which outputs import them, and which begins with what it is.

    # mvpy 0.1, core helpers, for Python 3.13
    # 3f0c19d2aa: unpack, with_exit

The second line has a digest of all below it, so that a file that somebody has changed is told from one that nobody
needs to miss; and what is there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from mvpy.helpers.hosted_names import Used, is_of_constants, is_own
from mvpy.machine.context import Context
from mvpy.output.printer import LINE_LENGTH

LABEL = re.compile(r"# mvpy [\d.]+, (?:exact )?(?:core )?helpers, for Python \d+\.\d+")
SEAL = re.compile(r"# ([0-9a-f]{10}): ([\w, ]+)")


def label_of_helpers(is_core: bool, is_exact: bool) -> str:
    """What the first line of a module says that it has."""
    return "exact " * is_exact + "core " * is_core + "helpers"


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


# Imports of it ------------------------------------------------------------------------------


def is_imported(what: Used, cx: Context) -> TypeGuard[str]:
    """Does the output of *cx* import *what* it uses from a module of helpers?  What makes texts, it has itself."""
    return bool(cx.program.helpers) and isinstance(what, str) and is_own(what) and not is_of_constants(what)


def imported_helpers(cx: Context) -> list[str]:
    """The helpers that the output of *cx* imports, in the order of the alphabet."""
    return sorted(what for what in cx.names.hosted.used.values() if is_imported(what, cx))


def import_statement(module: str, names: Iterable[tuple[str, str]]) -> str:
    """`from` *module* `import` helpers, each with its name there and here, as black lays it out."""
    parts = [name if name == own else f"{name} as {own}" for name, own in sorted(names)]
    line = f"from {module} import {', '.join(parts)}\n"
    if len(line) <= LINE_LENGTH + 1:
        return line
    return "\n    ".join([f"from {module} import (", *(f"{part}," for part in parts)]) + "\n)\n"


def module_itself(module: str) -> str:
    """The statement that imports *module*, for what its import does."""
    above, _, name = module.rpartition(".")
    if module.startswith("."):
        return f"from {above}. import {name}\n"
    return f"import {module}\n"


def import_in_core(module: str, text_of: Callable[[str], str]) -> str:
    """The expression for *module* in the core; *text_of* gives that for a text."""
    level = len(module) - len(module.lstrip("."))
    if level:
        return f"__import__({text_of(module[level:])}, globals(), level={level})"
    expression = f"__import__({text_of(module)})"
    for name in module.split(".")[1:]:
        expression = f"getattr({expression}, {text_of(name)})"
    return expression
