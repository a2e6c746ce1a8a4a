"""What the host is to see: the program, where it would see the interpreter.

Nothing here belongs to the meaning of the core.  An interpreter that is not made of another one needs nothing
of it but the builtins at the end, which ask who has called them.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FunctionType, TracebackType
from typing import Any

from mvpy.interpreter.frames import UNBOUND, Code, Frame, Returned, Yielded
from mvpy.interpreter.syntax import Definition

OURS = str(Path(__file__).parent)


def code_of(
    definition: Definition | None, qualname: str, namespace: dict[str, Any], step: Any, file: str
) -> Code:
    """What the frames of a function, or of a module, have in common; *namespace* is that of the module.

    The host runs a *step* of them in a frame that is called as they are, and *calling* in one whose globals
    are theirs.
    """
    name = "<module>" if definition is None else definition.name
    # Without places in the source: or its columns would be underlined in lines of the program.
    no_places = b"\xff" * (len(step.__code__.co_code) // 16 + 1)
    code = step.__code__.replace(co_name=name, co_qualname=qualname, co_filename=file, co_linetable=no_places)
    namespaces = (namespace, INSTEAD, builtins.__dict__)
    calls = FunctionType(calling.__code__.replace(co_name=name, co_qualname=qualname), namespace)
    return Code(definition, qualname, namespaces, FunctionType(code, step.__globals__), calls, file)


def host_function(code: Code, name: str, enter: Callable[..., Any]) -> FunctionType:
    """The function for what is in *code*, a call of which the host is to *enter*.

    It belongs to the program's module: it is asked for that by `__module__` and `__globals__`.
    """

    def template(*positional: Any, **keywords: Any) -> Any:
        return enter(function, positional, keywords)

    as_named = template.__code__.replace(co_name=name, co_qualname=code.qualname)
    function = FunctionType(as_named, code.namespaces[0], name, None, template.__closure__)
    function.__qualname__ = code.qualname
    return function


def described(function: Any) -> str:
    """What the host calls *function* in its messages."""
    module, name = (getattr(function, attribute, "") for attribute in ("__module__", "__qualname__"))
    return f"{module}.{name}()" if module and name else str(function)


def step_while_handling(handled: BaseException, frame: Frame) -> Returned | Yielded | None:
    """A step while the host, too, handles what is *handled*.

    So `raise` alone raises it, it becomes the `__context__` of what is raised, and `sys.exception()` tells
    it, in all that is called from here.
    """
    traceback, contexts = handled.__traceback__, [(handled, handled.__context__)]
    other = sys.exception()
    while other is not None and all(other is not error for error, _ in contexts):
        contexts.append((other, other.__context__))
        other = other.__context__
    try:
        raise handled
    except BaseException:
        # All is as it was before: for the program, nothing was raised here.
        BaseException.__setattr__(handled, "__traceback__", traceback)
        for error, context in contexts:
            BaseException.__setattr__(error, "__context__", context)
        return frame.code.step(frame)


def retold(trace: TracebackType | None) -> TracebackType | None:
    """*trace*, which begins in `run`, with an entry for each line of the program, none of the interpreter."""
    entries: list[tuple[TracebackType, int]] = []
    told = None
    while trace is not None:
        frame, line = trace.tb_frame, trace.tb_lineno
        if frame.f_code.co_filename.startswith(OURS):
            if frame.f_code.co_name == "run" and entries:
                told = trace.tb_next  # by that `run`
                break
            line = 0
        elif frame.f_globals.get("__package__") == __package__:  # a step; one that raises again is no entry
            statement = frame.f_locals.get("statement")
            line = statement.line if statement and statement != (statement.line, None) else 0
        if line:
            entries.append((trace, line))
        trace = trace.tb_next
    for entry, line in reversed(entries):
        if entry.tb_next is not told or entry.tb_lineno != line:  # or it is retold already
            entry = TracebackType(told, entry.tb_frame, entry.tb_lasti, line)
        told = entry
    return told


def calling(
    frame: Frame, function: Callable[..., Any], positional: Sequence[Any], keywords: Mapping[str, Any]
) -> Any:
    """Call *function* for *frame*: the one place from which a program calls anything.

    A copy of this function is run whose globals are those of the program.  So builtins and library functions
    that look at their caller see the program: `globals`, `warnings.warn`, `collections.namedtuple`.
    """
    return function(*positional, **keywords)


def caller() -> Frame:
    """The frame of the program that has called the builtin that asks."""
    frame = sys._getframe(2)
    while not isinstance(frame.f_locals.get("frame"), Frame) and frame.f_back is not None:
        frame = frame.f_back
    found: Frame = frame.f_locals["frame"]
    return found


def variables(frame: Frame) -> dict[str, Any]:
    """The namespace of *frame*: of a module itself, of a function a copy."""
    if frame.code.definition is None:
        return frame.code.namespaces[0]
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
    if globals is None:
        frame = caller()
        globals, locals = frame.code.namespaces[0], variables(frame) if locals is None else locals
    builtins.exec(source, globals, locals, **options)


def eval(source: Any, globals: Any = None, locals: Any = None, /) -> Any:
    """As the builtin; the host evaluates what is given as a text."""
    if globals is None:
        frame = caller()
        globals, locals = frame.code.namespaces[0], variables(frame) if locals is None else locals
    return builtins.eval(source, globals, locals)


class super(builtins.super):
    """As the builtin; without arguments, it takes `__class__` and the first argument of who calls it."""

    __slots__ = ()

    def __init__(self, *arguments: Any) -> None:
        if not arguments:
            frame = caller()
            if frame.code.definition is None or not frame.code.definition.parameters.positional:
                raise RuntimeError("super(): no arguments")
            first = frame.cells[frame.code.definition.parameters.positional[0]].value
            if first is UNBOUND:
                raise RuntimeError("super(): arg[0] deleted")
            cell = frame.cells.get("__class__")
            if cell is None or cell.value is UNBOUND:
                raise RuntimeError("super(): __class__ cell not found")
            arguments = (cell.value, first)
        builtins.super.__init__(self, *arguments)


INSTEAD: dict[str, Any] = {one.__name__: one for one in (locals, vars, dir, exec, eval, super)}
