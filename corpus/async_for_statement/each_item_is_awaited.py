# The suite runs with each result of awaiting __anext__, until that raises StopAsyncIteration.

class Count:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        print("aiter")
        return self

    async def __anext__(self):
        self.n -= 1
        if self.n < 0:
            raise StopAsyncIteration
        return self.n


async def f():
    async for n in Count(3):
        print(n)
    return n


try:
    f().send(None)
except StopIteration as end:
    print("returned", end.value)
