# An asynchronous generator that nobody has any longer is finished by the event loop.
import asyncio


async def rows():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)
        print("connection closed")


async def first():
    async for row in rows():
        return row


async def main():
    print("row", await first())
    await asyncio.sleep(0.01)
    print("end")


asyncio.run(main())
