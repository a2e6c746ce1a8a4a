"""The names of rewrites, as users write them, and the words for what rewrites take.

full_names(["for", "attributes"])   ->   ("for_statement", "attribute")
full_names(["or", "walrus"])        ->   ("boolean_operation", "assignment_expression")
full_names(["wiht"])      raises UsageError("unknown rewrite 'wiht'; did you mean 'with_statement'?")
taking("in")              ->   ["comprehension", "for_statement", "loop_else", "comparison"]
staying("while")          ->   "it is part of the core"
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from mvpy.errors import UsageError
from mvpy.explain.rewrite_words import called, is_forgotten, normal
from mvpy.rewrites import ORDER

# What the ten constructs of the core are called, or written with.
CORE_WORDS = """
number, whole number, integer, call, function call, (), argument, keyword argument, assignment, =, comment, #,
def, function, function definition, parameter, default, *args, **kwargs, closure, nonlocal, return, yield,
generator function, try, except, exception, handler, raise, while, while loop
"""
CORE = frozenset(map(normal, CORE_WORDS.split(",")))
NAME = re.compile(r"__\w+__|self|cls")


def full_names(names: Iterable[str] | str) -> tuple[str, ...]:
    """The rewrites that *names* stand for, each once, in the order of *names*."""
    if isinstance(names, str):
        names = names.split(",")
    return tuple(dict.fromkeys(full for name in names for full in rewrites_called(name)))


def last_of(name: str) -> str:
    """The last rewrite that *name* stands for."""
    return rewrites_called(name)[-1]


def rewrites_called(name: str) -> list[str]:
    """The rewrites called *name*: that one, those whose name starts with this word, or the only one that takes it."""
    if found := named(name):
        return found
    found, why = taking(name), staying(name)
    if why:
        raise UsageError(f"'{name.strip()}' names no rewrite: {why}{perhaps(found)}")
    if len(found) > 1:
        raise UsageError(f"'{name.strip()}' may be one of several rewrites: {', '.join(found)}")
    return found or unknown(name)


def named(name: str) -> list[str]:
    """The rewrites called *name*: that one, or those whose name starts with this word, singular or plural."""
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted in ORDER:
        return [wanted]
    for word in (wanted, wanted.removesuffix("s")):
        found = [one for one in ORDER if one == word or one.startswith(word + "_")]
        if found and word:
            return found
    return []


def taking(word: str) -> list[str]:
    """The rewrites that take what *word*, singular or plural, is a word or a sign for."""
    wanted = normal(word)
    for one in (wanted, wanted.removesuffix("s")):
        if one and (found := [rewrite for rewrite in ORDER if one in called(rewrite)]):
            return found
    return []


def staying(word: str) -> str:
    """Why what *word* stands for stays, whichever rewrites run; nothing if it goes, or if it is unknown."""
    word = word.strip()
    if is_core(word):
        return "it is part of the core"
    if callable(vars(builtins).get(word)) and not word.startswith("__"):
        return "it is a builtin, a name like any other"
    return "it is a name like any other" if NAME.fullmatch(word) and not taking(word) else ""


def is_core(word: str) -> bool:
    """Does *word*, singular or plural, stand for one of the constructs of the core?"""
    return not CORE.isdisjoint((normal(word), normal(word).removesuffix("s")))


def unknown(name: str) -> list[str]:
    """The complaint that *name* is unknown, with what looks most like it."""
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    if is_forgotten(wanted):
        raise UsageError(f"rewrites/ has '{wanted}', and ORDER in rewrites/__init__.py does not name it")
    words = [word for rewrite in ORDER for word in called(rewrite) if len(word) > 3 and word.isalpha()]
    raise UsageError(f"unknown rewrite '{name}'{nearest(wanted, ORDER) or nearest(wanted, words)}")


def perhaps(found: Sequence[str]) -> str:
    """The words "did you mean" and the rewrites that are *found*, or nothing."""
    return f"; did you mean {' or '.join(repr(one) for one in found)}?" if found else ""


def nearest(wanted: str, known: Iterable[str]) -> str:
    """The words "did you mean" and the one of *known* that looks most like *wanted*, or nothing."""
    words: dict[str, str] = {}
    for one in known:
        words[one] = one
        words.setdefault(re.split("[_-]", one)[0], one)
    close = get_close_matches(wanted, words, n=1, cutoff=0.6)
    return f"; did you mean '{words[close[0]]}'?" if close else ""
