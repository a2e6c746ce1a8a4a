# In an asynchronous generator `return` has no value; it may leave a `with`, a `finally` and loops.

import asyncio


class Manager:
    def __enter__(self):
        print("enter")

    def __exit__(self, *error):
        print("exit")

    async def __aenter__(self):
        print("enter later")

    async def __aexit__(self, *error):
        print("exit later")


async def with_manager():
    yield 1
    for n in range(3):
        with Manager():
            if n == 1:
                return
            yield n


async def with_later_manager():
    async with Manager():
        while True:
            yield 2
            return


async def with_finally():
    try:
        yield 3
        return
    finally:
        print("finally")
    yield 4


async def with_handler():
    try:
        raise ValueError
    except ValueError:
        return
    finally:
        yield 5


async def in_finally():
    try:
        yield 6
        raise ValueError
    finally:
        return


async def main():
    for generator in with_manager, with_later_manager, with_finally, with_handler, in_finally:
        print(generator.__name__, [value async for value in generator()])


asyncio.run(main())
