# While a coroutine waits, what came out of the awaitable belongs to the loop alone.
# Plain: release

import weakref


class Item:
    pass


class Awaitable:
    def __await__(self):
        yield Item()
        yield Item()


class Manager:
    async def __aenter__(self):
        await Awaitable()

    async def __aexit__(self, *details):
        await Awaitable()


async def items():
    await Awaitable()
    yield 1


async def simple():
    await Awaitable()


async def nested():
    await simple()


async def managed():
    async with Manager():
        await simple()


async def looping():
    async for n in items():
        await simple()


for function in (simple, nested, managed, looping):
    seen = []
    coroutine = function()
    try:
        while True:
            reference = weakref.ref(coroutine.send(None))
            seen.append("held" if reference() is not None else "let go")
    except StopIteration:
        print(function.__name__, seen)
