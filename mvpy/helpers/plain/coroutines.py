"""Coroutines and asynchronous generators as classes over generators, and what is awaited."""

from collections.abc import AsyncGenerator as AbstractAsyncGenerator
from functools import update_wrapper
from inspect import isawaitable
from sys import get_asyncgen_hooks


class Coroutine:
    """A coroutine that runs the generator *steps*, which yields for each `await` that waits."""

    fresh = True

    def __init__(self, steps):
        self.steps = steps

    def send(self, value):
        return self.steps.send(value)

    def throw(self, *error):
        return self.steps.throw(*error)

    def close(self):
        self.steps.close()

    def __await__(self):
        if not self.fresh:
            raise RuntimeError("cannot reuse already awaited coroutine")
        self.fresh = False
        return self.steps


# Exactly: words, release, kinds
def coroutine(function):
    """A function whose calls give coroutines that run the generators of *function*."""

    def call(*arguments, **keywords):
        return Coroutine(function(*arguments, **keywords))

    return update_wrapper(call, function)


class Value:
    """What an asynchronous generator gives to its consumer; what else it yields, it awaits."""

    def __init__(self, value):
        self.value = value


class AsyncGenerator(AbstractAsyncGenerator):
    """An asynchronous generator that runs the generator *steps*, which yields what is awaited, and its values as a `Value`."""

    begun = finalizer = None

    def __init__(self, steps):
        self.steps = steps

    def asend(self, value):
        tell_event_loop(self)
        return Coroutine(steps_to_value(self, self.steps.send, value))

    def athrow(self, *error):
        tell_event_loop(self)
        return Coroutine(steps_to_value(self, self.steps.throw, *error))

    def __del__(self):
        if self.finalizer is not None:
            self.finalizer(self)


def steps_to_value(generator, step, *values):
    """What the asynchronous *generator* awaits till its next value, which is returned."""
    while True:
        finalizer, generator.finalizer = generator.finalizer, None  # who has ended needs none
        try:
            result = step(*values)
        except StopIteration:
            break
        except StopAsyncIteration as error:
            raise RuntimeError("async generator raised StopAsyncIteration") from error
        generator.finalizer = finalizer
        if isinstance(result, Value):
            return result.value
        try:
            step, values = generator.steps.send, ((yield result),)
        except BaseException as error:
            step, values = generator.steps.throw, (error,)
    raise StopAsyncIteration


def tell_event_loop(generator):
    """Let the event loop know of the asynchronous *generator* before its first step, and when nobody has it any more."""
    if not generator.begun:
        generator.begun = True
        begin, generator.finalizer = get_asyncgen_hooks()
        if begin is not None:
            begin(generator)


def asynchronous_generator(function):
    """A function whose calls give asynchronous generators that run the generators of *function*."""

    def call(*arguments, **keywords):
        return AsyncGenerator(function(*arguments, **keywords))

    return update_wrapper(call, function)


# Exactly: words, release, kinds
def awaitable(value):
    """The iterator to which `await` delegates."""
    if type(value) is Coroutine and value.fresh:
        value.fresh = False
        return value.steps
    method = getattr(type(value), "__await__", None)
    if method is None and isawaitable(value):
        return value  # a generator whose function is marked as a coroutine
    iterator = None if method is None else method(value)
    if not hasattr(type(iterator), "__next__"):
        raise TypeError("object can't be used in 'await' expression")
    return iterator


# Exactly: words, release, kinds
def async_iterator(iterable):
    """What `async for` asks for items."""
    return type(iterable).__aiter__(iterable)


# Exactly: words, release, kinds
def next_awaitable(iterator):
    """The iterator to which `async for` delegates for an item."""
    return awaitable(type(iterator).__anext__(iterator))


class Given:
    """Something to await, which delegates to *iterator*."""

    def __init__(self, iterator):
        self.iterator = iterator

    def __await__(self):
        return self.iterator


# Exactly: words, release, kinds
def given(iterator):
    """What `await` can be given that is to delegate to *iterator*."""
    return Given(iterator)
