# The else of async for runs when the iterator is exhausted, and not after a break.

async def numbers(n):
    for i in range(n):
        yield i


async def f(n):
    async for i in numbers(n):
        print(i, end=" ")
        if i == 2:
            break
    else:
        print("else", end=" ")


for n in (0, 2, 4):
    try:
        f(n).send(None)
    except StopIteration:
        print("end")
