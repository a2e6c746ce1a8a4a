"""`yield from` and `await`: a generator hands its caller on to another iterator.

The compiler writes the loop into the generator itself, so the iterator's own code is called from the
generator's frame: tracebacks and recursion depth are those of the original.

    delegate = delegation(yield_from_iterator(iterable))        # or awaiting(object)
    sent = None
    running = True
    while running:
        try:
            list.append(delegate, list.pop(delegate)())
        except StopIteration as stop:
            value = stop_value(stop)
            running = False
        if running:
            try:
                sent = yield list.pop(delegate)
            except BaseException as caught:
                list.append(delegate, caught)
            resume(delegate, sent)
            sent = None
    del delegate

A delegate is a stack: the iterator; the function without parameters that takes a step to which nothing is sent;
above them the step that comes next, and then what it has given.  Three details carry weight:

1.  `resume` stands outside the handler.  What it runs must not find the thrown exception being handled;
    PEP 380's own expansion has that fault.
2.  The step is popped, and the exception is only in the list: a frame that held either while the exception
    passes through it would be a cycle, and keep every local variable alive until the garbage collector comes.
3.  What the iterator has given is popped as well: a variable would keep it while the generator is suspended.

Differs: a subgenerator that an exception is thrown into finds the exception its delegating generator is
handling, if any, in `sys.exc_info()` and as `__context__`; CPython skips the delegating generator on that
way.  Up to Python 3.11 a StopIteration thrown where the iterator has no `throw` gets the exception that the
thrower is handling as context.

https://peps.python.org/pep-0380/, https://docs.python.org/3/reference/expressions.html#await-expression
"""

from sys import modules, version_info
from types import CoroutineType, GeneratorType, MethodType

from mvpy.helpers.prelude.special import async_special_method, full_type_name, has_special, type_name


def yield_from_iterator(iterable):
    """The iterator that `yield from iterable` runs: a generator itself, else `iter(iterable)`.

    A coroutine is one only in a generator that `types.coroutine` has marked.
    https://docs.python.org/3/reference/expressions.html#yield-expressions
    """
    try:
        if type(iterable) is GeneratorType:
            return iterable
        if type(iterable) is CoroutineType:
            caller = modules["sys"]._getframe(1)
            if caller.f_code.co_flags & 0x180:
                return iterable
            raise TypeError("cannot 'yield from' a coroutine object in a non-coroutine generator")
        return iter(iterable)
    except BaseException:
        iterable = None
        raise


def awaitable(object):
    """The iterator that `await object` runs.

    https://docs.python.org/3/reference/expressions.html#await-expression
    """
    try:
        if type(object) is not CoroutineType:
            object = await_iterator(object)
            if type(object) is not CoroutineType:
                return object
        if is_suspended(object):
            raise RuntimeError("coroutine is being awaited already")
        return object
    except BaseException:
        object = None
        raise


def awaitable_of(object, method):
    """The iterator that runs what *method*, `__aenter__` or `__aexit__`, has returned in `async with`.

    https://docs.python.org/3/reference/compound_stmts.html#the-async-with-statement
    """
    try:
        if is_awaitable(object):
            return awaitable(object)
        words = "'async with' received an object from %s that does not implement __await__: %.100s"
        raise TypeError(words % (method, type_name(object)))
    except BaseException:
        object = None
        raise


def is_awaitable(object):
    """Whether *object* can be awaited, as its type tells."""
    return type(object) is CoroutineType or is_generator_coroutine(object) or has_special(object, "__await__")


def is_generator_coroutine(object):
    """Whether *object* is a generator that `types.coroutine` has marked."""
    return type(object) is GeneratorType and object.gi_code.co_flags & 0x100 != 0


def await_iterator(object):
    """*object* if it is a coroutine; else what its `__await__` returns: an iterator, and no coroutine."""
    try:
        if type(object) is CoroutineType or is_generator_coroutine(object):
            return object
        missing = []
        method = async_special_method(object, "__await__", missing)
        if method is missing:
            if version_info >= (3, 14):
                raise TypeError("'" + type_name(object) + "' object can't be awaited")
            raise TypeError("object %.100s can't be used in 'await' expression" % type_name(object))
        iterator = method()
        is_coroutine = type(iterator) is CoroutineType or is_generator_coroutine(iterator)
        if not is_coroutine and has_special(iterator, "__next__"):
            return iterator
        if version_info >= (3, 15):
            words = "%s.__await__() must return an iterator, not %s"
            raise TypeError(words % (full_type_name(object), full_type_name(iterator)))
        if is_coroutine:
            raise TypeError("__await__() returned a coroutine")
        raise TypeError("__await__() returned non-iterator of type '%.100s'" % type_name(iterator))
    except BaseException:
        iterator = None
        method = None
        object = None
        raise


def is_suspended(coroutine):
    """Whether *coroutine* has started and waits: somebody awaits it already.

    CPython asks `cr_await`, which is None for a coroutine whose await is written out as a loop.
    """
    suspended = getattr(coroutine, "cr_suspended", None)
    if suspended is not None:
        return suspended
    frame = coroutine.cr_frame
    return frame is not None and frame.f_lasti >= 0 and not coroutine.cr_running


def awaiting(object):
    """The delegate that runs what `await object` awaits, from its first value on.

    A coroutine that can be awaited is what it mostly is: no other helper is called for it.
    """
    try:
        if type(object) is CoroutineType:
            if getattr(object, "cr_suspended", True) is False:
                step = MethodType(next, object.__await__())
                return [object, step, step]
        return delegation(awaitable(object))
    except BaseException:
        object = None
        raise


def delegation(iterator):
    """The delegate that runs *iterator* from its first value on."""
    step = first_step(iterator)
    return [iterator, step, step]


def first_step(iterator):
    """A function without parameters that takes *iterator* to its next value, and sends nothing."""
    if type(iterator) is GeneratorType:
        return iterator.__next__
    if type(iterator) is CoroutineType:
        return MethodType(next, iterator.__await__())
    return MethodType(next, iterator)


def resume(delegate, sent):
    """Make the next step of *delegate* one that hands on *sent*; or the exception, if one is at its end.

    GeneratorExit closes the iterator here and goes on from here; so does an exception for an iterator
    without `throw`.  What cannot go on is let go first, since the traceback keeps the frames of helpers.
    """
    if len(delegate) > 2:
        throw_into(delegate)
        return
    if sent is None:
        delegate.append(delegate[1])
        return
    try:
        delegate.append(MethodType(delegate[0].send, sent))
    except BaseException:
        delegate.clear()
        raise
    finally:
        sent = None


def throw_into(delegate):
    """Make the next step of *delegate* throw the exception at its end; raise it if there is no way to."""
    iterator = delegate[0]
    error = delegate.pop()
    strip_own_entry(error)
    try:
        if isinstance(error, GeneratorExit):
            delegate.clear()
            close_iterator(iterator)
            iterator = None
            raise_here(error)
        throw = getattr(iterator, "throw", None)
        if throw is not None:
            delegate.append(MethodType(throw, error))
        elif version_info >= (3, 12) and isinstance(error, StopIteration):
            delegate.append(MethodType(raised, error))
        else:
            delegate.clear()
            iterator = None
            raise_here(error)
    finally:
        error = None
        iterator = None


def raised(error):
    """Raise *error*: a StopIteration, which from Python 3.12 on ends the `yield from` it is thrown at."""
    try:
        raise error
    finally:
        error = None


def raise_here(error):
    """Raise *error* as `throw()` does, by a waiting generator: `raise` would overwrite its `__context__`.

    A generator turns StopIteration into RuntimeError, so that one must be raised.
    """

    def waiting():
        yield

    try:
        if isinstance(error, StopIteration):
            raise error
        generator = waiting()
        next(generator)
        generator.throw(error)
    finally:
        error = None


def close_iterator(iterator):
    """Close *iterator* if it can be; only an error of `close()` itself counts, not one of looking for it."""
    close = None
    try:
        close = getattr(iterator, "close", None)
    except BaseException:
        close = None
    try:
        if close is not None:
            close()
    finally:
        close = None
        iterator = None


def strip_own_entry(error):
    """Take off *error*'s traceback the entry that throwing it into the generator has added."""
    entry = error.__traceback__
    if entry is not None:
        BaseException.with_traceback(error, entry.tb_next)
