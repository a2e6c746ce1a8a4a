"""How outputs import helpers from a module of their own, see `helper_seals.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeGuard

from mvpy.helpers.hosted_names import Used, is_of_constants, is_own
from mvpy.machine.context import Context
from mvpy.output.printer import LINE_LENGTH


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
