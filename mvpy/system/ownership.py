"""Whose is a file?  What others may have written is not believed, and not touched."""

from __future__ import annotations

import os
import stat

OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def is_ours(facts: os.stat_result) -> bool:
    """Whether what *facts* are of belongs to this user, and nobody else can write to it."""
    return not why_not_ours(facts)


def why_not_ours(facts: os.stat_result) -> str:
    """Who else may have written what *facts* are of, in words; empty if nobody but this user."""
    if facts.st_uid != os.geteuid():
        return "it belongs to another user"
    return "other users can write to it" if facts.st_mode & OTHERS_WRITE else ""
