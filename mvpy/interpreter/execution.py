"""What each construct does.

    run       a frame, until it returns, waits at a `yield`, or is left by an exception
    step      one statement, or the end of a suite
    evaluate  an expression
"""

from __future__ import annotations

import sys
from functools import partial
from types import FunctionType
from typing import Any

from mvpy.interpreter.frames import Block, Cell, Frame, Returned, Yielded
from mvpy.interpreter.functions import bound
from mvpy.interpreter.generators import Generator
from mvpy.interpreter.namespaces import BUILTINS, calling
from mvpy.interpreter.syntax import (
    Assignment, Call, Definition, Evaluation, Expression, Integer, Name, Nonlocal, Raise, Return, Suite, Try, While, Yield,
)  # fmt: skip

Outcome = Returned | Yielded


def run_module(suite: Suite, namespace: dict[str, Any]) -> None:
    """Run the statements of a module, whose names are those of *namespace*."""
    run(Frame(None, "<module>", namespace, {}, [Block(suite)], BUILTINS))


def run(frame: Frame, sent: Any = None, thrown: BaseException | None = None) -> Outcome:
    """Run *frame*; the `yield` at which it may wait has the value *sent*, or raises what is *thrown*."""
    while frame.blocks:
        handled = frame.blocks[-1].handled
        try:
            if handled is None:
                outcome = step(frame, sent, thrown)
            else:
                outcome = step_while_handling(handled, frame, sent, thrown)
        except BaseException as error:
            if not frame.catch(error):
                raise
        else:
            if outcome is not None:
                return outcome
    return Returned(None)


def step_while_handling(
    handled: BaseException, frame: Frame, sent: Any, thrown: BaseException | None
) -> Outcome | None:
    """A step while the host, too, handles what is *handled*.

    So `raise` alone raises it, it becomes the `__context__` of what is raised, and `sys.exception()` tells it, in
    all that is called from here.
    """
    traceback, context = handled.__traceback__, handled.__context__
    try:
        raise handled
    except BaseException:
        handled.__traceback__, handled.__context__ = traceback, context
        return step(frame, sent, thrown)


def step(frame: Frame, sent: Any, thrown: BaseException | None) -> Outcome | None:
    """Run the next statement of the innermost suite, or end that; what makes the frame stop, if it does."""
    block = frame.blocks[-1]
    if frame.waiting is not None:
        statement, frame.waiting = frame.waiting, None
        if thrown is not None:
            raise thrown
        if statement.name is not None:
            frame.store(statement.name, sent)
        return None
    if block.caught:
        return choose_handler(frame, block)
    if block.at == len(block.suite):
        if block.loop is not None and evaluate(block.loop.test, frame):
            block.at = 0
        else:
            frame.leave()
        return None
    block.at += 1
    match statement := block.suite[block.at - 1]:
        case Assignment(_, name, value):
            frame.store(name, evaluate(value, frame))
        case Evaluation(_, value):
            evaluate(value, frame)
        case Definition():
            frame.store(statement.name, function_of(statement, frame))
        case While(_, _, suite):  # as if it had just ended: the test comes next
            frame.blocks.append(Block(suite, block.handled, len(suite), loop=statement))
        case Try(_, suite, handlers):
            frame.blocks.append(Block(suite, block.handled, handlers=handlers))
        case Return(_, value):
            returned = evaluate(value, frame)
            while frame.blocks:
                frame.leave()
            return Returned(returned)
        case Yield(_, _, value):
            yielded = evaluate(value, frame)
            frame.waiting = statement
            return Yielded(yielded)
        case Raise(_, None):
            raise
        case Raise(_, value):
            raise evaluate(value, frame)
        case Nonlocal():  # it has said what it has to say before anything ran
            pass
    return None


def choose_handler(frame: Frame, block: Block) -> None:
    """Begin the first handler that takes what is handled, or raise it again."""
    error, frame.blocks[-1:] = block.handled, []
    for handler in block.handlers:
        kinds = BaseException if handler.kind is None else evaluate(handler.kind, frame)
        if takes(kinds, error):
            if handler.name is not None:
                frame.store(handler.name, error)
            frame.blocks.append(Block(handler.suite, error, name=handler.name))
            return
    raise


def takes(kinds: Any, error: BaseException | None) -> bool:
    """Does a handler for *kinds*, a class or a tuple of classes, take *error*?"""
    for kind in kinds if isinstance(kinds, tuple) else (kinds,):
        if not (isinstance(kind, type) and issubclass(kind, BaseException)):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
    return any(kind in type(error).__mro__ for kind in (kinds if isinstance(kinds, tuple) else (kinds,)))


def evaluate(expression: Expression | None, frame: Frame) -> Any:
    """The value of *expression*; None where there is none."""
    match expression:
        case Name(name):
            return frame.load(name)
        case Integer(value):
            return value
        case Call():
            return call(expression, frame)
    return None


def call(expression: Call, frame: Frame) -> Any:
    """Evaluate the function, then the arguments from left to right, and call it."""
    function = evaluate(expression.function, frame)
    positional: list[Any] = []
    keywords: dict[str, Any] = {}
    for how, value in expression.positional:
        if how:
            positional.extend(evaluate(value, frame))
        else:
            positional.append(evaluate(value, frame))
    for how, value in expression.keywords:
        argument = evaluate(value, frame)
        named = {**argument} if how == "**" else {how: argument}
        if twice := keywords.keys() & named.keys():
            raise TypeError(f"{function} got multiple values for keyword argument {min(twice)!r}")
        keywords.update(named)
    return FunctionType(calling.__code__, frame.globals)(frame, function, positional, keywords)


def function_of(definition: Definition, around: Frame) -> FunctionType:
    """The function that a `def` makes, whose defaults are evaluated now, and whose calls have a frame each."""
    parameters = definition.parameters
    defaults = {name: evaluate(value, around) for name, value in parameters.defaults.items()}
    shared = {name: around.cells[name] for name in definition.free}

    def enter(positional: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        values = bound(definition.name, parameters, defaults, positional, keywords)
        cells = shared | {name: Cell() for name in definition.local}
        for name, value in values.items():
            cells[name].value = value
        frame = Frame(definition, qualname, around.globals, cells, [Block(definition.suite)], BUILTINS)
        if not definition.is_generator:
            return run(frame).value
        frame.waiting = Yield(definition.line, None, None)  # as if at a `yield` above its first statement
        return Generator(partial(run, frame), function.__name__, function.__qualname__)

    def template(*positional: Any, **keywords: Any) -> Any:
        return enter(positional, keywords)

    qualname = definition.name if around.definition is None else f"{around.qualname}.<locals>.{definition.name}"
    # The host's function belongs to the program's module: it is asked for that by `__module__` and `__globals__`.
    function = FunctionType(template.__code__, around.globals, definition.name, None, template.__closure__)
    function.__qualname__ = qualname
    positional = tuple(defaults[name] for name in parameters.positional if name in defaults)
    function.__defaults__ = positional or None
    function.__kwdefaults__ = {name: defaults[name] for name in parameters.keyword_only if name in defaults} or None
    return function
