# In a coroutine function what is unpacked may be awaited, and come from an asynchronous iterator.
# Needs: Python 3.15

async def value(v):
    return v


async def values():
    yield [1, 2]
    yield (3,)


async def main():
    print([*x async for x in values()], {*x async for x in values()})
    print([*(await value(x)) for x in ([1], [2])], {**(await value(x)) for x in ({1: 2}, {3: 4})})
    print([*(await value(x)) async for x in values() if await value(True)])


try:
    main().send(None)
except StopIteration:
    print("done")
