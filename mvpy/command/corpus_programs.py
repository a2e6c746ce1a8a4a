"""A program of the corpus, as `mvpy rewrites RULE/PROGRAM.py` shows it: its text, and what it does on CPython."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from mvpy.errors import UsageError

NAMED = re.compile(r"\w+/\w+(?:\.py)?")


def names_program(word: str) -> bool:
    """Does *word* look like `with_statement/managers_leave_in_reverse.py`?"""
    return NAMED.fullmatch(word) is not None


def program_lines(word: str) -> Iterator[str]:
    """The lines of the program that *word* names, and what it shows; UsageError if there is none."""
    # start-up: the suite and what is recorded of it are read for nothing else here
    from mvpy.conform.suite import CORPUS
    from mvpy.explain.page.constructs import outcome, seen_on

    name = word.removesuffix(".py")
    path = CORPUS / f"{name}.py"
    if not path.is_file():
        raise UsageError(f"the corpus has no program '{word}'")
    yield f"{name}.py"
    yield from ("", *(f"    {line}".rstrip() for line in path.read_text(encoding="utf-8").splitlines()))
    if (seen := seen_on(name, sys.version_info[:2])) is not None:
        yield from ("", f"shows, on {seen.host}", "")
        yield from (f"    {line}".rstrip() for line in outcome(seen).splitlines())
