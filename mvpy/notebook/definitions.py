"""The source of a function or a class that a notebook knows: the whole text that it stands in, and its lines there."""

from __future__ import annotations

import builtins
import inspect
import linecache
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from types import CodeType, MethodType, ModuleType
from typing import Any

from mvpy.command.parts import Lines, definitions_in, whole_statements
from mvpy.errors import UsageError
from mvpy.reading.misspelt import Misspelt


def named(name: str, namespace: Mapping[str, Any]) -> Any:
    """What the dotted *name* means in *namespace*: of a class what it says, and not what that gives when it is asked."""
    first, *rest = name.split(".")
    known = {**vars(builtins), **namespace}
    if first not in known:
        raise UsageError(f"there is no '{first}' in this notebook")
    found = known[first]
    for i, part in enumerate(rest, 1):
        try:
            found = inspect.getattr_static(found, part) if isinstance(found, type) else getattr(found, part)
        except AttributeError:
            raise UsageError(f"'{'.'.join([first, *rest][:i])}' has no '{part}'") from None
    return found


def bare(thing: Any) -> Any:
    """The function or class that *thing* stands for: a method, a property, a wrapper."""
    while True:
        if isinstance(thing, (staticmethod, classmethod, MethodType)):
            thing = thing.__func__
        elif isinstance(thing, property):
            thing = thing.fget
        elif isinstance(thing, (partial, cached_property)):
            thing = thing.func
        elif hasattr(thing, "__wrapped__"):
            thing = thing.__wrapped__
        else:
            return thing


def source_of(name: str, namespace: Mapping[str, Any], cells: Iterable[str]) -> tuple[str, str, Lines]:
    """The text in which the function or class *name* is, what that is called, and its lines.

    *namespace* and *cells*, the texts that have been run, the last at the end, are those of the notebook.
    """
    thing = bare(named(name, namespace))
    code = getattr(thing, "__code__", None)
    if isinstance(code, CodeType):
        text = "".join(linecache.getlines(code.co_filename, getattr(thing, "__globals__", None)))
        lines = lines_of(qualified(thing), text, code.co_firstlineno)
        if lines:
            return text, code.co_filename if os.path.exists(code.co_filename) else "cell", lines
    elif isinstance(thing, type):
        for text in texts_of_class(thing, cells):
            lines = lines_of(qualified(thing), text)
            if lines:
                return text, name, lines
    raise UsageError(f"'{name}' {why_not(thing)}")


def why_not(thing: Any) -> str:
    """Why there is no source of *thing*."""
    if isinstance(thing, ModuleType):
        return "is a module: use `!mvpy desugar FILE`"
    if isinstance(thing, type) or callable(thing):
        return "has no source in Python that can be found"
    return "is no function and no class"


def qualified(thing: Any) -> str:
    """The name of *thing* with those of what it stands in."""
    return str(thing.__qualname__).replace(".<locals>", "")


def texts_of_class(thing: type, cells: Iterable[str]) -> list[str]:
    """The texts in which the class *thing* may be: that of its module, or those of the notebook, the last first."""
    file = getattr(sys.modules.get(thing.__module__), "__file__", None)
    return ["".join(linecache.getlines(file))] if file else list(cells)[::-1]


def lines_of(name: str, text: str, line: int = 0) -> Lines | None:
    """The lines of the definition *name* in *text*, the one around *line* if that is given; or of the statement there."""
    try:
        known = [one.lines for one in definitions_in(text) if one.name == name]
    except Misspelt:
        return None
    around = [lines for lines in known if not line or lines[0] <= line <= lines[1]]
    if around:
        return around[-1]
    # A lambda has no definition.
    return whole_statements(text, (line, line)) if 0 < line <= text.count("\n") + 1 else None
