# A `return` in an asynchronous generator, which has no value, awaits `__aexit__` on its way.

import asyncio


class Manager:
    async def __aenter__(self):
        print("enter")

    async def __aexit__(self, *error):
        await asyncio.sleep(0)
        print("exit")


async def values():
    async with Manager():
        while True:
            yield 1
            async with Manager():
                return
    print("not reached")


async def main():
    print([value async for value in values()])


asyncio.run(main())
