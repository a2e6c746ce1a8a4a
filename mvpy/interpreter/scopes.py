"""Who binds a name.

A name that a function binds anywhere (a parameter, `=`, `def`, `except … as`, `yield`'s target) is local in all of it, unless
`nonlocal` says otherwise.  A name that it does not bind belongs to the nearest function around it that does; if there
is none, to the module.  All of this is decided before anything runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from mvpy.interpreter.syntax import (
    Assignment, Call, Definition, Evaluation, Expression, Name, Nonlocal, Raise, Return, Statement, Suite, Try, While, Yield,
)  # fmt: skip


def resolve(suite: Suite, around: frozenset[str]) -> frozenset[str]:
    """Say of each function in *suite* what is local and free in it; *around* are the variables of functions around.

    Gives the names that these functions take from around themselves.
    """
    taken: set[str] = set()
    for statement in statements_in(suite):
        if isinstance(statement, Definition):
            names = list(statements_in(statement.suite))
            not_local = {name for one in names if isinstance(one, Nonlocal) for name in one.names}
            bound = {*statement.parameters.names(), *(name for one in names for name in bound_by(one))}
            check_nonlocal(statement, not_local, around)
            statement.local = frozenset(bound - not_local)
            statement.is_generator = any(isinstance(one, Yield) for one in names)
            inside = resolve(statement.suite, around | statement.local)
            used = not_local.union(inside, *(read_by(one) for one in names))
            statement.free = frozenset(used & around - statement.local)
            taken |= statement.free
    return frozenset(taken)


def statements_in(suite: Suite) -> Iterator[Statement]:
    """All statements in *suite*, also those in loops and handlers, but not those in functions."""
    for statement in suite:
        yield statement
        match statement:
            case While():
                yield from statements_in(statement.suite)
            case Try():
                yield from statements_in(statement.suite)
                for handler in statement.handlers:
                    yield from statements_in(handler.suite)


def bound_by(statement: Statement) -> Iterator[str]:
    """The names that *statement* itself binds."""
    match statement:
        case Assignment(name=str(name)) | Yield(name=str(name)) | Definition(name=name):
            yield name
        case Try(handlers=handlers):
            yield from (handler.name for handler in handlers if handler.name is not None)


def read_by(statement: Statement) -> set[str]:
    """The names that occur in the expressions of *statement* itself."""
    match statement:
        case Evaluation(value=value) | Assignment(value=value) | Yield(value=value) | Return(value=value) | Raise(value=value):
            return names_in(value)
        case While(test=test):
            return names_in(test)
        case Try(handlers=handlers):
            return set().union(*(names_in(handler.kind) for handler in handlers))
        case Definition(parameters=parameters):
            return set().union(*map(names_in, parameters.defaults.values()))
    return set()


def names_in(expression: Expression | None) -> set[str]:
    """The names that occur in *expression*."""
    match expression:
        case Name(name):
            return {name}
        case Call(function, positional, keywords):
            arguments = (names_in(argument.value) for argument in positional + keywords)
            return names_in(function).union(*arguments)
    return set()


def check_nonlocal(function: Definition, names: set[str], around: frozenset[str]) -> None:
    """A SyntaxError if one of *names*, which *function* says are nonlocal, is a variable of no function *around*."""
    for name in sorted(names):
        if name not in around or name in function.parameters.names():
            raise SyntaxError(f"line {function.line}: no function around {function.name} has a variable {name}")


def check_module(suite: Suite) -> None:
    """A SyntaxError if something in *suite* has a meaning in functions only."""
    for statement in statements_in(suite):
        if isinstance(statement, Return | Yield | Nonlocal):
            words = type(statement).__name__.lower()
            raise SyntaxError(f"line {statement.line}: {words} stands in no function")
