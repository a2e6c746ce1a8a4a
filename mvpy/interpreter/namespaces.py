"""Builtins that ask who calls them."""

from __future__ import annotations

import builtins
import sys
from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mvpy.interpreter.frames import UNBOUND, Frame


def calling(frame: Frame, function: Callable[..., Any], positional: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
    """Call *function* for *frame*: the one place from which a program calls anything.

    A copy of this function is run whose globals are those of the program.  So builtins and library functions that
    look at their caller see the program: `globals`, `warnings.warn`, `collections.namedtuple`.
    """
    return function(*positional, **keywords)


def caller() -> Frame:
    """The frame of the program that has called the builtin that asks."""
    frame = sys._getframe(2)
    while frame.f_code is not calling.__code__ and frame.f_back is not None:
        frame = frame.f_back
    found: Frame = frame.f_locals["frame"]
    return found


def variables(frame: Frame) -> dict[str, Any]:
    """The namespace of *frame*: of a module itself, of a function a copy."""
    if frame.definition is None:
        return frame.globals
    return {name: cell.value for name, cell in frame.cells.items() if cell.value is not UNBOUND}


def locals() -> dict[str, Any]:
    """As the builtin."""
    return variables(caller())


def vars(*objects: Any) -> Any:
    """As the builtin."""
    return builtins.vars(*objects) if objects else variables(caller())


def dir(*objects: Any) -> list[str]:
    """As the builtin."""
    return builtins.dir(*objects) if objects else sorted(variables(caller()))


def exec(source: Any, globals: Any = None, locals: Any = None, /, **options: Any) -> None:
    """As the builtin; the host runs what is given as a text."""
    frame = caller()
    if globals is None:
        globals, locals = frame.globals, variables(frame) if locals is None else locals
    builtins.exec(source, globals, locals, **options)


def eval(source: Any, globals: Any = None, locals: Any = None, /) -> Any:
    """As the builtin; the host evaluates what is given as a text."""
    frame = caller()
    if globals is None:
        globals, locals = frame.globals, variables(frame) if locals is None else locals
    return builtins.eval(source, globals, locals)


BUILTINS: Mapping[str, Any] = ChainMap(
    {function.__name__: function for function in (locals, vars, dir, exec, eval)}, builtins.__dict__
)
