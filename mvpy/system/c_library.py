"""Functions of the C library, where it can be reached."""

from __future__ import annotations

from functools import cache
from typing import Any

try:
    import ctypes
except ImportError:  # a browser's Python has none
    ctypes = None  # type: ignore[assignment]  # then no function is found


@cache
def c_function(name: str, arguments: str = "") -> Any:
    """The function *name* of the C library, None where there is none.

    *arguments* are the types of its arguments, as ctypes calls them: "int char_p uint"; what is not said, ctypes guesses.
    """
    try:
        function = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return None
    if arguments:
        function.argtypes = [getattr(ctypes, f"c_{word}") for word in arguments.split()]
    return function
