# Coroutine functions, generator functions and asynchronous generator functions have type parameters.
# Plain: kinds, in the core
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

import asyncio
import inspect


async def coroutine[T: Later](a: T) -> T:
    await asyncio.sleep(0)
    return T


def generator[T](a: T):
    yield T
    return a


async def asynchronous[T](a: T):
    yield T
    yield a


async def main():
    print(await coroutine(1), [item async for item in asynchronous(2)])


print(inspect.iscoroutinefunction(coroutine), inspect.isasyncgenfunction(asynchronous), list(generator(3)))
asyncio.run(main())
print(coroutine.__type_params__, generator.__type_params__, asynchronous.__type_params__)


class Box:
    @staticmethod
    async def static[T](a: T):
        return T

    @classmethod
    def made[T](cls, a: T):
        return cls, T

    @property
    def item[T](self):
        return T


print(asyncio.run(Box.static(1)), Box.made(1), Box().item)
