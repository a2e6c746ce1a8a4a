"""Is there nothing in a program that a Python does not read?  A look at its text, long before it would be parsed.

    may_hold_newer(text, (3, 8))       False is a promise; True says that somebody has to look

A hint is asked twice.  Its first pattern looks at the text as it is.  Where that finds something, comments and strings
go, and the second looks at the *levels*: what is between two brackets, with a sign in the place of inner brackets.
F-strings that older Pythons read are told by one pattern that the whole text must fit.
"""

from __future__ import annotations

import re

from mvpy.reading.old_strings import fits_old_strings, without_strings
from mvpy.rewrites.lowering.hint_patterns import ASYNCHRONOUS, AWAITING, GROUP, ITEMS
from mvpy.rewrites.lowering.hint_table import HINTS

INNERMOST = re.compile(r"\([^()\[\]{}]*+\)|\[[^()\[\]{}]*+\]|\{[^()\[\]{}]*+\}")
WAITING = re.compile(r"\b(?:async|await)\b")


def may_hold_newer(text: str, version: tuple[int, int]) -> bool:
    """May there be something in *text* that CPython of *version* does not read?"""
    text = "\n" + text.replace("\r\n", "\n").replace("\r", "\n")  # so that each line begins with one
    if version < (3, 14) and not fits_old_strings(text, templates_only=version >= (3, 12)):
        return True
    mirror = text[::-1]
    found = [
        one
        for hints in HINTS.values()
        for one in hints
        if one.within <= version < one.since
        and one.sign in text
        and one.first.search(mirror if one.mirrored else text)
    ]
    if not found:
        return False
    if not all(one.second for one in found) or not fits_old_strings(text):
        return True
    code, fields = without_strings(text)
    levels, flat = levels_of(code)
    seconds = {(one.second, one.by_line) for one in found if one.second}
    if any(second.search(flat if by_line else levels) for second, by_line in seconds):
        return True
    return bool(fields) and any(one.in_fields and one.first.search(fields) for one in found)


def levels_of(code: str) -> tuple[str, str]:
    """*code*, in which there are no strings, such that no brackets are in others: a sign stands for those.

    The first text has all that is between brackets at its place; the second has it apart, each on lines of its own,
    and then what is in no brackets.
    """
    stages, groups = [], list[str]()
    while found := INNERMOST.findall(code):
        stages.append(code)
        groups += [group[1:-1] for group in found]
        code = INNERMOST.sub(sign, code)
    return "\n".join(stages), "\n".join([*groups, code])


def sign(group: re.Match[str]) -> str:
    """What stands for the brackets *group*."""
    text = group[0]
    if text[0] != "(" and "for" in text and (WAITING.search(text) or AWAITING in text):
        return ASYNCHRONOUS
    plain = GROUP if text[0] == "(" else ITEMS
    return plain + AWAITING if WAITING.search(text) or AWAITING in text else plain
