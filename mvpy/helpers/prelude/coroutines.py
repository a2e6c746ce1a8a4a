"""Coroutine functions and async generator functions, made from generator functions, and `async for`."""

from operator import setitem
from sys import modules
from types import AsyncGeneratorType, CoroutineType

from mvpy.helpers.prelude.delegation import await_iterator
from mvpy.helpers.prelude.functions import reflagged
from mvpy.helpers.prelude.raising import set_cause
from mvpy.helpers.prelude.special import async_special_method, has_special, type_name


def async_iterator(iterable):
    """`__aiter__()` of *iterable*, which must have `__anext__`; it is not awaited.

    https://docs.python.org/3/reference/compound_stmts.html#the-async-for-statement
    """
    missing = []
    try:
        method = async_special_method(iterable, "__aiter__", missing)
        if method is missing:
            raise TypeError(
                "'async for' requires an object with __aiter__ method, got %.100s" % type_name(iterable)
            )
        iterator = method()
        if has_special(iterator, "__anext__"):
            return iterator
        words = "'async for' received an object from __aiter__ that does not implement __anext__: %.100s"
        raise TypeError(words % type_name(iterator))
    except BaseException:
        iterator = None
        method = None
        iterable = None
        raise


def next_awaitable(iterator):
    """The iterator that awaits the next item of the async *iterator*; ready for the loop of delegation.py.

    https://docs.python.org/3/reference/compound_stmts.html#the-async-for-statement
    """
    missing = []
    try:
        if type(iterator) is AsyncGeneratorType:
            return iterator.__anext__()
        method = async_special_method(iterator, "__anext__", missing)
        if method is missing:
            raise TypeError(
                "'async for' requires an iterator with __anext__ method, got %.100s" % type_name(iterator)
            )
        return next_of(method())
    except BaseException:
        method = None
        iterator = None
        raise


def next_of(item):
    """The iterator that awaits what `__anext__()` has returned, *item*."""
    try:
        return await_iterator(item)
    except BaseException as error:
        try:
            raise not_to_be_awaited(item, error)
        finally:
            item = None


def not_to_be_awaited(item, reason):
    """The error of `async for` for an *item* that `__anext__` gave: it can't be awaited, for a *reason*.

    Made here, for a frame that held it while it passes through would be a cycle.
    """
    words = "'async for' received an invalid object from __anext__: %.100s"
    error = TypeError(words % type_name(item))
    set_cause(error, reason)
    return error


def given(iterator):
    """An awaitable object that is awaited by running *iterator*."""

    def run(self):
        if type(iterator) is CoroutineType:
            return iterator.__await__()
        return iterator

    return type("given", (), {"__await__": run})()


def coroutine(function):
    """A coroutine function that runs the generator function *function*; every `yield` in it suspends.

    https://peps.python.org/pep-0492/
    """
    if can_reflag():
        return reflagged(function, 0x20, 0x80)
    return looking_like(coroutine_maker(function), function)


def can_reflag(kept=[]):
    """Whether a generator function becomes a coroutine function here when the flags of its code change."""

    def probe():
        yield

    if not kept:
        try:
            made = reflagged(probe, 0x20, 0x80)()
            made.close()
            kept.append(hasattr(made, "cr_frame"))
        except BaseException:
            kept.append(False)
    return kept[0]


def async_generator(function, awaits):
    """An async generator function that runs the generator function *function*.

    Its `yield wrapped(value, awaits)` gives a value to the consumer, its `yield suspension()(suspending(value))` is
    an await suspended; *awaits* says whether it has any of the second kind.  Up to Python 3.10 CPython wraps
    whatever such a function yields; so there its suspensions are patched, or it is run by another.
    https://peps.python.org/pep-0525/
    """
    wrapper = value_wrapper()
    if wrapper[0] == "stand-in":
        return looking_like(async_generator_maker(function), function)
    if wrapper[0] == "flags" and awaits:
        if not can_suspend():
            return looking_like(delegating_async_generator(function), function)
        function.__code__ = with_suspensions(function.__code__)
    return reflagged(function, 0x20, 0x200)


def suspending(value, kept=[]):
    """*value*, with which an async generator suspends itself; marked, to be told from what is sent to it."""

    def set_up(self, value):
        self.value = value

    if not kept:
        kept.append(type("suspending", (), {"__init__": set_up}))
    return kept[0](value)


def suspension(kept=[]):
    """What an async generator calls with a marked value to get what it yields to be suspended.

    Where the call is patched into a delegation, this is the iterator that it is delegated to: the marked value is
    sent to it first, then what was sent to the generator.
    """

    def value_of(self, marked):
        return marked.value

    def send(self, sent):
        if type(sent) is type(suspending(0)):
            return sent.value
        raise StopIteration(sent)

    def stop(self):
        raise StopIteration

    def itself(self):
        return self

    if not kept:
        methods = {"__call__": value_of, "send": send, "__iter__": itself, "__next__": stop}
        kept.append(type("suspension", (), methods)())
    return kept[0]


def with_suspensions(code):
    """The *code* of an async generator for hosts that wrap whatever it yields, but not what it delegates.

    Its calls with one argument right before a `yield` are suspensions: values are wrapped by calls with two.  Of
    CALL_FUNCTION 1 and YIELD_VALUE become YIELD_FROM, for which the stack is right, and NOP.
    """
    numbers = __import__("opcode").opmap
    call = numbers["CALL_FUNCTION"]
    suspend = numbers["YIELD_VALUE"]
    instructions = list(code.co_code)
    place = 2
    while place < len(instructions):
        before = (instructions[place - 2], instructions[place - 1])
        if before == (call, 1) and instructions[place] == suspend:
            setitem(instructions, place - 2, numbers["YIELD_FROM"])
            setitem(instructions, place - 1, 0)
            setitem(instructions, place, numbers["NOP"])
        place = place + 2
    return code.replace(co_code=bytes(instructions))


def can_suspend(kept=[]):
    """Whether async generators with such a code suspend themselves."""

    def probe():
        sent = yield suspension()(suspending(can_suspend))
        yield sent

    if not kept:
        try:
            probe.__code__ = with_suspensions(probe.__code__)
            asked = reflagged(probe, 0x20, 0x200)().asend(None)
            right = asked.send(None) is can_suspend
            try:
                asked.send(kept)
                right = False
            except StopIteration as stop:
                right = right and stop.value is kept
            kept.append(right)
        except BaseException:
            kept.append(False)
    return kept[0]


def wrapped(value, awaits):
    """What an async generator yields for its consumer to get *value*."""
    wrapper = value_wrapper()
    if wrapper[0] == "flags" and (not awaits or can_suspend()):
        return value
    return wrapper[1](value)


def value_wrapper(kept=[]):
    """How this host wraps the values of async generators: a word for it, and a function that wraps one.

    "flags": CPython up to 3.10 wraps what a function with the flag CO_ASYNC_GENERATOR yields.
    "patch": later versions compile the wrapping into the function.
    "stand-in": neither works; async generators are then of a class of ours.
    """
    if not kept:
        wrap = by_flags()
        if wraps(wrap):
            kept.append(("flags", wrap))
        else:
            wrap = by_patch()
            if wraps(wrap):
                kept.append(("patch", wrap))
            else:
                kept.append(("stand-in", value_class()))
    return kept[0]


def wraps(wrap):
    """Whether *wrap* does what CPython does to the values of async generators."""
    try:
        return type(wrap(wrap)).__name__ == "async_generator_wrapped_value"
    except BaseException:
        return False


def by_flags():
    """A function that wraps a value through a coroutine with the flag CO_ASYNC_GENERATOR as well."""

    def yielded(value):
        yield value

    if can_reflag():
        yielded = reflagged(yielded, 0x20, 0x280)

    def wrap(value):
        return yielded(value).send(None)

    return wrap


def by_patch():
    """A function that wraps a value by a generator with one instruction more, as `async def` has it.

    There is no other door to it from Python.  The instruction is ASYNC_GEN_WRAP on 3.11 and
    CALL_INTRINSIC_1 with 4, INTRINSIC_ASYNC_GEN_WRAP, later; `wraps` tries the outcome before anything
    relies on it.
    """

    def yielded(value):
        yield value

    try:
        numbers = __import__("opcode").opmap
        code = yielded.__code__
        instructions = list(code.co_code)
        place = 0
        while instructions[place] != numbers["YIELD_VALUE"]:
            place = place + 2
        if "ASYNC_GEN_WRAP" in numbers:
            instructions.insert(place, 0)
            instructions.insert(place, numbers["ASYNC_GEN_WRAP"])
        else:
            instructions.insert(place, 4)
            instructions.insert(place, numbers["CALL_INTRINSIC_1"])
        yielded.__code__ = code.replace(co_code=bytes(instructions), co_exceptiontable=bytes())
    except BaseException:
        return None

    def wrap(value):
        return next(yielded(value))

    return wrap


def delegating_async_generator(function):
    """A function that makes async generators which leave everything to a generator of *function*.

    What `yield from` hands on is not wrapped.  The core has no `yield from`; `KeysView.__iter__` of the
    standard library is nothing but one, of an attribute.
    """
    delegate = reflagged(__import__("_collections_abc").KeysView.__iter__, 0x20, 0x200)
    holder = type("holder", (), {})

    def make(*arguments, **keywords):
        held = holder()
        held._mapping = function(*arguments, **keywords)
        made = delegate(held)
        made.__name__ = function.__name__
        made.__qualname__ = function.__qualname__
        return made

    return make


def looking_like(function, original):
    """*function*, with the names, attributes and signature of *original*, in whose place it stands."""
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        if hasattr(original, name):
            setattr(function, name, getattr(original, name))
    function.__dict__.update(original.__dict__)
    function.__wrapped__ = original
    return function


def coroutine_maker(function):
    """A function that makes objects with the protocol of coroutines, for hosts without the real ones."""
    kind = coroutine_class()

    def make(*arguments, **keywords):
        return kind(function(*arguments, **keywords))

    return make


def coroutine_class(kept=[]):
    """The class of these objects; it runs a generator, and knows whether that waits or has ended."""

    def set_up(self, generator):
        self.generator = generator
        self.waiting = False
        self.ended = False

    def run(self, method, argument):
        if self.ended:
            raise RuntimeError("cannot reuse already awaited coroutine")
        self.waiting = False
        try:
            value = method(argument)
        except BaseException:
            self.ended = True
            raise
        self.waiting = True
        return value

    def send(self, value):
        return run(self, self.generator.send, value)

    def throw(self, error):
        return run(self, self.generator.throw, error)

    def close(self):
        self.waiting = False
        self.ended = True
        self.generator.close()

    def awaited(self):
        if self.waiting:
            raise RuntimeError("coroutine is being awaited already")
        return wrapper(self)

    def wrap(self, coroutine):
        self.send = coroutine.send
        self.throw = coroutine.throw
        self.close = coroutine.close

    def itself(self):
        return self

    def advance(self):
        return self.send(None)

    if not kept:
        wrapper = type("coroutine_wrapper", (), {"__init__": wrap, "__iter__": itself, "__next__": advance})
        methods = {"__init__": set_up, "send": send, "throw": throw, "close": close, "__await__": awaited}
        kept.append(type("coroutine", (), methods))
    return kept[0]


def value_class(kept=[]):
    """The class that marks a value for the consumer, where async generators are of our own class."""

    def set_up(self, value):
        self.value = value

    if not kept:
        kept.append(type("async_generator_wrapped_value", (), {"__init__": set_up}))
    return kept[0]


def async_generator_maker(function):
    """A function that makes objects with the protocol of async generators, for hosts without them."""
    kind = async_generator_class()

    def make(*arguments, **keywords):
        return kind(function(*arguments, **keywords))

    return make


def async_generator_class(kept=[]):
    """The class of these objects; each awaitable of theirs runs a generator to its next value."""

    def set_up(self, generator):
        self.generator = generator
        self.started = False

    def advanced(method, argument):
        try:
            return method(argument)
        except StopIteration:
            ended = True
        if ended:
            raise StopAsyncIteration

    def next_value(generator, method, argument):
        item = advanced(method, argument)
        while type(item) is not value_class():
            error = None
            try:
                sent = yield item
            except BaseException as caught:
                error = caught
            if error is None:
                item = advanced(generator.send, sent)
            else:
                item = advanced(generator.throw, error)
        return item.value

    def end(generator, method, argument):
        try:
            item = method(argument)
            while type(item) is not value_class():
                error = None
                try:
                    sent = yield item
                except BaseException as caught:
                    error = caught
                if error is None:
                    item = generator.send(sent)
                else:
                    item = generator.throw(error)
        except (StopIteration, GeneratorExit):
            return None
        raise RuntimeError("async generator ignored GeneratorExit")

    def start(self):
        if not self.started:
            self.started = True
            hooks = getattr(modules["sys"], "get_asyncgen_hooks", None)
            if hooks is not None and hooks().firstiter is not None:
                hooks().firstiter(self)

    def itself(self):
        return self

    def anext(self):
        return asend(self, None)

    def asend(self, value):
        start(self)
        return coroutine(next_value)(self.generator, self.generator.send, value)

    def athrow(self, error):
        start(self)
        return coroutine(next_value)(self.generator, self.generator.throw, error)

    def aclose(self):
        start(self)
        return coroutine(end)(self.generator, self.generator.throw, GeneratorExit())

    if not kept:
        methods = {"__init__": set_up, "__aiter__": itself, "__anext__": anext}
        methods.update({"asend": asend, "athrow": athrow, "aclose": aclose})
        kept.append(type("async_generator", (), methods))
    return kept[0]
