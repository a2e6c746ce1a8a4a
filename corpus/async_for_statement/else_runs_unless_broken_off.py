# The else suite runs when the iterator has ended, and not after a break.

async def count(n):
    for i in range(n):
        yield i


async def f(stop):
    async for n in count(4):
        if n == 1:
            continue
        if n == stop:
            break
        print(n)
    else:
        print("else")


for stop in (2, 9):
    try:
        f(stop).send(None)
    except StopIteration:
        print("end")
