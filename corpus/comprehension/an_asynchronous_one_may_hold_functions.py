# An asynchronous comprehension may have functions inside, and awaits what it iterates over.

import asyncio


async def items(count):
    for n in range(count):
        await asyncio.sleep(0)
        yield n


async def later(value):
    await asyncio.sleep(0)
    return value


async def main():
    print([f() for f in [lambda: n async for n in items(3)]])
    print([f() for f in [lambda: n for n in [await later(1), 2] if await later(n)]])
    table = {m: (lambda: m) async for m in items(2)}
    print({n: f() for n, f in table.items()})
    print(sorted(f() for f in {lambda: (n, m) async for n in items(2) for m in (0, 1)}))


asyncio.run(main())
