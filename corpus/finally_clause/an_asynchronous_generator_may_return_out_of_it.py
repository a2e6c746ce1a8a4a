# A `return` in an asynchronous generator, which has no value, leaves a `try` through its `finally`, or from there.

import asyncio


async def through():
    try:
        yield 1
        return
    finally:
        print("finally")
    yield 2


async def out_of():
    try:
        yield 3
        raise ValueError
    finally:
        return


async def from_a_handler():
    try:
        raise ValueError
    except ValueError:
        return
    finally:
        yield 4


async def main():
    for generator in through, out_of, from_a_handler:
        print(generator.__name__, [value async for value in generator()])


asyncio.run(main())
