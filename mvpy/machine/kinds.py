"""The six kinds of difference between what the Language Reference promises and what CPython shows beyond it.

A *plain* output does what the Reference promises; with a kind on, it does in this respect what CPython does; with all
of them on it is *exact*.  A line of a template that only a kind needs ends in that kind and the number of the fact in
the docstring's section *Exactly*:

    del methods  # release 1
"""

from __future__ import annotations

import re

KINDS = {
    "words": "the texts of the interpreter's messages",
    "frames": "frames, code objects, names of what we make, the depth of recursion",
    "release": "when finalizers run and weak references die",
    "namespace": "what `globals()`, `locals()`, `dir()` and `exec` see",
    "rebinding": "builtins that somebody replaces from outside",
    "kinds": "what `inspect` and `types` say of functions, coroutines and generators; how protocols are asked for",
}
EXACT = frozenset(KINDS)
PLAIN: frozenset[str] = frozenset()

FACT = re.compile(rf"  # ({'|'.join(KINDS)}) (\d+)$", re.MULTILINE)


def text_for(text: str, kinds: frozenset[str]) -> str:
    """The template *text* without the lines of other kinds, and without what tells the kinds."""
    lines = [line for line in text.split("\n") if not (found := FACT.search(line)) or found[1] in kinds]
    return FACT.sub("", "\n".join(lines))
