"""What is seen of a program for a host before anybody rewrites it: nothing too new in it, and what the library lacks."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from mvpy.command.jobs import Job
from mvpy.command.output_cache import recall_text
from mvpy.command.program_files import modules_beside
from mvpy.errors import SourceError
from mvpy.machine.lowering import Lowering
from mvpy.reading.source import Source
from mvpy.reading.warned import Warned
from mvpy.rewrites.lowering.hints import may_hold_newer

# A line, a column, and what there is.
Place = tuple[int, int, str]


@dataclass(frozen=True)
class FirstLook:
    """Whether it is seen at once that a host reads all of a program, and each use of what its library does not have."""

    nothing_newer: bool
    lacking: list[Place]


def first_look(job: Job, source: Source) -> FirstLook:
    """What is seen of *source*, the program of *job*; it is remembered, both in one place."""
    lowering = job.options.lowering
    if lowering is None:
        return FirstLook(False, [])
    own = sorted(modules_beside(job.path)) if job.path is not None else ()

    def seen() -> FirstLook:
        return FirstLook(holds_nothing_newer(source, lowering), lacking_for(lowering, source.text, own))

    what = "\0".join(("look", repr(lowering), *own, "", source.text))
    try:
        return remembered(recall_text(job.cache, what, lambda: json.dumps(vars(seen()))))
    except (ValueError, TypeError, KeyError):  # it is not what we put there
        return seen()


def remembered(text: str) -> FirstLook:
    """The look that *text* is of; a ValueError, a TypeError or a KeyError if it is of none."""
    facts = json.loads(text)
    return FirstLook(
        bool(facts["nothing_newer"]),
        [(int(line), int(column), str(words)) for line, column, words in facts["lacking"]],
    )


def holds_nothing_newer(source: Source, lowering: Lowering) -> bool:
    """Is it seen at once that a host reads all of *source*?  Then nobody needs to parse it."""
    if lowering.version is None or lowering.is_of_interpreter:
        return False
    return not may_hold_newer(source.text, lowering.version)


# What lowering gives a program with `except*`, and what its output has then.
GROUPS = ("BaseExceptionGroup", "ExceptionGroup")
GIVING = re.compile(r"\b_supply_groups\b|\b_ExceptStar\b")


def is_given_groups(text: str) -> bool:
    """Is *text* a program that gets groups of exceptions from its output, or such an output?"""
    from mvpy.library import tree_of  # start-up: as in `lacking_for`

    if GIVING.search(text):
        return True
    return "except" in text and any(isinstance(node, ast.TryStar) for node in ast.walk(tree_of(text)))


def lacking_for(lowering: Lowering, text: str, own: Sequence[str] = ()) -> list[Place]:
    """(line, column, what) for each use in *text* of what the library of the host has not; modules of its *own* don't count."""
    if lowering.version is None:
        return []
    from mvpy.library import uses_too_new, words  # start-up: the table, which only `--for` needs

    with suppress(SyntaxError, SourceError):  # it is no program, which others say
        found = uses_too_new(text, lowering.version, own)
        given = any(use.what in GROUPS for use in found) and is_given_groups(text)
        return [(use.line, use.column, words(use)) for use in found if not (given and use.what in GROUPS)]
    return []


def warned_of_library(found: Sequence[Place]) -> list[Warned]:
    """The warnings of the uses *found*."""
    return [Warned(line, column, words, "library") for line, column, words in found]
