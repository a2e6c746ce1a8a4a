"""The trees of the module `ast`, made by one thread at a time.

Python 3.11 counts in one place how deep it is in the trees that its threads make, and raises a SystemError where two
of them are at it.

https://github.com/python/cpython/issues/106905
"""

from __future__ import annotations

import ast
import threading

making = threading.Lock()


def syntax_tree(text: str | bytes) -> ast.Module:
    """The tree of the program *text*.  A SyntaxError, if the running Python doesn't read it; a ValueError for a NUL."""
    with making:
        return ast.parse(text)


def expression_tree(text: str) -> ast.expr:
    """The tree of the expression *text*.  A SyntaxError, if the running Python doesn't read it."""
    with making:
        return ast.parse(text, mode="eval").body
