"""What each construct does.

run       a frame, until it returns, waits at a `yield`, or is left by an exception
step      one statement, or the end of a suite
evaluate  an expression
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

from mvpy.interpreter.frames import UNBOUND, Block, Cell, Frame, Returned, Yielded
from mvpy.interpreter.functions import bound
from mvpy.interpreter.generators import Generator
from mvpy.interpreter.hosting import code_of, described, host_function, retold, step_while_handling
from mvpy.interpreter.syntax import (
    Assignment, Call, Definition, Expression, Handler, Name, Nonlocal, Raise, Return, Statement, Suite, Try, While, Yield,
)  # fmt: skip


def run_module(suite: Suite, namespace: dict[str, Any], file: str) -> None:
    """Run the statements of a module, which is in *file*, and whose names are those of *namespace*."""
    run(Frame(code_of(None, "<module>", namespace, step, file), {}, [Block(suite)]))


def run(frame: Frame) -> Returned | Yielded:
    """Run *frame*, from where it is."""
    while frame.blocks:
        handled = frame.blocks[-1].handled
        try:
            outcome = frame.code.step(frame) if handled is None else step_while_handling(handled, frame)
        except BaseException as error:
            BaseException.with_traceback(error, retold(error.__traceback__))
            if not frame.catch(error):
                raise
        else:
            if outcome is not None:
                return outcome
    return Returned(None)


def step(frame: Frame) -> Returned | Yielded | None:
    """Run the next statement of the innermost suite, or end that; how the frame stops, if it does."""
    block = frame.blocks[-1]
    statement: Statement | Handler | None
    if frame.waiting is not None:
        statement, frame.waiting = frame.waiting, None
        if frame.thrown is not None:
            frame.throw()
        if statement.name is not None:
            frame.store(statement.name, frame.sent)
        return None
    if block.caught:  # ask one handler; if none is left, nobody here takes it
        if block.at == len(block.handlers):
            frame.leave()
            raise
        block.at += 1
        statement = handler = block.handlers[block.at - 1]
        if handler.kind is None or takes(evaluate(handler.kind, frame), block.handled):
            frame.leave()
            if handler.name is not None:
                frame.store(handler.name, block.handled)
            frame.blocks.append(Block(handler.suite, block.handled, name=handler.name))
        return None
    if block.at == len(block.suite):
        statement = block.loop
        if block.loop is not None and evaluate(block.loop.test, frame):
            block.at = 0
        else:
            frame.leave()
        return None
    block.at += 1
    statement = block.suite[block.at - 1]
    match statement:
        case Assignment(_, name, value):
            result = evaluate(value, frame)
            if name is not None:
                frame.store(name, result)
        case Definition() as definition:
            frame.store(definition.name, function_of(definition, frame))
        case While(_, _, suite) as loop:  # as if it had just ended: the test comes next
            frame.blocks.append(Block(suite, block.handled, len(suite), loop=loop))
        case Try(_, suite, handlers):
            frame.blocks.append(Block(suite, block.handled, handlers=handlers))
        case Return(_, value):
            returned = evaluate(value, frame)
            while frame.blocks:
                frame.leave()
            return Returned(returned)
        case Yield(_, _, value) as waiting:
            yielded = evaluate(value, frame)
            frame.waiting = waiting
            return Yielded(yielded)
        case Raise(_, None):  # what is being handled, here or by a caller: the host knows it
            raise
        case Raise(_, value):
            raise evaluate(value, frame)
        case Nonlocal():  # it has said what it has to say before anything ran
            pass
    return None


def takes(kinds: Any, error: BaseException | None) -> bool:
    """Does a handler for *kinds*, a class or a tuple of classes, take *error*?"""
    classes = kinds if isinstance(kinds, tuple) else (kinds,)
    if not all(isinstance(kind, type) and issubclass(kind, BaseException) for kind in classes):
        raise TypeError("catching classes that do not inherit from BaseException is not allowed")
    return any(kind in type(error).__mro__ for kind in classes)


def evaluate(expression: Expression | None, frame: Frame) -> Any:
    """The value of *expression*; None where there is none."""
    if isinstance(expression, Name):
        return frame.load(expression.name)
    if isinstance(expression, Call):
        return call(expression, frame)
    return None if expression is None else expression.value


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
    for name, value in expression.keywords:
        argument = evaluate(value, frame)
        if name == "**" and not hasattr(argument, "keys"):
            raise TypeError("argument after ** must be a mapping")
        names = argument.keys() if name == "**" else (name,)
        for key in names:
            if key in keywords:
                words = f"got multiple values for keyword argument {key!r}"
                raise TypeError(f"{described(function)} {words}")
            keywords[key] = argument[key] if name == "**" else argument
    return frame.code.calling(frame, function, positional, keywords)


def function_of(definition: Definition, around: Frame) -> FunctionType:
    """The function that a `def` makes: its defaults are evaluated now, and each call has a frame."""
    name, parameters, scope = definition.name, definition.parameters, definition.scope
    qualname = name if around.code.definition is None else f"{around.code.qualname}.<locals>.{name}"
    code = code_of(definition, qualname, around.code.namespaces[0], step, around.code.file)
    shared = {name: around.cells[name] for name in scope.free}

    def enter(function: FunctionType, positional: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        values = bound(function, parameters, positional, keywords)
        cells = {name: Cell(values.get(name, UNBOUND)) for name in scope.local} | shared
        frame = Frame(code, cells, [Block(definition.suite)])
        if not scope.is_generator:
            return run(frame).value
        frame.waiting = Yield(definition.line, None, None)  # as if at a `yield` above its first statement
        return Generator(frame, run, function.__name__)

    function = host_function(code, name, enter)
    defaults = {name: evaluate(value, around) for name, value in parameters.defaults.items()}
    keyword_only = {name: defaults.pop(name) for name in parameters.keyword_only if name in defaults}
    function.__defaults__, function.__kwdefaults__ = tuple(defaults.values()) or None, keyword_only or None
    return function
