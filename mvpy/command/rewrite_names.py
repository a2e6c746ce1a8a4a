"""The names of rewrites, as users write them.

full_names(["for", "attributes"])   ->   ("for_statement", "attribute")
full_names(["wiht"])      raises UsageError("unknown rewrite 'wiht'; did you mean 'with_statement'?")
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from mvpy.errors import UsageError
from mvpy.rewrites import ORDER


def full_names(names: Iterable[str] | str) -> tuple[str, ...]:
    """The rewrites that *names* stand for, each once, in the order of *names*."""
    if isinstance(names, str):
        names = names.split(",")
    return tuple(dict.fromkeys(full for name in names for full in rewrites_called(name)))


def last_of(name: str) -> str:
    """The last rewrite that *name* stands for."""
    return rewrites_called(name)[-1]


def rewrites_called(name: str) -> list[str]:
    """The rewrites called *name*: that one, or those whose name starts with this word, singular or plural."""
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted in ORDER:
        return [wanted]
    for word in (wanted, wanted.removesuffix("s")):
        found = [one for one in ORDER if one == word or one.startswith(word + "_")]
        if found and word:
            return found
    raise UsageError(f"unknown rewrite '{name}'{nearest(wanted, ORDER)}")


def nearest(wanted: str, known: Iterable[str]) -> str:
    """The words "did you mean" and the one of *known* that looks most like *wanted*, or nothing."""
    words: dict[str, str] = {}
    for one in known:
        words[one] = one
        words.setdefault(one.split("_")[0], one)
    close = get_close_matches(wanted, words, n=1, cutoff=0.6)
    return f"; did you mean '{words[close[0]]}'?" if close else ""
