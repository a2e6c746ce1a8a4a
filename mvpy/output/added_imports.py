"""Imports that an output for a host needs, where they move as few lines of the program as they can.

import os, typing       on a line that imports modules already
import typing           in place of one of two blank lines below the imports, or below the docstring
"""

from __future__ import annotations

import re

ONLY_IMPORTS = re.compile(r"((import|from) .*\n(    .*\n)*(\)\n)?|\n)+")
LONG = re.compile(r"\((\n(?:    .*\n)+)\)")  # the names of an import, each on a line of its own
MODULES = re.compile(r"import [\w.]+(, [\w.]+)*\n")  # a line that can take one more
LENGTH = 110  # of a line that still takes one


def are_imports(definitions: str) -> bool:
    """Are the *definitions* that stand above a program imports and nothing else?"""
    return ONLY_IMPORTS.fullmatch(f"{definitions}\n") is not None


def with_imports(first: str, imports: str, rest: str, origins: list[int]) -> tuple[str, str, str, list[int]]:
    """What comes *first* in a program, the *imports* below it, and the *rest*, with as few lines as there can be.

    *origins* are the lines of the source that those of *first* and *rest* come from; they stay beside them.
    """
    lines = [f"{line}\n" for line in LONG.sub(on_one_line, f"{imports}\n").splitlines() if line]
    before = first.count("\n")
    blank = len(rest) - len(rest.lstrip("\n"))
    taken = min(len(lines), max(blank - 1, 0)) if first.strip() else 0
    if taken < len(lines):
        first, lines = joined(first, lines)
        taken = min(len(lines), taken)
    origins = [*origins[:before], *origins[before + taken :]]
    return first, "".join(lines), rest[taken:], origins


def on_one_line(names: re.Match[str]) -> str:
    """The *names* of an import, each of which had a line."""
    return ", ".join(name.strip(" ,") for name in names[1].splitlines() if name)


def joined(first: str, lines: list[str]) -> tuple[str, list[str]]:
    """*first*, whose last line that imports modules takes those that *lines* import; and the lines that are left."""
    program = first.splitlines(keepends=True)
    below = len(program)
    while below and not MODULES.fullmatch(program[below - 1]):
        if not re.match(r"(import|from) |\n", program[below - 1]):
            return first, lines
        below -= 1
    if not below:
        return first, lines
    left = []
    for line in lines:
        longer = f"{program[below - 1].rstrip()}, {line.removeprefix('import ')}"
        if MODULES.fullmatch(line) and len(longer) <= LENGTH:
            program[below - 1] = longer
        else:
            left.append(line)
    return "".join(program), left
