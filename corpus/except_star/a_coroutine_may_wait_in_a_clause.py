# `await`, `async for` and `async with` in the suite, the types and a clause.
# Needs: Python 3.11
import asyncio


class Manager:
    async def __aenter__(self):
        return "entered"

    async def __aexit__(self, *details):
        print("exit", details[0])


async def later(value):
    await asyncio.sleep(0)
    return value


async def numbers():
    for n in range(2):
        yield n


async def fail(*errors):
    await asyncio.sleep(0)
    raise ExceptionGroup("g", errors)


async def main():
    try:
        async with Manager():
            await fail(ValueError("one"), OSError("two"))
    except* await later(ValueError) as errors:
        async with Manager() as entered:
            print(entered, errors.exceptions)
        print([n async for n in numbers()])
    except* OSError as errors:
        async for n in numbers():
            print(n, await later(errors.exceptions))
    finally:
        print(await later("finally"))


asyncio.run(main())
