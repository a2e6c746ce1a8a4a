"""Which uses of the standard library an older, or newer, Python does not have.

    uses_too_new(text, (3, 8))      a LibraryUse for each, in order
    sentence("a.py", use)           a.py:3:8: `tomllib` is there from Python 3.11 on

What is known, and what is not: docs/library.md.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Collection

from mvpy.library.scanning import scanned
from mvpy.library.table import Version, words_for
from mvpy.library.uses import LibraryUse, sentence, words
from mvpy.tree.syntax_trees import syntax_tree

WORD = re.compile(r"[^\W\d]\w*")
SILENCED = re.compile(r"#.*\bmvpy: *have\b")


def uses_too_new(text: str, version: Version, own: Collection[str] = ()) -> list[LibraryUse]:
    """Each use of something in *text*, a program, that the standard library of *version* does not have.

    *own* are the names of modules of the program itself, which hide those of the library.  A line with the comment
    `# mvpy: have` is not looked at.  A SyntaxError or SourceError if *text* is no program.
    """
    if words_for(version).isdisjoint(WORD.findall(text)) and "|" not in text:
        return []
    found = scanned(tree_of(text), text, version, frozenset(own))
    lines = text.split("\n")
    return [one for one in found if not SILENCED.search(lines[one.line - 1])]


def tree_of(text: str) -> ast.Module:
    """The tree of *text*; what is newer than the Python that runs this becomes something older on the same lines."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return syntax_tree(text)
        except SyntaxError:
            pass
        from mvpy.reading.older_syntax import InOlderSyntax  # start-up: libcst, 60 ms, is for newer syntax
        from mvpy.reading.parsing import parse

        return syntax_tree(parse(text).visit(InOlderSyntax()).code)


__all__ = ["LibraryUse", "sentence", "uses_too_new", "words"]
