"""Which kinds of difference two runs show, where a plain program may differ from its original.

`words` is shown if the outputs differ inside texts of exceptions that the interpreter raised, `frames` if they differ
in tracebacks, or in names of functions and classes that stand on the same line and are called otherwise; `kinds` if
they differ in the names of types for which a plain program has classes.  A difference that is anything else is none
of these, whatever else is equal.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import CodeType

from mvpy.verification.compare import (
    REPEATED,
    Translation,
    compare,
    normal_exception,
    normal_stderr,
    normal_text,
)
from mvpy.verification.observe import Message, Observation

Pairs = Sequence[tuple[str, str]]  # what stands in the original, and in the desugared program

TYPES = (("coroutine", "_Coroutine"), ("async_generator", "_AsyncGenerator"))

ENTRY = re.compile(r'^[ |]*File "[^"\n]*"(, in [^\n]*)?\n', re.MULTILINE)  # as `normal_text` leaves it


def kinds_shown(
    original: Observation, plain: Observation, translation: Translation, names: Pairs = ()
) -> tuple[str, ...]:
    """The kinds that all the differences between the two runs, whose messages are known, are of; none if others are.

    *translation* says how *plain*, of the desugared program, is to be read, and *names* what is called otherwise there.
    """
    found = compare(original, plain, translation).differences
    if not found or {"exit status", "exception"} & set(found):
        return ()
    texts = [
        (normal_text(original.stdout, original), normal_text(plain.stdout, plain, translation)),
        (without_frames(normal_stderr(original)), without_frames(normal_stderr(plain, translation))),
    ]
    if "exception chain" in found:
        arguments = arguments_of_chains(original, plain)
        if arguments is None:
            return ()
        texts += arguments
    messages = same_messages(original, plain)
    if not all_equal_but_for([*messages, *names, *TYPES], texts):
        return ()
    words = not all_equal_but_for([*names, *TYPES], texts)
    kinds = not all_equal_but_for([*messages, *names], texts)
    frames = (
        not (words or kinds)
        or bool({"traceback", "line numbers"} & set(found))
        or not all_equal_but_for([*messages, *TYPES], texts)
    )
    return ("words",) * words + ("frames",) * frames + ("kinds",) * kinds


def all_equal_but_for(pairs: Pairs, texts: Pairs) -> bool:
    """Whether the *texts*, side by side, are equal when in some places the first of a pair stands for the second."""
    return all(equal_but_for(pairs, mine, its) for mine, its in texts)


def without_frames(text: str) -> str:
    """*text* without the entries of printed tracebacks."""
    return REPEATED.sub("", ENTRY.sub("", text))


def same_messages(original: Observation, plain: Observation) -> Pairs:
    """What the interpreter says in *original* only, with each message in *plain* only of an exception of that type."""
    both = {said.text for said in original.messages} & {said.text for said in plain.messages}
    return [
        (said.text, other.text)
        for said in original.messages
        if not said.raised and said.text not in both
        for other in plain.messages
        if other.type == said.type and other.text not in both and tells_the_same(said, other)
    ]


def tells_the_same(said: Message, other: Message) -> bool:
    """May *other* say what *said* does, in other words?  Whatever it names in quotes is named there, too.

    The argument of a KeyError is the key, and that of a StopIteration the value: these are no words.
    """
    if said.type in ("KeyError", "StopIteration", "StopAsyncIteration") or not (said.text and other.text):
        return False
    return {*re.findall(r"'(\w+)'", other.text)} <= {*re.findall(r"\w+", said.text)}


def same_names(original: bytes, plain: bytes, translation: Translation) -> Pairs:
    """The names of what stands on a line of the program *original* only, with those of what stands there in *plain* only.

    Without the lines of *translation* nobody knows; nor of a program that the Python at hand cannot compile.
    """
    try:
        mine, its = ({*codes_in(compile(text, "", "exec", dont_inherit=True))} for text in (original, plain))
    except (SyntaxError, ValueError, RecursionError):
        return []
    lines = translation.lines or {}
    both = {code.co_name for code in mine} & {code.co_name for code in its}
    on_line: dict[int | None, list[CodeType]] = {}
    for other in its:
        on_line.setdefault(lines.get(other.co_firstlineno), []).append(other)
    found = set()
    for one in mine:
        for other in on_line.get(one.co_firstlineno, ()):
            if one.co_qualname != other.co_qualname:
                found.add((one.co_qualname, other.co_qualname))
                if not {one.co_name, other.co_name} & both:
                    found.add((one.co_name, other.co_name))
    return sorted(found)


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """*code*, and what is in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes_in(constant)


def arguments_of_chains(original: Observation, plain: Observation) -> Pairs | None:
    """The arguments of the exceptions that ended the runs, side by side; None if they differ in anything else."""
    if len(original.chain) != len(plain.chain):
        return None
    found: list[tuple[str, str]] = []
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
        start = len(os.path.commonprefix([mine, its]))  # noqa: RUF071  of texts, not of paths
        return any(
            mine.startswith(one, at)
            and its.startswith(other, at)
            and equal(mine[at + len(one) :], its[at + len(other) :])
            for one, other in longest_first
            for at in range(max(0, start - len(one)), start + 1)
        )

    return equal
