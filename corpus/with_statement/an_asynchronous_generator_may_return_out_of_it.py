# A `return` in an asynchronous generator, which has no value, leaves managers one after the other.

import asyncio


class Manager:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)

    def __exit__(self, *error):
        print("exit", self.name)


async def values():
    for n in range(3):
        with Manager(1), Manager(2):
            if n == 1:
                return
            yield n
    print("not reached")


async def main():
    print([value async for value in values()])


asyncio.run(main())
