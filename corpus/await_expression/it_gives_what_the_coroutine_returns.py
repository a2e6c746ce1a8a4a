# await runs a coroutine to its end and is an expression with its result.

async def double(n):
    print("double", n)
    return n * 2


async def f():
    total = await double(1) + await double(2) * 10
    return [total, await double(await double(3)), -await double(4), await double(2) ** 2]


try:
    f().send(None)
except StopIteration as end:
    print(end.value)
