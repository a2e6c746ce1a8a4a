# With `async for` or `await` in it, too, it yields the items of each element.
# Needs: Python 3.15

async def value(v):
    return v


async def values():
    yield [1, 2]
    yield (3,)


async def main():
    print([x async for x in (*x async for x in values())])
    print([x async for x in (*(await value(x)) for x in ("ab", [1]))])


try:
    main().send(None)
except StopIteration:
    print("done")
