# `aiter` and `anext` do what an `async for` does; nobody supplies builtins that are older than the program.
# Needs: Python 3.10
# Hosts before Python 3.10 lack the builtins `aiter`, `anext` and `EncodingWarning`.

import asyncio


async def items():
    yield 1
    yield 2


async def main():
    iterator = aiter(items())
    print(await anext(iterator), await anext(iterator), await anext(iterator, "end"))
    async for item in iterator:
        print("never")
    print(EncodingWarning.__mro__[1].__name__)


asyncio.run(main())
