# An asynchronous comprehension is an operand like any other: what follows is applied to what it gives.

import asyncio


async def numbers():
    for number in (3, 4):
        yield number


async def doubled(number):
    return 2 * number


async def main():
    print([n async for n in numbers()][1])
    print([n async for n in numbers()].index(4))
    print(sorted({n: await doubled(n) async for n in numbers()}.items()))
    [[n] async for n in numbers()][0][0] = 5
    print(not [n async for n in numbers()], [n async for n in numbers()] + [1])


asyncio.run(main())
