"""Which kinds of difference two runs show, where a plain program may differ from its original.

`words` is shown if the outputs differ inside texts of exceptions that the interpreter raised, `frames` if they differ
in tracebacks.  A difference that is anything else is none of these, whatever else is equal.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace

from mvpy.verification.compare import (
    REPEATED,
    Translation,
    compare,
    normal_exception,
    normal_stderr,
    normal_text,
)
from mvpy.verification.observe import Message, Observation

ENTRY = re.compile(r'^[ |]*File "[^"\n]*"(, in [^\n]*)?\n', re.MULTILINE)  # as `normal_text` leaves it


def kinds_shown(original: Observation, plain: Observation, translation: Translation) -> tuple[str, ...]:
    """The kinds that all the differences between the two runs, whose messages are known, are of; none if others are.

    *translation* says how *plain*, of the desugared program, is to be read.
    """
    found = compare(original, plain, translation).differences
    if not found or {"exit status", "exception"} & set(found):
        return ()
    pairs = same_messages(original, plain)
    texts = [
        (normal_text(original.stdout, original), normal_text(plain.stdout, plain, translation)),
        (without_frames(normal_stderr(original)), without_frames(normal_stderr(plain, translation))),
    ]
    if "exception chain" in found:
        arguments = arguments_of_chains(original, plain)
        if arguments is None:
            return ()
        texts += arguments
    if not all(equal_but_for(pairs, mine, its) for mine, its in texts):
        return ()
    words = any(mine != its for mine, its in texts)
    frames = bool({"traceback", "line numbers"} & set(found)) or not words
    return ("words",) * words + ("frames",) * frames


def without_frames(text: str) -> str:
    """*text* without the entries of printed tracebacks."""
    return REPEATED.sub("", ENTRY.sub("", text))


Pairs = list[tuple[str, str]]


def same_messages(original: Observation, plain: Observation) -> Pairs:
    """What the interpreter says in *original* only, with each message in *plain* only of an exception of that type."""
    both = {said.text for said in original.messages} & {said.text for said in plain.messages}
    return [
        (said.text, other.text)
        for said in original.messages
        if not said.raised and said.text not in both
        for other in plain.messages
        if other.type == said.type and other.text not in both
    ]


def arguments_of_chains(original: Observation, plain: Observation) -> Pairs | None:
    """The arguments of the exceptions that ended the runs, side by side; None if they differ in anything else."""
    if len(original.chain) != len(plain.chain):
        return None
    found: Pairs = []
    for mine, its in zip(original.chain, plain.chain):
        mine, its = normal_exception(mine, original), normal_exception(its, plain)
        bare = [replace(error, args=(), traceback=()) for error in (mine, its)]
        if bare[0] != bare[1] or len(mine.args) != len(its.args):
            return None
        found += zip(mine.args, its.args)
    return found


def equal_but_for(pairs: Pairs, mine: str, its: str) -> bool:
    """Whether each line of *mine* is that of *its*, when in some places the first of a pair stands for the second."""
    one, other = mine.splitlines(), its.splitlines()
    return len(one) == len(other) and all(map(line_test(pairs), one, other))


def line_test(pairs: Pairs) -> Callable[[str, str], bool]:
    """The test whether two lines are equal but for *pairs*, which may be written as literals."""
    spelt = set(pairs)
    for one, other in pairs:
        spelt |= {(repr(one), repr(other)), (repr(one)[1:-1], repr(other)[1:-1])}
    longest_first = sorted(spelt, key=lambda pair: (-len(pair[0]), pair))

    def equal(mine: str, its: str) -> bool:
        """Whether the lines are equal; a text stands for another only where that is what the other line has."""
        if mine == its:
            return True
        start = len(os.path.commonprefix([mine, its]))
        return any(
            mine.startswith(one, at)
            and its.startswith(other, at)
            and equal(mine[at + len(one) :], its[at + len(other) :])
            for one, other in longest_first
            for at in range(max(0, start - len(one)), start + 1)
        )

    return equal
